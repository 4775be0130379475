package io.masterrecord.schema;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Declared rows of one table that share a policy.
 *
 * @param table the table
 * @param key the columns by which a row is recognised; empty if rows are recognised by
 * all their values
 * @param policy what happens where a row exists already
 * @param updating the columns that an upsert overwrites; empty means all but the key
 * @param environments where the rows exist
 * @param rows the rows, in order of declaration
 * @param deferred the columns that are written after the rows of all sets, because they
 * refer to rows that can only be written later
 * @param stored the rows of a set that is kept in a file, or {@code null} if all of them
 * are in {@code rows}
 * @since 0.1.0
 */
public record SeedSet(String table, List<String> key, SeedPolicy policy, List<String> updating,
		Environments environments, List<Row> rows, List<String> deferred, @Nullable StoredRows stored) {

	public SeedSet {
		key = List.copyOf(key);
		updating = List.copyOf(updating);
		rows = List.copyOf(rows);
		deferred = List.copyOf(deferred);
	}

	/**
	 * Declare rows that are written at once.
	 * @param table the table
	 * @param key the columns by which a row is recognised
	 * @param policy what happens where a row exists already
	 * @param updating the columns that an upsert overwrites
	 * @param environments where the rows exist
	 * @param rows the rows
	 */
	public SeedSet(String table, List<String> key, SeedPolicy policy, List<String> updating, Environments environments,
			List<Row> rows) {
		this(table, key, policy, updating, environments, rows, List.of(), null);
	}

}
