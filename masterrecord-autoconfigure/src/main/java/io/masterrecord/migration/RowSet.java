package io.masterrecord.migration;

import java.util.List;

import io.masterrecord.operation.InsertRows;
import io.masterrecord.operation.LoadRows;
import io.masterrecord.operation.SchemaOperation;
import io.masterrecord.operation.UpsertRows;
import io.masterrecord.schema.Environments;
import io.masterrecord.schema.Row;
import io.masterrecord.schema.SeedPolicy;

/**
 * How an operation wants rows to be written, whichever kind of operation it is.
 *
 * @param table the table
 * @param key the columns by which a row is recognised; empty if by all its values
 * @param policy what happens where a row exists already
 * @param updating the columns to be overwritten; empty for all but the keys
 */
record RowSet(String table, List<String> key, SeedPolicy policy, List<String> updating) {

	static RowSet of(SchemaOperation operation) {
		if (operation instanceof InsertRows insert) {
			return new RowSet(insert.table(), insert.key(),
					insert.ifAbsent() ? SeedPolicy.SKIP_IF_PRESENT : SeedPolicy.INSERT, List.of());
		}
		if (operation instanceof UpsertRows upsert) {
			return new RowSet(upsert.table(), upsert.key(), SeedPolicy.UPSERT, upsert.updating());
		}
		if (operation instanceof LoadRows load) {
			return new RowSet(load.table(), load.key(), load.policy(), load.updating());
		}
		throw new IllegalArgumentException("No rows are written by " + operation);
	}

	boolean updates() {
		return this.policy == SeedPolicy.UPSERT || this.policy == SeedPolicy.SYNC;
	}

	/**
	 * Return the operation that writes some of the rows.
	 */
	SchemaOperation operation(List<Row> rows) {
		if (updates()) {
			return new UpsertRows(this.table, this.key, this.updating, Environments.everywhere(), rows);
		}
		return new InsertRows(this.table, this.key, Environments.everywhere(), rows,
				this.policy == SeedPolicy.SKIP_IF_PRESENT);
	}

}
