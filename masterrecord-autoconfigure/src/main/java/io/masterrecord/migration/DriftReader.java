package io.masterrecord.migration;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

import io.masterrecord.catalog.CatalogReader;
import io.masterrecord.catalog.SchemaComparison;
import io.masterrecord.schema.Environments;
import io.masterrecord.schema.Index;
import io.masterrecord.schema.Schema;
import io.masterrecord.schema.Table;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.dao.DataAccessException;

/**
 * Compares the tables of a database with what migrations say of them, and keeps what the
 * database makes of their SQL.
 */
final class DriftReader {

	private static final Log log = LogFactory.getLog(Migrator.class);

	private final RunSession session;

	private final MigrationChain chain;

	private final Set<String> environments;

	private final ExpressionLedger ledger;

	DriftReader(RunSession session, MigrationChain chain, Set<String> environments, HistoryTables tables) {
		this.session = session;
		this.chain = chain;
		this.environments = environments;
		this.ledger = new ExpressionLedger(session, tables);
	}

	/**
	 * Compare with the migrations of some ids.
	 * @param applied the ids
	 * @param rows the rows of the history
	 */
	Drift read(Set<String> applied, List<HistoryRow> rows) {
		Schema expected = expected(applied, rows);
		SchemaComparison comparison = SchemaComparison.of(this.session.dialect(), this.environments).withTexts();
		ExpressionLedger.Translation actual = this.ledger.translate(expected,
				comparison.withNamesOf(expected, actual(expected)));
		return new Drift(this.session.product(), this.session.dialect(),
				comparison.differences(expected, actual.schema()), remarks(actual.unknown()), expected,
				comparison.reconcile(expected, actual.schema()));
	}

	/**
	 * Keep what the database makes of the SQL of the application, for later comparisons.
	 * Migrations do not depend on it, so it is no failure if that cannot be found out.
	 * @param plan how the migrations stand
	 */
	void keepExpressions(MigrationPlan plan) {
		try {
			Schema expected = expected(plan.applied(), plan.rows());
			if (this.ledger.concerns(expected)) {
				this.ledger.keep(expected, actual(expected));
			}
		}
		catch (DataAccessException ex) {
			log.warn(
					"What the database makes of checks, defaults and views could not be kept, so that 'drift' will only "
							+ "tell whether they are there",
					ex);
		}
	}

	private Schema expected(Set<String> applied, List<HistoryRow> rows) {
		return everywhere(new LocalSchema(this.chain.schemaOf(applied), rows, this.environments).present());
	}

	private Schema actual(Schema expected) {
		return CatalogReader.read(this.session.gate(), expected.tables()::containsKey);
	}

	private static List<String> remarks(Set<ExpressionKey> unknown) {
		if (unknown.isEmpty()) {
			return List.of();
		}
		Map<String, Integer> counts = new TreeMap<>();
		unknown.forEach((key) -> counts.merge(key.kind(), 1, Integer::sum));
		String list = counts.entrySet()
			.stream()
			.map((entry) -> "%s (%d)".formatted(entry.getKey(), entry.getValue()))
			.collect(Collectors.joining(", "));
		return List
			.of(("It was only looked whether these are there, not what they say, because they were not made by this "
					+ "version of the application: %s. 'masterrecord baseline' with the id of the last migration takes them "
					+ "for right from now on")
				.formatted(list));
	}

	/**
	 * What is left has been decided for this database.
	 */
	private static Schema everywhere(Schema schema) {
		Schema result = schema;
		for (Table table : schema.tables().values()) {
			result = result.with(table.withIndexes(table.indexes().stream().map(DriftReader::everywhere).toList()));
		}
		return result.withSeeds(Map.of());
	}

	private static Index everywhere(Index index) {
		return new Index(index.name(), index.columns(), index.unique(), Environments.everywhere(), index.filter());
	}

}
