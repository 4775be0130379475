package io.masterrecord.diff;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;

import io.masterrecord.operation.AddColumn;
import io.masterrecord.operation.AlterColumn;
import io.masterrecord.operation.CreateRoutine;
import io.masterrecord.operation.CreateTable;
import io.masterrecord.operation.DropColumn;
import io.masterrecord.operation.DropRoutine;
import io.masterrecord.operation.DropTable;
import io.masterrecord.operation.RenameColumn;
import io.masterrecord.operation.RenameTable;
import io.masterrecord.operation.SchemaFold;
import io.masterrecord.operation.SchemaOperation;
import io.masterrecord.schema.Column;
import io.masterrecord.schema.DependencyOrder;
import io.masterrecord.schema.Routine;
import io.masterrecord.schema.Schema;
import io.masterrecord.schema.SqlText;
import org.jspecify.annotations.Nullable;

/**
 * The part of a difference that is views, functions and triggers. One that has changed is
 * replaced as a whole. One that uses what is renamed, dropped or gets another type, or
 * another one that is replaced, goes right before that and comes back right afterwards,
 * so that it is missing as shortly as can be. Functions come before the columns that may
 * call them.
 */
final class RoutineChanges {

	private final Schema from;

	private final Schema to;

	private final List<SchemaOperation> others;

	/** Whether the type of a column changes, by the place of the operation. */
	private final List<Boolean> retypes = new ArrayList<>();

	/** Where routines go, as places among the other operations. */
	private final Map<String, Integer> drops = new HashMap<>();

	/** Where routines come. */
	private final Map<String, Integer> creations = new HashMap<>();

	RoutineChanges(Schema from, Schema to, List<SchemaOperation> others) {
		this.from = from;
		this.to = to;
		this.others = others;
	}

	/**
	 * Return all operations of the difference, in order.
	 */
	List<SchemaOperation> all() {
		List<Routine> before = inOrder(this.from.routines());
		List<Routine> after = inOrder(this.to.routines());
		if (before.isEmpty() && after.isEmpty()) {
			return this.others;
		}
		findTypes();
		before.forEach(this::drop);
		after.forEach(this::create);
		List<SchemaOperation> all = new ArrayList<>();
		for (int place = 0; place <= this.others.size(); place++) {
			List<SchemaOperation> gone = new ArrayList<>();
			for (Routine routine : before) {
				if (isAt(this.drops, routine, place)) {
					gone.add(0, new DropRoutine(routine.name()));
				}
			}
			List<SchemaOperation> back = new ArrayList<>();
			for (Routine routine : after) {
				if (isAt(this.creations, routine, place)) {
					back.add(new CreateRoutine(routine));
				}
			}
			all.addAll(gone);
			all.addAll(back);
			if (place < this.others.size()) {
				all.add(this.others.get(place));
			}
		}
		return all;
	}

	private static boolean isAt(Map<String, Integer> places, Routine routine, int place) {
		return Objects.equals(places.get(routine.name()), place);
	}

	private void findTypes() {
		SchemaFold fold = SchemaFold.from(this.from.withRoutines(List.of()));
		for (SchemaOperation operation : this.others) {
			this.retypes.add(operation instanceof AlterColumn alter && fold.table(alter.table())
				.flatMap((table) -> table.column(alter.column().name()))
				.filter((column) -> !isSameType(column, alter.column()))
				.isPresent());
			fold.then(operation);
		}
	}

	private static boolean isSameType(Column one, Column other) {
		return one.type().equals(other.type()) && Objects.equals(one.collation(), other.collation());
	}

	private void drop(Routine routine) {
		int place = this.others.size() + 1;
		for (int i = 0; i < this.others.size(); i++) {
			if (disturbs(i, routine)) {
				place = Math.min(place, i);
			}
		}
		for (String used : routine.uses()) {
			place = Math.min(place, this.drops.getOrDefault(used, place));
		}
		if (place > this.others.size() && !routine.equals(this.to.routines().get(routine.name()))) {
			place = ownPlace(routine);
		}
		if (place <= this.others.size()) {
			this.drops.put(routine.name(), place);
		}
	}

