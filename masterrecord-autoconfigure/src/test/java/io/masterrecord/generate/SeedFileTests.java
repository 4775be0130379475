package io.masterrecord.generate;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;

import io.masterrecord.annotation.BelongsTo;
import io.masterrecord.annotation.Column;
import io.masterrecord.annotation.GeneratedId;
import io.masterrecord.annotation.Unique;
import io.masterrecord.migration.Migration;
import io.masterrecord.migration.MigrationChain;
import io.masterrecord.migration.MigrationDefinition;
import io.masterrecord.migration.MigrationFailedException;
import io.masterrecord.migration.MigrationSettings;
import io.masterrecord.migration.Migrator;
import io.masterrecord.seed.SeedException;
import io.masterrecord.testing.EngineTest;
import io.masterrecord.testing.TestDatabase;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.core.test.tools.ResourceFile;
import org.springframework.core.test.tools.SourceFile;
import org.springframework.core.test.tools.TestCompiler;
import org.springframework.data.annotation.Id;

import static io.masterrecord.query.SortKey.asc;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Sets of seeds that are kept in files beside their migrations.
 */
class SeedFileTests {

	private static final String CSV = """
			code,name,price,released,category_id
			a,"Anchor, ""small\""",1.50,2024-01-02,
			b,Bell,20,,
			c,Chain,0.05,2024-02-29,
			""";

	@TempDir
	private Path folder;

	@EngineTest
	void loadsACsvFile(TestDatabase database) throws IOException {
		SeedWorld world = world(database).options((seeds) -> seeds.generateDownMigrations(true));
		world.add();
		world.migrate();
		Path file = write("products.csv", CSV);
		world.declare(
				(context) -> context.entity(Product.class).seedFrom(file.toUri().toString()).upsert(Product::code));
		world.add();
		Files.delete(file);
		world.migrate();
		assertThat(products(world)).containsExactly(
				new Product(1L, "a", "Anchor, \"small\"", new BigDecimal("1.50"), LocalDate.of(2024, 1, 2), null),
				new Product(2L, "b", "Bell", new BigDecimal("20.00"), null, null),
				new Product(3L, "c", "Chain", new BigDecimal("0.05"), LocalDate.of(2024, 2, 29), null));
		write("products.csv", CSV.replace("Bell", "Bells") + "d,Dredge,1,,\n");
		world.declare(
				(context) -> context.entity(Product.class).seedFrom(file.toUri().toString()).upsert(Product::code));
		world.add();
		world.migrate();
		assertThat(products(world)).extracting(Product::name)
			.containsExactly("Anchor, \"small\"", "Bells", "Chain", "Dredge");
		world.rollback(1);
		assertThat(products(world)).extracting(Product::name)
			.as("the file before")
			.containsExactly("Anchor, \"small\"", "Bell", "Chain");
		world.rollback(1);
		assertThat(products(world)).isEmpty();
	}

	@EngineTest
	void loadsAJsonFileAfterTheRowsItRefersTo(TestDatabase database) throws IOException {
		Path file = write("products.json", """
				[{"code": "a", "name": "Anchor", "price": 1.5, "released": null, "categoryId": 7}]
				""");
		SeedWorld world = world(database).declare((context) -> {
			context.entity(Product.class).seedFrom(file.toUri().toString()).insert();
			context.entity(Category.class).seed(new Category(7L, "ship"));
		});
		world.add();
		world.migrate();
		assertThat(products(world)).extracting(Product::categoryId).containsExactly(7L);
	}

	@EngineTest
	void readsTheFileBesideTheMigration(TestDatabase database) throws IOException {
		Path file = write("products.csv", CSV);
		SeedWorld world = world(database).declare(
				(context) -> context.entity(Product.class).seedFrom(file.toUri().toString()).upsert(Product::code));
		GeneratedMigration generated = world.generate().orElseThrow();
		Path source = new MigrationWriter(this.folder.resolve("src/main/java")).write(generated);
		Path rows = this.folder.resolve("src/main/resources/db/migrations/Seeds-1-product.rows");
		assertThat(source).content().contains("schema.load(\"product\")").contains("Seeds-1-product.rows");
		assertThat(rows).content().hasLineCount(3);
		TestCompiler.forSystem()
			.withResources(ResourceFile.of("db/migrations/Seeds-1-product.rows", Files.readString(rows)))
			.compile(SourceFile.of(generated.source()),
					(compiled) -> migrate(database, MigrationDefinition.record(compiled.getInstance(Migration.class))));
		assertThat(products(world)).hasSize(3);
	}

