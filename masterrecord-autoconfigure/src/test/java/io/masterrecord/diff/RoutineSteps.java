package io.masterrecord.diff;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.masterrecord.schema.Column;
import io.masterrecord.schema.ColumnDefault;
import io.masterrecord.schema.ColumnType;
import io.masterrecord.schema.Routine;
import io.masterrecord.schema.Sequence;
import io.masterrecord.schema.Table;
import io.masterrecord.schema.TypeName;

/**
 * What is done to sequences, views and triggers.
 */
final class RoutineSteps {

	private final EvolvingModel model;

	RoutineSteps(EvolvingModel model) {
		this.model = model;
	}

	void sequence() {
		if (!this.model.features().sequences()) {
			return;
		}
		if (this.model.chance(40) && !this.model.sequences().isEmpty()) {
			Sequence sequence = this.model.pick(this.model.sequences().values());
			this.model.sequences()
				.put(sequence.name(), new Sequence(sequence.name(), sequence.start() + this.model.number(2),
						sequence.increment() + this.model.number(2)));
			return;
		}
		Sequence sequence = new Sequence(this.model.name("s"), 1 + this.model.number(100), 1);
		this.model.add(sequence);
		if (this.model.chance(60)) {
			this.model.add(this.model.anyTable().name(), new Column(this.model.name("c"),
					ColumnType.of(TypeName.BIGINT), true, new ColumnDefault.NextValue(sequence.name()), false));
		}
	}

	void renameSequence() {
		if (!this.model.sequences().isEmpty()) {
			this.model.renameSequence(this.model.pick(this.model.sequences().values()), this.model.name("q"));
		}
	}

	/**
	 * A view of a table, or of another view.
	 */
	void view() {
		Table table = this.model.anyTable();
		String column = this.model.pick(table.columns()).name();
		String name = this.model.name("view");
		List<Routine> others = new ArrayList<>(
				this.model.routines().values().stream().filter((view) -> view.kind() == Routine.Kind.VIEW).toList());
		if (!others.isEmpty() && this.model.chance(30)) {
			String other = this.model.pick(others).name();
			put(name, "SELECT %s.* FROM %s".formatted(other, other), other);
			return;
		}
		put(name, "SELECT %s FROM %s WHERE %s IS NOT NULL".formatted(column, table.name(), column), table.name());
	}

	private void put(String name, String sql, String used) {
		this.model.routines()
			.put(name, new Routine(Routine.Kind.VIEW, name, null, new TreeMap<>(Map.of(Routine.EVERY_DIALECT, sql)),
					List.of(used)));
	}

	void changeView() {
		List<Routine> views = this.model.routines()
			.values()
			.stream()
			.filter((view) -> view.kind() == Routine.Kind.VIEW)
			.toList();
		if (!views.isEmpty()) {
			Routine view = this.model.pick(views);
			String sql = view.sql().get(Routine.EVERY_DIALECT);
			put(view.name(), sql + (sql.contains("WHERE") ? " AND 1 = 1" : " WHERE 1 = 1"), view.uses().get(0));
		}
	}

	void trigger() {
		String sql = this.model.features().trigger();
		if (sql != null) {
			Table table = this.model.anyTable();
			String name = this.model.name("trigger");
			this.model.routines()
				.put(name, new Routine(Routine.Kind.TRIGGER, name, table.name(),
						new TreeMap<>(Map.of(Routine.EVERY_DIALECT, sql.formatted(name, table.name()))), List.of()));
		}
	}

}
