package io.masterrecord.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.masterrecord.command.shop.ShopApplication;
import io.masterrecord.testing.SecondJvm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the application as its own command line, each in a process of its own.
 */
class CommandLineTests {

	private static final String UNREACHABLE = "--spring.datasource.url=jdbc:postgresql://localhost:1/none";

	private static final Duration PATIENCE = Duration.ofMinutes(2);

	@TempDir
	private Path folder;

	@Test
	void addsAMigrationWithoutStartingAnythingAndWithoutADatabase() throws IOException {
		Outcome added = run("add", "first shop", "--source-directory", this.folder.toString(), UNREACHABLE,
				"--masterrecord.migrations.package-name=db.shop");

		assertThat(added.output()).contains("create table item (id, name)");
		assertThat(added.exitCode()).isZero();
		assertThat(Files.readString(this.folder.resolve("db/shop/FirstShop.java"))).contains("package db.shop;")
			.contains("schema.createTable(\"item\"");
		assertThat(this.folder.resolve("started")).doesNotExist();

		Outcome uncompiled = run("add", "second", "--json", "--source-directory", this.folder.toString(), UNREACHABLE,
				"--masterrecord.migrations.package-name=db.shop");

		assertThat(uncompiled.exitCode()).isEqualTo(ExitCode.REFUSED.code());
		assertThat(uncompiled.json().at("/error/description").asString()).contains("'FirstShop'",
				"not on the class path");
		assertThat(uncompiled.json().at("/error/action").asString()).contains("Compile");
		assertThat(this.folder.resolve("db/shop/Second.java")).doesNotExist();
	}

	@Test
	void printsOneDocumentAlsoWhenItFails() {
		Outcome failed = run("migrate", "--json", UNREACHABLE);

		assertThat(failed.exitCode()).isEqualTo(ExitCode.UNREACHABLE.code());
		assertThat(failed.json().path("command").asString()).isEqualTo("migrate");
		assertThat(failed.json().path("exitCode").asInt()).isEqualTo(8);
		assertThat(failed.json().at("/error/description").asString()).contains("localhost:1");
		assertThat(this.folder.resolve("started")).doesNotExist();
	}

	@Test
	void showsTheStatusOfADatabase() {
		Outcome status = run("status", "--json", "--spring.datasource.url=jdbc:h2:mem:status");

		assertThat(status.exitCode()).isZero();
		assertThat(status.json().path("state").asString()).isEqualTo("UP_TO_DATE");
		assertThat(status.json().at("/database/dialect").asString()).isEqualTo("h2");
		assertThat(this.folder.resolve("started")).doesNotExist();
	}

	@Test
	void propertiesOfTheApplicationMayStandBeforeTheCommand() {
		try (SecondJvm process = SecondJvm.of(ShopApplication.class)
			.args("--spring.datasource.url=jdbc:h2:mem:before", "--spring.main.banner-mode=off", "masterrecord",
					"status", "--json")
			.property("shop.started", this.folder.resolve("started").toString())
			.start()) {
			assertThat(process.exitCode(PATIENCE)).isZero();
			assertThat(process.output()).startsWith("{").contains("\"command\" : \"status\"");
		}
		assertThat(this.folder.resolve("started")).doesNotExist();
	}

	@Test
	void explainsItselfWhenItIsNotUnderstood() {
		Outcome unknown = run("frobnicate");

		assertThat(unknown.exitCode()).isEqualTo(ExitCode.USAGE.code());
		assertThat(unknown.output()).contains("frobnicate", "Usage: masterrecord");
	}

	@Test
	void printsOneDocumentAlsoWhenItIsNotUnderstood() {
		Outcome unknown = run("stauts", "--json");
		assertThat(unknown.exitCode()).isEqualTo(ExitCode.USAGE.code());
		assertThat(unknown.json().at("/error/code").asString()).isEqualTo("USAGE");
		assertThat(unknown.json().at("/error/action").asString()).isEqualTo("Did you mean 'masterrecord status'?");
		Outcome missing = run("add", "--json");
		assertThat(missing.json().at("/error/description").asString()).contains("NAME");
		assertThat(missing.json().at("/error/action").asString()).startsWith("'masterrecord help add'");
	}

	@Test
	void keepsTheLogOfTheApplicationOutOfTheDocument() throws IOException {
		Path configuration = Files.writeString(this.folder.resolve("logback.xml"), """
				<configuration>
					<appender name="OUT" class="ch.qos.logback.core.ConsoleAppender">
						<encoder><pattern>%msg%n</pattern></encoder>
					</appender>
					<root level="DEBUG"><appender-ref ref="OUT"/></root>
				</configuration>
				""");
		try (SecondJvm process = SecondJvm.of(ShopApplication.class)
			.args("masterrecord", "status", "--json", "--spring.datasource.url=jdbc:h2:mem:logged",
					"--logging.config=" + configuration)
			.property("shop.started", this.folder.resolve("started").toString())
			.withoutErrors()
			.start()) {
			assertThat(process.exitCode(PATIENCE)).isZero();
			assertThat(process.output()).startsWith("{").endsWith("}");
		}
	}

