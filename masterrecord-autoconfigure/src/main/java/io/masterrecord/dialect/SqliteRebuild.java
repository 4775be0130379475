package io.masterrecord.dialect;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import io.masterrecord.schema.Column;
import io.masterrecord.schema.ColumnType;
import io.masterrecord.schema.Index;
import io.masterrecord.schema.Table;
import io.masterrecord.schema.TypeName;

/**
 * The change of a table by a new one that takes its place, with its rows, its counter and
 * all its indexes and triggers, also those that no migration knows. Foreign keys have to
 * be off, see {@link SqliteDialect#foreignKeySwitch()}.
 */
final class SqliteRebuild {

	/** The name of a table for as long as it has no other. */
	static final String NEW = "masterrecord_rebuild";

	private static final String KEPT = "temp.masterrecord_kept";

	private static final String GUARD = "temp.masterrecord_guard";

	private final SqliteRenderer renderer;

	private final SqliteDialect dialect;

	private final Table from;

	private final Table to;

	SqliteRebuild(SqliteRenderer renderer, SqliteDialect dialect, Table from, Table to) {
		this.renderer = renderer;
		this.dialect = dialect;
		this.from = from;
		this.to = to;
	}

	List<SqlCommand> commands() {
		String name = Text.literal(this.from.name());
		List<SqlCommand> commands = new ArrayList<>();
		guard(commands, name, "0");
		run(commands,
				"CREATE TEMP TABLE masterrecord_kept AS SELECT sql FROM main.sqlite_schema WHERE lower(tbl_name) = lower("
						+ name + ") AND type IN ('index', 'trigger') AND sql IS NOT NULL ORDER BY type, rowid");
		keys().forEach((index) -> run(commands, "INSERT INTO " + KEPT + " " + keep(name, index)));
		replace(commands, name);
		commands.add(SqlCommand.generating("SELECT sql FROM " + KEPT + " ORDER BY rowid"));
		run(commands, "DROP TABLE " + KEPT);
		return commands;
	}

	/**
	 * Return the statement that drops an index, or creates the table anew where somebody
	 * wrote a unique constraint into its text instead. Then the text must not say
	 * anything else that no migration knows.
	 */
	SqlCommand without(Index index) {
		String name = Text.literal(this.from.name());
		String drop = "DROP INDEX " + quote(index.name());
		if (!this.from.searchIndexes().isEmpty()) {
			return SqlCommand.of(drop);
		}
		List<SqlCommand> commands = new ArrayList<>();
		guard(commands, name, "(SELECT count(DISTINCT id) FROM pragma_foreign_key_list(" + name + ")) <> "
				+ this.from.foreignKeys().size()
				+ " OR (SELECT length(sql) - length(replace(upper(sql), 'CHECK', '')) FROM main.sqlite_schema WHERE type = 'table' AND name = "
				+ name + ") <> " + 5 * this.from.checks().size());
		replace(commands, name);
		List<String> statements = new ArrayList<>();
		commands
			.forEach((command) -> statements.add("(" + statements.size() + ", " + Text.literal(command.sql()) + ")"));
		String written = isWritten(name, index);
		StringBuilder query = new StringBuilder("SELECT sql FROM (SELECT 0 AS part, 0 AS no, " + Text.literal(drop)
				+ " AS sql WHERE NOT (" + written + ") UNION ALL SELECT 1, column1, column2 FROM (VALUES "
				+ String.join(", ", statements) + ") WHERE " + written
				+ " UNION ALL SELECT CASE type WHEN 'index' THEN 2 ELSE 4 END, rowid, sql FROM main.sqlite_schema WHERE lower(tbl_name) = lower("
				+ name + ") AND type IN ('index', 'trigger') AND sql IS NOT NULL AND " + written);
		keys().forEach((key) -> query.append(" UNION ALL ")
			.append(keep(name, key).replaceFirst("SELECT ", "SELECT 3, 0, "))
			.append(" AND ")
			.append(written));
		return SqlCommand.generating(query + ") ORDER BY part, no", drop);
	}

	/**
	 * Return the keys that may stand in the text of the table.
	 */
	private List<Index> keys() {
		return Stream
			.concat(this.to.uniques().stream().map(SqliteRenderer::index),
					this.to.indexes().stream().filter(Index::isKey))
			.toList();
	}

	private void replace(List<SqlCommand> commands, String name) {
		commands.add(this.renderer.createTable(this.to, NEW));
		copy(commands);
		number(commands, name);
		run(commands, "DROP TABLE " + quote(this.from.name()));
		// Views and triggers elsewhere still speak of the table that is about to return.
		run(commands, "PRAGMA legacy_alter_table = ON");
		run(commands, "ALTER TABLE " + NEW + " RENAME TO " + quote(this.to.name()));
		run(commands, "PRAGMA legacy_alter_table = OFF");
	}

