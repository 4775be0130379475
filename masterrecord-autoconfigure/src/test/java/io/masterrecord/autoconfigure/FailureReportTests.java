package io.masterrecord.autoconfigure;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import javax.sql.DataSource;

import io.masterrecord.annotation.Indexed;
import io.masterrecord.annotation.Table;
import io.masterrecord.context.ContextDefinition;
import io.masterrecord.context.MasterRecordConfigurer;
import io.masterrecord.migration.MigrationChain;
import io.masterrecord.migration.MigrationConnectionException;
import io.masterrecord.migration.MigrationDefinition;
import io.masterrecord.migration.MigrationListener;
import io.masterrecord.migration.MigrationSettings;
import io.masterrecord.migration.MigrationStep;
import io.masterrecord.migration.Migrator;
import io.masterrecord.operation.RunSql;
import io.masterrecord.repository.EnableMasterRecordRepositories;
import io.masterrecord.repository.MasterRecordRepository;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.Banner;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.FilterType;
import org.springframework.data.annotation.Id;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.LazyConnectionDataSourceProxy;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Compares what a developer reads when an application does not start.
 */
@ExtendWith(OutputCaptureExtension.class)
class FailureReportTests {

	private static int databases;

	private final String url = "jdbc:h2:mem:failure-" + databases++ + ";DB_CLOSE_DELAY=-1";

	@Test
	void mistakesInEntities(CapturedOutput output) {
		start(Mistakes.class);
		assertReport(output,
				"""
						Description:

						There are 2 mistakes in entities:

						    1. Property 'anything' of 'io.masterrecord.autoconfigure.FailureReportTests.Mistakes.Second': type 'java.lang.Object' fits into no column.

						    2. Entity 'io.masterrecord.autoconfigure.FailureReportTests.Mistakes.Second': has the table 'thing', and so has 'io.masterrecord.autoconfigure.FailureReportTests.Mistakes.First'.

						Action:

						Change the code:

						    1. Use a primitive or its wrapper, String, BigDecimal, BigInteger, UUID, LocalDate, LocalTime, LocalDateTime, Instant, OffsetDateTime, Duration, byte[] or an enum, or '@Column(json = true)' for a record, list or map, or mark the property with '@Transient'.

						    2. Give one of them another table with '@Table(name = …)'.
						""");
	}

	@Test
	void valueThatCannotBeMeant(CapturedOutput output) {
		start(Nothing.class, "--masterrecord.pagination.max-size=0");
		assertReport(output,
				"""
						Description:

						Property 'masterrecord.pagination.max-size' (from "masterrecord.pagination.max-size" from property source "commandLineArgs") has the value '0'.

						Action:

						Use at least 1 row.
						""");
	}

	@Test
	void entitiesThatNoMigrationKnows(CapturedOutput output) {
		start(Unmigrated.class, "--masterrecord.migrations.model-changes=fail");
		assertReport(output,
				"""
						Description:

						The entities say something that no migration does:

						    create table gadget (id)

						Action:

						Write the migration with the argument 'masterrecord add NAME' of the application, and compile it. Nothing was done to the database. With 'masterrecord.migrations.model-changes' set to 'warn' the application starts nevertheless.
						""");
		assertThat(tables()).as("nothing was done").isZero();
	}

	@Test
	void modelThatIsNeverTheSame(CapturedOutput output) {
		start(Unstable.class, "--masterrecord.migrations.model-changes=fail");
		assertReport(output,
				"""
						Description:

						The model is not the same when it is built twice, so that no migration can ever say what it says:

						    view, function or trigger 'counted': first [select 1], then [select 2]

						Action:

						Declare what is the same whenever it is asked for: write the value down, give a 'Random' a fixed seed and the time a fixed 'Clock'. The moment at which a row is written is for the database to know: '@Column(defaultExpression = "CURRENT_TIMESTAMP")'.
						""");
		assertThat(tables()).as("nothing was done").isZero();
	}

