package io.masterrecord.diff;

import java.util.List;

import io.masterrecord.operation.CanonicalForm;
import io.masterrecord.operation.Inversion;
import io.masterrecord.operation.SchemaFold;
import io.masterrecord.operation.SchemaOperation;
import io.masterrecord.schema.Schema;
import org.junit.jupiter.api.Test;

import static io.masterrecord.diff.RandomSchemas.normal;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SchemaDiff} with schemas of any shape. A failure names the seed, with
 * which it can be repeated.
 */
class RandomSchemaDiffTests {

	private static final int CASES = 500;

	private static final RenameHints NOTHING_RENAMED = RenameHints.none().butNothingElse();

	@Test
	void leadsFromAnySchemaToAnyOtherAndBack() {
		for (long seed = 0; seed < CASES; seed++) {
			Schema from = RandomSchemas.of(seed);
			Schema to = RandomSchemas.of(seed + CASES);
			String description = "seed " + seed;
			List<SchemaOperation> operations = SchemaDiff.between(from, to, NOTHING_RENAMED).operations();
			Schema after = SchemaFold.apply(from, operations);
			assertThat(normal(after)).as(description).isEqualTo(normal(to));
			assertThat(SchemaDiff.between(after, to, NOTHING_RENAMED).operations()).as(description).isEmpty();
			Inversion inversion = Inversion.of(from, operations);
			assertThat(inversion.obstacle()).as(description).isEmpty();
			Schema back = SchemaFold.apply(after, inversion.operations());
			assertThat(normal(back)).as(description).isEqualTo(normal(from));
		}
	}

	@Test
	void buildsAnySchemaFromNothingAndTearsItDown() {
		for (long seed = 0; seed < CASES; seed++) {
			Schema schema = RandomSchemas.of(seed);
			Schema built = SchemaFold.apply(Schema.empty(),
					SchemaDiff.between(Schema.empty(), schema, RenameHints.none()).operations());
			assertThat(normal(built)).as("seed " + seed).isEqualTo(normal(schema));
			assertThat(SchemaFold.apply(schema,
					SchemaDiff.between(schema, Schema.empty(), RenameHints.none()).operations()))
				.as("seed " + seed)
				.isEqualTo(Schema.empty());
		}
	}

	@Test
	void saysTheSameEachTime() {
		for (long seed = 0; seed < 200; seed++) {
			assertThat(checksum(seed)).as("seed " + seed).isEqualTo(checksum(seed));
		}
	}

	private static String checksum(long seed) {
		return CanonicalForm
			.checksum(SchemaDiff.between(RandomSchemas.of(seed), RandomSchemas.of(seed + CASES), NOTHING_RENAMED)
				.operations());
	}

}
