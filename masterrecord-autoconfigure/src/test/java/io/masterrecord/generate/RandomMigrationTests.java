package io.masterrecord.generate;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;

import io.masterrecord.diff.EvolvingModel.Features;
import io.masterrecord.diff.RandomEvolution;
import io.masterrecord.diff.RandomSchemas;
import io.masterrecord.diff.RenameHints;
import io.masterrecord.diff.SchemaDiff;
import io.masterrecord.diff.SeedDiff;
import io.masterrecord.migration.Migration;
import io.masterrecord.migration.MigrationDefinition;
import io.masterrecord.operation.Inversion;
import io.masterrecord.operation.SchemaFold;
import io.masterrecord.operation.SchemaOperation;
import io.masterrecord.operation.UpsertRows;
import io.masterrecord.schema.Column;
import io.masterrecord.schema.Environments;
import io.masterrecord.schema.Row;
import io.masterrecord.schema.Schema;
import io.masterrecord.schema.SeedPolicy;
import io.masterrecord.schema.SeedSet;
import io.masterrecord.schema.Table;
import io.masterrecord.schema.TypeName;
import io.masterrecord.testing.Engine;
import io.spring.javaformat.formatter.FileFormatter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.core.test.tools.SourceFile;
import org.springframework.core.test.tools.TestCompiler;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link MigrationSourceWriter} with tables and rows of any shape, always the
 * same ones: the source compiles without a warning, says what was found, and is left
 * alone by the formatter. A failure names the seed.
 */
class RandomMigrationTests {

	private static final int CASES = 40;

	@TempDir
	private Path folder;

	@Test
	void saysWhatWasFound() throws IOException {
		Map<String, List<SchemaOperation>> found = new TreeMap<>();
		Map<String, String> written = new TreeMap<>();
		List<SourceFile> sources = new ArrayList<>();
		for (long seed = 0; seed < CASES; seed++) {
			Schema from = RandomSchemas.of(seed);
			Schema to = RandomSchemas.of(seed + CASES);
			List<SchemaOperation> up = operations(from, to, seeds(to, new Random(seed)));
			String name = "Seed" + seed;
			String source = write(name, from, up);
			assertThat(source).as(name).isEqualTo(formatted(source));
			sources.add(SourceFile.of(source));
			found.put(name, up);
			written.put(name, source);
		}
		TestCompiler.forSystem().failOnWarning().withSources(sources).compile((compiled) -> {
			List<MigrationDefinition> recorded = compiled.getAllCompiledClasses()
				.stream()
				.map((type) -> MigrationDefinition.record(type.asSubclass(Migration.class)))
				.toList();
			assertThat(recorded).hasSize(CASES);
			recorded.forEach((migration) -> {
				assertThat(migration.up()).as(migration.name()).isEqualTo(found.get(migration.name()));
				Schema from = RandomSchemas.of(Long.parseLong(migration.name().substring("Seed".length())));
				assertThat(HandEdits.in(from, migration, "db.migrations", written.get(migration.name())))
					.as(migration.name())
					.isEmpty();
			});
		});
	}

	/**
	 * Models that make use of everything there is, and are changed step by step.
	 */
	@Test
	void saysHowModelsEvolved() throws IOException {
		Map<String, Schema> before = new TreeMap<>();
		Map<String, List<SchemaOperation>> found = new TreeMap<>();
		Map<String, String> written = new TreeMap<>();
		for (long seed = 0; seed < CASES; seed++) {
			RandomEvolution evolution = new RandomEvolution(seed, Features.of(Engine.POSTGRESQL));
			Schema from = Schema.empty();
			for (String state : List.of("A", "B")) {
				evolution.steps(15);
				String name = "Seed" + seed + state;
				List<SchemaOperation> up = SchemaDiff.between(from, evolution.schema(), evolution.takeHints())
					.operations();
				if (up.isEmpty()) {
					continue;
				}
				String source = write(name, from, up);
				assertThat(source).as(name).isEqualTo(formatted(source));
				before.put(name, from);
				found.put(name, up);
				written.put(name, source);
				from = SchemaFold.apply(from, up);
			}
		}
		List<SourceFile> sources = written.values().stream().map(SourceFile::of).toList();
		TestCompiler.forSystem()
			.failOnWarning()
			.withSources(sources)
			.compile((compiled) -> compiled.getAllCompiledClasses()
				.stream()
				.map((type) -> MigrationDefinition.record(type.asSubclass(Migration.class)))
				.forEach((migration) -> {
					Schema from = before.get(migration.name());
					List<SchemaOperation> up = found.get(migration.name());
					assertThat(migration.up()).as(migration.name()).isEqualTo(up);
					assertThat(migration.down()).as(migration.name()).isEqualTo(Inversion.of(from, up).operations());
					assertThat(HandEdits.in(from, migration, "db.migrations", written.get(migration.name())))
						.as(migration.name())
						.isEmpty();
				}));
	}

