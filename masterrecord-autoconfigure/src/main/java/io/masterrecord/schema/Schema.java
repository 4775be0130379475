package io.masterrecord.schema;

import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A whole database: its tables, sequences, views, functions and triggers by name, and a
 * fingerprint of every declared row.
 * <p>
 * Rows are kept as fingerprints, because a schema has to tell whether a seed is new or
 * changed, never what it says.
 *
 * @param tables the tables by name
 * @param seeds the SHA-256 of each declared row with its policy, as hexadecimal text, by
 * the identity of the row
 * @param sequences the sequences by name
 * @param routines the views, functions and triggers by name
 * @since 0.1.0
 */
public record Schema(SortedMap<String, Table> tables, SortedMap<SeedKey, String> seeds,
		SortedMap<String, Sequence> sequences, SortedMap<String, Routine> routines) {

	private static final Schema EMPTY = new Schema(new TreeMap<>(), new TreeMap<>());

	public Schema {
		tables = Collections.unmodifiableSortedMap(new TreeMap<>(tables));
		seeds = Collections.unmodifiableSortedMap(new TreeMap<>(seeds));
		sequences = Collections.unmodifiableSortedMap(new TreeMap<>(sequences));
		routines = Collections.unmodifiableSortedMap(new TreeMap<>(routines));
	}

	/**
	 * Create a database without sequences and routines.
	 * @param tables the tables by name
	 * @param seeds the fingerprints of declared rows by identity
	 */
	public Schema(SortedMap<String, Table> tables, SortedMap<SeedKey, String> seeds) {
		this(tables, seeds, new TreeMap<>(), new TreeMap<>());
	}

	/**
	 * Return a database without tables.
	 * @return the empty schema
	 */
	public static Schema empty() {
		return EMPTY;
	}

	/**
	 * Return a database of tables without declared rows.
	 * @param tables the tables
	 * @return the schema
	 */
	public static Schema of(Collection<Table> tables) {
		SortedMap<String, Table> byName = new TreeMap<>();
		tables.forEach((table) -> byName.put(table.name(), table));
		return new Schema(byName, new TreeMap<>());
	}

	/**
	 * Return the table of a name.
	 * @param name the name
	 * @return the table, if there is one
	 */
	public Optional<Table> table(String name) {
		return Optional.ofNullable(this.tables.get(name));
	}

	/**
	 * Return this schema with a table added or replaced.
	 * @param table the table
	 * @return a copy
	 */
	public Schema with(Table table) {
		SortedMap<String, Table> copy = new TreeMap<>(this.tables);
		copy.put(table.name(), table);
		return new Schema(copy, this.seeds, this.sequences, this.routines);
	}

	/**
	 * Return this schema without a table.
	 * @param name the name of the table
	 * @return a copy
	 */
	public Schema without(String name) {
		SortedMap<String, Table> copy = new TreeMap<>(this.tables);
		copy.remove(name);
		return new Schema(copy, this.seeds, this.sequences, this.routines);
	}

	/**
	 * Return this schema with other declared rows.
	 * @param newSeeds the fingerprints by identity
	 * @return a copy
	 */
	public Schema withSeeds(Map<SeedKey, String> newSeeds) {
		return new Schema(this.tables, new TreeMap<>(newSeeds), this.sequences, this.routines);
	}

	/**
	 * Return this schema with other sequences.
	 * @param newSequences the sequences
	 * @return a copy
	 */
	public Schema withSequences(Collection<Sequence> newSequences) {
		SortedMap<String, Sequence> byName = new TreeMap<>();
		newSequences.forEach((sequence) -> byName.put(sequence.name(), sequence));
		return new Schema(this.tables, this.seeds, byName, this.routines);
	}

	/**
	 * Return this schema with other views, functions and triggers.
	 * @param newRoutines the routines
	 * @return a copy
	 */
	public Schema withRoutines(Collection<Routine> newRoutines) {
		SortedMap<String, Routine> byName = new TreeMap<>();
		newRoutines.forEach((routine) -> byName.put(routine.name(), routine));
		return new Schema(this.tables, this.seeds, this.sequences, byName);
	}

}
