package io.masterrecord.migration;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

import io.masterrecord.testing.Engine;
import io.masterrecord.testing.EngineTest;
import io.masterrecord.testing.SqlRecorder;
import io.masterrecord.testing.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Indexes and constraints that are added to tables which are in use.
 */
class OnlineChangesTests {

	private static final Duration BRIEFLY = Duration.ofMillis(1500);

	static final TestMigrations MIGRATIONS = TestMigrations.of().add("1", (schema) -> {
		schema.createTable("owner", (table) -> table.bigint("id").notNull().primaryKey());
		schema.createTable("item", (table) -> {
			table.bigint("id").identity().primaryKey();
			table.bigint("owner_id");
			table.varchar("code", 20);
		});
		schema.createTable("tag", (table) -> {
			table.bigint("id").notNull();
			table.varchar("name", 20).notNull();
		});
		schema.insert("owner").key("id").row((row) -> row.set("id", 1));
	}).add("2", (schema) -> {
		schema.createIndex("uq_item_code").unique().on("item", "code");
		schema.addForeignKey("fk_item_owner_id").on("item", "owner_id").references("owner", "id");
		schema.alterColumn("item").varchar("code", 20).notNull();
		schema.addCheck("ck_item_code").on("item").that("code <> 'x'");
		schema.createTable("note", (table) -> table.bigint("id").notNull().primaryKey());
		schema.createIndex("idx_note_id").on("note", "id");
		schema.addUnique("uq_item_owner_code").on("item", "owner_id", "code");
		schema.addPrimaryKey("pk_tag").on("tag", "name", "id");
	}, (schema) -> {
		schema.dropPrimaryKey("tag");
		schema.dropUnique("uq_item_owner_code").on("item");
		schema.dropTable("note");
		schema.dropCheck("ck_item_code").on("item");
		schema.alterColumn("item").varchar("code", 20);
		schema.dropForeignKey("fk_item_owner_id").on("item");
		schema.dropIndex("uq_item_code").on("item");
	});

	@EngineTest(only = { Engine.POSTGRESQL, Engine.MARIADB, Engine.MYSQL })
	void areMadeWhileRowsAreWritten(TestDatabase database) throws Exception {
		MIGRATIONS.first(1).migrator(database.dataSource()).migrate();
		try (Writer writer = new Writer(database)) {
			MIGRATIONS.migrator(database.dataSource()).migrate();
			assertThat(writer.rows()).isPositive();
		}
		assertThat(MIGRATIONS.migrator(database.dataSource()).drift().differences()).isEmpty();
		assertThat(MIGRATIONS.migrator(database.dataSource()).rollback(1).reverted()).hasSize(1);
		assertThat(MIGRATIONS.migrator(database.dataSource()).migrate().applied()).hasSize(1);
	}

	@EngineTest(only = Engine.POSTGRESQL)
	void standInNobodysWayWhileAnIndexWaitsForAnOpenTransaction(TestDatabase database) throws Exception {
		TestMigrations migrations = MIGRATIONS.first(1)
			.add("2", (schema) -> schema.createIndex("idx_item_code").on("item", "code"));
		MIGRATIONS.first(1).migrator(database.dataSource()).migrate();
		try (Connection open = database.rawDataSource().getConnection(); Writer writer = new Writer(database)) {
			open.setAutoCommit(false);
			execute(open, "INSERT INTO item (code) VALUES ('open')");
			CompletableFuture<MigrationReport> run = CompletableFuture
				.supplyAsync(() -> migrations.migrator(database.dataSource()).migrate());
			TimeUnit.SECONDS.sleep(4);
			assertThat(run).isNotDone();
			open.commit();
			assertThat(run.get(60, TimeUnit.SECONDS).applied()).hasSize(1);
			assertThat(writer.longestWait()).isLessThan(BRIEFLY);
		}
		assertThat(invalid(database)).isZero();
	}