	/**
	 * Return where a routine goes that nothing disturbs. A function may still be called
	 * by what goes, any other one is used by nothing but routines.
	 */
	private int ownPlace(Routine routine) {
		Routine after = this.to.routines().get(routine.name());
		if (after != null) {
			return comingPlace(after);
		}
		return (routine.kind() == Routine.Kind.FUNCTION) ? this.others.size() : 0;
	}

	private void create(Routine routine) {
		Integer gone = this.drops.get(routine.name());
		if (gone == null && this.from.routines().containsKey(routine.name())) {
			return;
		}
		int place = routine.equals(this.from.routines().get(routine.name())) ? returnPlace(routine)
				: comingPlace(routine);
		for (String used : routine.uses()) {
			place = Math.max(place, this.creations.getOrDefault(used, place));
		}
		this.creations.put(routine.name(), Math.max(place, Objects.requireNonNullElse(gone, 0)));
	}

	/**
	 * Return where a routine comes back that says the same as before. What it uses may go
	 * and come in two operations.
	 */
	private int returnPlace(Routine routine) {
		return placeBehind(routine, (add) -> mentions(routine, add.column().name()));
	}

	/**
	 * Return where a routine comes that says something new: at the end, but a function as
	 * soon as the tables that it uses are as they will be.
	 */
	private int comingPlace(Routine routine) {
		return (routine.kind() == Routine.Kind.FUNCTION) ? placeBehind(routine, (add) -> true) : this.others.size();
	}

	/**
	 * Return the place behind all that disturbs a routine, or brings what it uses.
	 * @param wanted tells which columns of its tables it waits for
	 */
	private int placeBehind(Routine routine, Predicate<AddColumn> wanted) {
		int place = 0;
		for (int i = 0; i < this.others.size(); i++) {
			SchemaOperation operation = this.others.get(i);
			boolean comes = (operation instanceof CreateTable create && uses(routine, create.table().name()))
					|| (operation instanceof AddColumn add && uses(routine, add.table()) && wanted.test(add));
			if (comes || disturbs(i, routine)) {
				place = i + 1;
			}
		}
		return place;
	}

	/**
	 * Tell whether a routine has to step aside for an operation.
	 */
	private boolean disturbs(int place, Routine routine) {
		SchemaOperation operation = this.others.get(place);
		if (operation instanceof RenameTable rename) {
			return uses(routine, rename.table()) || uses(routine, rename.newName());
		}
		if (operation instanceof DropTable drop) {
			return uses(routine, drop.table());
		}
		if (operation instanceof RenameColumn rename) {
			return uses(routine, rename.table())
					&& (mentions(routine, rename.column()) || mentions(routine, rename.newName()));
		}
		if (operation instanceof DropColumn drop) {
			return uses(routine, drop.table()) && mentions(routine, drop.column());
		}
		return operation instanceof AlterColumn alter && this.retypes.get(place) && uses(routine, alter.table())
				&& mentions(routine, alter.column().name());
	}

	private static boolean uses(Routine routine, String name) {
		return routine.uses().contains(name) || isTable(routine.table(), name);
	}

	private static boolean isTable(@Nullable String table, String name) {
		return table != null && table.equals(name);
	}

	/**
	 * Tell whether a routine may be made of a column. A star stands for all of them.
	 */
	private static boolean mentions(Routine routine, String column) {
		return routine.sql().values().stream().anyMatch((sql) -> sql.contains("*") || SqlText.mentions(sql, column));
	}

	private static List<Routine> inOrder(Map<String, Routine> routines) {
		Map<String, Routine> byName = new LinkedHashMap<>(routines);
		return DependencyOrder
			.of(byName.values(),
					(routine) -> routine.uses().stream().map(byName::get).filter((used) -> used != null).toList())
			.ordered();
	}

}
