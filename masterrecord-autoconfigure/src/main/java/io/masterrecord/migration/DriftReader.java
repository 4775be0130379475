package io.masterrecord.migration;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.masterrecord.catalog.CatalogReader;
import io.masterrecord.catalog.SchemaComparison;
import io.masterrecord.schema.ForeignObject;
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

	private final Set<String> environments;

	private final ExpressionLedger ledger;

	private final ForeignLedger foreign;

	DriftReader(RunSession session, Set<String> environments, HistoryTables tables) {
		this.session = session;
		this.environments = environments;
		this.ledger = new ExpressionLedger(session, tables);
		this.foreign = new ForeignLedger(session, tables);
	}

	/**
	 * Compare with the migrations that are applied.
	 * @param plan how the migrations stand
	 */
	Drift read(MigrationPlan plan) {
		return drift(found(plan, plan.applied()), false);
	}

	/**
	 * Compare what was found in a database that is older than its migrations: what none
	 * of them says is left alone.
	 */
	Drift older(Found found) {
		return drift(found, true);
	}

	/**
	 * Leave alone from now on what was found and none of the migrations says.
	 * @return what it is
	 */
	List<ForeignObject> leaveAlone(Found found) {
		this.foreign.keep(found.unexpected());
		return Stream.concat(found.unspeakable().stream(), found.unexpected().stream()).toList();
	}

	/**
	 * Return what is there, and what of it none of the migrations of some ids says.
	 * @param plan how the migrations stand
	 * @param applied the ids
	 */
	Found found(MigrationPlan plan, Set<String> applied) {
		return found(expected(plan, applied));
	}

	/**
	 * Tell whether a part of a table has a name that nobody gave it.
	 * @param name the name as the catalog tells it
	 */
	boolean isUnnamed(String name) {
		return this.session.dialect().catalog().isUnnamed(name);
	}

	private Drift drift(Found found, boolean older) {
		Schema expected = found.expected();
		SchemaComparison comparison = comparison();
		ExpressionLedger.Translation actual = this.ledger.translate(expected, SchemaComparison.without(found.schema(),
				older ? found.unexpected() : this.foreign.known(found.unexpected())));
		List<String> differences = new ArrayList<>(comparison.differences(expected, actual.schema()));
		found.changed()
			.forEach((object) -> differences
				.add("%s %s, which no migration says: change it by hand".formatted(object.title(), object.nature())));
		return new Drift(this.session.product(), this.session.dialect(), differences, remarks(actual.unknown()),
				expected, comparison.reconcile(expected, actual.schema()));
	}

	private Found found(Schema expected) {
		List<ForeignObject> objects = new ArrayList<>();
		Schema read = CatalogReader.read(this.session.gate(), expected.tables()::containsKey, objects::add);
		SchemaComparison comparison = comparison();
		List<ForeignObject> changed = new ArrayList<>();
		List<ForeignObject> unspeakable = new ArrayList<>();
		for (ForeignObject object : objects) {
			(isExpected(expected, object) ? changed : unspeakable).add(object);
		}
		Schema schema = comparison.withNamesOf(expected, SchemaComparison.without(read, unspeakable));
		return new Found(expected, schema, changed, unspeakable, comparison.unexpected(expected, schema));
	}

	private static boolean isExpected(Schema expected, ForeignObject object) {
		Table table = expected.table(object.table()).orElse(null);
		return table != null && switch (object.kind()) {
			case COLUMN -> table.column(object.name()).isPresent();
			case UNIQUE_CONSTRAINT, INDEX ->
				table.unique(object.name()).isPresent() || table.index(object.name()).isPresent();
			case FOREIGN_KEY -> table.foreignKey(object.name()).isPresent();
			case SEARCH_INDEX -> table.searchIndex(object.name()).isPresent();
			case CHECK_CONSTRAINT -> table.check(object.name()).isPresent();
		};
	}

	private SchemaComparison comparison() {
		return SchemaComparison.of(this.session.dialect(), this.environments).withTexts();
	}

	/**
	 * Keep what the database makes of the SQL of the application, for later comparisons.
	 * Migrations do not depend on it, so it is no failure if that cannot be found out.
	 * @param plan how the migrations stand
	 */
	void keepExpressions(MigrationPlan plan) {
		try {
			Schema expected = expected(plan, plan.applied());
			if (this.ledger.concerns(expected) || this.foreign.isInUse()) {
				Found found = found(expected);
				this.ledger.keep(expected, found.schema());
				this.foreign.follow(expected, found.unexpected());
			}
		}
		catch (DataAccessException ex) {
			log.warn(
					"What the database makes of checks, defaults and views could not be kept, so that 'drift' will only "
							+ "tell whether they are there",
					ex);
		}
	}

	private Schema expected(MigrationPlan plan, Set<String> applied) {
		return everywhere(new LocalSchema(plan.chain().schemaOf(applied), plan.rows(), this.environments).present());
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
			result = result.with(table.withIndexes(table.indexes().stream().map(Index::everywhere).toList()));
		}
		return result.withSeeds(Map.of());
	}

	/**
	 * What was found in a database.
	 *
	 * @param expected the schema as migrations make it
	 * @param schema the tables, without what no operation can say
	 * @param changed what migrations made, and no operation can say any more
	 * @param unspeakable what no operation can say
	 * @param unexpected what else no migration says
	 */
	record Found(Schema expected, Schema schema, List<ForeignObject> changed, List<ForeignObject> unspeakable,
			List<ForeignObject> unexpected) {
	}

}
