package io.masterrecord.write;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;

import javax.sql.DataSource;

import io.masterrecord.dialect.Dialect;
import io.masterrecord.dialect.Dialects;
import io.masterrecord.jdbc.SqlStatement;
import io.masterrecord.jdbc.StatementGate;
import io.masterrecord.jdbc.StatementKind;
import io.masterrecord.model.Model;
import io.masterrecord.operation.CreateIndex;
import io.masterrecord.operation.CreateSequence;
import io.masterrecord.operation.CreateTable;
import io.masterrecord.operation.SchemaOperation;
import io.masterrecord.schema.Index;
import io.masterrecord.schema.Schema;
import io.masterrecord.schema.Sequence;
import io.masterrecord.schema.Table;
import io.masterrecord.testing.SqlRecorder;
import io.masterrecord.testing.TestDatabase;

import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The tables of some entities in a test database, and operations on them.
 */
public final class WriteFixture {

	private final DataSource dataSource;

	private final SqlRecorder recorder;

	private final StatementGate gate;

	private final Model model;

	private final SteppingClock clock = new SteppingClock(Instant.parse("2026-03-01T10:00:00.123456789Z"));

	private WriteFixture(DataSource dataSource, Model model, Class<?>... types) {
		this.dataSource = dataSource;
		this.recorder = new SqlRecorder(this.dataSource);
		Dialect dialect = dialect(this.dataSource);
		this.gate = StatementGate.of(this.recorder.dataSource(), dialect);
		this.model = model;
		Schema schema = Schema.empty();
		for (Sequence sequence : this.model.toSchema().sequences().values()) {
			run(schema, new CreateSequence(sequence));
		}
		for (Class<?> type : types) {
			Table table = this.model.entity(type).toTable();
			run(schema, new CreateTable(table.withIndexes(List.of())));
			schema = schema.with(table.withIndexes(List.of()));
			for (Index index : table.indexes()) {
				run(schema, new CreateIndex(table.name(), index));
			}
		}
		this.recorder.clear();
	}

	/**
	 * Create the tables of entities.
	 * @param database the database
	 * @param types the entities, each after those it refers to
	 * @return the fixture
	 */
	public static WriteFixture of(TestDatabase database, Class<?>... types) {
		return of(database.dataSource(), types);
	}

	/**
	 * Create the tables of entities of a model.
	 * @param database the database
	 * @param model the model
	 * @param types the entities, each after those it refers to
	 * @return the fixture
	 */
	public static WriteFixture of(TestDatabase database, Model model, Class<?>... types) {
		return new WriteFixture(database.dataSource(), model, types);
	}

	/**
	 * Create the tables of entities.
	 * @param dataSource the way to the database
	 * @param types the entities, each after those it refers to
	 * @return the fixture
	 */
	public static WriteFixture of(DataSource dataSource, Class<?>... types) {
		return new WriteFixture(dataSource, Model.of(types), types);
	}

	private static Dialect dialect(DataSource dataSource) {
		try (Connection connection = dataSource.getConnection()) {
			return Dialects.of(connection);
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private void run(Schema before, SchemaOperation operation) {
		this.gate.dialect()
			.render(before, operation)
			.forEach((command) -> this.gate.update(SqlStatement.of(StatementKind.DDL, command.sql())));
	}

	/**
	 * Return operations on the tables.
	 * @return the operations
	 */
	public EntityOperations operations() {
		return builder().build();
	}

	/**
	 * Return a builder of operations on the tables.
	 * @return the builder
	 */
	public EntityOperationsBuilder builder() {
		return builder(this.gate);
	}

	/**
	 * Return a builder of operations on the tables.
	 * @param gate the way to the database
	 * @return the builder
	 */
	public EntityOperationsBuilder builder(StatementGate gate) {
		return EntityOperations.builder(this.model, gate).clock(this.clock).transactions(transactions());
	}

	/**
	 * Return whether the database returns the rows that it inserts. Where it does not,
	 * what the database fills in is looked up.
	 * @return whether it does
	 */
	boolean returnsInserted() {
		return this.gate.dialect().insertReturning("INSERT INTO t () VALUES ()", List.of("id")) != null;
	}

	/**
	 * Return how many statements may insert rows that get something from the database.
	 * @param returning how many if it returns the rows that it inserts
	 * @param rows the rows
	 * @return the number
	 */
	int mostInserts(int returning, int rows) {
		return returnsInserted() ? returning : Math.min(2 * rows, 3 * returning);
	}

	/**
	 * Return the way to the database.
	 * @return the gate
	 */
	public StatementGate gate() {
		return this.gate;
	}

	/**
	 * Return a template of transactions on the data source of the operations.
	 * @return the template
	 */
	public TransactionTemplate transactions() {
		return new TransactionTemplate(transactionManager());
	}

	/**
	 * Return a manager of transactions on the data source of the operations.
	 * @return the transaction manager
	 */
	public JdbcTransactionManager transactionManager() {
		return new JdbcTransactionManager(this.recorder.dataSource());
	}

	/**
	 * Return what was sent.
	 * @return the recorder
	 */
	public SqlRecorder recorder() {
		return this.recorder;
	}

	/**
	 * Return the clock of the operations.
	 * @return the clock
	 */
	public SteppingClock clock() {
		return this.clock;
	}

	/**
	 * Return the text of the last statement that was sent.
	 * @return the SQL
	 */
	public String lastSql() {
		List<String> sql = this.recorder.sql();
		return sql.get(sql.size() - 1);
	}

	/**
	 * A clock that stands still until it is moved.
	 */
	public static final class SteppingClock extends Clock {

		private volatile Instant now;

		SteppingClock(Instant now) {
			this.now = now;
		}

		/**
		 * Move on.
		 * @param seconds how far
		 */
		public void forward(long seconds) {
			this.now = this.now.plusSeconds(seconds);
		}

		@Override
		public ZoneOffset getZone() {
			return ZoneOffset.UTC;
		}

		@Override
		public Clock withZone(ZoneId zone) {
			return Clock.fixed(this.now, zone);
		}

		@Override
		public Instant instant() {
			return this.now;
		}

	}

}
