package io.masterrecord.diff;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import io.masterrecord.schema.Column;
import io.masterrecord.schema.ForeignKey;
import io.masterrecord.schema.PrimaryKey;
import io.masterrecord.schema.Schema;
import io.masterrecord.schema.Table;
import org.jspecify.annotations.Nullable;

/**
 * Finds columns that may have moved: between tables of which one refers to the other, and
 * between those with the same primary key of which one goes or comes with at least half
 * of its columns.
 */
final class MoveFinder {

	private final Schema from;

	private final Schema to;

	MoveFinder(Schema from, Schema to) {
		this.from = from;
		this.to = to;
	}

	List<Move> find() {
		List<Move> moves = new ArrayList<>();
		for (Table source : this.from.tables().values()) {
			List<Column> gone = without(source, this.to.table(source.name()));
			for (Table target : gone.isEmpty() ? List.<Table>of() : List.copyOf(this.to.tables().values())) {
				if (!target.name().equals(source.name())) {
					move(source, gone, target).ifPresent(moves::add);
				}
			}
		}
		return moves;
	}

	/**
	 * Return the columns that hold values of their own, and that the table has not got at
	 * another time.
	 */
	private static List<Column> without(Table table, Optional<Table> other) {
		return table.columns()
			.stream()
			.filter((column) -> !column.isComputed() && !column.identity() && !isKey(table, column.name()))
			.filter((column) -> other.flatMap((then) -> then.column(column.name())).isEmpty())
			.toList();
	}

	private Optional<Move> move(Table source, List<Column> gone, Table target) {
		Map<String, String> link = link(source, target);
		List<String> columns = without(target, this.from.table(target.name())).stream()
			.filter((column) -> gone.stream().anyMatch((old) -> isSame(old, column)))
			.map(Column::name)
			.filter((column) -> link == null || !link.containsKey(column))
			.toList();
		boolean related = link != null || (hasSameKey(source, target) && isHalf(source, target, columns.size()));
		if (columns.isEmpty() || !related) {
			return Optional.empty();
		}
		Map<String, String> rows = (link != null) ? link
				: pairs(columns(target.primaryKey()), columns(source.primaryKey()));
		return Optional.of(new Move(source.name(), target.name(), columns, copy(source, target, columns, rows)));
	}

	private static boolean isSame(Column one, Column other) {
		return one.name().equals(other.name()) && one.type().name() == other.type().name();
	}

	/**
	 * Return by which columns the rows of two tables belong together, those of the target
	 * first; none if neither refers to the other.
	 */
	private @Nullable Map<String, String> link(Table source, Table target) {
		Table sourceAfter = this.to.table(source.name()).orElse(source);
		Table targetBefore = this.from.table(target.name()).orElse(target);
		for (Table table : List.of(target, targetBefore)) {
			for (ForeignKey key : table.foreignKeys()) {
				if (key.targetTable().equals(source.name())) {
					return pairs(key.columns(), key.targetColumns());
				}
			}
		}
		for (Table table : List.of(sourceAfter, source)) {
			for (ForeignKey key : table.foreignKeys()) {
				if (key.targetTable().equals(target.name())) {
					return pairs(key.targetColumns(), key.columns());
				}
			}
		}
		return null;
	}

	private static Map<String, String> pairs(List<String> targets, List<String> sources) {
		Map<String, String> pairs = new LinkedHashMap<>();
		for (int i = 0; i < targets.size(); i++) {
			pairs.put(targets.get(i), sources.get(i));
		}
		return pairs;
	}

	private static boolean hasSameKey(Table source, Table target) {
		List<String> key = columns(source.primaryKey());
		return !key.isEmpty() && key.equals(columns(target.primaryKey()))
				&& key.stream().allMatch((name) -> isSame(column(source, name), column(target, name)));
	}

	private boolean isHalf(Table source, Table target, int moved) {
		boolean comes = this.from.table(target.name()).isEmpty();
		boolean goes = this.to.table(source.name()).isEmpty();
		return (comes && moved * 2 >= values(target)) || (goes && moved * 2 >= values(source));
	}

	private static long values(Table table) {
		return table.columns().stream().filter((column) -> !isKey(table, column.name())).count();
	}

	private @Nullable String copy(Table source, Table target, List<String> columns, Map<String, String> rows) {
		Table before = this.from.table(target.name()).orElse(null);
		boolean told = rows.values().stream().allMatch((column) -> source.column(column).isPresent());
		boolean single = isUnique(source, List.copyOf(rows.values()));
		if (!told) {
			return null;
		}
		if (before == null) {
			Map<String, String> values = new LinkedHashMap<>(rows);
			columns.forEach((column) -> values.put(column, column));
			Predicate<Column> missing = (column) -> column.isRequired() && !values.containsKey(column.name());
			return target.columns().stream().anyMatch(missing) ? null
					: "INSERT INTO %s (%s) SELECT %s%s FROM %s".formatted(target.name(),
							String.join(", ", values.keySet()), single ? "" : "DISTINCT ",
							String.join(", ", values.values()), source.name());
		}
		if (!single || rows.keySet().stream().anyMatch((column) -> before.column(column).isEmpty())) {
			return null;
		}
		String same = rows.entrySet()
			.stream()
			.map((row) -> "s.%s = %s.%s".formatted(row.getValue(), target.name(), row.getKey()))
			.collect(Collectors.joining(" AND "));
		return "UPDATE %s SET %s".formatted(target.name(), columns.stream()
			.map((column) -> "%1$s = (SELECT s.%1$s FROM %2$s s WHERE %3$s)".formatted(column, source.name(), same))
			.collect(Collectors.joining(", ")));
	}

	private static boolean isUnique(Table table, List<String> columns) {
		return columns.equals(columns(table.primaryKey()))
				|| table.uniques().stream().anyMatch((unique) -> unique.columns().equals(columns));
	}

	private static boolean isKey(Table table, String column) {
		return columns(table.primaryKey()).contains(column);
	}

	private static Column column(Table table, String name) {
		return table.column(name).orElseThrow();
	}

	private static List<String> columns(@Nullable PrimaryKey key) {
		return (key != null) ? key.columns() : List.of();
	}

}
