package io.masterrecord.migration;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import io.masterrecord.dialect.Dialect;
import io.masterrecord.dialect.SqlCommand;
import io.masterrecord.jdbc.SqlStatement;
import io.masterrecord.jdbc.StatementKind;
import io.masterrecord.operation.CreateTable;
import io.masterrecord.schema.Column;
import io.masterrecord.schema.ColumnType;
import io.masterrecord.schema.PrimaryKey;
import io.masterrecord.schema.Schema;
import io.masterrecord.schema.Table;
import io.masterrecord.schema.TypeName;

import org.springframework.dao.DataAccessException;

/**
 * The tables in which a database remembers its migrations.
 */
final class HistoryTables {

	static final ColumnType ID = ColumnType.varchar(100);

	static final ColumnType NAME = ColumnType.varchar(200);

	static final ColumnType WORD = ColumnType.varchar(30);

	static final ColumnType HASH = ColumnType.varchar(64);

	static final ColumnType RUN = ColumnType.varchar(36);

	static final ColumnType INTEGER = ColumnType.of(TypeName.INTEGER);

	static final ColumnType BIGINT = ColumnType.of(TypeName.BIGINT);

	static final ColumnType TIMESTAMP = ColumnType.of(TypeName.TIMESTAMP);

	static final ColumnType TEXT = ColumnType.of(TypeName.TEXT);

	private final Table history;

	private final Table journal;

	private final Table rows;

	private final Table expressions;

	private final Table lock;

	private final Table progress;

	HistoryTables(String prefix) {
		this.history = table(prefix + "history", List.of("id"), required("id", ID), required("name", NAME),
				required("parent", ID), required("position", INTEGER), required("checksum", HASH),
				required("chain_checksum", HASH), required("state", WORD), required("steps_done", INTEGER),
				required("steps_total", INTEGER), required("run_id", RUN), required("started_at", TIMESTAMP),
				optional("finished_at", TIMESTAMP), optional("duration_ms", BIGINT), required("host", NAME),
				required("pid", BIGINT), required("database_user", NAME), optional("library_version", NAME),
				optional("application_version", NAME), optional("conditions", TEXT), optional("failure", TEXT),
				required("up_operations", TEXT), required("down_operations", TEXT));
		this.journal = table(prefix + "journal", List.of("run_id", "direction", "step"), required("run_id", RUN),
				required("direction", WORD), required("step", INTEGER), required("migration_id", ID),
				required("description", TEXT), required("started_at", TIMESTAMP), optional("finished_at", TIMESTAMP),
				optional("outcome", WORD), required("statements_done", INTEGER), required("statements_total", INTEGER));
		this.rows = table(prefix + "rows", List.of("migration_id", "number"), required("migration_id", ID),
				required("number", BIGINT), required("table_name", NAME), required("state", WORD),
				required("row_keys", TEXT), required("entries", TEXT));
		this.expressions = table(prefix + "expressions", List.of("kind", "table_name", "name"), required("kind", WORD),
				required("table_name", NAME), required("name", NAME), required("declared_hash", HASH),
				required("catalog_text", TEXT));
		this.lock = table(prefix + "lock", List.of("id"), required("id", INTEGER));
		this.progress = table(prefix + "progress", List.of("run_id", "direction", "step"), required("run_id", RUN),
				required("direction", WORD), required("step", INTEGER), required("migration_id", ID),
				required("last_key", TEXT), required("rows_done", BIGINT));
	}

	Table history() {
		return this.history;
	}

	Table journal() {
		return this.journal;
	}

	Table rows() {
		return this.rows;
	}

	/**
	 * Return the table that keeps what expressions say in the catalog. It is no part of
	 * the history: without it, less is known of drift.
	 */
	Table expressions() {
		return this.expressions;
	}

	/**
	 * Return the table that keeps how far rows have been filled. It is created where some
	 * are.
	 */
	Table progress() {
		return this.progress;
	}

	Table lock() {
		return this.lock;
	}

	/**
	 * Return the tables that are part of every history.
	 */
	List<Table> all() {
		return List.of(this.history, this.journal, this.rows);
	}

	/**
	 * Return the names of all tables that are not of the application.
	 */
	List<String> names() {
		return Stream.of(this.history, this.journal, this.rows, this.expressions, this.lock, this.progress)
			.map(Table::name)
			.toList();
	}

	/**
	 * Create what is missing of the history. Only to be called while the lock is held.
	 */
	void createMissing(RunSession session) {
		try {
			for (Table table : all()) {
				createMissing(table, session);
			}
			createMissing(this.expressions, session);
		}
		catch (DataAccessException ex) {
			SqlError error = SqlError.of(ex);
			throw new MigrationFailedException(("The tables of the history could not be created: %s. Nothing was run. "
					+ "Migrations need a user who may create, change and drop tables in this schema")
				.formatted((error != null) ? error : ex.getMessage()), "", null, error, ex);
		}
	}

	private static void createMissing(Table table, RunSession session) {
		if (!session.hasTable(table.name())) {
			create(table, session.dialect()).forEach(session.gate()::update);
		}
	}

	/**
	 * Return the statements which create a table.
	 */
	static List<SqlStatement> create(Table table, Dialect dialect) {
		return dialect.render(Schema.empty(), new CreateTable(table))
			.stream()
			.map((SqlCommand command) -> SqlStatement.of(StatementKind.DDL, command, Set.of(table.name())))
			.toList();
	}

	private static Table table(String name, List<String> key, Column... columns) {
		return new Table(name, List.of(columns), new PrimaryKey("pk_" + name, key), List.of(), List.of(), List.of());
	}

	private static Column required(String name, ColumnType type) {
		return new Column(name, type, false, null, false);
	}

	private static Column optional(String name, ColumnType type) {
		return new Column(name, type, true, null, false);
	}

}
