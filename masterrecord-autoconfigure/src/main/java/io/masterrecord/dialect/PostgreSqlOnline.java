package io.masterrecord.dialect;

import java.util.List;
import java.util.stream.Collectors;

import io.masterrecord.operation.AddCheck;
import io.masterrecord.operation.AddForeignKey;
import io.masterrecord.operation.AddPrimaryKey;
import io.masterrecord.operation.AddUnique;
import io.masterrecord.operation.AlterColumn;
import io.masterrecord.operation.CreateIndex;
import io.masterrecord.operation.SchemaOperation;
import io.masterrecord.schema.Column;
import io.masterrecord.schema.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The changes that PostgreSQL makes while a table is read and written: an index is built
 * concurrently, and made a unique constraint or primary key if it is to be one, another
 * constraint is added for new rows and then validated for the others, and NOT NULL is set
 * once a check has proven it. An index that was not finished is invalid, and a constraint
 * that was not validated says so; both are removed before the next attempt.
 */
final class PostgreSqlOnline {

	// A concurrent build stands in nobody's way while it waits for older transactions.
	private static final SqlCommand PATIENT = SqlCommand.of("SET lock_timeout = '10min'");

	private static final SqlCommand IMPATIENT = SqlCommand
		.of("SET lock_timeout = '" + PostgreSqlDialect.LOCK_TIMEOUT + "'");

	private static final String PROVEN = "masterrecord_not_null";

	private static final String BUILT = "masterrecord_unique";

	private final PostgreSqlDialect dialect;

	private final Schema before;

	private PostgreSqlOnline(PostgreSqlDialect dialect, Schema before) {
		this.dialect = dialect;
		this.before = before;
	}

	/**
	 * Return the way to make a change while the table is in use, {@code null} if there is
	 * none or it needs none.
	 */
	static @Nullable OnlineChange of(PostgreSqlDialect dialect, Schema before, SchemaOperation operation) {
		PostgreSqlOnline online = new PostgreSqlOnline(dialect, before);
		if (operation instanceof CreateIndex create) {
			return online.index(create);
		}
		if (operation instanceof AddForeignKey add) {
			return online.constraint(add.table(), add.foreignKey().name(), add);
		}
		if (operation instanceof AddCheck add) {
			return online.constraint(add.table(), add.check().name(), add);
		}
		if (operation instanceof AddUnique add) {
			return online.ofIndex(add.table(), add.unique().name(), "UNIQUE", add.unique().columns());
		}
		if (operation instanceof AddPrimaryKey add) {
			return online.ofIndex(add.table(), add.primaryKey().name(), "PRIMARY KEY", add.primaryKey().columns());
		}
		return (operation instanceof AlterColumn alter) ? online.notNull(alter) : null;
	}

	private OnlineChange index(CreateIndex operation) {
		String leftovers = built(operation.index().name(), " AND NOT x.indisvalid");
		List<SqlCommand> plain = this.dialect.render(this.before, operation);
		String sql = plain.get(0).sql().replaceFirst(" INDEX ", " INDEX CONCURRENTLY ");
		return new OnlineChange(leftovers, List.of(PATIENT, SqlCommand.of(sql), IMPATIENT), 1);
	}

	private static String built(String index, String condition) {
		return """
				SELECT unnest(ARRAY[%s, 'DROP INDEX CONCURRENTLY ' || quote_ident(i.relname), %s]) FROM pg_index x \
				JOIN pg_class i ON i.oid = x.indexrelid \
				JOIN pg_namespace n ON n.oid = i.relnamespace AND n.nspname = current_schema() \
				WHERE i.relname = %s%s""".formatted(Text.literal(PATIENT.sql()), Text.literal(IMPATIENT.sql()),
				Text.literal(index), condition);
	}

	// An index under a name of its own, which becomes that of the constraint in the end.
	private OnlineChange ofIndex(String table, String name, String kind, List<String> columns) {
		String index = this.dialect.quote(BUILT);
		String build = "CREATE UNIQUE INDEX CONCURRENTLY %s ON %s (%s)".formatted(index, this.dialect.quote(table),
				columns.stream().map(this.dialect::quote).collect(Collectors.joining(", ")));
		String add = "ALTER TABLE %s ADD CONSTRAINT %s %s USING INDEX %s".formatted(this.dialect.quote(table),
				this.dialect.quote(name), kind, index);
		return new OnlineChange(built(BUILT, ""), List.of(PATIENT, SqlCommand.of(build), IMPATIENT, SqlCommand.of(add)),
				1);
	}

	private OnlineChange constraint(String table, String name, SchemaOperation operation) {
		List<SqlCommand> plain = this.dialect.render(this.before, operation);
		return new OnlineChange(unvalidated(table, name, " AND NOT k.convalidated"),
				List.of(SqlCommand.of(plain.get(0).sql() + " NOT VALID"), PATIENT, validate(table, name), IMPATIENT));
	}

	private String unvalidated(String table, String name, String condition) {
		return """
				SELECT format('ALTER TABLE %%I DROP CONSTRAINT %%I', c.relname, k.conname) FROM pg_constraint k \
				JOIN pg_class c ON c.oid = k.conrelid \
				JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = current_schema() \
				WHERE c.relname = %s AND k.conname = %s%s""".formatted(Text.literal(table), Text.literal(name),
				condition);
	}

	private SqlCommand validate(String table, String name) {
		return SqlCommand
			.of("ALTER TABLE " + this.dialect.quote(table) + " VALIDATE CONSTRAINT " + this.dialect.quote(name));
	}

	/**
	 * Tell whether a check proves that a column holds no NULL, so that nobody looks again
	 * when that is made a facet of it. A default would be given to all rows first, which
	 * is not done in a moment either.
	 */
	static boolean isProvable(Column from, Column to) {
		return from.nullable() && from.withNullable(false).equals(to) && to.defaultValue() == null;
	}

	private @Nullable OnlineChange notNull(AlterColumn operation) {
		Column to = operation.column();
		Column from = this.before.table(operation.table()).flatMap((table) -> table.column(to.name())).orElse(to);
		if (!isProvable(from, to)) {
			return null;
		}
		String alter = "ALTER TABLE " + this.dialect.quote(operation.table());
		String check = this.dialect.quote(PROVEN);
		String change = this.dialect.render(this.before, operation).get(0).sql();
		String block = "BEGIN " + change + "; " + alter + " DROP CONSTRAINT " + check + "; END";
		return new OnlineChange(unvalidated(operation.table(), PROVEN, ""),
				List.of(SqlCommand.of(alter + " ADD CONSTRAINT " + check + " CHECK (" + this.dialect.quote(to.name())
						+ " IS NOT NULL) NOT VALID"), PATIENT, validate(operation.table(), PROVEN), IMPATIENT,
						SqlCommand.of("DO " + this.dialect.textLiteral(block))));
	}

}
