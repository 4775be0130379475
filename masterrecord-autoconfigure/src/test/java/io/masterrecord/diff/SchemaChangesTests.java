package io.masterrecord.diff;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import io.masterrecord.MasterRecordException;
import io.masterrecord.operation.Description;
import io.masterrecord.operation.Inversion;
import io.masterrecord.operation.SchemaFold;
import io.masterrecord.schema.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Runs the list of changes in {@code changes.txt}: what leads from one model to another,
 * that nothing is left to do afterwards, and that the way back leads back.
 */
class SchemaChangesTests {

	@ParameterizedTest(name = "{0}")
	@MethodSource("cases")
	void leadsFromOneModelToAnother(Case change) {
		Schema from = SchemaNotation.schema(change.before());
		Schema to = SchemaNotation.schema(change.after());
		if (!change.problems().isEmpty()) {
			assertThatExceptionOfType(MasterRecordException.class)
				.isThrownBy(() -> SchemaDiff.between(from, to, change.hints()))
				.satisfies((ex) -> assertThat(ex).message().contains(change.problems()));
			return;
		}
		SchemaDiff diff = SchemaDiff.between(from, to, change.hints());
		assertThat(diff.operations()).extracting(Description::of).containsExactlyElementsOf(change.operations());
		assertThat(diff.remarks()).hasSameSizeAs(change.remarks());
		for (int i = 0; i < change.remarks().size(); i++) {
			assertThat(diff.remarks().get(i)).contains(change.remarks().get(i));
		}
		Schema after = SchemaFold.apply(from, diff.operations());
		assertThat(RandomSchemas.normal(after)).isEqualTo(RandomSchemas.normal(to));
		assertThat(SchemaDiff.between(after, to, change.hints()).operations()).as("the second time").isEmpty();
		Inversion back = Inversion.of(from, diff.operations());
		assertThat(back.obstacle()).isEmpty();
		assertThat(RandomSchemas.normal(SchemaFold.apply(after, back.operations()))).as("and back")
			.isEqualTo(RandomSchemas.normal(from));
	}

	@Test
	void isALongList() throws IOException {
		List<Case> cases = cases().toList();
		assertThat(cases).hasSizeGreaterThanOrEqualTo(150);
		assertThat(cases).extracting(Case::toString).doesNotHaveDuplicates();
	}

	static Stream<Case> cases() throws IOException {
		List<Case> cases = new ArrayList<>();
		String theme = "";
		Case current = null;
		for (String line : lines()) {
			if (line.startsWith("## ")) {
				theme = line.substring(3);
			}
			else if (line.startsWith("### ")) {
				current = new Case(theme + ": " + line.substring(4));
				cases.add(current);
			}
			else if (!line.isBlank() && current != null) {
				current.add(line);
			}
		}
		return cases.stream();
	}

	private static List<String> lines() throws IOException {
		try (InputStream text = Objects.requireNonNull(SchemaChangesTests.class.getResourceAsStream("changes.txt"))) {
			return new String(text.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
		}
	}

	/**
	 * A change: lines with a minus are the model before, with a plus the model after,
	 * with an equals sign both; a tilde is a hint, an arrow an operation, an exclamation
	 * mark the problem, a number sign a remark.
	 */
	static final class Case {

		private final String name;

		private final List<String> before = new ArrayList<>();

		private final List<String> after = new ArrayList<>();

		private final List<String> operations = new ArrayList<>();

		private final List<String> problems = new ArrayList<>();

		private final List<String> remarks = new ArrayList<>();

		private RenameHints hints = RenameHints.none();

		Case(String name) {
			this.name = name;
		}

		void add(String line) {
			String rest = line.substring(2).strip();
			switch (line.charAt(0)) {
				case '-' -> this.before.add(rest);
				case '+' -> this.after.add(rest);
				case '=' -> {
					this.before.add(rest);
					this.after.add(rest);
				}
				case '>' -> this.operations.add(rest);
				case '!' -> this.problems.add(rest);
				case '#' -> this.remarks.add(rest);
				case '~' -> hint(rest);
				default -> throw new IllegalArgumentException("'%s' in '%s'".formatted(line, this.name));
			}
		}

		private void hint(String text) {
			if (text.equals("nothing renamed")) {
				this.hints = this.hints.butNothingElse();
				return;
			}
			boolean fresh = text.endsWith(" is new");
			String[] parts = (fresh ? text.replace(" is new", " was  ") : text).split(" was ");
			String[] present = parts[0].split("\\.");
			this.hints = this.hints.former(present[0], (present.length > 1) ? present[1] : null, fresh ? "" : parts[1]);
		}

		List<String> before() {
			return this.before;
		}

		List<String> after() {
			return this.after;
		}

		List<String> operations() {
			return this.operations;
		}

		List<String> problems() {
			return this.problems;
		}

		List<String> remarks() {
			return this.remarks;
		}

		RenameHints hints() {
			return this.hints;
		}

		@Override
		public String toString() {
			return this.name;
		}

	}

}
