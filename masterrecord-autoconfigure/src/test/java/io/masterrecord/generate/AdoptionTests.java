package io.masterrecord.generate;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

import io.masterrecord.migration.MigrationChain;
import io.masterrecord.migration.MigrationDefinition;
import io.masterrecord.migration.MigrationSettings;
import io.masterrecord.migration.Migrator;
import io.masterrecord.migration.Operations;
import io.masterrecord.testing.Engine;
import io.masterrecord.testing.EngineTest;
import io.masterrecord.testing.TestDatabase;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Databases that somebody made by hand are taken over as they are: entities from their
 * tables, the migration that would have made them, put on record, no difference. A
 * failure names its seed; more are run with {@code -Dmasterrecord.test.adoptions=…}.
 */
class AdoptionTests {

	@TempDir
	private Path folder;

	@EngineTest
	void leadsFromWhateverSomebodyWroteByHand(TestDatabase database) {
		long first = Long.getLong("masterrecord.test.seed", 1);
		int cases = Integer.getInteger("masterrecord.test.adoptions", 2);
		for (long seed = first; seed < first + cases; seed++) {
			try (TestDatabase fresh = TestDatabase.create(database.engine())) {
				assertThat(new Handwriting(fresh, seed).write(20)).isGreaterThan(8);
				GeneratedEntities generated = Adoption.of(fresh, this.folder.resolve(String.valueOf(seed))).generated();
				assertThat(generated.entities()).hasSizeGreaterThan(4);
				assertThat(generated.remarks()).isNotEmpty();
			}
			catch (RuntimeException | AssertionError ex) {
				throw new AssertionError("Seed %d on %s: %s".formatted(seed, database.engine(), ex.getMessage()), ex);
			}
		}
		System.out.println("%d databases made by hand on %s, seeds from %d".formatted(cases, database.engine(), first));
	}

	@EngineTest
	void leavesAloneWhatNoOperationSays(TestDatabase database) {
		for (String statement : odd(database.engine()).split(";")) {
			database.jdbc().sql(statement).update();
		}
		Adoption adoption = Adoption.of(database, this.folder);
		for (String nature : natures(database.engine())) {
			assertThat(adoption.generated().remarks())
				.anyMatch((remark) -> remark.toLowerCase(Locale.ROOT).contains(nature));
		}
		assertThat(adoption.generated().entities()).singleElement()
			.extracting(GeneratedEntity::source)
			.asString()
			.contains("long id", "code")
			.contains((database.engine() == Engine.POSTGRESQL) ? "@Indexed(name = \"known_wide\", include = { \"a\" })"
					: "code")
			.doesNotContain("strange", "seen", "odd_");
		MigrationDefinition next = MigrationDefinition.of("29991231235959", "Next", adoption.definition().id(),
				Operations.of((schema) -> {
					schema.addColumn("item").varchar("label", 20);
					schema.renameColumn("item", "code").to("word");
					schema.renameTable("item").to("thing");
				}), Operations.of((schema) -> {
					schema.renameTable("thing").to("item");
					schema.renameColumn("item", "word").to("code");
					schema.dropColumn("item", "label");
				}));
		List<String> before = foreign(database);
		Migrator migrator = new Migrator(database.dataSource(), MigrationChain.of(List.of(adoption.definition(), next)),
				MigrationSettings.defaults());
		assertThat(migrator.migrate().applied()).hasSize(1);
		assertThat(migrator.drift().differences()).isEmpty();
		assertThat(foreign(database)).isEqualTo(before);
		assertThat(migrator.rollback(1).reverted()).hasSize(1);
		assertThat(migrator.drift().differences()).isEmpty();
		database.jdbc().sql("ALTER TABLE %s ADD COLUMN later int".formatted(database.engine().quote("item"))).update();
		assertThat(migrator.drift().differences()).hasSize(1);
	}

	private static List<String> foreign(TestDatabase database) {
		return new Migrator(database.dataSource(), MigrationChain.of(List.of()), MigrationSettings.defaults()).tables()
			.foreign()
			.stream()
			.map((object) -> object.kind() + " " + object.name() + " " + object.nature())
			.sorted()
			.toList();
	}