	private static List<SchemaOperation> operations(Schema from, Schema to, List<SeedSet> seeds) {
		List<SchemaOperation> operations = new ArrayList<>(
				SchemaDiff.between(from, to, RenameHints.none().butNothingElse()).operations());
		operations.addAll(SeedDiff.between(SchemaFold.apply(from, operations), seeds).operations());
		return operations;
	}

	private static String write(String name, Schema from, List<SchemaOperation> up) {
		Inversion way = Inversion.of(from,
				up.stream().filter((operation) -> !(operation instanceof UpsertRows)).toList());
		assertThat(way.obstacle()).as(name).isEmpty();
		return new MigrationSourceWriter(from).write(new MigrationPlan("db.migrations", name, "20260102030405",
				List.of(), List.of(), null, up, way.operations(), null));
	}

	private String formatted(String source) throws IOException {
		Path file = Files.writeString(this.folder.resolve("Formatted.java"), source);
		new FileFormatter().formatFile(file.toFile(), StandardCharsets.UTF_8).save();
		return Files.readString(file);
	}

	private static List<SeedSet> seeds(Schema schema, Random random) {
		List<SeedSet> sets = new ArrayList<>();
		for (Table table : schema.tables().values()) {
			if (table.primaryKey() != null && random.nextInt(3) == 0) {
				List<Row> rows = new ArrayList<>();
				for (int i = 0; i <= random.nextInt(4); i++) {
					rows.add(row(table, i, random));
				}
				SeedPolicy policy = random.nextBoolean() ? SeedPolicy.INSERT : SeedPolicy.UPSERT;
				sets.add(new SeedSet(table.name(), table.primaryKey().columns(), policy, List.of(),
						random.nextBoolean() ? Environments.everywhere() : Environments.of("dev", "test"),
						distinct(table, rows)));
			}
		}
		return sets;
	}

	private static List<Row> distinct(Table table, List<Row> rows) {
		Map<Row, Row> byKey = new LinkedHashMap<>();
		rows.forEach((row) -> byKey.put(row.only(table.primaryKey().columns()), row));
		return List.copyOf(byKey.values());
	}

	private static Row row(Table table, int number, Random random) {
		Map<String, Object> values = new LinkedHashMap<>();
		for (Column column : table.columns()) {
			boolean key = table.primaryKey().columns().contains(column.name());
			if (key || (random.nextInt(3) > 0 && column.type().name() != TypeName.BINARY)) {
				values.put(column.name(),
						(column.nullable() && random.nextInt(5) == 0) ? null : value(column, number, random));
			}
		}
		return Row.of(values);
	}

	private static Object value(Column column, int number, Random random) {
		return switch (column.type().name()) {
			case BOOLEAN -> random.nextBoolean();
			case INTEGER, BIGINT -> random.nextBoolean() ? (long) number : random.nextLong();
			case DECIMAL -> new BigDecimal("-1.50").multiply(BigDecimal.valueOf(number));
			case DOUBLE -> random.nextGaussian() * Math.pow(10, random.nextInt(20));
			case UUID -> new UUID(random.nextLong(), random.nextLong());
			case DATE -> LocalDate.ofEpochDay(random.nextInt(30000));
			case TIME -> LocalTime.ofSecondOfDay(random.nextInt(80000));
			case DATETIME -> LocalDateTime.ofEpochSecond(random.nextInt(), number, ZoneOffset.UTC);
			case TIMESTAMP -> Instant.ofEpochSecond(random.nextInt(), number * 1000L);
			case VARCHAR -> text(random, column.type().size());
			default -> text(random, 200);
		};
	}

	private static String text(Random random, int most) {
		int[] alphabet = "abc \"\\\n\r\t$%'{}/*//\u0000\u202e\u00e9\u4e2d\ue000\\u0041\ud83d\ude00".codePoints()
			.toArray();
		StringBuilder text = new StringBuilder();
		for (int i = random.nextInt(most); i > 0; i--) {
			text.appendCodePoint(alphabet[random.nextInt(alphabet.length)]);
		}
		return text.toString();
	}

}
