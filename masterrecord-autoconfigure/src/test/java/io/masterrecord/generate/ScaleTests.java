package io.masterrecord.generate;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

import javax.tools.ToolProvider;

import io.masterrecord.context.ContextDefinition;
import io.masterrecord.context.ModelChanges;
import io.masterrecord.migration.MigrationChain;
import io.masterrecord.migration.MigrationDefinition;
import io.masterrecord.migration.MigrationSource;
import io.masterrecord.migration.Operations;
import io.masterrecord.migration.SchemaEditor;
import io.masterrecord.operation.SchemaFold;
import io.masterrecord.schema.Schema;
import io.masterrecord.seed.SeedConfig;
import io.masterrecord.seed.SeedPlan;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How long the parts of {@code masterrecord add} and of the check at start-up take for
 * many entities and migrations. {@code -Dmasterrecord.scale=500} is the size of the
 * numbers in the documentation; a build uses a smaller one.
 */
class ScaleTests {

	private static final int TABLES = Integer.getInteger("masterrecord.scale", 60);

	private static final int MIGRATIONS = Math.max(30, TABLES * 3 / 5);

	private static final int COLUMNS = 10;

	private static final int REPETITIONS = 5;

	@TempDir
	private Path folder;

	@Test
	void addsAColumnAmongManyTablesInNoTime() throws Exception {
		Path classes = compile();
		try (URLClassLoader loader = new URLClassLoader(new URL[] { classes.toUri().toURL() })) {
			List<Class<?>> types = new ArrayList<>();
			for (int i = 0; i < TABLES; i++) {
				types.add(loader.loadClass("scale.Entity" + i));
			}
			Supplier<ContextDefinition> model = () -> ContextDefinition.of(types, List.of(), (seeds) -> {
			});
			Supplier<MigrationChain> chain = () -> MigrationSource.of("scale.migrations", loader).chain();
			ContextDefinition definition = model.get();
			MigrationChain migrations = chain.get();
			assertThat(migrations.migrations()).hasSize(MIGRATIONS);
			GeneratedMigration added = add(definition, migrations);

			assertThat(added.up()).hasSize(1);
			assertThat(added.source().getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(1024);
			Duration read = least("model", model);
			Duration replay = least("migrations", chain);
			Duration generate = least("add", () -> add(definition, migrations));
			Duration check = least("start-up check", () -> ModelChanges.between(definition.model(), migrations));
			assertThat(read.plus(replay).plus(generate)).isLessThan(Duration.ofSeconds(2));
			assertThat(check).isLessThan(Duration.ofSeconds(1));
		}
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("changes")
	void writesNoMoreOfAChangeAmongManyTablesThanAmongOne(String what, Consumer<SchemaEditor> change) {
		String alone = source(1, change);
		assertThat(alone.getBytes(StandardCharsets.UTF_8)).hasSizeBetween(1, 1024);
		assertThat(source(500, change)).isEqualTo(alone);
	}

	static Stream<Arguments> changes() {
		return Stream.of(change("a column comes", (schema) -> schema.addColumn("item0").varchar("note", 40)),
				change("a column goes", (schema) -> schema.dropColumn("item0", "text3")),
				change("a column becomes longer", (schema) -> schema.alterColumn("item0").varchar("text3", 80)),
				change("an index comes", (schema) -> schema.createIndex("idx_item0_text3").on("item0", "text3")),
				change("a table comes",
						(schema) -> schema.createTable("note", (table) -> table.bigint("id").notNull().primaryKey())));
	}

	private static Arguments change(String what, Consumer<SchemaEditor> change) {
		return Arguments.of(what, change);
	}

	/** The migration of a change to a database of some tables. */
	private static String source(int tables, Consumer<SchemaEditor> change) {
		MigrationChain before = MigrationChain
			.of(List.of(MigrationDefinition.of("1", "First", "", Operations.of((schema) -> {
				for (int i = 0; i < tables; i++) {
					schema.createTable("item" + i, (table) -> {
						table.bigint("id").notNull().primaryKey();
						for (int column = 0; column < COLUMNS; column++) {
							table.varchar("text" + column, 40);
						}
					});
				}
			}), List.of())));
		Schema after = SchemaFold.apply(before.schema(), Operations.of(change));
		return new MigrationGenerator(before,
				new GenerationSettings("db.migrations", null, Clock.fixed(Instant.EPOCH, ZoneOffset.UTC)))
			.generate("Change", before.schema(), after)
			.orElseThrow()
			.source();
	}

	private static GeneratedMigration add(ContextDefinition definition, MigrationChain chain) {
		return new MigrationGenerator(chain, new GenerationSettings("db.migrations", null, Clock.systemUTC()))
			.generate("AddNote", definition.model(), SeedPlan.empty(), SeedConfig.defaults())
			.orElseThrow();
	}

	private static <T> Duration least(String what, Supplier<T> work) {
		long least = Long.MAX_VALUE;
		long first = 0;
		for (int i = 0; i < REPETITIONS; i++) {
			long start = System.nanoTime();
			assertThat(work.get()).isNotNull();
			long taken = System.nanoTime() - start;
			first = (i == 0) ? taken : first;
			least = Math.min(least, taken);
		}
		System.getLogger(ScaleTests.class.getName())
			.log(System.Logger.Level.INFO, "%d tables, %d migrations: %s %d ms (first %d ms)".formatted(TABLES,
					MIGRATIONS, what, Duration.ofNanos(least).toMillis(), Duration.ofNanos(first).toMillis()));
		return Duration.ofNanos(least);
	}

	/**
	 * Write and compile entities, and the migrations that make their tables but for one
	 * column.
	 */
	private Path compile() throws IOException {
		List<String> sources = new ArrayList<>();
		for (int i = 0; i < TABLES; i++) {
			sources.add(write("scale/Entity%d.java".formatted(i), entity(i)));
		}
		for (int i = 0; i < MIGRATIONS; i++) {
			sources.add(write("scale/migrations/M%d.java".formatted(i), migration(i)));
		}
		Path classes = Files.createDirectories(this.folder.resolve("classes"));
		List<String> arguments = new ArrayList<>(
				List.of("-d", classes.toString(), "-proc:none", "-cp", System.getProperty("java.class.path")));
		arguments.addAll(sources);
		ByteArrayOutputStream errors = new ByteArrayOutputStream();
		int result = ToolProvider.getSystemJavaCompiler().run(null, null, errors, arguments.toArray(String[]::new));
		assertThat(result).as(() -> errors.toString(StandardCharsets.UTF_8)).isZero();
		return classes;
	}

	private String write(String name, String text) throws IOException {
		Path file = this.folder.resolve(name);
		Files.createDirectories(this.folder.resolve("scale/migrations"));
		return Files.writeString(file, text).toString();
	}

	private static String entity(int number) {
		StringBuilder columns = new StringBuilder();
		for (int column = 0; column < COLUMNS; column++) {
			columns.append(", @io.masterrecord.annotation.Column(size = 40) String text").append(column);
		}
		if (number > 0) {
			columns
				.append(", @io.masterrecord.annotation.BelongsTo(Entity%d.class) long parentId".formatted(number - 1));
		}
		if (number == TABLES - 1) {
			columns.append(", @org.jspecify.annotations.Nullable String note");
		}
		return """
				package scale;

				@org.jspecify.annotations.NullMarked
				public record Entity%d(@org.springframework.data.annotation.Id long id%s) {
				}
				""".formatted(number, columns);
	}

	private static String migration(int number) {
		StringBuilder body = new StringBuilder();
		for (int table = number; table < TABLES; table += MIGRATIONS) {
			body.append(table(table));
		}
		for (int table = 1; number == MIGRATIONS - 1 && table < TABLES; table++) {
			body.append("""
					schema.addForeignKey("fk_entity%1$d_parent_id").on("entity%1$d", "parent_id")
						.references("entity%2$d", "id");
					schema.createIndex("idx_entity%1$d_parent_id").on("entity%1$d", "parent_id");
					""".formatted(table, table - 1));
		}
		return """
				package scale.migrations;

				import io.masterrecord.migration.Migration;
				import io.masterrecord.migration.MigrationInfo;
				import io.masterrecord.migration.SchemaEditor;

				@MigrationInfo(id = "%d")
				public class M%d extends Migration {

					@Override
					public void up(SchemaEditor schema) {
						%s
					}

					@Override
					public void down(SchemaEditor schema) {
					}

				}
				""".formatted(number + 1, number, body);
	}

	private static String table(int number) {
		StringBuilder text = new StringBuilder("schema.createTable(\"entity%d\", (table) -> {\n".formatted(number));
		text.append("table.bigint(\"id\").notNull().primaryKey();\n");
		for (int column = 0; column < COLUMNS; column++) {
			text.append("table.varchar(\"text%d\", 40).notNull();\n".formatted(column));
		}
		if (number > 0) {
			text.append("table.bigint(\"parent_id\").notNull();\n");
		}
		text.append("});\n");
		return text.toString();
	}

}
