package io.masterrecord.migration;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import io.masterrecord.catalog.CatalogReader;
import io.masterrecord.catalog.SchemaComparison;
import io.masterrecord.schema.Environments;
import io.masterrecord.schema.Index;
import io.masterrecord.schema.Schema;
import io.masterrecord.schema.Table;

/**
 * Compares the tables of a database with what migrations say of them.
 */
final class DriftReader {

	private final RunSession session;

	private final MigrationChain chain;

	private final Set<String> environments;

	DriftReader(RunSession session, MigrationChain chain, Set<String> environments) {
		this.session = session;
		this.chain = chain;
		this.environments = environments;
	}

	/**
	 * Compare with the migrations of some ids.
	 * @param applied the ids
	 * @param rows the rows of the history
	 */
	Drift read(Set<String> applied, List<HistoryRow> rows) {
		Schema expected = everywhere(new LocalSchema(this.chain.schemaOf(applied), rows, this.environments).present());
		Schema actual = CatalogReader.read(this.session.gate(), expected.tables()::containsKey);
		SchemaComparison comparison = SchemaComparison.of(this.session.dialect(), this.environments);
		return new Drift(this.session.product(), this.session.dialect(), comparison.differences(expected, actual),
				expected, comparison.reconcile(expected, actual));
	}

	/**
	 * What is left has been decided for this database.
	 */
	private static Schema everywhere(Schema schema) {
		List<Table> tables = new ArrayList<>();
		for (Table table : schema.tables().values()) {
			tables.add(table.withIndexes(table.indexes().stream().map(DriftReader::everywhere).toList()));
		}
		return Schema.of(tables);
	}

	private static Index everywhere(Index index) {
		return new Index(index.name(), index.columns(), index.unique(), Environments.everywhere());
	}

}
