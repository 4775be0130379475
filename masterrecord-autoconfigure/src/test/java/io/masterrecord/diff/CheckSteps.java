package io.masterrecord.diff;

import java.util.ArrayList;
import java.util.List;

import io.masterrecord.schema.Check;
import io.masterrecord.schema.Table;

/**
 * What is done to check constraints.
 */
final class CheckSteps {

	private final EvolvingModel model;

	CheckSteps(EvolvingModel model) {
		this.model = model;
	}

	void check() {
		Table table = this.model.anyTable();
		if (this.model.chance(30) && !table.checks().isEmpty()) {
			this.model.put(table.withChecks(EvolvingModel.without(table.checks(), this.model.pick(table.checks()))));
			return;
		}
		List<String> columns = EvolvingModel.names(table,
				(column) -> EvolvingModel.INTEGERS.contains(column.type().name()) && !column.identity()
						&& !column.isComputed() && !column.name().startsWith(EvolvingModel.REFERENCE)
						&& table.foreignKeys().stream().noneMatch((key) -> key.columns().contains(column.name())));
		if (!columns.isEmpty()) {
			List<String> used = this.model.some(columns);
			String column = used.get(used.size() - 1);
			String rule = String.join(" + ", used) + " > -1000 OR " + column + " IS NULL";
			this.model.put(table.withChecks(EvolvingModel.with(table.checks(),
					Check.that(this.model.name("ck_" + table.name() + "_") + "_" + column, rule))));
		}
	}

	/**
	 * Let a column hold one more value, or one less, or in another order; or demand
	 * something else.
	 */
	void values() {
		Table table = this.model.anyTable();
		if (table.checks().isEmpty()) {
			return;
		}
		Check old = this.model.pick(table.checks());
		this.model.put(table.withChecks(EvolvingModel.with(EvolvingModel.without(table.checks(), old), changed(old))));
	}

	private Check changed(Check old) {
		if (!(old.rule() instanceof Check.OneOf rule)) {
			return Check.that(old.name(), ((Check.Sql) old.rule()).sql() + " AND 1 < " + (2 + this.model.number(9)));
		}
		List<Object> values = new ArrayList<>(rule.values());
		if (this.model.chance(20)) {
			values.add(values.remove(0));
		}
		else if (values.size() > 4) {
			values.removeIf((value) -> value.toString().startsWith("more"));
		}
		else {
			values.add(this.model.name("more "));
		}
		return Check.oneOf(old.name(), rule.column(), values);
	}

}