	@Test
	void valueThatIsNoMode(CapturedOutput output) {
		start(Nothing.class, "--masterrecord.migrations.mode=migrat");
		assertReport(output,
				"""
						Description:

						Failed to bind properties under 'masterrecord.migrations.mode' to io.masterrecord.autoconfigure.MigrationMode:

						    Property: masterrecord.migrations.mode
						    Value: "migrat"
						    Origin: "masterrecord.migrations.mode" from property source "commandLineArgs"
						    Reason: failed to convert java.lang.String to @org.springframework.boot.context.properties.bind.DefaultValue io.masterrecord.autoconfigure.MigrationMode (caused by java.lang.IllegalArgumentException: No enum constant io.masterrecord.autoconfigure.MigrationMode.migrat)

						Action:

						Update your application's configuration. The following values are valid:

						    EXIT
						    MIGRATE
						    OFF
						    VALIDATE
						""");
	}

	@Test
	void propertiesThatDoNotExist(CapturedOutput output) {
		start(Nothing.class, "--masterrecord.migrations.mdoe=validate", "--masterrecord.colour=red");
		assertReport(output,
				"""
						Description:

						There are properties below 'masterrecord' that do not exist:

						    1. 'masterrecord.colour' (from "masterrecord.colour" from property source "commandLineArgs")

						    2. 'masterrecord.migrations.mdoe' (from "masterrecord.migrations.mdoe" from property source "commandLineArgs"): did you mean 'masterrecord.migrations.mode'?

						Action:

						Correct the names, or remove the properties. Nothing was done to the database.
						""");
	}

	@Test
	void migrationThatThrows(CapturedOutput output) {
		start(Nothing.class, "--masterrecord.migrations.package-name=io.masterrecord.autoconfigure.broken");
		assertReport(output,
				"""
						Description:

						The migrations of the application cannot be used:

						    Migration 'io.masterrecord.autoconfigure.broken.Throwing': up failed: java.lang.UnsupportedOperationException: not written yet.

						Action:

						Correct the migration classes. Nothing was done to the database.
						""");
	}

	@Test
	void migrationsThatFork(CapturedOutput output) {
		start(Fork.class);
		assertReport(output,
				"""
						Description:

						The migrations of the application cannot be used:

						    Migrations 'Left' (2) and 'Right' (3) come from two branches, and the order in which they run makes a difference for SQL that does not declare what it does: put one after the other, such as with '2' as the parent of 'Right' (3).

						Action:

						Correct the migration classes. Nothing was done to the database.
						""");
	}

	@Test
	void migrationThatFails(CapturedOutput output) {
		start(Failing.class);
		assertReport(output,
				"""
						Description:

						Migration 'Fails' (1) failed at step 1 of 1, 'run sql 'insert into nowhere values (1)'': Table "NOWHERE" not found; SQL statement:
						insert into nowhere values (1) [42102-240] [SQLState 42S02, code 42102]. This database cannot roll changes of the schema back: the steps before are applied and on record. Correct this step, leave those before it as they are, and start again; the migration goes on from there.

						Action:

						Correct the step, or the data that it fails on, and start again.
						""");
	}

	@Test
	void migrationThatWasEdited(CapturedOutput output) {
		apply(migration("1", "First", "", "select 1"));
		start(Edited.class);
		assertReport(output,
				"""
						Description:

						The migrations do not fit the history of the database:

						    Migration 'First' (1) was changed after it was applied: operation 1 was 'run sql 'select 1'' and is 'run sql 'select 2'' now. Put it back as it was and write a new migration for the change, or undo it with the class that was applied before changing it.

						Action:

						Follow the advice above, then look at the argument 'masterrecord status' of the application. Nothing was changed.
						""");
	}

	@Test
	void migrationThatIsMissing(CapturedOutput output) {
		apply(migration("0", "Gone", "", "select 0"), migration("1", "First", "0", "select 1"));
		start(Edited.class);
		assertReport(output,
				"""
						Description:

						The migrations do not fit the history of the database:

						    1. Migration 'First' (1) was changed after it was applied: operation 1 was 'run sql 'select 1'' and is 'run sql 'select 2'' now. Put it back as it was and write a new migration for the change, or undo it with the class that was applied before changing it.

						    2. Migration 'Gone' (0) was applied on <any>, but the application does not have it any more, though it has later ones. Bring the class back.

						Action:

						Follow the advice above, then look at the argument 'masterrecord status' of the application. Nothing was changed.
						""");
	}

