package io.masterrecord.jdbc;

import java.util.List;
import java.util.Set;

import io.masterrecord.dialect.TypedValue;
import io.masterrecord.dialect.TypedValues;

/**
 * One statement that is run several times with different values, sent together.
 *
 * @param sql the text of one statement with {@code ?} placeholders, without a terminator
 * @param rows the values of each run, in order of the placeholders
 * @param tables the tables it writes, as they stand in the database; empty where they are
 * not known
 * @param kind what it does
 * @since 0.1.0
 */
public record SqlBatch(String sql, List<List<TypedValue>> rows, Set<String> tables, StatementKind kind) {

	public SqlBatch {
		rows = rows.stream().map(TypedValues::copyOf).toList();
		tables = Set.copyOf(tables);
	}

	/**
	 * Describe the batch without its values.
	 * @return the text and the number of runs
	 */
	@Override
	public String toString() {
		return this.sql + " [" + this.rows.size() + " times]";
	}

}