	private static List<String> natures(Engine engine) {
		return switch (engine) {
			case POSTGRESQL -> List.of("type 'inet'", "is deferrable", "takes nulls for equal", "includes columns",
					"kind gin", "operators of its own", "match full", "in a way that no entity says",
					"another foreign key", "over one column");
			case MARIADB, MYSQL -> List.of("type 'point'", "is set by the database whenever its row changes",
					"the first 3 characters", "kind fulltext", "in a way that no entity says", "over one column");
			case SQLITE -> List.of("type ''", "has a collation of its own", "in a way that no entity says",
					"another foreign key", "over one column");
			case H2 -> List.of("type 'geometry'", "compares nulls", "in a way that no entity says",
					"another foreign key", "over one column");
		};
	}

	private static String odd(Engine engine) {
		return switch (engine) {
			case POSTGRESQL -> """
					CREATE TABLE item (id bigint PRIMARY KEY, code varchar(20), strange inet NOT NULL, words text[],
					  parent_id bigint, a int, b int,
					  CONSTRAINT odd_late UNIQUE (code, a) DEFERRABLE,
					  CONSTRAINT odd_wide UNIQUE (b, a) INCLUDE (code),
					  CONSTRAINT odd_null UNIQUE NULLS NOT DISTINCT (a, b), CONSTRAINT known_key UNIQUE (b),
					  CONSTRAINT fk_item_parent_id FOREIGN KEY (parent_id) REFERENCES item (id),
					  CONSTRAINT odd_twice FOREIGN KEY (parent_id) REFERENCES item (id) ON DELETE CASCADE,
					  CONSTRAINT odd_target FOREIGN KEY (a) REFERENCES item (b),
					  CONSTRAINT odd_full FOREIGN KEY (a, b) REFERENCES item (a, b) MATCH FULL,
					  CONSTRAINT odd_check CHECK (strange IS NOT NULL));
					CREATE INDEX known_wide ON item (code) INCLUDE (a);
					CREATE INDEX odd_gin ON item USING gin (words);
					CREATE INDEX odd_operators ON item (code varchar_pattern_ops);
					CREATE INDEX odd_desc ON item (code DESC)""";
			case MARIADB, MYSQL ->
				"""
						CREATE TABLE item (id bigint PRIMARY KEY, code varchar(20), strange point, a int, b int,
						  seen timestamp NULL DEFAULT NULL ON UPDATE CURRENT_TIMESTAMP,
						  UNIQUE KEY known_key (b), KEY odd_prefix (code(3)), FULLTEXT KEY odd_words (code), KEY odd_desc (a DESC),
						  CONSTRAINT odd_target FOREIGN KEY (a) REFERENCES item (b))""";
			case SQLITE -> """
					CREATE TABLE item (id bigint PRIMARY KEY NOT NULL, code varchar(20), strange, a int, b int UNIQUE,
					  parent_id bigint REFERENCES item (id) REFERENCES item (id) ON DELETE CASCADE,
					  FOREIGN KEY (a) REFERENCES item (b));
					CREATE INDEX odd_case ON item (code COLLATE NOCASE);
					CREATE INDEX odd_desc ON item (a DESC)""";
			case H2 ->
				"""
						CREATE TABLE "item" ("id" bigint PRIMARY KEY, "code" varchar(20), "strange" geometry, "a" int, "b" int,
						  "parent_id" bigint, CONSTRAINT "odd_null" UNIQUE NULLS NOT DISTINCT ("a", "b"),
						  CONSTRAINT "known_key" UNIQUE ("b"),
						  CONSTRAINT "fk_item_parent_id" FOREIGN KEY ("parent_id") REFERENCES "item" ("id"),
						  CONSTRAINT "odd_twice" FOREIGN KEY ("parent_id") REFERENCES "item" ("id") ON DELETE CASCADE,
						  CONSTRAINT "odd_target" FOREIGN KEY ("a") REFERENCES "item" ("b"));
						CREATE INDEX "odd_desc" ON "item" ("code" DESC)""";
		};
	}

	@EngineTest
	void writesAClassWhereARecordHasNoRoom(TestDatabase database) {
		StringBuilder columns = new StringBuilder();
		for (int i = 1; i <= 130; i++) {
			columns.append(", %s bigint".formatted(database.engine().quote("number" + i)));
		}
		database.jdbc()
			.sql("CREATE TABLE %s (%s bigint NOT NULL PRIMARY KEY%s)".formatted(database.engine().quote("wide"),
					database.engine().quote("id"), columns))
			.update();
		assertThat(Adoption.of(database, this.folder).generated().entities()).singleElement()
			.extracting(GeneratedEntity::source)
			.asString()
			.contains("public class Wide {", "\tpublic @Nullable Long number130;");
	}

}
