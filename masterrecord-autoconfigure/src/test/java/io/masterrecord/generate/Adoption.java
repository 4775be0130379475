package io.masterrecord.generate;

import java.io.ByteArrayOutputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

import javax.tools.ToolProvider;

import io.masterrecord.migration.Migration;
import io.masterrecord.migration.MigrationChain;
import io.masterrecord.migration.MigrationDefinition;
import io.masterrecord.migration.MigrationSettings;
import io.masterrecord.migration.Migrator;
import io.masterrecord.model.Model;
import io.masterrecord.seed.SeedConfig;
import io.masterrecord.seed.SeedPlan;
import io.masterrecord.testing.TestDatabase;

import org.springframework.core.test.tools.SourceFile;
import org.springframework.core.test.tools.TestCompiler;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What comes of a database that somebody has already.
 *
 * @param generated the entities of its tables
 * @param definition the migration that would have made them, which is on record
 */
record Adoption(GeneratedEntities generated, MigrationDefinition definition) {

	private static final String PACKAGE = "com.example.shop";

	/**
	 * Write entities, compile them, write the migration of them, put it on record, and
	 * make sure that nothing is left to say.
	 */
	static Adoption of(TestDatabase database, Path folder) {
		GeneratedEntities generated = new EntityGenerator(PACKAGE, true)
			.generate(new Migrator(database.dataSource(), MigrationChain.of(List.of()), MigrationSettings.defaults())
				.tables(), List.of());
		Model model = Model.of(compile(generated, folder));
		GeneratedMigration migration = new MigrationGenerator(MigrationChain.of(List.of()),
				new GenerationSettings("db.migrations", null, Clock.systemUTC()))
			.generate("Existing", model, SeedPlan.empty(), SeedConfig.defaults())
			.orElseThrow();
		AtomicReference<MigrationDefinition> definition = new AtomicReference<>();
		TestCompiler.forSystem().withSources(SourceFile.of(migration.source())).compile((written) -> {
			definition.set(MigrationDefinition.record(written.getInstance(Migration.class)));
			MigrationChain chain = MigrationChain.of(List.of(definition.get()));
			Migrator migrator = new Migrator(database.dataSource(), chain, MigrationSettings.defaults());
			assertThat(migrator.baseline(migration.id())).containsExactly(migration.id());
			assertThat(migrator.drift().differences()).isEmpty();
			assertThat(migrator.drift().remarks()).isEmpty();
			assertThat(migrator.migrate().applied()).isEmpty();
			assertThat(PendingChanges.between(chain, model, SeedPlan.empty()).operations()).isEmpty();
		});
		return new Adoption(generated, definition.get());
	}

	static Class<?>[] compile(GeneratedEntities generated, Path folder) {
		Path classes = folder.resolve("classes");
		List<String> arguments = new ArrayList<>(List.of("-d", classes.toString(), "-cp",
				System.getProperty("java.class.path"), "-Xlint:all", "-Werror"));
		new SourceFiles(folder).write(generated.entities()).forEach((file) -> arguments.add(file.toString()));
		ByteArrayOutputStream errors = new ByteArrayOutputStream();
		int result = ToolProvider.getSystemJavaCompiler().run(null, null, errors, arguments.toArray(String[]::new));
		assertThat(result).as(() -> errors.toString(StandardCharsets.UTF_8) + generated.entities()).isZero();
		try {
			URLClassLoader loader = new URLClassLoader(new URL[] { classes.toUri().toURL() });
			List<Class<?>> types = new ArrayList<>();
			for (GeneratedEntity entity : generated.entities()) {
				types.add(loader.loadClass(entity.packageName() + "." + entity.className()));
			}
			return types.toArray(Class<?>[]::new);
		}
		catch (MalformedURLException | ClassNotFoundException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
