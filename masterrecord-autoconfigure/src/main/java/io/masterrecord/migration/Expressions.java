package io.masterrecord.migration;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;
import java.util.function.Predicate;

import io.masterrecord.dialect.Dialect;
import io.masterrecord.schema.Check;
import io.masterrecord.schema.Column;
import io.masterrecord.schema.ColumnDefault;
import io.masterrecord.schema.Index;
import io.masterrecord.schema.IndexColumn;
import io.masterrecord.schema.Routine;
import io.masterrecord.schema.Schema;
import io.masterrecord.schema.Table;
import org.jspecify.annotations.Nullable;

/**
 * Finds the SQL in a schema: what defaults, computed columns, check constraints, indexes
 * and routines say.
 */
final class Expressions {

	private final Dialect dialect;

	Expressions(Dialect dialect) {
		this.dialect = dialect;
	}

	/**
	 * Return what the SQL of a schema says.
	 * @param schema the schema, as it was read from a catalog
	 */
	Map<ExpressionKey, String> texts(Schema schema) {
		Map<ExpressionKey, String> texts = new LinkedHashMap<>();
		for (Table table : schema.tables().values()) {
			for (Column column : table.columns()) {
				if (column.defaultValue() instanceof ColumnDefault.Expression expression) {
					texts.put(ExpressionKey.valueOfDefault(table.name(), column.name()), expression.sql());
				}
				put(texts, ExpressionKey.computed(table.name(), column.name()), column.computed());
			}
			table.checks().forEach((check) -> put(texts, ExpressionKey.check(table.name(), check.name()), text(check)));
			table.indexes()
				.forEach((index) -> put(texts, ExpressionKey.index(table.name(), index.name()), text(index)));
		}
		schema.routines()
			.values()
			.forEach((routine) -> put(texts, ExpressionKey.routine(routine), routine.sqlFor(this.dialect.id())));
		return texts;
	}

	/**
	 * Return what the application says wherever a catalog keeps SQL, and all else that
	 * decides how the catalog writes it: the columns that stand in it.
	 * @param schema the schema, as migrations made it
	 */
	Map<ExpressionKey, String> declarations(Schema schema) {
		Map<ExpressionKey, String> declarations = new LinkedHashMap<>();
		for (Table table : schema.tables().values()) {
			for (Column column : table.columns()) {
				if (column.defaultValue() != null) {
					declarations.put(ExpressionKey.valueOfDefault(table.name(), column.name()),
							this.dialect.defaultOf(column).orElse("") + columns(table, column::equals));
				}
				String computed = column.computed();
				if (computed != null) {
					declarations.put(ExpressionKey.computed(table.name(), column.name()), computed + columns(table,
							(other) -> other.equals(column) || Check.that("", computed).mentions(other.name())));
				}
			}
			for (Check check : table.checks()) {
				declarations.put(ExpressionKey.check(table.name(), check.name()),
						check.rule() + columns(table, (column) -> check.mentions(column.name())));
			}
			for (Index index : table.indexes()) {
				String text = text(index);
				if (text != null) {
					declarations.put(ExpressionKey.index(table.name(), index.name()),
							text + columns(table, (column) -> index.mentions(column.name())));
				}
			}
		}
		for (Routine routine : schema.routines().values()) {
			if (routine.sqlFor(this.dialect.id()) != null) {
				declarations.put(ExpressionKey.routine(routine), declaration(schema, routine));
			}
		}
		return declarations;
	}

	/**
	 * A routine is written anew with the tables and routines that it is made of.
	 */
	private String declaration(Schema schema, Routine routine) {
		StringBuilder text = new StringBuilder(String.valueOf(routine.sqlFor(this.dialect.id())));
		for (String used : routine.uses()) {
			schema.table(used).ifPresent((table) -> text.append(used).append(columns(table, (column) -> true)));
			Routine other = schema.routines().get(used);
			if (other != null && !other.equals(routine)) {
				text.append(used).append(other.sqlFor(this.dialect.id()));
			}
		}
		return text.toString();
	}

	private String columns(Table table, Predicate<Column> wanted) {
		StringJoiner names = new StringJoiner(", ", " of ", "");
		table.columns()
			.stream()
			.filter(wanted)
			.forEach((column) -> names.add(column.name() + " " + this.dialect.storedType(column)
					+ ((column.collation() != null) ? " " + column.collation() : "")));
		return names.toString();
	}

	private static @Nullable String text(Check check) {
		return (check.rule() instanceof Check.Sql rule) ? rule.sql() : null;
	}

	/**
	 * Return the SQL of an index that is made of more than columns.
	 */
	static @Nullable String text(Index index) {
		if (index.filter() == null && index.columns().stream().noneMatch(IndexColumn::isExpression)) {
			return null;
		}
		StringJoiner parts = new StringJoiner(", ", "(", ")");
		index.columns().forEach((column) -> parts.add(column.name()));
		return parts + ((index.filter() != null) ? " where " + index.filter() : "");
	}

	private static void put(Map<ExpressionKey, String> texts, ExpressionKey key, @Nullable String text) {
		if (text != null) {
			texts.put(key, text);
		}
	}

}
