package io.masterrecord.generate;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import io.masterrecord.context.ContextDefinition;
import io.masterrecord.migration.Migration;
import io.masterrecord.migration.MigrationChain;
import io.masterrecord.migration.MigrationDefinition;
import io.masterrecord.testing.CompileCheck;
import io.masterrecord.testing.SecondJvm;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Entities and seeds that are declared by way of sets and maps say the same in each
 * process, though these have another order in each. Only rows that come out of a set are
 * written in the order in which they come.
 */
class OtherProcessTests {

	private static final int PROCESSES = 3;

	@Test
	void hasNothingToAddToTheMigrationOfAnotherOne() throws Exception {
		List<String> outputs = new ArrayList<>();
		for (int i = 0; i < PROCESSES; i++) {
			try (SecondJvm process = SecondJvm.of(DeclaringProcess.class).start()) {
				assertThat(process.exitCode(Duration.ofMinutes(2))).as(process::output).isZero();
				outputs.add(process.output());
			}
		}
		Set<String> orders = outputs.stream().map(OtherProcessTests::order).collect(Collectors.toSet());
		assertThat(orders).as("the order of a set differs, or there is nothing to show").hasSizeGreaterThan(1);
		assertThat(outputs.stream().map(OtherProcessTests::tables)).as("bytes").containsOnly(tables(outputs.get(0)));
		assertThat(outputs.stream().map(OtherProcessTests::rows)).as("rows").containsOnly(rows(outputs.get(0)));
		ContextDefinition definition = DeclaringProcess.definition();
		for (String output : outputs) {
			PendingChanges changes = PendingChanges.between(chain(source(output)), definition.model(),
					DeclaringProcess.seeds(definition));
			assertThat(changes.operations()).isEmpty();
		}
	}

	private static String order(String output) {
		return output.lines().filter((line) -> line.startsWith("order ")).findFirst().orElseThrow();
	}

	private static String source(String output) {
		return output.substring(output.indexOf("package "));
	}

	private static String tables(String output) {
		String source = source(output);
		return source.substring(0, source.indexOf("schema.upsert")) + source.substring(source.indexOf("void down("));
	}

	private static Set<String> rows(String output) {
		return source(output).lines()
			.map((line) -> line.replace(";", "").strip())
			.filter((line) -> !line.isEmpty())
			.collect(Collectors.toSet());
	}

	private static MigrationChain chain(String source) throws ClassNotFoundException {
		Class<?> type = CompileCheck.Compiler.JAVAC.compile(source).load().loadClass("db.same.Same");
		return MigrationChain.of(List.of(MigrationDefinition.record(type.asSubclass(Migration.class))));
	}

}
