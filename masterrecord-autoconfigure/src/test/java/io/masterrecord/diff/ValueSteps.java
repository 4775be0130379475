package io.masterrecord.diff;

import java.util.List;

import io.masterrecord.schema.Column;
import io.masterrecord.schema.ColumnDefault;
import io.masterrecord.schema.ColumnType;
import io.masterrecord.schema.Table;
import io.masterrecord.schema.TypeName;

/**
 * What is done to embedded values: columns that begin alike.
 */
final class ValueSteps {

	private final EvolvingModel model;

	ValueSteps(EvolvingModel model) {
		this.model = model;
	}

	void add() {
		String table = this.model.anyTable().name();
		String value = this.model.name("v") + "_";
		this.model.add(table, new Column(value + "street", ColumnType.varchar(20), true, null, false));
		this.model.add(table, new Column(value + "city", ColumnType.varchar(20), true, null, false)
			.withComment(this.model.chance(20) ? "of the value" : null));
		this.model.add(table, new Column(value + "rank", ColumnType.of(TypeName.INTEGER), true,
				this.model.chance(50) ? new ColumnDefault.Literal(1L) : null, false));
	}

	void moveInto() {
		Table table = this.model.anyTable();
		List<String> single = EvolvingModel.names(table, (column) -> column.name().matches("[cr]\\d+"));
		String value = this.model.name("v") + "_";
		for (String column : this.model.some(single)) {
			this.model.renameColumn(this.model.table(table.name()), column, value + column);
		}
	}

	void rename() {
		Table table = this.model.anyTable();
		List<String> parts = EvolvingModel.names(table, (column) -> column.name().matches("v\\d+_.*"));
		if (parts.isEmpty()) {
			return;
		}
		String part = this.model.pick(parts);
		String value = part.substring(0, part.indexOf('_') + 1);
		String renamed = this.model.name("v") + "_";
		for (String column : parts) {
			if (column.startsWith(value)) {
				this.model.renameColumn(this.model.table(table.name()), column,
						renamed + column.substring(value.length()));
			}
		}
	}

}