	@Test
	void migrationsThatAreNotAppliedAndMayNotBe(CapturedOutput output) {
		start(Edited.class, "--masterrecord.migrations.mode=validate");
		assertReport(output,
				"""
						Description:

						The migrations do not fit the history of the database:

						    Migration 'First' (1) is not applied, and the application was told not to apply migrations by itself.

						Action:

						Apply them first, with the argument 'masterrecord migrate' of the application, or set 'masterrecord.migrations.mode' to 'migrate' to let it apply them when it starts. Nothing was changed.
						""");
	}

	@Test
	void databaseOfANewerRelease(CapturedOutput output) {
		apply(migration("1", "First", "", "select 2"), migration("9", "FromTheFuture", "1", "select 9"));
		start(Branch.class);
		assertReport(output,
				"""
						Description:

						The migrations do not fit the history of the database:

						    The database has migration 'FromTheFuture' (9), which the application does not have, while migration 'Second' (2) of the application is not applied: they come from two branches. Bring the class of the first here, and put the second after it.

						Action:

						Follow the advice above, then look at the argument 'masterrecord status' of the application. Nothing was changed.
						""");
	}

	@Test
	void databaseOfANewerReleaseIsNoFailureWhileEverythingIsApplied(CapturedOutput output) {
		apply(migration("1", "First", "", "select 2"), migration("9", "FromTheFuture", "1", "select 9"));
		application(Edited.class).run().close();
		assertThat(output).containsPattern(
				"WARN .*The database is ahead of this application, which does not know migration 'FromTheFuture' \\(9\\)");
	}

	@Test
	void lockThatAnotherProcessHolds(CapturedOutput output) throws InterruptedException {
		CountDownLatch working = new CountDownLatch(1);
		CountDownLatch done = new CountDownLatch(1);
		Thread other = new Thread(() -> migrator(List.of(new MigrationListener() {

			@Override
			public void stepStarted(MigrationStep step) {
				working.countDown();
				try {
					done.await(1, TimeUnit.MINUTES);
				}
				catch (InterruptedException ex) {
					Thread.currentThread().interrupt();
				}
			}

		}), migration("1", "First", "", "select 2")).migrate());
		other.start();
		assertThat(working.await(1, TimeUnit.MINUTES)).isTrue();
		start(Edited.class, "--masterrecord.migrations.lock-timeout=1s");
		assertReport(output,
				"""
						Description:

						Another process has been running migrations for longer than 1 s: process <any>, migration '1', step 1 of 1. Nothing was changed by this one. If that process is well, give this one more time to wait for it; if it hangs, end it: its lock goes with it.

						Action:

						Wait until the other process is done, or end it if it hangs, and start again. 'masterrecord.migrations.lock-timeout' says how long this one waits.
						""");
		done.countDown();
		other.join();
	}

	@Test
	void databaseThatCannotBeReached(CapturedOutput output) {
		start(Nothing.class,
				"--spring.datasource.url=jdbc:postgresql://me:s3cr3t@localhost:1/orders?password=s3cr3t&ssl=false",
				"--spring.datasource.hikari.connection-timeout=250",
				"--spring.datasource.hikari.initialization-fail-timeout=0");
		assertReport(output,
				"""
						Description:

						The database 'jdbc:postgresql://localhost:1/orders' cannot be reached: …@localhost (SQLState 08001).

						Action:

						Start the database, or correct 'spring.datasource.url', 'spring.datasource.username' and 'spring.datasource.password'.
						""");
		assertThat(output).doesNotContain("s3cr3t");
	}

	@Test
	void databaseThatDoesNotExist() {
		assertThat(unreachable("3D000", "database \"nope\" does not exist").getAction()).isEqualTo(
				"Create the database, or correct 'spring.datasource.url'. MasterRecord creates tables, not databases.");
		assertThat(unreachable("28000", "role \"nobody\" does not exist").getAction())
			.isEqualTo("Correct 'spring.datasource.username' and 'spring.datasource.password', or create this user.");
	}

