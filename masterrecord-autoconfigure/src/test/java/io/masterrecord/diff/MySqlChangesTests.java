package io.masterrecord.diff;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import io.masterrecord.dialect.Dialect;
import io.masterrecord.dialect.DialectException;
import io.masterrecord.dialect.Dialects;
import io.masterrecord.dialect.SqlCommand;
import io.masterrecord.diff.EvolvingModel.Features;
import io.masterrecord.operation.CreateRoutine;
import io.masterrecord.operation.Inversion;
import io.masterrecord.operation.SchemaFold;
import io.masterrecord.operation.SchemaOperation;
import io.masterrecord.schema.Routine;
import io.masterrecord.schema.Schema;
import io.masterrecord.testing.Engine;
import io.masterrecord.testing.MySqlGrammar;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whatever a model may change, there and back, is SQL of MySQL by its grammar, or is
 * refused by name. No server is needed.
 */
class MySqlChangesTests {

	private static final int CASES = Integer.getInteger("masterrecord.test.cases", 60);

	private final Dialect dialect = Dialects.of("mysql");

	private final Set<String> statements = new LinkedHashSet<>();

	private final List<String> refusals = new ArrayList<>();

	@Test
	void everyNamedChangeIsSqlOfMySql() throws IOException {
		List<SchemaChangesTests.Case> cases = SchemaChangesTests.cases()
			.filter((change) -> change.problems().isEmpty())
			.toList();
		for (SchemaChangesTests.Case change : cases) {
			Schema from = SchemaNotation.schema(change.before());
			render(Schema.empty(),
					SchemaDiff.between(Schema.empty(), from, RenameHints.none().butNothingElse()).operations());
			thereAndBack(from, SchemaNotation.schema(change.after()), change.hints());
		}
		assertThat(this.statements).hasSizeGreaterThan(cases.size());
		assertThat(this.statements).allSatisfy((sql) -> assertThat(MySqlGrammar.check(sql)).as(sql).isEmpty());
		assertThat(this.refusals).isNotEmpty().allSatisfy((message) -> assertThat(message).contains("mysql"));
	}

	@Test
	void randomChangesAreSqlOfMySql() {
		for (long seed = 1; seed <= CASES; seed++) {
			RandomEvolution evolution = new RandomEvolution(seed, Features.of(Engine.MYSQL));
			evolution.steps(10);
			evolution.takeHints();
			Schema a = evolution.schema();
			thereAndBack(Schema.empty(), a, RenameHints.none().butNothingElse());
			evolution.steps(12);
			thereAndBack(a, evolution.schema(), evolution.takeHints());
		}
		assertThat(this.statements).hasSizeGreaterThan(CASES);
		assertThat(this.statements).allSatisfy((sql) -> assertThat(MySqlGrammar.check(sql)).as(sql).isEmpty());
		assertThat(this.refusals).isEmpty();
	}

	private void thereAndBack(Schema from, Schema to, RenameHints hints) {
		List<SchemaOperation> operations = SchemaDiff.between(from, to, hints).operations();
		render(from, operations);
		render(SchemaFold.apply(from, operations), Inversion.of(from, operations).operations());
	}

	private void render(Schema before, List<SchemaOperation> operations) {
		Schema schema = before;
		for (SchemaOperation operation : operations) {
			if (operation instanceof CreateRoutine create && create.routine().kind() != Routine.Kind.VIEW) {
				schema = SchemaFold.apply(schema, operation);
				continue; // its text is that of the list
			}
			try {
				this.dialect.render(schema, operation).stream().map(SqlCommand::sql).forEach(this.statements::add);
			}
			catch (DialectException ex) {
				this.refusals.add(String.valueOf(ex.getMessage()));
			}
			schema = SchemaFold.apply(schema, operation);
		}
	}

}
