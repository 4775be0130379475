package io.masterrecord.diff;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.masterrecord.operation.AlterColumn;
import io.masterrecord.operation.CreateRoutine;
import io.masterrecord.operation.DropColumn;
import io.masterrecord.operation.DropRoutine;
import io.masterrecord.operation.DropTable;
import io.masterrecord.operation.RenameColumn;
import io.masterrecord.operation.RenameTable;
import io.masterrecord.operation.SchemaOperation;
import io.masterrecord.schema.DependencyOrder;
import io.masterrecord.schema.Routine;
import io.masterrecord.schema.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The part of a difference that is views, functions and triggers. One that has changed is
 * replaced as a whole; one that uses a table which changes, or another one that is
 * replaced, goes before and comes back afterwards.
 *
 * @param drops what goes before everything else, those that use others first
 * @param creations what comes after everything else, those that are used first
 */
record RoutineChanges(List<SchemaOperation> drops, List<SchemaOperation> creations) {

	static RoutineChanges between(Schema from, Schema to, List<SchemaOperation> others) {
		Set<String> changed = new LinkedHashSet<>();
		others.forEach((operation) -> changed.addAll(tables(operation)));
		List<Routine> before = inOrder(from.routines());
		Set<String> gone = new LinkedHashSet<>();
		for (Routine routine : before) {
			Routine after = to.routines().get(routine.name());
			boolean stands = routine.equals(after) && routine.uses().stream().noneMatch(changed::contains)
					&& !contains(changed, routine.table());
			if (!stands) {
				gone.add(routine.name());
				changed.add(routine.name());
			}
		}
		List<SchemaOperation> drops = new ArrayList<>();
		before.stream()
			.filter((routine) -> gone.contains(routine.name()))
			.forEach((routine) -> drops.add(0, new DropRoutine(routine.name())));
		List<SchemaOperation> creations = new ArrayList<>();
		for (Routine routine : inOrder(to.routines())) {
			if (gone.contains(routine.name()) || !from.routines().containsKey(routine.name())) {
				creations.add(new CreateRoutine(routine));
			}
		}
		return new RoutineChanges(Collections.unmodifiableList(drops), creations);
	}

	private static boolean contains(Set<String> names, @Nullable String name) {
		return name != null && names.contains(name);
	}

	private static List<String> tables(SchemaOperation operation) {
		if (operation instanceof RenameTable rename) {
			return List.of(rename.table(), rename.newName());
		}
		if (operation instanceof DropTable drop) {
			return List.of(drop.table());
		}
		if (operation instanceof RenameColumn rename) {
			return List.of(rename.table());
		}
		if (operation instanceof DropColumn drop) {
			return List.of(drop.table());
		}
		return (operation instanceof AlterColumn alter) ? List.of(alter.table()) : List.of();
	}

	private static List<Routine> inOrder(Map<String, Routine> routines) {
		Map<String, Routine> byName = new LinkedHashMap<>(routines);
		return DependencyOrder
			.of(byName.values(),
					(routine) -> routine.uses().stream().map(byName::get).filter((used) -> used != null).toList())
			.ordered();
	}

}
