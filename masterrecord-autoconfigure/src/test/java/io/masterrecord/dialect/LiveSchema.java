package io.masterrecord.dialect;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import io.masterrecord.catalog.CatalogReader;
import io.masterrecord.jdbc.SqlStatement;
import io.masterrecord.jdbc.StatementGate;
import io.masterrecord.jdbc.StatementKind;
import io.masterrecord.operation.SchemaFold;
import io.masterrecord.operation.SchemaOperation;
import io.masterrecord.schema.Schema;
import io.masterrecord.testing.TestDatabase;

/**
 * A database to which operations are applied, and the schema which should be there.
 */
public final class LiveSchema implements AutoCloseable {

	private final Connection connection;

	private final Dialect dialect;

	private final StatementGate gate;

	private Schema schema = Schema.empty();

	private LiveSchema(Connection connection) throws SQLException {
		this.connection = connection;
		this.dialect = Dialects.of(connection);
		this.gate = StatementGate.on(connection, this.dialect);
	}

	public static LiveSchema of(TestDatabase database) throws SQLException {
		return new LiveSchema(database.dataSource().getConnection());
	}

	public Dialect dialect() {
		return this.dialect;
	}

	public StatementGate gate() {
		return this.gate;
	}

	public Connection connection() {
		return this.connection;
	}

	/**
	 * The schema that was applied.
	 */
	public Schema expected() {
		return this.schema;
	}

	/**
	 * The schema that is there.
	 */
	public Schema read() {
		return CatalogReader.read(this.connection, this.dialect);
	}

	/**
	 * Apply operations as a run of migrations does: in a transaction where that undoes
	 * changes of the schema, with foreign keys suspended where that is needed.
	 */
	public LiveSchema apply(SchemaOperation... operations) throws SQLException {
		for (SchemaOperation operation : operations) {
			Schema after = SchemaFold.apply(this.schema, operation);
			run(this.dialect.render(this.schema, operation));
			this.schema = after;
		}
		return this;
	}

	/**
	 * Apply an operation as it is done while its table is in use, if there is such a way.
	 */
	public LiveSchema applyOnline(SchemaOperation operation) throws SQLException {
		OnlineChange change = this.dialect.renderOnline(this.schema, operation);
		if (change == null) {
			return apply(operation);
		}
		change.commands().forEach(this::run);
		this.schema = SchemaFold.apply(this.schema, operation);
		return this;
	}

	private void run(List<SqlCommand> commands) throws SQLException {
		ForeignKeySwitch foreignKeys = this.dialect.foreignKeySwitch().orElse(null);
		boolean suspended = foreignKeys != null && "1".equals(one(foreignKeys.state()));
		if (suspended) {
			execute(foreignKeys.off());
		}
		this.connection.setAutoCommit(!this.dialect.transactionalDdl());
		try {
			commands.forEach(this::run);
			if (suspended && one(foreignKeys.violations()) != null) {
				throw new SQLException("Foreign keys are broken", "23000");
			}
			if (!this.connection.getAutoCommit()) {
				this.connection.commit();
			}
		}
		finally {
			if (!this.connection.getAutoCommit()) {
				this.connection.rollback();
				this.connection.setAutoCommit(true);
			}
			if (suspended) {
				execute(foreignKeys.on());
			}
		}
	}

	private void run(SqlCommand command) {
		if (command.generating()) {
			strings(command.sql()).forEach(this::execute);
		}
		else {
			StatementKind kind = command.values().isEmpty() ? StatementKind.OTHER : StatementKind.INSERT;
			this.gate.update(SqlStatement.of(kind, command, Set.of()));
		}
	}

	public void execute(String sql) {
		this.gate.update(SqlStatement.of(StatementKind.OTHER, sql));
	}

	/**
	 * Run a query and return its first column as text.
	 */
	public List<String> strings(String sql) {
		return this.gate.query(SqlStatement.of(StatementKind.SELECT, sql), (rows) -> {
			List<String> result = new ArrayList<>();
			while (rows.next()) {
				result.add(rows.getString(1));
			}
			return result;
		});
	}

	public String one(String sql) {
		List<String> strings = strings(sql);
		return strings.isEmpty() ? null : strings.get(0);
	}

	public String quote(String name) {
		return this.dialect.quote(name);
	}

	@Override
	public void close() throws SQLException {
		this.connection.close();
	}

}
