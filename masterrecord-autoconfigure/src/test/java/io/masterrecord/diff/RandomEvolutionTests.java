package io.masterrecord.diff;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

import io.masterrecord.catalog.SchemaComparison;
import io.masterrecord.diff.EvolvingModel.Features;
import io.masterrecord.dialect.LiveSchema;
import io.masterrecord.operation.Description;
import io.masterrecord.operation.Inversion;
import io.masterrecord.operation.SchemaOperation;
import io.masterrecord.schema.Schema;
import io.masterrecord.testing.EngineTest;
import io.masterrecord.testing.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A model that changes from A to B to C, in databases with rows: after each step the
 * catalog equals the model and that of a database in which the model was made from
 * nothing, a second diff is empty and the rows are kept; after each step back it equals
 * the model of before. A failure names its seed; more cases are run with
 * {@code -Dmasterrecord.test.models=…}.
 */
class RandomEvolutionTests {

	private static final long SECONDS = 5;

	private static final Pattern CASTS = Pattern.compile(" : : (character varying|\\w+)( \\[ \\])?|[()\\[\\] ]");

	@EngineTest
	void leadsThereAndBackWithoutLosingRows(TestDatabase database) throws SQLException {
		Integer wanted = Integer.getInteger("masterrecord.test.models");
		// A fast machine is to see nothing that a slow one does not.
		int most = (wanted != null) ? wanted : 40;
		long first = Long.getLong("masterrecord.test.seed", 1);
		long deadline = System.nanoTime() + SECONDS * 1_000_000_000L;
		int cases = 0;
		try (TestDatabase other = TestDatabase.create(database.engine());
				LiveSchema live = LiveSchema.of(database);
				LiveSchema fresh = LiveSchema.of(other)) {
			for (long seed = first; cases < most && (wanted != null || System.nanoTime() < deadline); seed++) {
				try {
					new Evolution(live, fresh, seed).run(Features.of(database.engine()));
				}
				catch (RuntimeException | SQLException | AssertionError ex) {
					throw new AssertionError("Seed %d on %s: %s".formatted(seed, database.engine(), ex.getMessage()),
							ex);
				}
				cases++;
			}
		}
		System.out
			.println("%d random changes of a model on %s, seeds from %d".formatted(cases, database.engine(), first));
		assertThat(cases).isPositive();
	}

	/**
	 * One model and its three states.
	 */
	private static final class Evolution {

		private static final RenameHints NOTHING_RENAMED = RenameHints.none().butNothingElse();

		private final LiveSchema live;

		private final LiveSchema fresh;

		private final long seed;

		private final Random random;

		Evolution(LiveSchema live, LiveSchema fresh, long seed) {
			this.live = live;
			this.fresh = fresh;
			this.seed = seed;
			this.random = new Random(seed);
		}

		void run(Features features) throws SQLException {
			RandomEvolution evolution = new RandomEvolution(this.seed, features);
			evolution.steps(12);
			evolution.takeHints();
			Schema a = evolution.schema();
			up(a, NOTHING_RENAMED);
			EvolvingRows.insert(this.live, a);
			evolution.steps(10);
			Step toB = up(evolution.schema(), evolution.takeHints());
			EvolvingRows.insert(this.live, evolution.schema());
			evolution.steps(10);
			Step toC = up(evolution.schema(), evolution.takeHints());
			back(toC);
			back(toB);
			CatalogCheck.verify("back at A", this.live, a);
			up(Schema.empty(), NOTHING_RENAMED);
		}

		private Step up(Schema to, RenameHints hints) throws SQLException {
			Schema from = this.live.expected();
			List<SchemaOperation> operations = SchemaDiff.between(from, to, hints).operations();
			Step step = new Step(from, Inversion.of(from, operations).operations(), to);
			apply("up", from, operations, to);
			assertThat(SchemaDiff.between(this.live.expected(), to, hints).operations()).as("the second diff")
				.isEmpty();
			verifyTexts();
			return step;
		}

		private void back(Step step) throws SQLException {
			apply("back", this.live.expected(), step.back(), step.from());
			verifyTexts();
		}

		private void apply(String way, Schema from, List<SchemaOperation> operations, Schema to) throws SQLException {
			Map<String, String> before = EvolvingRows.contents(this.live, from, operations, to, false);
			for (SchemaOperation operation : operations) {
				try {
					if (this.random.nextBoolean()) {
						this.live.apply(operation);
					}
					else {
						this.live.applyOnline(operation);
					}
				}
				catch (RuntimeException | SQLException ex) {
					throw new IllegalStateException("'%s' of %s: %s".formatted(Description.of(operation),
							operations.stream().map(Description::of).toList(), ex.getMessage()), ex);
				}
			}
			CatalogCheck.verify(way, this.live, to);
			Map<String, String> after = EvolvingRows.contents(this.live, from, operations, to, true);
			after.forEach((name, value) -> assertThat(value).as(way + ": rows or values of " + name)
				.isEqualTo(before.get(name)));
		}

		/**
		 * Defaults, conditions and expressions are kept in words of the server; those of
		 * a database that was made at once are the same.
		 */
		private void verifyTexts() throws SQLException {
			if (this.random.nextInt(3) > 0) {
				return; // tables are made slowly
			}
			for (SchemaOperation operation : SchemaDiff
				.between(Schema.empty(), this.live.expected().withSeeds(Map.of()), NOTHING_RENAMED)
				.operations()) {
				this.fresh.apply(operation);
			}
			Map<String, String> atOnce = texts(this.fresh);
			for (SchemaOperation operation : SchemaDiff.between(this.fresh.expected(), Schema.empty(), NOTHING_RENAMED)
				.operations()) {
				this.fresh.apply(operation);
			}
			assertThat(texts(this.live)).as("step by step, and made at once").isEqualTo(atOnce);
		}

	}

	/**
	 * Read what a server says of each table, without the name of the database that it is
	 * kept in, in the same quotes, and without casts and what encloses them, which it
	 * sets otherwise when it has written a condition anew.
	 */
	private static Map<String, String> texts(LiveSchema live) throws SQLException {
		String database = live.connection().getCatalog();
		String prefix = (database != null) ? live.quote(database) + " . " : "never";
		SchemaComparison comparison = SchemaComparison.of(live.dialect(), Set.of("production")).withTexts();
		Map<String, String> texts = new TreeMap<>();
		RandomSchemas.normal(comparison.normalize(live.read()))
			.tables()
			.forEach((name, table) -> texts.put(name,
					CASTS.matcher(table.toString().replace(prefix, "").replace('`', '"')).replaceAll("")));
		return texts;
	}

	/**
	 * A step that can be taken back.
	 */
	private record Step(Schema from, List<SchemaOperation> back, Schema to) {
	}

}
