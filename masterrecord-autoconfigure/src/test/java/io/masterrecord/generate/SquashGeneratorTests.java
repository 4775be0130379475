package io.masterrecord.generate;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;

import io.masterrecord.catalog.CatalogReader;
import io.masterrecord.catalog.SchemaComparison;
import io.masterrecord.diff.EvolvingModel.Features;
import io.masterrecord.diff.RandomEvolution;
import io.masterrecord.diff.SchemaDiff;
import io.masterrecord.dialect.Dialects;
import io.masterrecord.migration.Migration;
import io.masterrecord.migration.MigrationChain;
import io.masterrecord.migration.MigrationDefinition;
import io.masterrecord.migration.MigrationInfo;
import io.masterrecord.migration.MigrationSettings;
import io.masterrecord.migration.MigrationStatus;
import io.masterrecord.migration.Migrator;
import io.masterrecord.migration.Operations;
import io.masterrecord.migration.SchemaEditor;
import io.masterrecord.operation.Inversion;

import io.masterrecord.operation.RunSql;
import io.masterrecord.operation.SchemaFold;
import io.masterrecord.operation.SchemaOperation;
import io.masterrecord.schema.Schema;
import io.masterrecord.schema.Table;
import io.masterrecord.testing.Engine;
import io.masterrecord.testing.EngineTest;
import io.masterrecord.testing.TestDatabase;
import io.spring.javaformat.formatter.FileFormatter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.core.test.tools.SourceFile;
import org.springframework.core.test.tools.TestCompiler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link SquashGenerator}.
 */
class SquashGeneratorTests {

	private static final GenerationSettings SETTINGS = new GenerationSettings("db.migrations", null, Clock.systemUTC());

	private static final List<MigrationDefinition> CHAIN = List
		.of(MigrationDefinition.of("20260101000000", "AddPlan", "", Operations.of((schema) -> {
			schema.createTable("plan", (table) -> {
				table.bigint("id").notNull().primaryKey();
				table.varchar("title", 40).notNull();
			});
			schema.upsert("plan").key("id").row((row) -> row.set("id", 1).set("title", "One"));
		}), Operations.of((schema) -> {
			schema.takeBackRows();
			schema.dropTable("plan");
		})), MigrationDefinition.of("20260102000000", "AddCode", "20260101000000", Operations.of((schema) -> {
			schema.addColumn("plan").varchar("code", 20);
			schema.createIndex("idx_plan_code").on("plan", "code");
		}), Operations.of((schema) -> {
			schema.dropIndex("idx_plan_code").on("plan");
			schema.dropColumn("plan", "code");
		})), MigrationDefinition.of("20260103000000", "FillCode", "20260102000000", Operations.of((schema) -> {
			schema.upsert("plan").key("id").row((row) -> row.set("id", 1).set("title", "First"));
			schema.sql("UPDATE \"plan\" SET \"code\" = \"title\"").onDialect("h2", "postgresql", "sqlite");
			schema.sql("UPDATE plan SET code = title").onDialect("mariadb", "mysql");
		}), Operations.of((schema) -> schema.takeBackRows())),
				MigrationDefinition.of("20260104000000", "RenameTitle", "20260103000000", Operations.of((schema) -> {
					schema.renameColumn("plan", "title").to("name");
					schema.dropIndex("idx_plan_code").on("plan");
				}), Operations.of((schema) -> {
					schema.createIndex("idx_plan_code").on("plan", "code");
					schema.renameColumn("plan", "name").to("title");
				})),
				MigrationDefinition.of("20260105000000", "AddNote", "20260104000000", Operations
					.of((schema) -> schema.createTable("note", (table) -> table.bigint("id").notNull().primaryKey())),
						Operations.of((schema) -> schema.dropTable("note"))));

	@TempDir
	private Path folder;