	/**
	 * Take the last number over, also to a table that does not number its rows, where it
	 * waits for one that does: its name alone ties it to a table.
	 */
	private void number(List<SqlCommand> commands, String name) {
		String row = "sqlite_sequence WHERE name = ";
		if (this.from.identityColumn().isPresent()) {
			run(commands, "DELETE FROM " + row + "'" + NEW + "'");
			run(commands, "INSERT INTO sqlite_sequence (name, seq) SELECT '" + NEW + "', seq FROM " + row + name);
		}
		else if (this.to.identityColumn().isPresent()) {
			String both = " WHERE name IN ('" + NEW + "', " + name + ")";
			run(commands, "UPDATE sqlite_sequence SET seq = (SELECT max(seq) FROM sqlite_sequence" + both + ")" + both);
			run(commands, "DELETE FROM " + row + name + " AND EXISTS (SELECT 1 FROM " + row + "'" + NEW + "')");
		}
	}

	// There is no statement that fails on a condition, but a check that does not hold.
	private void guard(List<SqlCommand> commands, String name, String otherwise) {
		run(commands, """
				CREATE TEMP TABLE masterrecord_guard (\
				foreign_keys integer CONSTRAINT "foreign keys are on: suspend them around the transaction" \
				CHECK (foreign_keys = 0), \
				unknown integer CONSTRAINT "the table has columns that no migration knows" CHECK (unknown = 0)%s)"""
			.formatted(otherwise.equals("0") ? ""
					: ", other integer CONSTRAINT \"the table has constraints that no migration knows\" CHECK (other = 0)"));
		run(commands,
				"INSERT INTO " + GUARD + " SELECT foreign_keys, (SELECT count(*) FROM pragma_table_xinfo(" + name
						+ ") WHERE name NOT IN (" + names(this.from) + "))"
						+ (otherwise.equals("0") ? "" : ", " + otherwise) + " FROM pragma_foreign_keys");
		run(commands, "DROP TABLE " + GUARD);
	}

	/**
	 * Return the query for the statement that creates what migrations take for an index
	 * and is part of the text of the table.
	 */
	private String keep(String table, Index index) {
		return "SELECT " + Text.literal(this.renderer.createIndex(this.to, index).sql()) + " WHERE "
				+ isWritten(table, index);
	}

	/**
	 * Return the condition that somebody wrote an index by hand, as a unique constraint
	 * within the text of the table.
	 */
	private static String isWritten(String table, Index index) {
		List<String> columns = index.columnNames().stream().map(Text::literal).toList();
		return "NOT EXISTS (SELECT 1 FROM main.sqlite_schema WHERE type = 'index' AND name = "
				+ Text.literal(index.name()) + ") AND EXISTS (SELECT 1 FROM pragma_index_list(" + table
				+ ") i WHERE i.origin = 'u' AND " + columns.size()
				+ " = (SELECT count(*) FROM pragma_index_info(i.name) c WHERE c.name IN (" + String.join(", ", columns)
				+ ")) AND " + columns.size() + " = (SELECT count(*) FROM pragma_index_info(i.name)))";
	}

	private void copy(List<SqlCommand> commands) {
		List<String> columns = new ArrayList<>();
		List<String> values = new ArrayList<>();
		for (Column column : this.to.columns()) {
			if (column.isComputed()) {
				continue;
			}
			this.from.column(column.name()).ifPresent((old) -> {
				columns.add(column.name());
				values.add(value(old, column));
			});
		}
		run(commands, "INSERT INTO " + NEW + " (" + this.dialect.quote(columns) + ") SELECT "
				+ String.join(", ", values) + " FROM " + quote(this.from.name()));
	}

	private String value(Column old, Column column) {
		String value = converted(old.type(), column.type(), quote(column.name()));
		if (!column.fillsNullsOf(old)) {
			return value;
		}
		return "coalesce(" + value + ", "
				+ this.dialect.defaultValue(column.type(), Objects.requireNonNull(column.defaultValue())) + ")";
	}

	// The forms of text differ; numbers convert themselves.
	private static String converted(ColumnType from, ColumnType to, String column) {
		TypeName target = to.name();
		return switch (from.name()) {
			case DATETIME -> switch (target) {
				case TIMESTAMP -> column + " || 'Z'";
				case DATE -> "substr(" + column + ", 1, 10)";
				case TIME -> "substr(" + column + ", 12)";
				default -> column;
			};
			case TIMESTAMP -> switch (target) {
				case DATETIME -> "substr(" + column + ", 1, 26)";
				case DATE -> "substr(" + column + ", 1, 10)";
				case TIME -> "substr(" + column + ", 12, 15)";
				default -> column;
			};
			case DATE -> switch (target) {
				case DATETIME -> column + " || 'T00:00:00.000000'";
				case TIMESTAMP -> column + " || 'T00:00:00.000000Z'";
				default -> column;
			};
			default -> column;
		};
	}

	private static String names(Table table) {
		return String.join(", ", table.columns().stream().map((column) -> Text.literal(column.name())).toList());
	}

	private String quote(String name) {
		return this.dialect.quote(name);
	}

	private static void run(List<SqlCommand> commands, String sql) {
		commands.add(SqlCommand.of(sql));
	}

}