	@EngineTest
	void writesNothingOfAFileThatWasChanged(TestDatabase database) throws IOException {
		Path file = write("products.csv", CSV);
		SeedWorld world = world(database).declare(
				(context) -> context.entity(Product.class).seedFrom(file.toUri().toString()).upsert(Product::code));
		GeneratedMigration generated = world.generate().orElseThrow();
		String rows = content(generated).replace("Bell", "Hell");
		TestCompiler.forSystem()
			.withResources(ResourceFile.of("db/migrations/Seeds-1-product.rows", rows))
			.compile(SourceFile.of(generated.source()), (compiled) -> {
				MigrationDefinition definition = MigrationDefinition.record(compiled.getInstance(Migration.class));
				assertThatExceptionOfType(MigrationFailedException.class)
					.isThrownBy(() -> migrate(database, definition))
					.withMessageContaining("the file 'Seeds-1-product.rows' has the SHA-256");
			});
	}

	@Test
	void namesWhatIsWrongInAFile() throws IOException {
		Path file = write("products.csv", "code,name,price,colour\na,Anchor,cheap,red\na,,1,\n");
		assertThatExceptionOfType(SeedException.class)
			.isThrownBy(() -> new SeedWorld(null, Product.class, Category.class).declare(
					(context) -> context.entity(Product.class).seedFrom(file.toUri().toString()).upsert(Product::code))
				.definition()
				.seeds())
			.withMessageContaining("Seed set 1 of 'Product', row 1, property 'price': is 'cheap' in the file")
			.withMessageContaining("row 1, property 'colour': is no property or column of 'Product'")
			.withMessageContaining("row 2, property 'name': is null, but column 'name' is NOT NULL")
			.withMessageContaining("row 2: has the key {code=a}, and so has a row before it");
	}

	@Test
	void saysThatTheRowsOfAFileStay() throws IOException {
		Path file = write("products.csv", CSV);
		SeedWorld world = new SeedWorld(null, Product.class, Category.class).declare(
				(context) -> context.entity(Product.class).seedFrom(file.toUri().toString()).upsert(Product::code));
		world.add();
		world.declare((context) -> context.entity(Category.class).seed(new Category(1L, "ship")));
		assertThat(world.add().remarks())
			.containsExactly("the rows of '%s' written to table 'product' by migrations and not declared as seeds: kept"
				.formatted(file.toUri()));
	}

	@Test
	void refusesRowsOfAFileWhoseParentsExistInFewerEnvironments() throws IOException {
		Path file = write("products.csv", CSV.replace("2024-02-29,", "2024-02-29,7"));
		assertThatExceptionOfType(SeedException.class)
			.isThrownBy(() -> new SeedWorld(null, Product.class, Category.class).declare((context) -> {
				context.entity(Product.class).seedFrom(file.toUri().toString()).upsert(Product::code);
				context.entity(Category.class).seed(new Category(7L, "ship")).when("test");
			}).generate())
			.withMessageContaining("Seed set 1 of 'Product', row 3: refers to Seed set 1 of 'Category', row 1, which "
					+ "exists only when test. Say the same '.when(…)' for both.");
	}

	@EngineTest
	void keepsASmallFileInSync(TestDatabase database) throws IOException {
		SeedWorld world = world(database).options((seeds) -> seeds.generateDownMigrations(true));
		world.add();
		world.migrate();
		Path file = write("products.csv", CSV);
		world.declare((context) -> context.entity(Product.class).seedFrom(file.toUri().toString()).sync(Product::code));
		assertThat(world.add().files()).as("its rows are in the source").isEmpty();
		world.migrate();
		assertThat(products(world)).extracting(Product::code).containsExactly("a", "b", "c");
		write("products.csv", CSV.replace("b,Bell,20,,\n", "").replace("Chain", "Chains"));
		world.declare((context) -> context.entity(Product.class).seedFrom(file.toUri().toString()).sync(Product::code));
		assertThat(world.add().source()).contains(".ifUnchanged()");
		world.migrate();
		assertThat(products(world)).extracting(Product::name).containsExactly("Anchor, \"small\"", "Chains");
		world.rollback(1);
		assertThat(products(world)).extracting(Product::name).containsExactly("Anchor, \"small\"", "Bell", "Chain");
	}

