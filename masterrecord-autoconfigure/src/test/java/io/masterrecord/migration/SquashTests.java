package io.masterrecord.migration;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

import io.masterrecord.testing.EngineTest;
import io.masterrecord.testing.FaultDataSource;
import io.masterrecord.testing.FaultDataSource.Fault;
import io.masterrecord.testing.TestDatabase;
import org.junit.jupiter.api.Test;

import org.springframework.dao.DataAccessException;

import static io.masterrecord.migration.TestMigrations.quoted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A migration that stands for others, in databases that have none, some or all of them.
 */
class SquashTests {

	private static final List<String> REPLACED = List.of("1", "2", "3");

	private static final Consumer<SchemaEditor> UP = (schema) -> {
		schema.createTable("plan", (table) -> {
			table.bigint("id").notNull().primaryKey();
			table.varchar("title", 40).notNull();
			table.varchar("code", 20);
		});
		schema.createIndex("idx_plan_code").on("plan", "code");
		schema.insert("plan")
			.key("id")
			.row((row) -> row.set("id", 1).set("title", "First"))
			.row((row) -> row.set("id", 2).set("title", "Second"));
	};

	private static final Consumer<SchemaEditor> DOWN = (schema) -> {
		schema.takeBackRows();
		schema.dropIndex("idx_plan_code").on("plan");
		schema.dropTable("plan");
	};

	@EngineTest
	void runsWhereNoneIsAppliedAndIsRecordedWhereAllAre(TestDatabase database) throws SQLException {
		try (TestDatabase other = TestDatabase.create(database.engine())) {
			originals().migrator(other.dataSource()).migrate();
			MigrationReport report = both().migrator(other.dataSource()).migrate();
			assertThat(report.applied()).extracting(MigrationReport.Entry::id).containsExactly("4");
			assertThat(report.warnings()).isEmpty();
			assertThat(both().migrator(database.dataSource()).migrate().applied()).extracting(MigrationReport.Entry::id)
				.containsExactly("20", "4");
			assertSame(database, other);
			assertThat(states(other, both())).containsExactly("1 REPLACED", "2 REPLACED", "3 REPLACED", "20 APPLIED",
					"4 APPLIED");
			assertThat(states(database, both())).containsExactly("20 APPLIED", "4 APPLIED");
			assertThat(both().migrator(other.dataSource()).migrate().applied()).isEmpty();
		}
	}

	@EngineTest
	void isNothingToWaitForWhereAllAreApplied(TestDatabase database) {
		originals().add("4", "3", SquashTests::note, SquashTests::noNote).migrator(database.dataSource()).migrate();
		Migrator migrator = both().migrator(database.dataSource());
		assertThat(migrator.status().state()).isEqualTo(MigrationStatus.State.UP_TO_DATE);
		assertThat(migrator.validate().warnings()).isEmpty();
		assertThat(states(database, both())).contains("3 REPLACED", "20 REPLACING", "4 APPLIED");
		assertThat(migrator.drift().differences()).isEmpty();
		migrator.migrate();
		assertThat(states(database, both())).contains("3 REPLACED", "20 APPLIED", "4 APPLIED");
	}

	@EngineTest
	void isRecordedOnceWhateverConnectionIsLost(TestDatabase database) {
		originals().add("4", "3", SquashTests::note, SquashTests::noNote).migrator(database.dataSource()).migrate();
		String history = quoted(database, "masterrecord_history");
		boolean fired = true;
		int faults = 0;
		for (int call = 1; fired; call++) {
			for (Fault fault : List.of(Fault.LOST_BEFORE, Fault.LOST_AFTER)) {
				FaultDataSource faulty = new FaultDataSource(database.rawDataSource(),
						(text) -> text.contains("commit")
								|| text.contains("history") && (text.contains("UPDATE") || text.contains("INSERT")),
						call, fault);
				try {
					both().migrator(faulty.dataSource()).migrate();
				}
				catch (RuntimeException ex) {
					assertThat(ex).isInstanceOfAny(MigrationFailedException.class, DataAccessException.class);
				}
				fired = faulty.fired() != null;
				faults += fired ? 1 : 0;
				assertThat(both().migrator(database.dataSource()).migrate().warnings()).isEmpty();
				assertThat(history(database)).containsExactlyInAnyOrder("1 replaced 1", "2 replaced 2", "3 replaced 3",
						"20 applied 3", "4 applied 4");
				database.jdbc()
					.sql("DELETE FROM %s WHERE %s = '20'".formatted(history, quoted(database, "id")))
					.update();
				database.jdbc()
					.sql("UPDATE %s SET %s = 'applied'".formatted(history, quoted(database, "state")))
					.update();
			}
		}
		assertThat(faults).isGreaterThan(4);
	}

