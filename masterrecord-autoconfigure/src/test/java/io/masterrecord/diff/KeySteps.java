package io.masterrecord.diff;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;

import io.masterrecord.schema.Column;
import io.masterrecord.schema.Deferral;
import io.masterrecord.schema.ForeignKey;
import io.masterrecord.schema.PrimaryKey;
import io.masterrecord.schema.ReferentialAction;
import io.masterrecord.schema.Table;
import io.masterrecord.schema.TypeName;
import io.masterrecord.schema.UniqueConstraint;

/**
 * What is done to keys of all kinds.
 */
final class KeySteps {

	private static final Set<TypeName> KEYS = Set.of(TypeName.SMALLINT, TypeName.INTEGER, TypeName.BIGINT,
			TypeName.VARCHAR, TypeName.UUID);

	private final EvolvingModel model;

	KeySteps(EvolvingModel model) {
		this.model = model;
	}

	/**
	 * A number becomes the key, with another column or without, counted by the database
	 * or not; foreign keys that referred to the former key are given up, as they have to
	 * be, unless that stays unique.
	 */
	void primary() {
		Table table = this.model.anyTable();
		PrimaryKey former = table.primaryKey();
		Column id = table.column(former.columns().get(0)).orElseThrow();
		List<String> others = EvolvingModel.names(table, (column) -> !column.nullable() && !column.isComputed()
				&& !former.columns().contains(column.name()) && KEYS.contains(column.type().name()));
		if (EvolvingModel.isComputedFrom(table, id.name()) || !EvolvingModel.INTEGERS.contains(id.type().name())
				|| id.isComputed() || table.checks().stream().anyMatch((check) -> check.mentions(id.name()))) {
			return;
		}
		boolean alone = former.columns().size() > 1 || others.isEmpty();
		List<String> key = alone ? List.of(id.name()) : List.of(id.name(), this.model.pick(others));
		if (table.uniques().stream().anyMatch((unique) -> Set.copyOf(unique.columns()).equals(Set.copyOf(key)))) {
			return; // nobody has two constraints of the same columns
		}
		if (!key.equals(former.columns())) {
			if (this.model.chance(50)) {
				UniqueConstraint unique = new UniqueConstraint(this.model.name("uq_" + table.name() + "_"),
						former.columns());
				table = table.withUniques(EvolvingModel.with(table.uniques(), unique));
			}
			else {
				this.model.dropReferences(table, List.of(new UniqueConstraint("", former.columns())));
				table = this.model.table(table.name());
			}
		}
		this.model.replace(table.withPrimaryKey(new PrimaryKey(this.model.name("pk_" + table.name() + "_"), key)), id,
				id.withDefault(null).withIdentity(alone && this.model.chance(60)));
	}

	void unique() {
		Table table = this.model.anyTable();
		if (this.model.chance(30) && !table.uniques().isEmpty()) {
			UniqueConstraint gone = this.model.pick(table.uniques());
			this.model.dropReferences(table, List.of(gone));
			Table rest = this.model.table(table.name());
			this.model.put(rest.withUniques(EvolvingModel.without(rest.uniques(), gone)));
			return;
		}
		List<String> columns = new ArrayList<>(table.primaryKey().columns());
		List<String> others = EvolvingModel.indexable(table)
			.stream()
			.filter((column) -> !columns.contains(column))
			.toList();
		if (others.isEmpty()) {
			return;
		}
		columns.add(this.model.pick(others));
		Collections.reverse(columns);
		if (table.uniques().stream().noneMatch((unique) -> Set.copyOf(unique.columns()).equals(Set.copyOf(columns)))) {
			this.model.put(table.withUniques(EvolvingModel.with(table.uniques(), new UniqueConstraint(
					this.model.name("uq_" + table.name() + "_") + "_" + columns.get(columns.size() - 1), columns))));
		}
	}

	void foreign() {
		Table table = this.model.anyTable();
		if (this.model.chance(30) && !table.foreignKeys().isEmpty()) {
			this.model.put(table
				.withForeignKeys(EvolvingModel.without(table.foreignKeys(), this.model.pick(table.foreignKeys()))));
			return;
		}
		Table target = this.model.anyTable();
		List<List<String>> keys = new ArrayList<>(List.of(target.primaryKey().columns()));
		target.uniques()
			.stream()
			.map(UniqueConstraint::columns)
			.filter((columns) -> columns.stream()
				.map((column) -> target.column(column).orElseThrow())
				.noneMatch((column) -> column.isComputed() || column.collation() != null))
			.forEach(keys::add);
		List<String> referred = this.model.pick(keys);
		List<String> own = new ArrayList<>();
		for (String key : referred) {
			String name = this.model.name(EvolvingModel.REFERENCE);
			own.add(name);
			this.model.add(table.name(), new Column(name, target.column(key).orElseThrow().type(), true, null, false));
		}
		Table changed = this.model.table(table.name());
		this.model.put(changed.withForeignKeys(EvolvingModel.with(changed.foreignKeys(),
				key("fk_" + table.name() + "_" + own.get(own.size() - 1), own, target.name(), referred))));
	}

	private ForeignKey key(String name, List<String> columns, String target, List<String> targetColumns) {
		List<ReferentialAction> actions = new ArrayList<>(
				List.of(ReferentialAction.RESTRICT, ReferentialAction.CASCADE, ReferentialAction.SET_NULL));
		if (this.model.features().defaulting()) {
			actions.add(ReferentialAction.SET_DEFAULT);
		}
		return new ForeignKey(name, columns, target, targetColumns, this.model.pick(actions),
				this.model.pick(List.of(ReferentialAction.RESTRICT, ReferentialAction.CASCADE)),
				this.model.features().deferral() ? this.model.pick(List.of(Deferral.values()))
						: Deferral.NOT_DEFERRABLE);
	}

	/**
	 * Let a foreign key do something else when the row that is referred to changes.
	 */
	void changeForeign() {
		Table table = this.model.anyTable();
		if (!table.foreignKeys().isEmpty()) {
			ForeignKey old = this.model.pick(table.foreignKeys());
			this.model.put(table.withForeignKeys(EvolvingModel.with(EvolvingModel.without(table.foreignKeys(), old),
					key(old.name(), old.columns(), old.targetTable(), old.targetColumns()))));
		}
	}

}
