package io.masterrecord.generate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

import javax.sql.DataSource;

import io.masterrecord.annotation.GeneratedId;
import io.masterrecord.annotation.Unique;
import io.masterrecord.context.ContextDefinition;
import io.masterrecord.jdbc.StatementGate;
import io.masterrecord.migration.MigrationChain;
import io.masterrecord.migration.MigrationDefinition;
import io.masterrecord.migration.MigrationSettings;
import io.masterrecord.migration.Migrator;
import io.masterrecord.operation.LoadRows;
import io.masterrecord.operation.RowFile;
import io.masterrecord.operation.SchemaOperation;
import io.masterrecord.testing.SecondJvm;
import io.masterrecord.testing.TestDatabase;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

import org.springframework.data.annotation.Id;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * The main class of a second process with little memory, which generates a migration of
 * many seeds, applies it and undoes it.
 */
public final class LargeSeedProcess {

	static final String DONE = "[%d rows written, %d left]";

	private LargeSeedProcess() {
	}

	static SecondJvm start(TestDatabase database, int count, Path folder) {
		return SecondJvm.of(LargeSeedProcess.class)
			.jvmArgs("-Xmx40m", "-XX:+UseSerialGC")
			.args(database.url(), database.user(), database.password(), String.valueOf(count), folder.toString())
			.start();
	}

	public static void main(String[] args) throws IOException {
		int count = Integer.parseInt(args[3]);
		ContextDefinition definition = ContextDefinition.of(List.of(Reading.class),
				List.of((context) -> context.entity(Reading.class)
					.seedFactory(count,
							(i) -> new Reading(null, "reading-" + i, "The value %d of a meter".formatted(i)))
					.upsert(Reading::code)),
				(options) -> options.generateDownMigrations(true));
		GeneratedMigration generated = new MigrationGenerator(MigrationChain.of(List.of()),
				new GenerationSettings("app", null, Clock.systemUTC()))
			.generate("Readings", definition.model(), definition.seeds(), definition.seedConfig())
			.orElseThrow();
		Path folder = Path.of(args[4]);
		new MigrationWriter(folder.resolve("src/main/java")).write(generated);
		List<SchemaOperation> up = generated.up()
			.stream()
			.map((operation) -> (operation instanceof LoadRows load) ? in(folder, load) : operation)
			.toList();
		DriverManagerDataSource dataSource = new DriverManagerDataSource(args[0], args[1], args[2]);
		Migrator migrator = new Migrator(dataSource,
				MigrationChain.of(List.of(MigrationDefinition.of("1", "Readings", "", up, generated.down()))),
				MigrationSettings.defaults());
		migrator.migrate();
		long written = count(dataSource, "reading");
		migrator.rollback(1);
		long left = count(dataSource, "masterrecord_rows");
		System.out.println(DONE.formatted(written, left));
	}

	private static long count(DataSource dataSource, String table) {
		String name = StatementGate.of(dataSource).dialect().quote(table);
		return JdbcClient.create(dataSource).sql("select count(*) from " + name).query(Long.class).single();
	}

	private static LoadRows in(Path folder, LoadRows load) {
		Path file = folder.resolve("src/main/resources/app").resolve(load.file().name());
		return new LoadRows(load.table(), load.set(), load.key(), load.policy(), load.updating(), load.environments(),
				new RowFile(load.file().name(), load.file().sha256(), load.file().rows(),
						() -> Files.newInputStream(file)));
	}

	@NullMarked
	record Reading(@Id @GeneratedId @Nullable Long id, @Unique String code, String text) {
	}

}