	@Test
	void suggestsTheCommandThatWasProbablyMeant() {
		Outcome misspelt = run("stauts");

		assertThat(misspelt.exitCode()).isEqualTo(ExitCode.USAGE.code());
		assertThat(misspelt.output()).contains("stauts", "Did you mean 'masterrecord status'?");
	}

	@Test
	void helps() {
		Outcome all = run("--help");
		Outcome one = run("add", "--help");

		assertThat(all.output()).startsWith("Usage: masterrecord").contains("rollback", "Exit codes:");
		assertThat(all.exitCode()).isZero();
		assertThat(one.output()).startsWith("Usage: masterrecord add").contains("--source-directory");
		assertThat(one.exitCode()).isZero();
	}

	@Test
	void saysWhyTheApplicationCannotBeDescribed() {
		Outcome failed = run("diff", "--json", "--masterrecord.migrations.mode=sometimes");

		assertThat(failed.exitCode()).isEqualTo(ExitCode.FAILED.code());
		assertThat(failed.json().at("/error/description").asString()).contains("masterrecord.migrations.mode");
	}

	@Test
	void leavesOutWhatOnlyAnApplicationThatRunsNeeds() throws IOException {
		List<String> loaded = classesOf("add", "first shop", "--source-directory", this.folder.toString(), UNREACHABLE,
				"--masterrecord.migrations.package-name=db.shop");

		assertThat(loaded).contains(ShopApplication.class.getName())
			.noneMatch((name) -> name.startsWith("org.hibernate.validator.internal.engine."))
			.noneMatch((name) -> name.startsWith("org.springframework.boot.webmvc.autoconfigure."))
			.noneMatch((name) -> name.startsWith("tools.jackson.databind.ser."))
			.doesNotContain("com.zaxxer.hikari.pool.HikariPool")
			.noneMatch((name) -> name.startsWith("org.postgresql."))
			.noneMatch((name) -> name.startsWith("org.springframework.boot.tomcat."));
	}

	@Test
	void makesNothingThatOnlyRowsAndDatabasesNeed() throws IOException {
		List<String> loaded = classesOf("add", "first shop", "--source-directory", this.folder.toString(), UNREACHABLE,
				"--masterrecord.migrations.package-name=db.shop")
			.stream()
			.filter((name) -> name.startsWith("io.masterrecord."))
			.toList();

		assertThat(loaded).as("what makes and reads rows")
			.contains("io.masterrecord.model.Instantiator$OfRecord", "io.masterrecord.model.Getter")
			.doesNotContain("io.masterrecord.model.Instantiator$Components", "io.masterrecord.model.Getter$Absence")
			.noneMatch((name) -> name.startsWith("io.masterrecord.query.RowReader"));
		assertThat(loaded).as("what tells migrations of a database apart")
			.contains("io.masterrecord.migration.MigrationChain")
			.doesNotContain("io.masterrecord.operation.CanonicalText", "io.masterrecord.migration.RunLoop");
		assertThat(loaded).as("other commands")
			.contains("io.masterrecord.command.AddCommand")
			.doesNotContain("io.masterrecord.command.StatusCommand", "io.masterrecord.command.DriftCommand");
	}

	@Test
	void keepsWhatConfigurersMayNeed() {
		Outcome changed = run("diff", "--spring.profiles.active=dependent");

		assertThat(changed.output()).contains("create table item (id, name)");
		assertThat(changed.exitCode()).isEqualTo(ExitCode.MODEL_CHANGED.code());
	}

	private List<String> classesOf(String... arguments) throws IOException {
		Path classes = this.folder.resolve("classes.txt");
		Outcome outcome = run(List.of("-Xlog:class+load:file=" + classes), arguments);
		assertThat(outcome.exitCode()).isZero();
		return Files.readAllLines(classes)
			.stream()
			.map((line) -> line.replaceAll("^(\\[[^]]*])+ ", ""))
			.map((line) -> line.split(" ")[0])
			.toList();
	}

	private Outcome run(String... arguments) {
		return run(List.of(), arguments);
	}

	private Outcome run(List<String> jvmArguments, String... arguments) {
		List<String> all = new ArrayList<>(List.of("masterrecord"));
		all.addAll(List.of(arguments));
		try (SecondJvm process = SecondJvm.of(ShopApplication.class)
			.args(all.toArray(String[]::new))
			.jvmArgs(jvmArguments.toArray(String[]::new))
			.property("shop.started", this.folder.resolve("started").toString())
			.start()) {
			int exitCode = process.exitCode(PATIENCE);
			return new Outcome(exitCode, process.output());
		}
	}

	private record Outcome(int exitCode, String output) {

		JsonNode json() {
			assertThat(this.output).as("nothing but the document").startsWith("{").endsWith("}");
			return JsonMapper.shared().readTree(this.output);
		}

	}

}