	@EngineTest
	void waitsWhereSomeAreAppliedUntilTheRestIs(TestDatabase database) throws SQLException {
		both().migrator(database.dataSource()).migrate();
		for (int count = 1; count < 3; count++) {
			try (TestDatabase other = TestDatabase.create(database.engine())) {
				originals().first(count).migrator(other.dataSource()).migrate();
				Migrator migrator = both().migrator(other.dataSource());
				assertThat(migrator.status().pending()).isEqualTo(4 - count);
				assertThat(states(other, both())).contains("20 REPLACING", count + " APPLIED", "3 PENDING");
				assertThat(migrator.migrate().applied()).extracting(MigrationReport.Entry::id)
					.containsExactlyElementsOf(List.of("1", "2", "3", "4").subList(count, 4));
				assertThat(migrator.status().state()).isEqualTo(MigrationStatus.State.UP_TO_DATE);
				assertThat(migrator.validate().warnings()).isEmpty();
				assertThat(migrator.drift().differences()).isEmpty();
				assertSame(database, other);
			}
		}
	}

	@EngineTest
	void isTakenUpWhereOneOfTheOthersFailed(TestDatabase database) {
		TestMigrations failing = originals().first(1).add("2", (schema) -> {
			schema.addColumn("plan").varchar("code", 20);
			schema.createIndex("idx_plan_code").on("plan", "code");
			schema.sql("INSERT INTO nowhere VALUES (1)");
		});
		assertThatExceptionOfType(MigrationFailedException.class)
			.isThrownBy(() -> failing.migrator(database.dataSource()).migrate());
		Migrator migrator = both().migrator(database.dataSource());
		assertThat(migrator.migrate().applied()).extracting(MigrationReport.Entry::id).containsExactly("2", "3", "4");
		assertThat(states(database, both())).contains("1 REPLACED", "2 REPLACED", "3 REPLACED", "20 APPLIED");
	}

	@EngineTest
	void saysWhatIsMissingWhereSomeAreAppliedAndTheClassesAreGone(TestDatabase database) {
		originals().first(2).migrator(database.dataSource()).migrate();
		assertThatExceptionOfType(MigrationHistoryException.class)
			.isThrownBy(() -> squashed().migrator(database.dataSource()).migrate())
			.withMessageContaining(
					"Migration 'M20' (20) replaces 3 migrations of which this database has '1', '2', but "
							+ "not all: '3' not. It can neither be run nor be put on record here, and the classes of '1', '2', "
							+ "'3' are not there any more, with which the rest would be applied. Bring them back, migrate this "
							+ "database, and delete them again");
		assertThat(squashed().migrator(database.dataSource()).status().state())
			.isEqualTo(MigrationStatus.State.TAMPERED);
		both().migrator(database.dataSource()).migrate();
		assertThat(squashed().migrator(database.dataSource()).migrate().applied()).isEmpty();
	}

	@EngineTest
	void needsNeitherTheClassesNorItsListInTheEnd(TestDatabase database) throws SQLException {
		try (TestDatabase other = TestDatabase.create(database.engine())) {
			originals().add("4", "3", SquashTests::note, SquashTests::noNote).migrator(other.dataSource()).migrate();
			squashed().migrator(other.dataSource()).migrate();
			squashed().migrator(database.dataSource()).migrate();
			for (TestDatabase each : List.of(database, other)) {
				Migrator migrator = settled().migrator(each.dataSource());
				MigrationReport report = migrator.migrate();
				assertThat(report.warnings()).isEmpty();
				assertThat(report.applied()).isEmpty();
				assertThat(migrator.status().state()).isEqualTo(MigrationStatus.State.UP_TO_DATE);
				assertThat(migrator.drift().differences()).isEmpty();
				assertThat(settled().add("5", "4", SquashTests::more, SquashTests::noMore)
					.migrator(each.dataSource())
					.migrate()
					.warnings()).isEmpty();
			}
			assertSame(database, other);
			for (TestDatabase each : List.of(database, other)) {
				Migrator migrator = settled().add("5", "4", SquashTests::more, SquashTests::noMore)
					.migrator(each.dataSource());
				assertThat(migrator.rollback(3, "test").reverted()).extracting(MigrationReport.Entry::id)
					.containsExactly("5", "4", "20");
				assertThat(history(each)).isEmpty();
				assertThat(migrator.migrate().applied()).extracting(MigrationReport.Entry::id)
					.containsExactly("20", "4", "5");
			}
			assertSame(database, other);
		}
	}