	@Test
	void writesOneMigrationThatDoesWhatOthersDo() throws IOException {
		GeneratedMigration squash = generator().generate("first year", "", "20260104000000");
		assertThat(squash.source()).isEqualTo(
				"""
						package db.migrations;

						import io.masterrecord.migration.Migration;
						import io.masterrecord.migration.MigrationInfo;
						import io.masterrecord.migration.SchemaEditor;

						/**
						 * Stands for the 4 migrations from 20260101000000 to 20260104000000.
						 */
						@MigrationInfo(id = "20260104000001",
								replaces = { "20260101000000", "20260102000000", "20260103000000", "20260104000000" })
						public class FirstYear extends Migration {

							@Override
							public void up(SchemaEditor schema) {
								schema.createTable("plan", (table) -> {
									table.bigint("id").notNull().primaryKey();
									table.varchar("title", 40).notNull();
									table.varchar("code", 20);
								});
								schema.upsert("plan").key("id").columns("id", "title").values(1, "First");
								schema.createIndex("idx_plan_code").on("plan", "code");
								schema.sql("UPDATE \\"plan\\" SET \\"code\\" = \\"title\\"").onDialect("h2", "postgresql", "sqlite");
								schema.sql("UPDATE plan SET code = title").onDialect("mariadb", "mysql");
								schema.renameColumn("plan", "title").to("name");
								schema.dropIndex("idx_plan_code").on("plan");
							}

							@Override
							public void down(SchemaEditor schema) {
								schema.createIndex("idx_plan_code").on("plan", "code");
								schema.renameColumn("plan", "name").to("title");
								schema.takeBackRows();
								schema.dropTable("plan");
							}

						}
						""");
		assertThat(squash.source()).isEqualTo(formatted(squash.source()));
		assertThat(HandEdits.between(squash.source(), generator().generate("FirstYear", "", "20260104000000").source()))
			.isEmpty();
	}

	@EngineTest
	void leadsToTheSameInEveryDatabase(TestDatabase database) throws SQLException {
		GeneratedMigration generated = generator().generate("FirstYear", "", "20260104000000");
		List<MigrationDefinition> both = new ArrayList<>(CHAIN);
		both.add(compiled(generated));
		new Migrator(database.dataSource(), MigrationChain.of(both), MigrationSettings.defaults()).migrate();
		State expected = State.read(database);
		for (int count = 1; count <= CHAIN.size(); count++) {
			try (TestDatabase other = TestDatabase.create(database.engine())) {
				new Migrator(other.dataSource(), MigrationChain.of(CHAIN.subList(0, count)),
						MigrationSettings.defaults())
					.migrate();
				Migrator migrator = new Migrator(other.dataSource(), MigrationChain.of(both),
						MigrationSettings.defaults());
				migrator.migrate();
				State.read(other).assertIs("after " + count, expected);
				assertThat(migrator.drift().differences()).isEmpty();
				assertThat(migrator.status().state()).isEqualTo(MigrationStatus.State.UP_TO_DATE);
				migrator.rollbackTo("0", "test");
				assertThat(State.read(other).schema().tables()).isEmpty();
			}
		}
	}

	@EngineTest
	void leadsToTheSameForAnyModel(TestDatabase database) throws SQLException {
		for (long seed = 1; seed <= 2; seed++) {
			List<MigrationDefinition> chain = evolved(seed, database.engine());
			GeneratedMigration generated = new SquashGenerator(MigrationChain.of(chain), SETTINGS).generate("All", "",
					"");
			List<MigrationDefinition> both = new ArrayList<>(chain);
			both.add(compiled(generated));
			State expected;
			try (TestDatabase fresh = TestDatabase.create(database.engine())) {
				new Migrator(fresh.dataSource(), MigrationChain.of(both), MigrationSettings.defaults()).migrate();
				expected = State.read(fresh);
			}
			for (int count : List.of(chain.size() / 2, chain.size())) {
				try (TestDatabase other = TestDatabase.create(database.engine())) {
					new Migrator(other.dataSource(), MigrationChain.of(chain.subList(0, count)),
							MigrationSettings.defaults())
						.migrate();
					new Migrator(other.dataSource(), MigrationChain.of(both), MigrationSettings.defaults()).migrate();
					State.read(other).assertIs("seed %d after %d".formatted(seed, count), expected);
				}
			}
		}
	}

	@Test
	void comesAfterWhatIsBeforeItAndMayBeInTheMiddle() {
		GeneratedMigration squash = generator().generate("Middle", "20260102000000", "20260103000000");
		assertThat(squash.source()).contains(
				"""
						@MigrationInfo(id = "20260103000001", parent = "20260101000000", replaces = { "20260102000000", "20260103000000" })
						""");
		List<MigrationDefinition> all = new ArrayList<>(CHAIN);
		all.add(compiled(squash));
		assertThat(MigrationChain.of(all).migrations()).extracting(MigrationDefinition::name)
			.containsExactly("AddPlan", "Middle", "RenameTitle", "AddNote");
	}

