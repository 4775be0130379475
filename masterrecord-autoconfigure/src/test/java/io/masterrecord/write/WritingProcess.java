package io.masterrecord.write;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

import javax.sql.DataSource;

import io.masterrecord.annotation.Unique;
import io.masterrecord.jdbc.ForwardingStatementGate;
import io.masterrecord.jdbc.ResultReader;
import io.masterrecord.jdbc.SqlBatch;
import io.masterrecord.jdbc.SqlStatement;
import io.masterrecord.jdbc.StatementGate;
import io.masterrecord.model.Model;
import io.masterrecord.testing.SecondJvm;
import io.masterrecord.testing.TestDatabase;
import org.jspecify.annotations.Nullable;

import org.springframework.data.annotation.Id;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A second process that writes many rows at a time. It writes some that stay, and dies
 * after some statements of the next write; or it writes until it is killed.
 */
final class WritingProcess {

	static final String WRITTEN = "wrote ";

	static final String DONE = "[wrote all]";

	static final int ROWS = 5000;

	private WritingProcess() {
	}

	/**
	 * Start a process that dies within a write.
	 * @param kind which write
	 * @param statements after how many of its statements
	 */
	static SecondJvm dying(TestDatabase database, Kind kind, int statements) {
		return SecondJvm.of(WritingProcess.class)
			.args(database.url(), database.user(), database.password(), kind.name(), String.valueOf(statements))
			.start();
	}

	/**
	 * Start a process that inserts ten rows at a time, each time in a transaction.
	 * @param number its number, which is part of the ids
	 * @param times how many times
	 */
	static SecondJvm repeating(TestDatabase database, int number, int times) {
		return SecondJvm.of(WritingProcess.class)
			.args(database.url(), database.user(), database.password(), "repeat", String.valueOf(number),
					String.valueOf(times))
			.start();
	}

	public static void main(String[] args) {
		DataSource dataSource = new DriverManagerDataSource(args[0], args[1], args[2]);
		if (args[3].equals("repeat")) {
			repeat(operations(dataSource, UnaryOperator.identity()), Integer.parseInt(args[4]),
					Integer.parseInt(args[5]));
			return;
		}
		EntityOperations operations = operations(dataSource, UnaryOperator.identity());
		operations.insertAll(Piece.class, pieces(0, ROWS, "stays"));
		System.out.println(WRITTEN + ROWS);
		AtomicInteger left = new AtomicInteger(Integer.parseInt(args[4]));
		Kind.valueOf(args[3]).write(operations(dataSource, (gate) -> new DyingGate(gate, left)));
		System.out.println(DONE);
	}

	private static void repeat(EntityOperations operations, int number, int times) {
		SecondJvm.awaitStart();
		for (int i = 0; i < times; i++) {
			int first = (number * times + i) * 10;
			operations.insertAll(Piece.class, pieces(first, first + 10, "process " + number));
			System.out.println(WRITTEN + (i + 1));
		}
		System.out.println(DONE);
	}

	static EntityOperations operations(DataSource dataSource, UnaryOperator<StatementGate> way) {
		return EntityOperations.builder(Model.of(Piece.class), way.apply(StatementGate.of(dataSource)))
			.transactions(new TransactionTemplate(new JdbcTransactionManager(dataSource)))
			.build();
	}

	private static List<Piece> pieces(int from, int to, String note) {
		return IntStream.range(from, to).mapToObj((i) -> new Piece(i, "code " + i, note)).toList();
	}

	/**
	 * A write of many rows, of which half are there.
	 */
	enum Kind {

		INSERT {
			@Override
			void write(EntityOperations operations) {
				operations.insertAll(Piece.class, pieces(ROWS, 3 * ROWS, "new"));
			}
		},

		LOAD {
			@Override
			void write(EntityOperations operations) {
				operations.load(Piece.class, pieces(ROWS, 8 * ROWS, "new"));
			}
		},

		UPDATE {
			@Override
			void write(EntityOperations operations) {
				operations.updateAll(Piece.class, pieces(0, ROWS, "new"));
			}
		},

		UPSERT {
			@Override
			void write(EntityOperations operations) {
				operations.upsertAll(Piece.class, pieces(ROWS / 2, 2 * ROWS, "new")).execute();
			}
		},

		DELETE {
			@Override
			void write(EntityOperations operations) {
				operations.deleteAllById(Piece.class, IntStream.range(0, ROWS).mapToObj(Long::valueOf).toList());
			}
		};

		abstract void write(EntityOperations operations);

	}

	/**
	 * A row.
	 */
	record Piece(@Id long id, @Unique String code, @Nullable String note) {
	}

	/**
	 * A way to the database on which the process dies after some statements that write.
	 */
	private static final class DyingGate extends ForwardingStatementGate {

		private final StatementGate target;

		private final AtomicInteger left;

		DyingGate(StatementGate target, AtomicInteger left) {
			this.target = target;
			this.left = left;
		}

		@Override
		protected StatementGate target() {
			return this.target;
		}

		@Override
		public int update(SqlStatement statement) {
			return sent(this.target.update(statement));
		}

		@Override
		public int[] batch(SqlBatch batch) {
			return sent(this.target.batch(batch));
		}

		@Override
		public long load(SqlBatch batch) {
			return sent(this.target.load(batch));
		}

		@Override
		public <T extends @Nullable Object> T updateReturning(SqlStatement statement, List<String> columns,
				ResultReader<T> keys) {
			return sent(this.target.updateReturning(statement, columns, keys));
		}

		@Override
		public <T> List<T> updateReturning(SqlBatch batch, ResultReader<T> reader) {
			return sent(this.target.updateReturning(batch, reader));
		}

		private <T extends @Nullable Object> T sent(T result) {
			if (this.left.decrementAndGet() == 0) {
				Runtime.getRuntime().halt(137);
			}
			return result;
		}

	}

}
