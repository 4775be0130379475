package io.masterrecord.diff;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;

import io.masterrecord.diff.EvolvingModel.Features;
import io.masterrecord.dialect.LiveSchema;
import io.masterrecord.operation.Description;
import io.masterrecord.operation.InsertRows;
import io.masterrecord.operation.RunSql;
import io.masterrecord.operation.SchemaFold;
import io.masterrecord.operation.SchemaOperation;
import io.masterrecord.operation.Simplification;
import io.masterrecord.operation.UpsertRows;
import io.masterrecord.schema.Environments;
import io.masterrecord.schema.PrimaryKey;
import io.masterrecord.schema.Row;
import io.masterrecord.schema.Schema;
import io.masterrecord.schema.SchemaDifference;
import io.masterrecord.schema.Table;
import io.masterrecord.schema.TypeName;
import io.masterrecord.testing.Engine;
import io.masterrecord.testing.EngineTest;
import io.masterrecord.testing.TestDatabase;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Random evolutions of models, with declared rows and SQL between the steps, and fewer
 * operations made of them: both leave the same tables and rows. A failure names its seed.
 */
class RandomSimplificationTests {

	private static final long SECONDS = 5;

	@Test
	void leadsToTheSameSchemaWithFewerOperations() {
		int all = 0;
		int fewer = 0;
		int unchanged = 0;
		for (long seed = 1; seed <= 150; seed++) {
			try {
				List<SchemaOperation> chain = new Evolution(seed, Engine.POSTGRESQL).operations();
				List<SchemaOperation> simplified = Simplification.of(Schema.empty(), chain);
				all += chain.size();
				fewer += simplified.size();
				unchanged += simplified.equals(chain) ? 1 : 0;
				assertThat(SchemaDifference.between(SchemaFold.apply(Schema.empty(), simplified),
						SchemaFold.apply(Schema.empty(), chain)))
					.isEmpty();
				assertThat(Simplification.of(Schema.empty(), simplified)).as("once more").isEqualTo(simplified);
			}
			catch (RuntimeException | AssertionError ex) {
				throw new AssertionError("Seed %d: %s".formatted(seed, ex.getMessage()), ex);
			}
		}
		System.out
			.println("%d operations became %d; %d of 150 chains stayed as they were".formatted(all, fewer, unchanged));
		assertThat(fewer).isLessThan(all * 2 / 3);
		assertThat(unchanged).isLessThan(8);
	}

	@EngineTest
	void leadsToTheSameTablesAndRows(TestDatabase database) throws SQLException {
		Integer wanted = Integer.getInteger("masterrecord.test.models");
		int most = (wanted != null) ? wanted : 25;
		long first = Long.getLong("masterrecord.test.seed", 1);
		long deadline = System.nanoTime() + SECONDS * 1_000_000_000L;
		int cases = 0;
		try (TestDatabase other = TestDatabase.create(database.engine());
				LiveSchema all = LiveSchema.of(database);
				LiveSchema fewer = LiveSchema.of(other)) {
			for (long seed = first; cases < most && (wanted != null || System.nanoTime() < deadline); seed++) {
				try {
					compare(all, fewer, new Evolution(seed, database.engine()).operations());
				}
				catch (RuntimeException | SQLException | AssertionError ex) {
					throw new AssertionError("Seed %d on %s: %s".formatted(seed, database.engine(), ex.getMessage()),
							ex);
				}
				cases++;
			}
		}
		System.out.println("%d chains simplified on %s, seeds from %d".formatted(cases, database.engine(), first));
		assertThat(cases).isPositive();
	}

	private static void compare(LiveSchema all, LiveSchema fewer, List<SchemaOperation> chain) throws SQLException {
		List<SchemaOperation> simplified = Simplification.of(Schema.empty(), chain);
		apply(all, chain);
		apply(fewer, simplified);
		CatalogCheck.verify("all operations", all, all.expected().withSeeds(Map.of()));
		CatalogCheck.verify("fewer operations", fewer, all.expected().withSeeds(Map.of()));
		assertThat(rows(fewer))
			.as("rows after %s instead of %s", simplified.stream().map(Description::of).toList(),
					chain.stream().map(Description::of).toList())
			.isEqualTo(rows(all));
		for (LiveSchema live : List.of(all, fewer)) {
			apply(live,
					SchemaDiff
						.between(live.expected().withSeeds(Map.of()), Schema.empty(),
								RenameHints.none().butNothingElse())
						.operations());
		}
	}

	private static void apply(LiveSchema live, List<SchemaOperation> operations) throws SQLException {
		for (SchemaOperation operation : operations) {
			try {
				live.apply(operation);
			}
			catch (RuntimeException | SQLException ex) {
				throw new IllegalStateException("'%s' of %s: %s".formatted(Description.of(operation),
						operations.stream().map(Description::of).toList(), ex.getMessage()), ex);
			}
		}
	}