	@Test
	void writesAgainWhatSqlDeclares() {
		List<MigrationDefinition> chain = List.of(CHAIN.get(0), MigrationDefinition
			.of("20260102000000", "Own", "20260101000000", Operations.of((schema) -> schema
				.sql("ALTER TABLE plan ADD COLUMN note text /* a very long comment that makes this line too long */")
				.onDialect("postgresql")
				.declares((effects) -> {
					effects.addColumn("plan").text("note");
					effects.createIndex("idx_note").on("plan", "id");
				})), List.of()));
		GeneratedMigration squash = new SquashGenerator(MigrationChain.of(chain), SETTINGS).generate("All", "", "");
		assertThat(compiled(squash).up()).contains(chain.get(1).up().get(0)).hasSize(3);
	}

	@Test
	void writesAgainHowRowsAreFilled() {
		List<MigrationDefinition> chain = List.of(CHAIN.get(0),
				MigrationDefinition.of("20260102000000", "Fill", "20260101000000",
						Operations.of((schema) -> schema.backfill("plan")
							.set("title", "upper(title)")
							.where("title <> ''")
							.batch(50)
							.pause(Duration.ofSeconds(2))),
						List.of()));
		GeneratedMigration squash = new SquashGenerator(MigrationChain.of(chain), SETTINGS).generate("All", "", "");
		assertThat(squash.source()).contains("""
						schema.backfill("plan")
							.set("title", "upper(title)")
							.where("title <> ''")
							.batch(50)
							.pause(Duration.ofMillis(2000));
				""");
		assertThat(compiled(squash).up()).hasSize(3).contains(chain.get(1).up().get(0));
	}

	@Test
	void dividesWhatIsTooLongForAMethod() {
		List<MigrationDefinition> chain = new ArrayList<>();
		for (int i = 1; i <= 2; i++) {
			int from = i * 1000;
			chain.add(MigrationDefinition.of(String.valueOf(i), "M" + i, "", Operations.of((schema) -> {
				for (int table = from; table < from + 300; table++) {
					schema.createTable("t" + table, (columns) -> columns.bigint("id").notNull().primaryKey());
				}
			}), List.of()));
		}
		GeneratedMigration squash = new SquashGenerator(MigrationChain.of(chain), SETTINGS).generate("All", "", "");
		assertThat(squash.source()).contains("AllUp3.write(schema);");
		assertThat(compiled(squash).up()).hasSize(600);
	}

	@Test
	void stopsAtCodeAndSaysSo() {
		List<MigrationDefinition> chain = new ArrayList<>(CHAIN);
		chain.set(2, MigrationDefinition.of("20260103000000", "FillCode", "20260102000000",
				Operations.of((schema) -> schema.code("fill", 1, (connection) -> {
				})), List.of()));
		assertThatExceptionOfType(SquashException.class)
			.isThrownBy(() -> new SquashGenerator(MigrationChain.of(chain), SETTINGS).generate("All", "", ""))
			.withMessage(
					"Migration 'FillCode' (20260103000000) runs the code 'fill', which cannot be written again. Squash "
							+ "those up to '20260102000000' (--last 20260102000000), and apart from them those from "
							+ "'20260104000000' on (--first 20260104000000)");
	}

	@Test
	void hasNoWayBackWhereOneOfThemHasNone() {
		List<MigrationDefinition> chain = List.of(MigrationDefinition.record(Irreversible.class), CHAIN.get(4));
		List<MigrationDefinition> placed = List.of(chain.get(0), MigrationDefinition.of("20260105000000", "AddNote",
				"20260101000000", CHAIN.get(4).up(), CHAIN.get(4).down()));
		GeneratedMigration squash = new SquashGenerator(MigrationChain.of(placed), SETTINGS).generate("All", "", "");
		assertThat(compiled(squash).irreversible()).hasValue(
				"there is no way back from migration 'Irreversible', which it replaces: the migration does not say how");
	}

	private static SquashGenerator generator() {
		return new SquashGenerator(MigrationChain.of(CHAIN), SETTINGS);
	}

