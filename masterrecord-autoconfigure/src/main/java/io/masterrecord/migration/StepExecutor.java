package io.masterrecord.migration;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

import io.masterrecord.dialect.OnlineChange;
import io.masterrecord.dialect.SqlCommand;
import io.masterrecord.jdbc.SqlStatement;
import io.masterrecord.jdbc.StatementKind;
import io.masterrecord.operation.DeleteRows;
import io.masterrecord.operation.RunCode;
import io.masterrecord.operation.TakeBackRows;
import io.masterrecord.schema.Row;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * Runs the statements or the code of a step.
 */
final class StepExecutor {

	private static final Log log = LogFactory.getLog(Migrator.class);

	private static final Set<String> NOT_FOR_CODE = Set.of("close", "commit", "rollback", "setAutoCommit", "abort",
			"setSavepoint", "releaseSavepoint", "unwrap");

	private static final int LONGEST_STATEMENT = 300;

	private final RunSession session;

	private final RowLedger ledger;

	private final RowHooks hooks;

	private final LastChanges lastChanges;

	private String statement = "";

	StepExecutor(RunContext context) {
		this.session = context.session();
		this.ledger = context.ledger();
		this.hooks = context.hooks();
		this.lastChanges = context.lastChanges();
	}

	/**
	 * Run a step as a whole.
	 */
	void run(PlannedStep step) throws SQLException {
		runCode(step);
		for (int i = 0; i < step.commands().size(); i++) {
			runCommand(step, i);
		}
	}

	/**
	 * Return the statement that was run last, to be added to an error, unless the error
	 * names it itself.
	 */
	String lastStatement(String error) {
		String sql = (this.statement.length() <= LONGEST_STATEMENT) ? this.statement
				: this.statement.substring(0, LONGEST_STATEMENT) + "...";
		return (sql.isEmpty() || error.contains(sql)) ? "" : " in '" + sql + "'";
	}

	/**
	 * Run the code of a step, if it is code.
	 */
	void runCode(PlannedStep step) throws SQLException {
		this.statement = "";
		if (step.operation() instanceof RunCode code && !step.outcome().isSkipped()) {
			code.step().run(guarded(this.session.connection()));
		}
	}

	/**
	 * Run one of the statements of a step.
	 */
	void runCommand(PlannedStep step, int index) {
		if (index == 0 && StepPlanner.writesRows(step.operation())) {
			writeRows(step, (row) -> row);
			return;
		}
		SqlCommand command = command(step, index);
		this.statement = command.sql();
		if (command.generating()) {
			generated(command.sql()).forEach((sql) -> {
				this.statement = sql;
				this.session.execute(sql);
			});
			return;
		}
		StatementKind kind = command.values().isEmpty() ? StatementKind.OTHER : StatementKind.INSERT;
		this.session.gate().update(SqlStatement.of(kind, command, Set.of()));
	}

	private SqlCommand command(PlannedStep step, int index) {
		OnlineChange.Otherwise otherwise = step.change().otherwise();
		if (otherwise != null) {
			String reason = this.session.text(SqlStatement.of(StatementKind.SELECT, otherwise.reason()));
			if (reason != null) {
				log.warn("%s of migration '%s', '%s', locks its table, which is stored as %s".formatted(
						StringUtils.capitalize(step.step().position()), step.step().migration(),
						step.step().description(), reason));
				return otherwise.commands().get(index);
			}
		}
		return step.commands().get(index);
	}

	/**
	 * Write or take back the rows of a step.
	 * @param translation what becomes of rows that are read from a file
	 */
	void writeRows(PlannedStep step, UnaryOperator<Row> translation) {
		this.statement = "";
		if (step.operation() instanceof TakeBackRows operation) {
			new RowRestorer(this.session.gate(), this.ledger, step, operation).restore();
		}
		else {
			new RowWriter(this.session.gate(), this.ledger, hooks(step), (sql) -> this.statement = sql, step)
				.write(translation);
		}
	}

	private RowHooks hooks(PlannedStep step) {
		if (step.operation() instanceof DeleteRows) {
			return this.hooks;
		}
		String table = RowSet.of(step.operation()).table();
		boolean past = this.lastChanges.isChangedAfter(table, step.step().migration())
				|| this.lastChanges.isChangedBehind(table, step.step());
		return past ? this.hooks.ofThePast() : this.hooks;
	}

	/**
	 * Tell whether an attempt at a step that was cut off left something behind.
	 */
	boolean hasLeftovers(PlannedStep step) {
		return step.leftovers() != null && !generated(step.leftovers()).isEmpty();
	}

	/**
	 * Remove what an attempt at a step that was cut off left behind.
	 */
	void removeLeftovers(PlannedStep step) {
		if (step.leftovers() != null) {
			generated(step.leftovers()).forEach(this.session::execute);
		}
	}

	/**
	 * Return the statements that the database itself generates, such as those which bring
	 * the indexes of a rebuilt table back.
	 */
	private List<String> generated(String query) {
		return this.session.gate().query(SqlStatement.of(StatementKind.SELECT, query), (rows) -> {
			List<String> statements = new ArrayList<>();
			while (rows.next()) {
				statements.add(rows.getString(1));
			}
			return statements;
		});
	}

	/**
	 * Keep code from ending the transaction it runs in.
	 */
	private static Connection guarded(Connection connection) {
		return (Connection) Proxy.newProxyInstance(Connection.class.getClassLoader(),
				new Class<?>[] { Connection.class }, (proxy, method, arguments) -> {
					if (NOT_FOR_CODE.contains(method.getName())) {
						throw new SQLException(
								"Code of a migration must not call '%s': the connection and its transaction belong to "
									.formatted(method.getName()) + "the run");
					}
					return invoke(connection, method, arguments);
				});
	}

	private static @Nullable Object invoke(Connection connection, Method method, Object @Nullable [] arguments)
			throws Throwable {
		try {
			return method.invoke(connection, arguments);
		}
		catch (InvocationTargetException ex) {
			throw ex.getTargetException();
		}
	}

}
