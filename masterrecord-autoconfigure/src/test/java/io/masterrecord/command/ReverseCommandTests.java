package io.masterrecord.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

import io.masterrecord.generate.GenerationSettings;
import io.masterrecord.migration.MigrationChain;
import io.masterrecord.migration.MigrationSettings;
import io.masterrecord.migration.Migrator;
import io.masterrecord.testing.Engine;
import io.masterrecord.testing.EngineTest;
import io.masterrecord.testing.TestDatabase;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ReverseCommand}.
 */
class ReverseCommandTests {

	private final StringWriter out = new StringWriter();

	private final StringWriter err = new StringWriter();

	@TempDir
	private Path sources;

	@EngineTest(only = Engine.H2)
	void writesEntitiesOnceAndNeverOverThem(TestDatabase database) throws IOException {
		database.jdbc().sql("CREATE TABLE \"plan\" (\"id\" bigint PRIMARY KEY, \"code\" varchar(20))").update();
		database.jdbc().sql("CREATE TABLE \"log\" (\"line\" varchar(20))").update();
		assertThat(run(database, "reverse", "com.example.shop")).isEqualTo(ExitCode.OK.code());
		Path plan = this.sources.resolve("com/example/shop/Plan.java");
		assertThat(this.out.toString()).contains("Wrote " + plan,
				"Note: table 'log' has no primary key, and gets no entity.", "'masterrecord baseline ID'");
		assertThat(plan).content().contains("package com.example.shop;", "public record Plan(");

		Files.writeString(plan, "mine");
		assertThat(run(database, "reverse", "com.example.shop")).isEqualTo(ExitCode.REFUSED.code());
		assertThat(this.err.toString()).contains("There are files already: " + plan, "Nothing was written");
		assertThat(plan).hasContent("mine");
	}

	@EngineTest(only = Engine.H2)
	void refusesWhatItDoesNotKnow(TestDatabase database) {
		assertThat(run(database, "reverse", "com.example.new")).isEqualTo(ExitCode.REFUSED.code());
		assertThat(this.err.toString()).contains("'com.example.new' is no name of a package.");
		database.jdbc().sql("CREATE TABLE \"plan\" (\"id\" bigint PRIMARY KEY)").update();
		assertThat(run(database, "reverse", "com.example.shop", "--table", "plans")).isEqualTo(ExitCode.REFUSED.code());
		assertThat(this.err.toString()).contains("There is no table 'plans' in h2", "Name one of plan.");
		assertThat(this.sources).isEmptyDirectory();
	}

	private int run(TestDatabase database, String... arguments) {
		DefaultListableBeanFactory beans = new DefaultListableBeanFactory();
		beans.registerSingleton("migrator",
				new Migrator(database.dataSource(), MigrationChain.of(List.of()), MigrationSettings.defaults()));
		beans.registerSingleton("settings",
				new GenerationSettings("db.migrations", this.sources.toString(), Clock.systemUTC()));
		CommandOutput output = new CommandOutput(new PrintWriter(this.out), new PrintWriter(this.err));
		return new CommandLineRun(new Application(beans, new MockEnvironment(), null), output).run(List.of(arguments));
	}

}