	/**
	 * Read all rows, with their values by column, since the order of columns is not the
	 * same; without those that the clock gives.
	 */
	private static Map<String, List<String>> rows(LiveSchema live) throws SQLException {
		Map<String, List<String>> rows = new TreeMap<>();
		for (Table table : live.expected().tables().values()) {
			String columns = table.columns()
				.stream()
				.filter((column) -> !String.valueOf(column.defaultValue()).contains("CURRENT_"))
				.map((column) -> live.quote(column.name()))
				.collect(Collectors.joining(", "));
			rows.put(table.name(),
					rows(live.connection(), "SELECT %s FROM %s".formatted(columns, live.quote(table.name()))));
		}
		return rows;
	}

	private static List<String> rows(Connection connection, String sql) throws SQLException {
		List<String> rows = new ArrayList<>();
		try (Statement statement = connection.createStatement(); ResultSet result = statement.executeQuery(sql)) {
			while (result.next()) {
				Map<String, String> row = new TreeMap<>();
				for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
					row.put(result.getMetaData().getColumnName(i), String.valueOf(result.getString(i)));
				}
				rows.add(row.toString());
			}
		}
		rows.sort(null);
		return rows;
	}

	/**
	 * The operations of a model that changes several times.
	 */
	private static final class Evolution {

		private final RandomEvolution evolution;

		private final Random random;

		private final Engine engine;

		private final List<SchemaOperation> operations = new ArrayList<>();

		private Schema schema = Schema.empty();

		private int rows;

		Evolution(long seed, Engine engine) {
			this.engine = engine;
			this.evolution = new RandomEvolution(seed, Features.of(engine));
			this.random = new Random(seed);
		}

		List<SchemaOperation> operations() {
			for (int i = 0; i < 5; i++) {
				this.evolution.steps((i == 0) ? 8 : 4);
				RenameHints hints = (i == 0) ? RenameHints.none().butNothingElse() : this.evolution.takeHints();
				if (i == 0) {
					this.evolution.takeHints();
				}
				SchemaDiff.between(this.schema, this.evolution.schema(), hints).operations().forEach(this::add);
				if (i < 4) {
					writeRows();
				}
			}
			return this.operations;
		}

		private void add(SchemaOperation operation) {
			this.operations.add(operation);
			this.schema = SchemaFold.apply(this.schema, operation);
		}

		/**
		 * Write rows into tables that ask for no more than a key, again and again.
		 */
		private void writeRows() {
			for (Table table : List.copyOf(this.schema.tables().values())) {
				PrimaryKey key = table.primaryKey();
				if (key == null || key.columns().size() != 1 || !isSimple(table, key.columns().get(0))) {
					continue;
				}
				List<String> columns = key.columns();
				switch (this.random.nextInt(5)) {
					case 0 -> add(new InsertRows(table.name(), columns, Environments.everywhere(),
							List.of(row(table, columns.get(0), 1000 + this.rows++))));
					// A number of 0 is none to MariaDB and MySQL, where they number rows.
					case 1, 2 -> add(new UpsertRows(table.name(), columns, List.of(), Environments.everywhere(),
							List.of(row(table, columns.get(0), 1 + this.random.nextInt(3)))));
					case 3 -> {
					}
					default -> {
						if (this.random.nextInt(2) == 0) {
							add(new RunSql("DELETE FROM %s WHERE 1 = 0".formatted(this.engine.quote(table.name())),
									List.of(), List.of()));
						}
					}
				}
			}
		}

		private static boolean isSimple(Table table, String key) {
			return table.name().matches("[a-z_0-9]+") && table.foreignKeys().isEmpty() && table.uniques().isEmpty()
					&& table.checks().isEmpty() && table.indexes().stream().noneMatch((index) -> index.unique())
					&& table.columns().stream().noneMatch((column) -> column.isComputed())
					&& table.columns()
						.stream()
						.filter((column) -> !column.name().equals(key))
						.allMatch((column) -> column.nullable() || column.defaultValue() != null)
					&& switch (table.column(key).orElseThrow().type().name()) {
						case SMALLINT, INTEGER, BIGINT -> true;
						default -> false;
					};
		}

		private Row row(Table table, String key, long id) {
			Map<String, Object> values = new LinkedHashMap<>();
			values.put(key, id);
			table.columns()
				.stream()
				.filter((column) -> column.type().name() == TypeName.VARCHAR && column.type().size() > 2)
				.forEach((column) -> values.put(column.name(), "v" + this.random.nextInt(9)));
			return Row.of(values);
		}

	}

}
