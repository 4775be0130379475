package io.masterrecord.schema;

/**
 * The identity of a declared row: its table and its key values in canonical text.
 *
 * @param table the table
 * @param key the key columns and values, or all values where the set names no key
 * @since 0.1.0
 */
public record SeedKey(String table, String key) implements Comparable<SeedKey> {

	@Override
	public int compareTo(SeedKey other) {
		int byTable = this.table.compareTo(other.table);
		return (byTable != 0) ? byTable : this.key.compareTo(other.key);
	}

}