	@Test
	void databaseThatIsNotThatOfTheProperties() {
		FailureAnalysis elsewhere = unreachable("08001", "refused", "jdbc:h2:mem:elsewhere;PASSWORD=S3cr3t");
		assertThat(elsewhere.getDescription())
			.isEqualTo("The database 'jdbc:h2:mem:elsewhere' cannot be reached: refused (SQLState 08001).");
		assertThat(elsewhere.getAction())
			.isEqualTo("Start the database, or correct the URL of the data source, the username and the password.");
		assertThat(unreachable("08001", "refused").getAction())
			.startsWith("Start the database, or correct 'spring.datasource.url', 'spring.datasource.username' and ");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = {
			"jdbc:mariadb://db:3306/shop?user=u&password=S3cr3t@2026&useSSL=false | jdbc:mariadb://db:3306/shop",
			"jdbc:postgresql://db/shop?user=u&password=p@S3cr3t | jdbc:postgresql://db/shop",
			"jdbc:h2:file:./x;PASSWORD=a@S3cr3t | jdbc:h2:file:./x", "jdbc:sqlite:/data/x.db | jdbc:sqlite:/data/x.db",
			"jdbc:mysql://me:S3cr3t@h1:1,h2:2/shop | jdbc:mysql://h1:1,h2:2/shop",
			"jdbc:postgresql://[::1]:5432/shop | jdbc:postgresql://[::1]:5432/shop",
			"jdbc:postgresql://me:S3cr3t@S3cr3t@db/shop | jdbc:postgresql://db/shop",
			"jdbc:postgresql://me:S3cr3t?x@db/shop | jdbc:postgresql://…",
			"jdbc:mysql://(host=db,user=u,password=S3cr3t)/shop | jdbc:mysql://…",
			"jdbc:mysql://address=(host=db)(password=S3cr3t)/shop | jdbc:mysql://…",
			"jdbc:oracle:thin:me/S3cr3t@db:1521:x | jdbc:…", "S3cr3t | jdbc:…" })
	void placeOfADatabaseHasNothingSecret(String url, String place) {
		assertThat(UnreachableDatabaseFailureAnalyzer.place(url)).isEqualTo(place).doesNotContain("S3cr3t");
		assertThat(unreachable("08001", "No way to '%s'".formatted(url)).getDescription())
			.doesNotContain(url.startsWith("jdbc:") ? "S3cr3t" : "nothing");
	}

	@Test
	void dataSourcesOfWhichNoneIsChosen(CapturedOutput output) {
		start(TwoDataSources.class);
		assertReport(output,
				"""
						Description:

						MasterRecord uses one data source, and there are several:

						    1. 'billing'

						    2. 'orders'

						Action:

						Annotate the bean of the one it is for with '@MasterRecordDataSource', or with '@Primary' if it is also the one for everything else. To start without MasterRecord, set 'masterrecord.enabled' to 'false'.
						""");
	}

	private static FailureAnalysis unreachable(String sqlState, String message) {
		return unreachable(sqlState, message, "jdbc:h2:mem:here");
	}

	private static FailureAnalysis unreachable(String sqlState, String message, String url) {
		FailureAnalysis analysis = new UnreachableDatabaseFailureAnalyzer(
				new MockEnvironment().withProperty("spring.datasource.url", "jdbc:h2:mem:here"))
			.analyze(new MigrationConnectionException("No connection", new SQLException(message, sqlState),
					new LazyConnectionDataSourceProxy(new DriverManagerDataSource(url))));
		assertThat(analysis).isNotNull();
		return analysis;
	}

	@Test
	void urlThatIsNoneOfJdbc(CapturedOutput output) {
		start(Nothing.class, "--spring.datasource.url=postgresql://localhost/orders");
		assertReport(output, """
				Description:

				Property 'spring.datasource.url' does not begin with 'jdbc:'.

				Action:

				Write it as in 'jdbc:h2:file:./shop'.
				""");
	}

