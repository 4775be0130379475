package io.masterrecord.generate;

import java.time.Clock;
import java.util.List;

import io.masterrecord.migration.Migration;
import io.masterrecord.migration.MigrationChain;
import io.masterrecord.migration.MigrationDefinition;
import io.masterrecord.migration.Operations;
import io.masterrecord.schema.Schema;
import org.junit.jupiter.api.Test;

import org.springframework.core.test.tools.SourceFile;
import org.springframework.core.test.tools.TestCompiler;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link HandEdits}.
 */
class HandEditsTests {

	private static final String GENERATED = new MigrationGenerator(MigrationChain.of(List.of()),
			new GenerationSettings("db.migrations", null, Clock.systemUTC()))
		.generate("AddPlan", Schema.empty(),
				Operations.schema(
						(schema) -> schema.createTable("plan", (table) -> table.bigint("id").notNull().primaryKey())))
		.orElseThrow()
		.source();

	@Test
	void areSqlAndCodeWhateverTheyDeclare() {
		String edited = GENERATED.replace("\t\tschema.dropTable(\"plan\");", """
				\t\tschema.sql("drop table plan").declares((effect) -> effect.dropTable("plan"));
				\t\tschema.code("forget", 1, (connection) -> {
				\t\t});""");
		assertThat(edits(edited)).contains(
				"schema.sql(\"drop table plan\").declares((effect) -> effect.dropTable(\"plan\"));",
				"schema.code(\"forget\", 1, (connection) -> {");
	}

	@Test
	void areWordsAboutTheMigration() {
		assertThat(edits(GENERATED.replace("public void up(SchemaEditor schema) {\n",
				"public void up(SchemaEditor schema) {\n\t\tschema.online(false);\n")))
			.containsExactly("schema.online(false);");
		assertThat(edits(GENERATED.replaceFirst(" \\* .*", " * Plans of the shop.")))
			.containsExactly("* Plans of the shop.");
		assertThat(edits(GENERATED)).isEmpty();
	}

	@Test
	void areValuesAndWhatIsLeftOutWhileTheModelIsTheSame() {
		String again = GENERATED.replaceFirst("id = \"\\d+\"", "id = \"1\", parent = \"0\"");
		assertThat(HandEdits.between(GENERATED, again)).isEmpty();
		assertThat(HandEdits.between(GENERATED.replace("\t", "  "), again)).isEmpty();
		assertThat(HandEdits.between(GENERATED.replace("bigint(\"id\")", "integer(\"id\")"), again)).containsExactly(
				"table.integer(\"id\").notNull().primaryKey();",
				"(left out) table.bigint(\"id\").notNull().primaryKey();");
		assertThat(HandEdits.between(GENERATED.replace("\t\tschema.dropTable(\"plan\");\n", ""), again))
			.containsExactly("(left out) schema.dropTable(\"plan\");");
	}

	private static List<String> edits(String source) {
		MigrationDefinition[] recorded = new MigrationDefinition[1];
		TestCompiler.forSystem()
			.compile(SourceFile.of(source),
					(compiled) -> recorded[0] = MigrationDefinition.record(compiled.getInstance(Migration.class)));
		return HandEdits.in(Schema.empty(), recorded[0], "db.migrations", source);
	}

}