	@EngineTest
	void rowsOfASmallFileFollowTheirParents(TestDatabase database) throws IOException {
		Path file = write("products.csv", CSV.replace("2024-02-29,", "2024-02-29,7"));
		SeedWorld world = world(database).declare((context) -> {
			context.entity(Product.class).seedFrom(file.toUri().toString()).upsert(Product::code).followParents();
			context.entity(Category.class).seed(new Category(7L, "ship")).when("test");
		});
		world.add();
		world.migrate("production");
		assertThat(products(world)).extracting(Product::code).containsExactly("a", "b");
	}

	@Test
	void refusesRowsWhoseParentsAreInAFileOfFewerEnvironments() throws IOException {
		Path file = write("categories.json", """
				[{"id": 7, "name": "ship"}]
				""");
		assertThatExceptionOfType(SeedException.class)
			.isThrownBy(() -> new SeedWorld(null, Product.class, Category.class).declare((context) -> {
				context.entity(Product.class).seed(new Product(null, "a", "Anchor", BigDecimal.ONE, null, 7L));
				context.entity(Category.class).seedFrom(file.toUri().toString()).when("test");
			}).generate())
			.withMessageContaining(
					"Seed set 1 of 'Product', row 1: refers to a row of %s of 'Category', which exists only "
						.formatted(file.toUri()) + "when test.");
	}

	@Test
	void saysWhatALargeSetCannotDo() {
		assertThatExceptionOfType(SeedException.class)
			.isThrownBy(() -> new SeedWorld(null, Product.class, Category.class)
				.declare((context) -> context.entity(Product.class)
					.seedFactory(1001, (i) -> new Product(null, "p" + i, "Product", BigDecimal.ONE, null, null))
					.sync(Product::code)
					.followParents())
				.definition()
				.seeds())
			.withMessageContaining("has more than 1000 rows, so they cannot follow others")
			.withMessageContaining("has more rows than a migration can tell apart, so it cannot be kept in sync");
	}

	@Test
	void namesAFileThatIsNotThere() {
		assertThatExceptionOfType(SeedException.class)
			.isThrownBy(() -> new SeedWorld(null, Product.class, Category.class)
				.declare((context) -> context.entity(Product.class).seedFrom("classpath:none.csv").insert())
				.definition()
				.seeds())
			.withMessageContaining(
					"The file 'classpath:none.csv': is not there. Name it as 'classpath:…' or 'file:…'.");
	}

	@EngineTest
	void streamsTheRowsOfALargeFactory(TestDatabase database) {
		int count = Integer.getInteger("masterrecord.test.rows", 20_000);
		SeedWorld world = world(database).options((seeds) -> seeds.generateDownMigrations(true));
		world.add();
		world.migrate();
		world.declare((context) -> context.entity(Product.class)
			.seedFactory(count, (i) -> new Product(null, "p" + i, "Product " + i, new BigDecimal(i), null, null)));
		GeneratedMigration generated = world.add();
		assertThat(generated.source()).hasLineCount(generated.source().split("\n").length).hasSizeLessThan(1500);
		assertThat(content(world(database)
			.declare((context) -> context.entity(Product.class)
				.seedFactory(count, (i) -> new Product(null, "p" + i, "Product " + i, new BigDecimal(i), null, null)))
			.generate()
			.orElseThrow())).hasLineCount(count);
		world.migrate();
		assertThat(world.entities().query(Product.class).count()).isEqualTo(count);
		world.rollback(1);
		assertThat(world.entities().query(Product.class).count()).isZero();
	}

	private void migrate(TestDatabase database, MigrationDefinition definition) {
		new Migrator(database.dataSource(), MigrationChain.of(List.of(definition)), MigrationSettings.defaults())
			.migrate();
	}

	private Path write(String name, String content) throws IOException {
		return Files.writeString(this.folder.resolve(name), content);
	}

	private static String content(GeneratedMigration generated) {
		ByteArrayOutputStream content = new ByteArrayOutputStream();
		try {
			generated.files().get(0).content().writeTo(content);
		}
		catch (IOException ex) {
			throw new AssertionError(ex);
		}
		return content.toString(StandardCharsets.UTF_8);
	}

	private static SeedWorld world(TestDatabase database) {
		return new SeedWorld(database, Product.class, Category.class);
	}

	private static List<Product> products(SeedWorld world) {
		return world.entities().query(Product.class).sortBy(asc(Product::code)).list();
	}

	@NullMarked
	record Product(@Id @GeneratedId @Nullable Long id, @Unique String code, String name,
			@Column(size = 10, scale = 2) BigDecimal price, @Nullable LocalDate released,
			@BelongsTo(Category.class) @Nullable Long categoryId) {
	}

	@NullMarked
	record Category(@Id @GeneratedId @Nullable Long id, @Unique String name) {
	}

}