	@Test
	void driverThatIsNotThere(CapturedOutput output) {
		start(Nothing.class, "--spring.datasource.url=jdbc:db2://localhost/orders?password=s3cr3t");
		assertReport(output,
				"""
						Description:

						There is no driver for 'jdbc:db2://localhost/orders': class 'com.ibm.db2.jcc.DB2Driver' is not on the class path.

						Action:

						Add the driver to the dependencies, or correct 'spring.datasource.url'.
						""");
		assertThat(output).doesNotContain("s3cr3t");
	}

	@Test
	void repositoryThatCannotBeMade(CapturedOutput output) {
		start(WrongRepository.class);
		assertReport(output,
				"""
						Description:

						'%s' is a repository of ids of type 'java.lang.String', but the id of 'Thing' is of type 'java.lang.Long': change its second type argument.

						Action:

						Correct the declaration of the repository.
						"""
					.formatted(WrongRepository.Things.class.getName()));
	}

	@Test
	void databaseThatIsNotSupported(CapturedOutput output) {
		start(Oracle.class);
		assertReport(output,
				"""
						Description:

						The database 'Oracle 23.1' is not supported: use one of postgresql, mariadb, mysql, sqlite, h2.

						Action:

						Change 'spring.datasource.url' to a supported database, or set 'masterrecord.enabled' to 'false' to start without MasterRecord.
						""");
	}

	@Test
	void mistakesInSeeds(CapturedOutput output) {
		start(Seeds.class);
		assertReport(output,
				"""
						Description:

						There is a mistake in a seed:

						    Seed set 1 of 'Setting', row 2: has the key (name = 'colour'), and so has Seed set 1 of 'Setting', row 1.

						Action:

						Change the code:

						    Declare each row once, for all its environments.
						""");
	}

	@Test
	void circleThroughTheDatabase(CapturedOutput output) {
		start(Circle.class);
		assertReport(output,
				"""
						Description:

						The migrations need a bean that waits for the migrations, because it uses the database: listener → jdbcClient → masterRecordMigrationInitializer → masterRecordMigrator → listener.

						Action:

						Let the beans that take part in the migrations get what uses the database later: declare the parameter as an 'ObjectProvider', or annotate it with '@Lazy'. To only read or write rows of a migration, write them as seeds.
						""");
	}

	private void start(Class<?> application, String... arguments) {
		assertThatExceptionOfType(Exception.class).isThrownBy(() -> application(application).run(arguments).close());
	}

	private long tables() {
		return JdbcClient.create(new DriverManagerDataSource(this.url, "sa", ""))
			.sql("select count(*) from information_schema.tables where table_schema = 'PUBLIC'")
			.query(Long.class)
			.single();
	}

	private SpringApplicationBuilder application(Class<?> application) {
		return new SpringApplicationBuilder(application).web(WebApplicationType.NONE)
			.bannerMode(Banner.Mode.OFF)
			.logStartupInfo(false)
			.properties("spring.datasource.url=" + this.url);
	}

	private void apply(MigrationDefinition... migrations) {
		migrator(List.of(), migrations).migrate();
	}

	private Migrator migrator(List<MigrationListener> listeners, MigrationDefinition... migrations) {
		return new Migrator(new DriverManagerDataSource(this.url, "sa", ""), MigrationChain.of(List.of(migrations)),
				MigrationSettings.defaults(), listeners);
	}

	private static MigrationDefinition migration(String id, String name, String parent, String sql) {
		return MigrationDefinition.of(id, name, parent, List.of(new RunSql(sql, List.of(), List.of())), List.of());
	}

	/**
	 * Compare the report with the expected text, in which {@code <any>} stands for what
	 * differs from run to run.
	 */
	private static void assertReport(CapturedOutput output, String expected) {
		String text = output.getOut();
		int start = text.indexOf("Description:");
		assertThat(start).as(text).isPositive();
		String pattern = Arrays.stream(expected.strip().split("<any>"))
			.map(Pattern::quote)
			.collect(Collectors.joining("[^\\s,]+"));
		assertThat(text.substring(start).strip()).matches(pattern);
	}

	/**
	 * An application that has no entities but those it names.
	 */
	@Target(ElementType.TYPE)
	@Retention(RetentionPolicy.RUNTIME)
	@SpringBootConfiguration
	@EnableAutoConfiguration(exclude = MasterRecordRepositoriesAutoConfiguration.class)
	@EntityScan("io.masterrecord.autoconfigure.empty")
	@interface Application {

	}