	@EngineTest
	void isUndoneAsAWholeWithTheRowsOfTheOthers(TestDatabase database) {
		originals().migrator(database.dataSource()).migrate();
		Migrator migrator = both().migrator(database.dataSource());
		assertThat(migrator.rollbackTo("0").reverted()).extracting(MigrationReport.Entry::id).containsExactly("20");
		assertThat(history(database)).isEmpty();
		assertThat(migrator.migrate().applied()).extracting(MigrationReport.Entry::id).containsExactly("20", "4");
		assertThat(migrator.rollbackTo("20").reverted()).extracting(MigrationReport.Entry::id).containsExactly("4");
		assertThat(migrator.rollbackTo("0").reverted()).extracting(MigrationReport.Entry::id).containsExactly("20");
	}

	@EngineTest
	void goesBackBetweenTheOthersWhereTheyWereApplied(TestDatabase database) {
		originals().migrator(database.dataSource()).migrate();
		Migrator migrator = both().migrator(database.dataSource());
		migrator.migrate();
		assertThat(migrator.rollbackTo("3").reverted()).extracting(MigrationReport.Entry::id).containsExactly("4");
		assertThat(states(database, both())).contains("20 APPLIED", "4 PENDING");
		migrator.migrate();
		assertThat(migrator.rollbackTo("1", "test").reverted()).extracting(MigrationReport.Entry::id)
			.containsExactly("4", "3", "2");
		assertThat(states(database, both())).contains("1 APPLIED", "2 PENDING", "3 PENDING", "20 REPLACING");
		assertThat(migrator.migrate().applied()).extracting(MigrationReport.Entry::id).containsExactly("2", "3", "4");
		assertThat(states(database, both())).contains("3 REPLACED", "20 APPLIED");
	}

	@EngineTest
	void cannotGoBackBetweenTheOthersWhereItWasRunItself(TestDatabase database) {
		Migrator migrator = both().migrator(database.dataSource());
		migrator.migrate();
		assertThatExceptionOfType(MigrationHistoryException.class).isThrownBy(() -> migrator.rollbackTo("2"))
			.withMessageContaining(
					"Migration '2' is one of those that 'M20' (20) stands for here, which is undone as a " + "whole");
	}

	@EngineTest
	void leavesAReleaseThatDoesNotKnowItAlone(TestDatabase database) {
		TestMigrations older = originals().add("4", "3", SquashTests::note, SquashTests::noNote);
		older.migrator(database.dataSource()).migrate();
		both().migrator(database.dataSource()).migrate();
		MigrationReport report = older.migrator(database.dataSource()).migrate();
		assertThat(report.applied()).isEmpty();
		assertThat(report.warnings()).isEmpty();
		assertThat(older.add("5", "4", SquashTests::more, SquashTests::noMore)
			.migrator(database.dataSource())
			.migrate()
			.applied()).extracting(MigrationReport.Entry::id).containsExactly("5");
	}

	@EngineTest
	void closesTheGapsOfWhatWasAppliedBetweenTheOthers(TestDatabase database) {
		Consumer<SchemaEditor> branch = (schema) -> schema.createTable("branch",
				(table) -> table.bigint("id").notNull().primaryKey());
		Consumer<SchemaEditor> noBranch = (schema) -> schema.dropTable("branch");
		originals().first(1).add("15", "1", branch, noBranch).migrator(database.dataSource()).migrate();
		originals().add("15", "1", branch, noBranch).migrator(database.dataSource()).migrate();
		Migrator migrator = both().add("15", "20", branch, noBranch).migrator(database.dataSource());
		assertThat(migrator.migrate().applied()).extracting(MigrationReport.Entry::id).containsExactly("4");
		assertThat(migrator.rollback(2).reverted()).extracting(MigrationReport.Entry::id).containsExactly("4", "20");
		assertThat(history(database)).containsExactly("15 applied 1");
	}

