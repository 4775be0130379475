package io.masterrecord.generate;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import javax.tools.ToolProvider;

import io.masterrecord.annotation.Column;
import io.masterrecord.annotation.GeneratedId;
import io.masterrecord.annotation.Indexed;
import io.masterrecord.annotation.RenamedFrom;
import io.masterrecord.annotation.Table;
import io.masterrecord.migration.MigrationChain;
import io.masterrecord.migration.MigrationHistoryException;
import io.masterrecord.migration.MigrationReport;
import io.masterrecord.migration.MigrationSettings;
import io.masterrecord.migration.MigrationSource;
import io.masterrecord.migration.MigrationStatus;
import io.masterrecord.migration.MigrationValidationException;
import io.masterrecord.migration.Migrator;
import io.masterrecord.migration.OrderPolicy;
import io.masterrecord.model.Model;
import io.masterrecord.seed.SeedConfig;
import io.masterrecord.seed.SeedPlan;
import io.masterrecord.testing.EngineTest;
import io.masterrecord.testing.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.data.annotation.Id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Two branches whose migrations were generated and compiled apart, merged into one class
 * path, and started on databases that have seen none, one or both of them.
 */
class MergedBranchesTests {

	private static final String PACKAGE = "db.branches";

	private static final Model BASE = Model.of(Plan.class);

	private static final Model CODES = Model.of(CodedPlan.class);

	private static final Model NOTES = Model.of(StarredPlan.class, Note.class);

	private static final Model BOTH = Model.of(CodedStarredPlan.class, Note.class);

	private static final Model LONGER = Model.of(LongerPlan.class);

	private static final Model NAMED = Model.of(NamedPlan.class);

	private static final Model LONGER_AND_NAMED = Model.of(LongerNamedPlan.class);

	private static final Map<String, Path> FOLDERS = new LinkedHashMap<>();

	private static final List<URLClassLoader> LOADERS = new ArrayList<>();

	@TempDir
	private static Path folder;

	@BeforeAll
	static void writeBranches() throws IOException {
		write("base", "AddPlan", BASE, 1);
		write("codes before", "AddCode", CODES, 2, "base");
		write("codes after", "AddCode", CODES, 4, "base");
		write("notes", "AddNote", NOTES, 3, "base");
		write("longer", "AllowLongTitles", LONGER, 2, "base");
		write("named", "CallTitlesNames", NAMED, 3, "base");
		Path named = FOLDERS.get("named").resolveSibling("CallTitlesNames.java");
		String source = Files.readString(named);
		assertThat(source).contains("parent = \"20261101000001\"");
		compile("named after longer", "CallTitlesNames",
				source.replace("parent = \"20261101000001\"", "parent = \"20261101000002\""));
	}

	@AfterAll
	static void close() throws IOException {
		for (URLClassLoader loader : LOADERS) {
			loader.close();
		}
	}

	@EngineTest
	void startWhereTheFirstBranchWasBeforeTheSecond(TestDatabase database) {
		startEverywhere(database, "codes before");
	}

	@EngineTest
	void startWhereTheSecondBranchWasBeforeTheFirst(TestDatabase database) {
		startEverywhere(database, "codes after");
	}

	/**
	 * On each database in turn, undoing everything in between.
	 */
	private static void startEverywhere(TestDatabase database, String codes) {
		MigrationChain merged = chain("base", codes, "notes");
		assertThat(new MigrationGenerator(merged, settings(9)).pendingChanges(BOTH, SeedPlan.empty()).isEmpty())
			.as("the merged migrations lead to the merged entities")
			.isTrue();
		List<List<MigrationChain>> seen = List.of(List.of(), List.of(chain("base")), List.of(chain("base", codes)),
				List.of(chain("base", "notes")), List.of(chain("base", codes), merged),
				List.of(chain("base", "notes"), merged));
		for (List<MigrationChain> before : seen) {
			before.forEach((chain) -> migrator(database, chain).migrate());
			assertThat(migrator(database, merged).migrate().applied())
				.hasSize(3 - ((before.size() > 1) ? 3 : before.stream().mapToInt((c) -> c.migrations().size()).sum()));
			assertInSync(database, merged);
			migrator(database, merged).rollbackTo("0");
			assertThat(migrator(database, merged).status().state()).isEqualTo(MigrationStatus.State.PENDING);
		}
	}