	private static MigrationDefinition compiled(GeneratedMigration generated) {
		AtomicReference<MigrationDefinition> recorded = new AtomicReference<>();
		TestCompiler.forSystem()
			.failOnWarning()
			.withSources(SourceFile.of(generated.source()))
			.compile((compiled) -> compiled.getAllCompiledClasses()
				.stream()
				.filter(Migration.class::isAssignableFrom)
				.forEach((type) -> recorded.set(MigrationDefinition.record(type.asSubclass(Migration.class)))));
		assertThat(recorded.get().up()).isEqualTo(generated.up());
		assertThat(recorded.get().replaces()).isEqualTo(generated.replaces());
		return recorded.get();
	}

	private String formatted(String source) throws IOException {
		Path file = Files.writeString(this.folder.resolve("Formatted.java"), source);
		new FileFormatter().formatFile(file.toFile(), StandardCharsets.UTF_8).save();
		return Files.readString(file);
	}

	/**
	 * Return four migrations of a model that changes.
	 */
	private static List<MigrationDefinition> evolved(long seed, Engine engine) {
		RandomEvolution evolution = new RandomEvolution(seed, Features.of(engine));
		List<MigrationDefinition> chain = new ArrayList<>();
		Schema schema = Schema.empty();
		while (chain.size() < 4) {
			evolution.steps(8);
			List<SchemaOperation> up = new ArrayList<>(
					SchemaDiff.between(schema, evolution.schema(), evolution.takeHints()).operations());
			List<SchemaOperation> down = Inversion.of(schema, up).operations();
			schema = SchemaFold.apply(schema, up);
			for (Table table : schema.tables().values()) {
				if (table.name().matches("[a-z_0-9]+")) {
					up.add(new RunSql("DELETE FROM %s WHERE 1 = 0".formatted(engine.quote(table.name())), List.of(),
							List.of()));
					break;
				}
			}
			if (!up.isEmpty()) {
				int number = chain.size() + 1;
				chain.add(MigrationDefinition.of("2026010%d000000".formatted(number), "M" + number,
						(number > 1) ? "2026010%d000000".formatted(number - 1) : "", up, down));
			}
		}
		return chain;
	}

	/**
	 * What is in a database, and on record as applied.
	 */
	private record State(Schema schema, SchemaComparison comparison, Map<String, List<String>> rows,
			List<String> applied) {

		void assertIs(String when, State expected) {
			assertThat(this.comparison.differences(expected.schema, this.schema)).as(when).isEmpty();
			assertThat(this.rows).as(when).isEqualTo(expected.rows);
			assertThat(this.applied).as(when).isEqualTo(expected.applied);
		}

		static State read(TestDatabase database) throws SQLException {
			try (Connection connection = database.dataSource().getConnection()) {
				Schema read = CatalogReader.read(connection, Dialects.of(connection));
				List<Table> tables = read.tables()
					.values()
					.stream()
					.filter((table) -> !table.name().startsWith("masterrecord_"))
					.toList();
				Map<String, List<String>> rows = new TreeMap<>();
				for (Table table : tables) {
					rows.put(table.name(), rows(connection, "SELECT * FROM " + database.engine().quote(table.name())));
				}
				return new State(
						Schema.of(tables)
							.withSequences(read.sequences().values())
							.withRoutines(read.routines().values()),
						SchemaComparison.of(Dialects.of(connection), Set.of()), rows,
						rows(connection,
								"SELECT %s FROM %s WHERE %s = 'applied'".formatted(database.engine().quote("id"),
										database.engine().quote("masterrecord_history"),
										database.engine().quote("state"))));
			}
		}

		private static List<String> rows(Connection connection, String sql) throws SQLException {
			List<String> rows = new ArrayList<>();
			try (Statement statement = connection.createStatement(); ResultSet result = statement.executeQuery(sql)) {
				while (result.next()) {
					Map<String, String> row = new TreeMap<>();
					for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
						row.put(result.getMetaData().getColumnName(i), String.valueOf(result.getString(i)));
					}
					rows.add(row.toString());
				}
			}
			rows.sort(null);
			return rows;
		}

	}

	@MigrationInfo(id = "20260101000000")
	static class Irreversible extends Migration {

		@Override
		public void up(SchemaEditor schema) {
			schema.createTable("gone", (table) -> table.bigint("id").notNull().primaryKey());
		}

	}

}