	@EngineTest
	void isBaselinedLikeAnyOther(TestDatabase database) {
		originals().migrator(database.dataSource()).migrate();
		for (String table : List.of("history", "journal", "rows", "expressions")) {
			database.jdbc().sql("DROP TABLE " + quoted(database, "masterrecord_" + table)).update();
		}
		Migrator migrator = both().migrator(database.dataSource());
		assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> migrator.baseline("2"))
			.withMessage("Migration '2' is replaced by 'M20' (20): name that one");
		assertThat(migrator.baseline("20")).containsExactly("20");
		assertThat(migrator.migrate().applied()).extracting(MigrationReport.Entry::id).containsExactly("4");
	}

	@EngineTest
	void refusesOneThatWasEditedThoughItIsReplaced(TestDatabase database) {
		originals().migrator(database.dataSource()).migrate();
		TestMigrations edited = TestMigrations.of();
		both().without("3").chain().all().forEach(edited::add);
		edited.add("3", "2",
				(schema) -> schema.insert("plan").key("id").row((row) -> row.set("id", 2).set("title", "Another")),
				(schema) -> {
				});
		assertThatExceptionOfType(MigrationHistoryException.class)
			.isThrownBy(() -> edited.migrator(database.dataSource()).migrate())
			.withMessageContaining("Migration 'M3' (3) was changed after it was applied");
	}

	@EngineTest
	void isWrittenAsAScriptFromWhereverADatabaseIs(TestDatabase database) throws SQLException {
		both().migrator(database.dataSource()).migrate();
		for (int count = 0; count <= 3; count++) {
			try (TestDatabase other = TestDatabase.create(database.engine())) {
				String from = (count > 0) ? String.valueOf(count) : "";
				if (count > 0) {
					originals().first(count).migrator(other.dataSource()).migrate();
				}
				List<String> lines = script(other).lines(from, "", false);
				MigrationScriptTests.run(other, lines);
				assertUpToDate(other);
				assertThat(
						other.jdbc().sql("SELECT COUNT(*) FROM " + quoted(other, "plan")).query(Integer.class).single())
					.isEqualTo(2);
				assertThat(history(other)).hasSize((count > 0) ? 5 : 2);
			}
		}
	}

	@EngineTest
	void isWrittenAsAScriptThatDecides(TestDatabase database) throws SQLException {
		if (MigrationScriptTests.dialect(database).scriptForm().guard() == null) {
			return;
		}
		for (int count = 0; count <= 3; count++) {
			try (TestDatabase other = TestDatabase.create(database.engine())) {
				originals().first(count).migrator(other.dataSource()).migrate();
				List<String> lines = script(other).lines("", "", true);
				MigrationScriptTests.run(other, lines);
				MigrationScriptTests.run(other, lines);
				assertUpToDate(other);
				assertThat(history(other)).hasSize((count > 0) ? 5 : 2);
			}
		}
	}

	@EngineTest
	void isNoScriptForADatabaseThatHasSomeOfThemOnceTheClassesAreGone(TestDatabase database) {
		if (MigrationScriptTests.dialect(database).scriptForm().guard() == null) {
			return;
		}
		List<String> lines = new MigrationScript(squashed().chain(), MigrationScriptTests.dialect(database),
				MigrationSettings.defaults())
			.lines("", "", true);
		originals().first(2).migrator(database.dataSource()).migrate();
		assertThatExceptionOfType(DataAccessException.class).isThrownBy(() -> MigrationScriptTests.run(database, lines))
			.withMessageContaining(
					"Only some of what 20 replaces is applied: run the rest first, from a release that has it");
		both().migrator(database.dataSource()).migrate();
		MigrationScriptTests.run(database, lines);
		assertUpToDate(database);
	}

	private static MigrationScript script(TestDatabase database) {
		return new MigrationScript(both().chain(), MigrationScriptTests.dialect(database),
				MigrationSettings.defaults());
	}

	private static void assertUpToDate(TestDatabase database) {
		Migrator migrator = both().migrator(database.dataSource());
		assertThat(migrator.status().state()).isEqualTo(MigrationStatus.State.UP_TO_DATE);
		assertThat(migrator.status().warnings()).isEmpty();
		assertThat(states(database, both())).contains("20 APPLIED", "4 APPLIED");
		assertThat(migrator.drift().differences()).isEmpty();
	}

	@Test
	void hasToLeadToTheSame() {
		TestMigrations wrong = originals();
		wrong.add(TestMigrations.definition("20", "", (schema) -> {
			UP.accept(schema);
			schema.dropIndex("idx_plan_code").on("plan");
		}, DOWN).replacing(REPLACED));
		assertThatExceptionOfType(MigrationValidationException.class).isThrownBy(wrong::chain)
			.withMessage("Migration 'M20' (20) does not lead to what the migrations lead to that it replaces: index "
					+ "'idx_plan_code' of table 'plan'. It has to make the same of an empty database");
	}

	@Test
	void standsForEachMigrationAlone() {
		TestMigrations twice = both().add(TestMigrations.definition("21", "", UP, DOWN).replacing(List.of("3", "20")));
		assertThatExceptionOfType(MigrationValidationException.class).isThrownBy(twice::chain)
			.withMessageContaining(
					"Migration '3' is replaced by 'M20' (20) and by 'M21' (21): leave it out of one of them")
			.withMessageContaining("Migration 'M21' (21) replaces 'M20' (20), which itself replaces others");
	}

	@Test
	void hasItsPlaceInTheChain() {
		MigrationChain chain = both().chain();
		assertThat(chain.migrations()).extracting(MigrationDefinition::id).containsExactly("20", "4");
		assertThat(chain.heads()).containsExactly("4");
		assertThat(chain.replacing("2")).map(MigrationDefinition::id).hasValue("20");
		assertThat(chain.expanding(Set.of("20")).migrations()).extracting(MigrationDefinition::id)
			.containsExactly("1", "2", "3", "4");
		assertThat(squashed().without("4").add("4", (schema) -> note(schema)).chain().migrations())
			.extracting(MigrationDefinition::id)
			.containsExactly("20", "4");
	}

	private static TestMigrations originals() {
		return TestMigrations.of().add("1", (schema) -> {
			schema.createTable("plan", (table) -> {
				table.bigint("id").notNull().primaryKey();
				table.varchar("title", 40).notNull();
			});
			schema.insert("plan").key("id").row((row) -> row.set("id", 1).set("title", "First"));
		}, (schema) -> {
			schema.takeBackRows();
			schema.dropTable("plan");
		}).add("2", "1", (schema) -> {
			schema.addColumn("plan").varchar("code", 20);
			schema.createIndex("idx_plan_code").on("plan", "code");
		}, (schema) -> {
			schema.dropIndex("idx_plan_code").on("plan");
			schema.dropColumn("plan", "code");
		})
			.add("3", "2",
					(schema) -> schema.insert("plan").key("id").row((row) -> row.set("id", 2).set("title", "Second")),
					(schema) -> schema.takeBackRows());
	}

	/**
	 * Return the migrations with the one that stands for them, and one after it.
	 */
	private static TestMigrations both() {
		return originals().add(squash()).add("4", "20", SquashTests::note, SquashTests::noNote);
	}

	/**
	 * Return the migrations without those that are replaced.
	 */
	private static TestMigrations squashed() {
		return TestMigrations.of().add(squash()).add("4", "3", SquashTests::note, SquashTests::noNote);
	}

	private static TestMigrations settled() {
		return TestMigrations.of()
			.add(TestMigrations.definition("20", "", UP, DOWN))
			.add("4", "20", SquashTests::note, SquashTests::noNote);
	}

	private static MigrationDefinition squash() {
		return TestMigrations.definition("20", "", UP, DOWN).replacing(REPLACED);
	}

	private static void note(SchemaEditor schema) {
		schema.createTable("note", (table) -> {
			table.bigint("id").notNull().primaryKey();
			table.bigint("plan_id").notNull().references("plan", "id");
		});
	}

	private static void noNote(SchemaEditor schema) {
		schema.dropTable("note");
	}

	private static void more(SchemaEditor schema) {
		schema.addColumn("note").varchar("more", 20);
	}

	private static void noMore(SchemaEditor schema) {
		schema.dropColumn("note", "more");
	}

	private static List<String> states(TestDatabase database, TestMigrations migrations) {
		return migrations.migrator(database.dataSource())
			.status()
			.migrations()
			.stream()
			.map((item) -> item.id() + " " + item.state())
			.toList();
	}

	private static List<String> history(TestDatabase database) {
		return database.jdbc()
			.sql("SELECT %s, %s, %s FROM %s ORDER BY %s".formatted(quoted(database, "id"), quoted(database, "state"),
					quoted(database, "position"), quoted(database, "masterrecord_history"),
					quoted(database, "position")))
			.query((row, number) -> row.getString(1) + " " + row.getString(2) + " " + row.getInt(3))
			.list();
	}

	/**
	 * Make sure that two databases have the same tables, rows, and migrations on record.
	 */
	private static void assertSame(TestDatabase one, TestDatabase other) throws SQLException {
		try (Connection left = one.dataSource().getConnection();
				Connection right = other.dataSource().getConnection()) {
			Outcome first = Outcome.read(left);
			Outcome second = Outcome.read(right);
			Map<String, List<List<String>>> rows = first.rows();
			assertThat(second.rows()).isEqualTo(rows);
			assertThat(second.applied()).isEqualTo(first.applied());
			assertThat(second.schema()).isEqualTo(first.schema());
		}
	}

}
