package io.masterrecord.migration;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.masterrecord.schema.Column;
import io.masterrecord.schema.Table;

/**
 * What is not in the database any more, or not yet, as it will be when a step of a run is
 * reached: tables and columns that earlier steps change.
 */
final class ChangedRows {

	private final Set<String> tables = new HashSet<>();

	private final Map<String, Set<String>> columns = new HashMap<>();

	/** Columns that have the same value in every row. */
	private final Map<String, Set<String>> uniform = new HashMap<>();

	private boolean everything;

	/**
	 * Remember that any row may be changed.
	 */
	void everything() {
		this.everything = true;
	}

	/**
	 * Remember that the rows of a table may be changed.
	 */
	void table(String table) {
		this.tables.add(table);
	}

	/**
	 * Remember that a column is changed, and with it what is computed.
	 */
	void column(Table table, String column) {
		this.uniform.getOrDefault(table.name(), new HashSet<>()).remove(column);
		Set<String> changed = this.columns.computeIfAbsent(table.name(), (name) -> new HashSet<>());
		changed.add(column);
		table.columns().stream().filter(Column::isComputed).map(Column::name).forEach(changed::add);
	}

	/**
	 * Go on under another name of a table.
	 */
	void renamed(String table, String name) {
		if (this.tables.remove(table)) {
			this.tables.add(name);
		}
		move(this.columns, table, name);
		move(this.uniform, table, name);
	}

	/**
	 * Go on under another name of a column.
	 */
	void renamed(String table, String column, String name) {
		for (Map<String, Set<String>> names : List.of(this.columns, this.uniform)) {
			Set<String> found = names.getOrDefault(table, new HashSet<>());
			found.remove(name);
			if (found.remove(column)) {
				found.add(name);
			}
		}
	}

	private static void move(Map<String, Set<String>> columns, String table, String name) {
		Set<String> moved = columns.remove(table);
		columns.remove(name);
		if (moved != null) {
			columns.put(name, moved);
		}
	}

	/**
	 * Remember that a new column has one value in all rows.
	 */
	void uniform(String table, String column) {
		this.uniform.computeIfAbsent(table, (name) -> new HashSet<>()).add(column);
	}

	/**
	 * Tell whether all rows that are there now will have the same values in columns.
	 */
	boolean isUniform(String table, Collection<String> used) {
		return isKnown(table, Set.of()) && this.uniform.getOrDefault(table, Set.of()).containsAll(used);
	}

	/**
	 * Tell whether rows are now what they will be.
	 */
	boolean isKnown(String table, Collection<String> used) {
		return !this.everything && !this.tables.contains(table)
				&& used.stream().noneMatch(this.columns.getOrDefault(table, Set.of())::contains);
	}

}
