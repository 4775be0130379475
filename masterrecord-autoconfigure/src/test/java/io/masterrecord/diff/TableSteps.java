package io.masterrecord.diff;

import java.util.ArrayList;
import java.util.List;

import io.masterrecord.schema.Column;
import io.masterrecord.schema.ColumnType;
import io.masterrecord.schema.PrimaryKey;
import io.masterrecord.schema.Table;
import io.masterrecord.schema.TypeName;

/**
 * What is done to whole tables.
 */
final class TableSteps {

	private final EvolvingModel model;

	private final ColumnSteps columns;

	TableSteps(EvolvingModel model, ColumnSteps columns) {
		this.model = model;
		this.columns = columns;
	}

	void add() {
		add(this.model.chance(10) ? this.model.columnName("t") : this.model.name("t"));
	}

	private void add(String name) {
		List<Column> columns = new ArrayList<>();
		List<String> key = List.of("id");
		switch (this.model.number(4)) {
			case 0 -> columns.add(new Column("id", ColumnType.of(TypeName.UUID), false, null, false));
			case 1 -> {
				columns.add(new Column("id", ColumnType.of(TypeName.INTEGER), false, null, false));
				columns.add(new Column("part", ColumnType.varchar(20), false, null, false));
				key = List.of("id", "part");
			}
			default ->
				columns.add(new Column("id", ColumnType.of(TypeName.BIGINT), false, null, this.model.chance(60)));
		}
		this.model.add(new Table(name, columns, new PrimaryKey(this.model.name("pk_" + name + "_"), key), List.of(),
				List.of(), List.of(), List.of(), List.of(), this.model.chance(30) ? "table " + name : null));
		for (int i = this.model.number(4); i >= 0; i--) {
			this.columns.add(name);
		}
	}

	void drop() {
		this.model.drop(this.model.anyTable());
	}

	/**
	 * Rename a table; at times another one takes its former name.
	 */
	void rename() {
		Table table = this.model.anyTable();
		boolean known = !this.model.isFresh(table.name());
		this.model.renameTable(table, this.model.name("n"));
		if (known && this.model.chance(20)) {
			add(table.name());
		}
	}

	void comment() {
		Table table = this.model.anyTable();
		this.model.put(table.withComment(this.model.chance(30) ? null : this.model.name("it's ")));
	}

}