	@EngineTest(only = Engine.POSTGRESQL)
	void leaveNothingBehindWhereRowsAreInTheWay(TestDatabase database) {
		MIGRATIONS.first(1).migrator(database.dataSource()).migrate();
		Deque<String> meanwhile = new ArrayDeque<>();
		Migrator migrator = MIGRATIONS.migrator(database.dataSource(), MigrationSettings.defaults(),
				new MigrationListener() {
					@Override
					public void stepStarted(MigrationStep step) {
						if (!meanwhile.isEmpty()) {
							database.jdbc().sql(meanwhile.remove()).update();
						}
					}
				});
		meanwhile.add("INSERT INTO item (code, owner_id) VALUES ('a', NULL), ('a', NULL)");
		assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(migrator::migrate)
			.withMessageContaining("CREATE UNIQUE INDEX CONCURRENTLY")
			.withMessageContaining("a step that cannot be part of a transaction");
		assertThat(invalid(database)).isZero();
		assertThat(migrator.status().state()).isEqualTo(MigrationStatus.State.FAILED);
		database.jdbc().sql("UPDATE item SET code = code || id").update();
		meanwhile.add("INSERT INTO item (code, owner_id) VALUES ('b', 7)");
		assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(migrator::migrate)
			.withMessageContaining("VALIDATE CONSTRAINT");
		assertThat(invalid(database)).isZero();
		database.jdbc().sql("UPDATE item SET owner_id = NULL").update();
		assertThat(migrator.migrate().applied()).hasSize(1);
		assertThat(invalid(database)).isZero();
	}