	@EngineTest
	void areNotStartedWithTheMigrationsOfOneWhereTheOtherWas(TestDatabase database) {
		migrator(database, chain("base", "notes")).migrate();
		assertThatExceptionOfType(MigrationHistoryException.class)
			.isThrownBy(() -> migrator(database, chain("base", "codes before")).migrate())
			.withMessageContaining("AddNote");
		migrator(database, chain("base", "codes before", "notes")).migrate();
		assertInSync(database, chain("base", "codes before", "notes"));
	}

	@EngineTest
	void arePutInOrderByHandWhereTheyCollide(TestDatabase database) {
		assertThatExceptionOfType(MigrationValidationException.class).isThrownBy(() -> chain("base", "longer", "named"))
			.withMessageContaining("column 'plan.title'")
			.withMessageContaining("with '20261101000002' as the parent of 'CallTitlesNames' (20261101000003)");
		MigrationChain merged = chain("base", "longer", "named after longer");
		assertThat(new MigrationGenerator(merged, settings(9)).pendingChanges(LONGER_AND_NAMED, SeedPlan.empty())
			.isEmpty()).isTrue();

		for (List<String> before : List.of(List.<String>of(), List.of("base"), List.of("base", "longer"))) {
			migrator(database, chain(before.toArray(String[]::new))).migrate();
			migrator(database, merged).migrate();
			assertInSync(database, merged);
			migrator(database, merged).rollbackTo("0");
		}
	}