	@Application
	static class Nothing {

	}

	@Application
	static class Mistakes {

		@Bean
		MasterRecordConfigurer entities() {
			return (context) -> {
				context.entity(First.class);
				context.entity(Second.class);
			};
		}

		@Table(name = "thing")
		record First(@Id long id) {
		}

		@Table(name = "thing")
		record Second(@Id long id, @Indexed Object anything) {
		}

	}

	@Application
	static class Unmigrated {

		@Bean
		MasterRecordConfigurer entities() {
			return (context) -> context.entity(Gadget.class);
		}

		record Gadget(@Id long id) {
		}

	}

	@Application
	static class Unstable {

		@Bean
		MasterRecordConfigurer views() {
			AtomicInteger calls = new AtomicInteger();
			return (context) -> context.view("counted").as("select " + calls.incrementAndGet());
		}

	}

	@Application
	static class Fork {

		@Bean
		MigrationChain chain() {
			return MigrationChain.of(List.of(migration("1", "First", "", "select 1"),
					migration("2", "Left", "1", "select 2"), migration("3", "Right", "1", "select 3")));
		}

	}

	@Application
	static class Failing {

		@Bean
		MigrationChain chain() {
			return MigrationChain.of(List.of(migration("1", "Fails", "", "insert into nowhere values (1)")));
		}

	}

	@Application
	static class Edited {

		@Bean
		MigrationChain chain() {
			return MigrationChain.of(List.of(migration("1", "First", "", "select 2")));
		}

	}

	@Application
	static class Branch {

		@Bean
		MigrationChain chain() {
			return MigrationChain
				.of(List.of(migration("1", "First", "", "select 2"), migration("2", "Second", "1", "select 3")));
		}

	}

	@Application
	static class Oracle {

		@Bean
		DataSource dataSource() {
			return new DelegatingDataSource(new DriverManagerDataSource("jdbc:h2:mem:oracle", "sa", "")) {

				@Override
				public Connection getConnection() throws SQLException {
					return pretending(Connection.class, super.getConnection());
				}

			};
		}

		@SuppressWarnings("unchecked")
		private static <T> T pretending(Class<T> type, T target) {
			return (T) Proxy.newProxyInstance(Oracle.class.getClassLoader(), new Class<?>[] { type },
					(proxy, method, arguments) -> switch (method.getName()) {
						case "getMetaData" ->
							pretending(DatabaseMetaData.class, (DatabaseMetaData) method.invoke(target, arguments));
						case "getDatabaseProductName" -> "Oracle";
						case "getDatabaseProductVersion" -> "23.1";
						default -> method.invoke(target, arguments);
					});
		}

	}

	@Application
	static class TwoDataSources {

		@Bean
		DataSource billing() {
			return new DriverManagerDataSource("jdbc:h2:mem:billing", "sa", "");
		}

		@Bean
		DataSource orders() {
			return new DriverManagerDataSource("jdbc:h2:mem:orders", "sa", "");
		}

	}

	@Application
	static class Seeds {

		@Bean
		MasterRecordConfigurer configurer() {
			return (context) -> context.entity(Setting.class)
				.seed(new Setting("colour", "red"))
				.seed(new Setting("colour", "blue"));
		}

		@Bean
		Object planned(ContextDefinition definition) {
			return definition.seeds();
		}

		record Setting(@Id String name, String value) {
		}

	}

	@Application
	@EnableMasterRecordRepositories(considerNestedRepositories = true, basePackageClasses = WrongRepository.class,
			includeFilters = @Filter(type = FilterType.ASSIGNABLE_TYPE, classes = WrongRepository.Things.class))
	static class WrongRepository {

		@Bean
		MasterRecordConfigurer configurer() {
			return (context) -> context.entity(Thing.class);
		}

		record Thing(@Id Long id) {
		}

		interface Things extends MasterRecordRepository<Thing, String> {

		}

	}

	@Application
	static class Circle {

		@Bean
		MigrationListener listener(JdbcClient jdbc) {
			return new MigrationListener() {
			};
		}

	}

}