	@EngineTest(only = Engine.POSTGRESQL)
	void standInNobodysWayWhereTheyFailBehindAReader(TestDatabase database) throws Exception {
		TestMigrations migrations = MIGRATIONS.first(1)
			.add("2",
					(schema) -> schema.addForeignKey("fk_item_owner_id")
						.on("item", "owner_id")
						.references("owner", "id"));
		MIGRATIONS.first(1).migrator(database.dataSource()).migrate();
		Migrator migrator = migrations.migrator(database.dataSource(), MigrationSettings.defaults(),
				new MigrationListener() {
					@Override
					public void stepStarted(MigrationStep step) {
						database.jdbc().sql("INSERT INTO item (code, owner_id) VALUES ('b', 7)").update();
					}
				});
		try (Connection reader = database.rawDataSource().getConnection(); Writer writer = new Writer(database)) {
			reader.setAutoCommit(false);
			execute(reader, "SELECT * FROM item");
			CompletableFuture<MigrationReport> run = CompletableFuture.supplyAsync(migrator::migrate);
			assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> run.get(60, TimeUnit.SECONDS))
				.withMessageContaining("VALIDATE CONSTRAINT");
			assertThat(writer.longestWait()).isLessThan(Duration.ofSeconds(5));
		}
		database.jdbc().sql("UPDATE item SET owner_id = NULL").update();
		assertThat(migrations.migrator(database.dataSource()).migrate().applied()).hasSize(1);
		assertThat(invalid(database)).isZero();
	}

	@EngineTest(only = Engine.POSTGRESQL)
	void keepWhatWasBuiltWhileAReaderIsInTheWayOfTheLastStatement(TestDatabase database) throws Exception {
		TestMigrations migrations = MIGRATIONS.first(1).add("2", (schema) -> {
			schema.addUnique("uq_item_owner_code").on("item", "owner_id", "code");
			schema.addPrimaryKey("pk_tag").on("tag", "name", "id");
		});
		MIGRATIONS.first(1).migrator(database.dataSource()).migrate();
		SqlRecorder recorder = new SqlRecorder(database.dataSource());
		try (Connection reader = database.rawDataSource().getConnection()) {
			reader.setAutoCommit(false);
			execute(reader, "LOCK TABLE item, tag IN ACCESS SHARE MODE");
			CompletableFuture<MigrationReport> run = CompletableFuture
				.supplyAsync(() -> migrations.migrator(recorder.dataSource()).migrate());
			TimeUnit.SECONDS.sleep(5);
			assertThat(run).isNotDone();
			reader.commit();
			assertThat(run.get(60, TimeUnit.SECONDS).applied()).hasSize(1);
		}
		assertThat(recorder.sql()).filteredOn((sql) -> sql.contains("USING INDEX")).hasSizeGreaterThan(2);
		assertThat(recorder.sql()).filteredOn((sql) -> sql.startsWith("CREATE UNIQUE INDEX")).hasSize(2);
		assertThat(recorder.sql()).noneMatch((sql) -> sql.startsWith("DROP INDEX"));
	}

	@EngineTest(only = Engine.POSTGRESQL)
	void areTakenUpWhereAnAttemptWasCutOff(TestDatabase database) throws SQLException {
		MIGRATIONS.first(1).migrator(database.dataSource()).migrate();
		end(database, "2.1", false);
		try (Connection connection = database.rawDataSource().getConnection()) {
			execute(connection, "INSERT INTO item (code) VALUES ('a'), ('a')");
			assertThatExceptionOfType(SQLException.class)
				.isThrownBy(() -> execute(connection, "CREATE UNIQUE INDEX CONCURRENTLY uq_item_code ON item (code)"));
			assertThat(invalid(database)).isOne();
			execute(connection, "DELETE FROM item");
			end(database, "2.1", true);
			assertThat(invalid(database)).isZero();
			end(database, "2.2", false);
			execute(connection, "ALTER TABLE item ADD CONSTRAINT fk_item_owner_id FOREIGN KEY (owner_id) "
					+ "REFERENCES owner (id) NOT VALID");
			end(database, "2.2", true);
			assertThat(invalid(database)).isZero();
			end(database, "2.3", false);
			execute(connection,
					"ALTER TABLE item ADD CONSTRAINT masterrecord_not_null CHECK (code IS NOT NULL) NOT VALID");
			end(database, "2.3", true);
		}
		for (String step : List.of("2.4", "2.5", "2.6")) {
			end(database, step, true);
		}
		end(database, "2.7", false);
		database.jdbc().sql("CREATE UNIQUE INDEX masterrecord_unique ON item (owner_id)").update();
		end(database, "2.7", true);
		end(database, "2.8", false);
		database.jdbc().sql("CREATE UNIQUE INDEX masterrecord_unique ON tag (id)").update();
		end(database, "2.8", true);
		assertThat(MIGRATIONS.migrator(database.dataSource()).migrate().applied()).hasSize(1);
		assertThat(invalid(database)).isZero();
		assertThat(MIGRATIONS.migrator(database.dataSource()).drift().differences()).isEmpty();
	}

	@EngineTest(only = { Engine.POSTGRESQL, Engine.MARIADB, Engine.MYSQL })
	void areSaidToTheServerUnlessTheyAreNotWanted(TestDatabase database) {
		MIGRATIONS.first(1).migrator(database.dataSource()).migrate();
		String word = (database.engine() == Engine.POSTGRESQL) ? " CONCURRENTLY " : "LOCK=NONE";
		SqlRecorder online = new SqlRecorder(database.dataSource());
		MIGRATIONS.migrator(online.dataSource()).migrate();
		assertThat(online.sql()).filteredOn((sql) -> sql.contains("INDEX") && sql.contains(word))
			.hasSize(switch (database.engine()) {
				case POSTGRESQL -> 3;
				// drops the index that a foreign key brought along
				case MYSQL -> 2;
				default -> 1;
			});
		MIGRATIONS.migrator(database.dataSource()).rollback(1);
		SqlRecorder plain = new SqlRecorder(database.dataSource());
		MIGRATIONS.migrator(plain.dataSource(), MigrationSettings.defaults().withOnline(false)).migrate();
		assertThat(plain.sql()).noneMatch((sql) -> sql.contains(word) || sql.contains("NOT VALID"));
	}

	@EngineTest(only = { Engine.POSTGRESQL, Engine.MARIADB, Engine.MYSQL })
	void areMadePlainlyOnTablesThatTheSameRunCreates(TestDatabase database) {
		String word = (database.engine() == Engine.POSTGRESQL) ? " CONCURRENTLY " : "LOCK=NONE";
		SqlRecorder fresh = new SqlRecorder(database.dataSource());
		assertThat(MIGRATIONS.migrator(fresh.dataSource()).migrate().applied()).hasSize(2);
		assertThat(fresh.sql()).noneMatch((sql) -> sql.contains(word) || sql.contains("NOT VALID"));
	}

	@EngineTest(only = { Engine.POSTGRESQL, Engine.MARIADB, Engine.MYSQL })
	void areMadePlainlyWhereTheMigrationSaysSo(TestDatabase database) {
		TestMigrations migrations = MIGRATIONS.first(1).add(MigrationDefinition.record(LocksItem.class));
		MIGRATIONS.first(1).migrator(database.dataSource()).migrate();
		SqlRecorder plain = new SqlRecorder(database.dataSource());
		migrations.migrator(plain.dataSource()).migrate();
		assertThat(plain.sql()).anyMatch((sql) -> sql.contains("CREATE INDEX"))
			.noneMatch((sql) -> sql.contains(" CONCURRENTLY ") || sql.contains("LOCK=NONE"));
		SqlRecorder back = new SqlRecorder(database.dataSource());
		migrations.migrator(back.dataSource()).rollback(1);
		assertThat(back.sql()).anyMatch((sql) -> sql.contains(" CONCURRENTLY ") || sql.contains("LOCK=NONE"));
	}

	@EngineTest(only = { Engine.MARIADB, Engine.MYSQL })
	void areMadePlainlyOnTablesThatAreStoredInAnotherWay(TestDatabase database) {
		for (String engine : (database.engine() == Engine.MARIADB) ? List.of("MyISAM", "Aria") : List.of("MyISAM")) {
			String table = "item_" + engine.toLowerCase(Locale.ROOT);
			TestMigrations migrations = TestMigrations.of().add("1", (schema) -> schema.createTable(table, (item) -> {
				item.bigint("id").notNull().primaryKey();
				item.varchar("code", 20);
			})).add("2", (schema) -> {
				schema.createIndex("idx_item_code").on(table, "code");
				schema.addUnique("uq_item_code").on(table, "code", "id");
			});
			MigrationSettings settings = MigrationSettings.defaults().withTablePrefix(table + "_");
			migrations.first(1).migrator(database.dataSource(), settings).migrate();
			database.jdbc().sql("ALTER TABLE " + table + " ENGINE = " + engine).update();
			SqlRecorder recorder = new SqlRecorder(database.dataSource());
			assertThat(migrations.migrator(recorder.dataSource(), settings).migrate().applied()).hasSize(1);
			assertThat(recorder.sql()).noneMatch((sql) -> sql.contains("LOCK=NONE"));
			assertThat(migrations.migrator(database.dataSource(), settings).drift().differences())
				.noneMatch((difference) -> difference.toString().contains("item_code"));
		}
	}

	@EngineTest(only = Engine.POSTGRESQL)
	void leaveNoMomentWithoutATriggerThatIsReplaced(TestDatabase database) {
		String trigger = "CREATE TRIGGER item_seen BEFORE %s ON item FOR EACH ROW EXECUTE FUNCTION seen()";
		TestMigrations migrations = MIGRATIONS.first(1).add("2", (schema) -> {
			schema.createFunction("seen")
				.onDialect("postgresql",
						"CREATE FUNCTION seen() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'");
			schema.createTrigger("item_seen", "item").onDialect("postgresql", trigger.formatted("INSERT"));
		}).add("3", (schema) -> {
			schema.createIndex("idx_item_code").on("item", "code");
			schema.dropRoutine("item_seen");
			schema.createTrigger("item_seen", "item").onDialect("postgresql", trigger.formatted("UPDATE"));
		});
		migrations.first(2).migrator(database.dataSource()).migrate();
		List<Long> seen = new ArrayList<>();
		MigrationListener listener = new MigrationListener() {

			@Override
			public void stepStarted(MigrationStep step) {
				seen.add(database.jdbc()
					.sql("SELECT count(*) FROM pg_trigger WHERE tgname = 'item_seen'")
					.query(Long.class)
					.single());
			}

		};
		migrations.migrator(database.dataSource(), MigrationSettings.defaults(), listener).migrate();
		assertThat(seen).containsExactly(1L, 1L, 1L);
		assertThat(database.jdbc()
			.sql("SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE tgname = 'item_seen'")
			.query(String.class)
			.single()).contains("BEFORE UPDATE");
	}

	@EngineTest(only = Engine.POSTGRESQL)
	void areNoPartOfAnIndexThatIsThereByHand(TestDatabase database) {
		MIGRATIONS.first(1).migrator(database.dataSource()).migrate();
		database.jdbc().sql("CREATE INDEX uq_item_owner_code ON item (owner_id)").update();
		assertThatExceptionOfType(MigrationFailedException.class)
			.isThrownBy(() -> MIGRATIONS.migrator(database.dataSource()).migrate())
			.withMessageContaining("step 7 of 8")
			.withMessageContaining("\"uq_item_owner_code\" already exists");
		assertThat(indexes(database, "uq_item_owner_code")).isOne();
		assertThat(indexes(database, "masterrecord_unique")).isZero();
		database.jdbc().sql("DROP INDEX uq_item_owner_code").update();
		assertThat(MIGRATIONS.migrator(database.dataSource()).migrate().applied()).hasSize(1);
		assertThat(MIGRATIONS.migrator(database.dataSource()).drift().differences()).isEmpty();
	}

	private static long indexes(TestDatabase database, String name) {
		return database.jdbc()
			.sql("SELECT count(*) FROM pg_class WHERE relkind = 'i' AND relname = ?")
			.param(name)
			.query(Long.class)
			.single();
	}

	/**
	 * Let a run end at a step: before it is begun, or before it is on record.
	 */
	private static void end(TestDatabase database, String step, boolean executed) {
		MigrationListener listener = new MigrationListener() {

			@Override
			public void stepStarted(MigrationStep started) {
				endAt(started, !executed);
			}

			@Override
			public void stepExecuted(MigrationStep done) {
				endAt(done, executed);
			}

			private void endAt(MigrationStep reached, boolean here) {
				if (here && step.equals(reached.migration() + "." + reached.number())) {
					throw new IllegalStateException("cut off");
				}
			}

		};
		assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(
				() -> MIGRATIONS.migrator(database.dataSource(), MigrationSettings.defaults(), listener).migrate());
	}

	private static long invalid(TestDatabase database) {
		return database.jdbc()
			.sql("SELECT (SELECT count(*) FROM pg_index WHERE NOT indisvalid) "
					+ "+ (SELECT count(*) FROM pg_constraint WHERE NOT convalidated OR conname = 'masterrecord_not_null')")
			.query(Long.class)
			.single();
	}

	private static void execute(Connection connection, String sql) throws SQLException {
		try (Statement statement = connection.createStatement()) {
			statement.execute(sql);
		}
	}

	/**
	 * A migration that does without its table for a moment.
	 */
	@MigrationInfo(id = "2")
	static class LocksItem extends Migration {

		@Override
		public void up(SchemaEditor schema) {
			schema.online(false);
			schema.createIndex("idx_item_code").on("item", "code");
			schema.dropIndex("idx_item_code").on("item");
		}

		@Override
		public void down(SchemaEditor schema) {
			schema.createIndex("idx_item_code").on("item", "code");
			schema.dropIndex("idx_item_code").on("item");
		}

	}

	/**
	 * Inserts one row after the other until it is closed.
	 */
	private static final class Writer implements AutoCloseable {

		private final AtomicBoolean ended = new AtomicBoolean();

		private final AtomicLong rows = new AtomicLong();

		private final AtomicLong longest = new AtomicLong();

		private final CompletableFuture<Void> writing;

		Writer(TestDatabase database) throws InterruptedException {
			CountDownLatch begun = new CountDownLatch(1);
			this.writing = CompletableFuture.runAsync(() -> write(database, begun));
			assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
			this.rows.set(0);
		}

		private void write(TestDatabase database, CountDownLatch begun) {
			try (Connection connection = database.rawDataSource().getConnection()) {
				for (int i = 0; !this.ended.get(); i++) {
					long start = System.nanoTime();
					execute(connection, "INSERT INTO item (owner_id, code) VALUES (1, 'w" + i + "')");
					this.longest.accumulateAndGet(System.nanoTime() - start, Math::max);
					this.rows.incrementAndGet();
					begun.countDown();
					TimeUnit.MILLISECONDS.sleep(5);
				}
			}
			catch (SQLException | InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
		}

		long rows() {
			return this.rows.get();
		}

		Duration longestWait() {
			return Duration.ofNanos(this.longest.get());
		}

		@Override
		public void close() throws Exception {
			this.ended.set(true);
			this.writing.get(60, TimeUnit.SECONDS);
		}

	}

}