	@EngineTest
	void areUndoneWhereTheyWereAppliedInTheOtherOrder(TestDatabase database) {
		MigrationChain merged = chain("base", "longer", "named after longer");
		for (OrderPolicy order : OrderPolicy.values()) {
			migrator(database, chain("base", "named")).migrate();
			Migrator migrator = new Migrator(database.dataSource(), merged,
					MigrationSettings.defaults().withOrder(order));
			assertThatExceptionOfType(MigrationHistoryException.class).isThrownBy(migrator::migrate)
				.withMessageContaining("'CallTitlesNames' (20261101000003) was applied here before it was put after "
						+ "'AllowLongTitles' (20261101000002)")
				.withMessageContaining("'rollback --to 20261101000001'");

			migrator.rollbackTo("20261101000001");
			assertThat(migrator.migrate().applied()).extracting(MigrationReport.Entry::id)
				.containsExactly("20261101000002", "20261101000003");
			assertInSync(database, merged);
			migrator.rollbackTo("0");
		}
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("branches")
	void areMergedWithoutAConflictOfTexts(String what, Model first, Model second, @TempDir Path sources)
			throws IOException {
		Map<Path, String> base = add(sources, "AddPlan", BASE, 1);
		Map<Path, String> one = add(sources, "FirstBranch", first, 2, "base");
		for (Path file : one.keySet()) {
			if (!base.containsKey(file)) {
				Files.delete(file);
			}
		}
		Map<Path, String> other = add(sources, "SecondBranch", second, 3, "base");
		assertThat(one).hasSize(2).containsAllEntriesOf(base);
		assertThat(other).hasSize(2).containsAllEntriesOf(base);
		Set<Path> both = new HashSet<>(one.keySet());
		both.retainAll(other.keySet());
		assertThat(both).isEqualTo(base.keySet());
	}

	static Stream<Arguments> branches() {
		return Stream.of(
				Arguments.of("two tables", Model.of(Plan.class, Note.class), Model.of(Plan.class, Label.class)),
				Arguments.of("two columns of a table", CODES, NOTES),
				Arguments.of("one column, of which a person then says what comes first", LONGER, NAMED));
	}

	/** Write a migration and return all files of the application. */
	private static Map<Path, String> add(Path sources, String name, Model model, int second, String... before)
			throws IOException {
		new MigrationWriter(sources).write(new MigrationGenerator(chain(before), settings(second))
			.generate(name, model, SeedPlan.empty(), SeedConfig.defaults())
			.orElseThrow());
		Map<Path, String> files = new HashMap<>();
		try (Stream<Path> tree = Files.walk(sources)) {
			for (Path file : tree.filter(Files::isRegularFile).toList()) {
				files.put(file, Files.readString(file));
			}
		}
		return files;
	}

	private static void assertInSync(TestDatabase database, MigrationChain chain) {
		Migrator migrator = migrator(database, chain);
		assertThat(migrator.status().state()).isEqualTo(MigrationStatus.State.UP_TO_DATE);
		assertThat(migrator.drift().differences()).isEmpty();
	}

	private static Migrator migrator(TestDatabase database, MigrationChain chain) {
		return new Migrator(database.dataSource(), chain, MigrationSettings.defaults());
	}

	private static GenerationSettings settings(int second) {
		return new GenerationSettings(PACKAGE, null,
				Clock.fixed(Instant.parse("2026-11-01T00:00:0%dZ".formatted(second)), ZoneOffset.UTC));
	}

	private static void write(String branch, String name, Model model, int second, String... before)
			throws IOException {
		GeneratedMigration migration = new MigrationGenerator(chain(before), settings(second))
			.generate(name, model, SeedPlan.empty(), SeedConfig.defaults())
			.orElseThrow();
		compile(branch, name, migration.source());
	}

	private static void compile(String branch, String name, String source) throws IOException {
		Path directory = Files.createDirectory(folder.resolve(branch));
		Path file = Files.writeString(directory.resolve(name + ".java"), source);
		Path classes = Files.createDirectory(directory.resolve("classes"));
		ByteArrayOutputStream errors = new ByteArrayOutputStream();
		int result = ToolProvider.getSystemJavaCompiler()
			.run(null, null, errors, "-d", classes.toString(), "-proc:none", "-cp",
					System.getProperty("java.class.path"), file.toString());
		assertThat(result).as(() -> errors.toString(StandardCharsets.UTF_8)).isZero();
		FOLDERS.put(branch, classes);
	}

	/** The migrations of a class path of these branches. */
	private static MigrationChain chain(String... branches) {
		URL[] path = new URL[branches.length];
		for (int i = 0; i < branches.length; i++) {
			try {
				path[i] = FOLDERS.get(branches[i]).toUri().toURL();
			}
			catch (MalformedURLException ex) {
				throw new IllegalArgumentException(branches[i], ex);
			}
		}
		URLClassLoader loader = new URLClassLoader(path, MergedBranchesTests.class.getClassLoader());
		LOADERS.add(loader);
		return MigrationSource.of(PACKAGE, loader).chain();
	}

	@Table(name = "plan")
	record Plan(@Id @GeneratedId @Nullable Long id, @Column(size = 40) String title) {
	}

	@Table(name = "plan")
	record CodedPlan(@Id @GeneratedId @Nullable Long id, @Column(size = 40) String title,
			@Indexed @Column(size = 20) @Nullable String code) {
	}

	@Table(name = "plan")
	record StarredPlan(@Id @GeneratedId @Nullable Long id, @Column(size = 40) String title,
			@Column(defaultValue = "3") int stars) {
	}

	@Table(name = "plan")
	record CodedStarredPlan(@Id @GeneratedId @Nullable Long id, @Column(size = 40) String title,
			@Indexed @Column(size = 20) @Nullable String code, @Column(defaultValue = "3") int stars) {
	}

	@Table(name = "note")
	record Note(@Id @GeneratedId @Nullable Long id, @Column(size = 40) String words) {
	}

	@Table(name = "label")
	record Label(@Id @GeneratedId @Nullable Long id, @Column(size = 40) String words) {
	}

	@Table(name = "plan")
	record LongerPlan(@Id @GeneratedId @Nullable Long id, @Column(size = 80) String title) {
	}

	@Table(name = "plan")
	record NamedPlan(@Id @GeneratedId @Nullable Long id, @RenamedFrom("title") @Column(size = 40) String name) {
	}

	@Table(name = "plan")
	record LongerNamedPlan(@Id @GeneratedId @Nullable Long id, @Column(size = 80) String name) {
	}

}
