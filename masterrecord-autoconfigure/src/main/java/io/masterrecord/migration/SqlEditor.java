package io.masterrecord.migration;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import io.masterrecord.dialect.Dialects;
import io.masterrecord.operation.RunSql;
import io.masterrecord.operation.SchemaOperation;

/**
 * Says where a SQL statement runs and what it does to the schema.
 *
 * @since 0.1.0
 */
public final class SqlEditor extends Step {

	private final String statement;

	private final List<String> dialects = new ArrayList<>();

	private final List<SchemaOperation> declares = new ArrayList<>();

	private boolean apart;

	SqlEditor(String statement) {
		this.statement = statement.replace("\r\n", "\n").strip();
		if (this.statement.isEmpty()) {
			throw new IllegalArgumentException("sql(\"\") has no statement");
		}
	}

	/**
	 * Run the statement on some databases only.
	 * @param ids {@code postgresql}, {@code mariadb}, {@code mysql}, {@code sqlite} or
	 * {@code h2}
	 * @return this
	 * @throws IllegalArgumentException if there is no dialect of a name
	 */
	public SqlEditor onDialect(String... ids) {
		for (String id : ids) {
			if (!Dialects.ids().contains(id)) {
				throw new IllegalArgumentException("onDialect(\"%s\") names no dialect: use one of %s".formatted(id,
						String.join(", ", Dialects.ids())));
			}
		}
		this.dialects.addAll(List.of(ids));
		return this;
	}

	/**
	 * State what the statement does to tables, columns and the like. What is stated is
	 * not run; it lets later migrations build on it.
	 * @param effects says the effects
	 * @return this
	 */
	public SqlEditor declares(Consumer<SchemaEditor> effects) {
		this.declares.addAll(SchemaEditor.record(effects));
		return this;
	}

	/**
	 * Run the statement outside of a transaction, because it refuses to be part of one,
	 * as {@code VACUUM} or {@code ALTER TYPE … ADD VALUE} may on PostgreSQL. Its
	 * migration is then run step by step, and is not undone as a whole where a step
	 * fails. SQLite has no place for such a statement.
	 * @return this
	 */
	public SqlEditor outsideTransaction() {
		this.apart = true;
		return this;
	}

	@Override
	List<SchemaOperation> operations() {
		return List.of(new RunSql(this.statement, this.dialects, this.declares, this.apart));
	}

	@Override
	String chain() {
		return "sql(\"…\")";
	}

}
