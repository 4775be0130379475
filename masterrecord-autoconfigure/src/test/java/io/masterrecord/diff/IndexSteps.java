package io.masterrecord.diff;

import java.util.ArrayList;
import java.util.List;

import io.masterrecord.schema.Environments;
import io.masterrecord.schema.Index;
import io.masterrecord.schema.IndexColumn;
import io.masterrecord.schema.SearchColumn;
import io.masterrecord.schema.SearchIndex;
import io.masterrecord.schema.SearchMatch;
import io.masterrecord.schema.Table;
import io.masterrecord.schema.TypeName;

/**
 * What is done to indexes.
 */
final class IndexSteps {

	private final EvolvingModel model;

	IndexSteps(EvolvingModel model) {
		this.model = model;
	}

	void index() {
		Table table = this.model.anyTable();
		if (this.model.chance(30) && !table.indexes().isEmpty()) {
			this.model.put(table.withIndexes(EvolvingModel.without(table.indexes(), this.model.pick(table.indexes()))));
			return;
		}
		List<String> columns = this.model.some(EvolvingModel.indexable(table));
		if (columns.isEmpty()) {
			return;
		}
		String name = this.model.name("idx_" + table.name() + "_") + "_" + columns.get(columns.size() - 1);
		this.model.put(table.withIndexes(EvolvingModel.with(table.indexes(), index(name, table, columns))));
	}

	/**
	 * Let an index be of another kind under the same name.
	 */
	void change() {
		Table table = this.model.anyTable();
		List<String> columns = this.model.some(EvolvingModel.indexable(table));
		if (!table.indexes().isEmpty() && !columns.isEmpty()) {
			Index old = this.model.pick(table.indexes());
			this.model.put(table.withIndexes(EvolvingModel.with(EvolvingModel.without(table.indexes(), old),
					index(old.name(), table, columns))));
		}
	}

	private Index index(String name, Table table, List<String> columns) {
		List<IndexColumn> parts = new ArrayList<>();
		boolean unique = this.model.chance(20) && !columns.contains(table.primaryKey().columns().get(0));
		for (String column : columns) {
			IndexColumn part = new IndexColumn(column, this.model.chance(30));
			parts.add((this.model.features().nulls() && this.model.chance(30)) ? part.withNulls(this.model.chance(50))
					: part);
		}
		boolean text = table.column(columns.get(0)).orElseThrow().type().name() == TypeName.VARCHAR;
		if (this.model.features().expressions() && text && this.model.chance(30)) {
			parts.set(0, IndexColumn.expression("lower(" + columns.get(0) + ")", this.model.chance(20)));
		}
		if (unique) {
			table.primaryKey()
				.columns()
				.stream()
				.filter((key) -> !columns.contains(key))
				.forEach((key) -> parts.add(IndexColumn.ascending(key)));
		}
		String filter = (this.model.features().filters() && this.model.chance(25))
				? columns.get(0) + (this.model.chance(50) ? " IS NOT NULL" : " IS NULL") : null;
		return new Index(name, parts, unique,
				this.model.chance(15) ? Environments.of("production") : Environments.everywhere(), filter,
				included(table, parts));
	}

	private List<String> included(Table table, List<IndexColumn> parts) {
		if (!this.model.features().includes() || !this.model.chance(25)) {
			return List.of();
		}
		return this.model.some(EvolvingModel.names(table, (column) -> !column.name().startsWith(EvolvingModel.REFERENCE)
				&& parts.stream().noneMatch((part) -> part.name().equals(column.name()))));
	}

	/**
	 * Let texts be found by their words.
	 */
	void search() {
		Table table = this.model.anyTable();
		if (!table.searchIndexes().isEmpty() && this.model.chance(50)) {
			this.model.put(table.withSearchIndexes(List.of()));
			return;
		}
		List<String> texts = EvolvingModel.names(table,
				(column) -> (column.type().name() == TypeName.VARCHAR || column.type().name() == TypeName.TEXT)
						&& !column.isComputed() && column.collation() == null
						&& !column.name().startsWith(EvolvingModel.REFERENCE));
		if (!texts.isEmpty()) {
			List<SearchColumn> columns = this.model.some(texts)
				.stream()
				.map((column) -> new SearchColumn(column, 1 + this.model.number(3)))
				.toList();
			this.model.put(table.withSearchIndexes(List.of(new SearchIndex(this.model.name("search_"), columns,
					this.model.pick(List.of(SearchMatch.values())), this.model.chance(70) ? "" : "english"))));
		}
	}

}
