package io.masterrecord.write;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import io.masterrecord.model.EntityModel;
import io.masterrecord.model.Model;
import io.masterrecord.model.PropertyModel;
import io.masterrecord.schema.TableOrder;

import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.transaction.SavepointManager;

/**
 * One saving of a unit of work.
 */
final class UnitSaving {

	private final EntityWriters writers;

	private final SavepointManager savepoints;

	/** Parents first. */
	private final List<EntityModel<?>> order;

	UnitSaving(Model model, EntityWriters writers, SavepointManager savepoints) {
		this.writers = writers;
		this.savepoints = savepoints;
		List<String> tables = TableOrder.of(model.entities().stream().map(EntityModel::toTable).toList()).tables();
		this.order = tables.stream().<EntityModel<?>>flatMap((table) -> model.entityOfTable(table).stream()).toList();
	}

	void save(Collection<Tracked<?>> changed) {
		List<Tracked<?>> added = in(TrackedState.ADDED, changed);
		List<Tracked<?>> stored = in(TrackedState.STORED, changed);
		List<Tracked<?>> removed = in(TrackedState.REMOVED, changed);
		insert(added);
		update(stored);
		delete(removed);
	}

	private static List<Tracked<?>> in(TrackedState state, Collection<Tracked<?>> all) {
		return all.stream().filter((tracked) -> tracked.state() == state).collect(Collectors.toList());
	}

	/**
	 * Insert, entity by entity, what waits for no id any more, until nothing is left.
	 */
	private void insert(List<Tracked<?>> added) {
		Set<Tracked<?>> left = new LinkedHashSet<>(added);
		while (!left.isEmpty()) {
			int before = left.size();
			for (EntityModel<?> entity : this.order) {
				left.removeAll(insertReady(entity, left));
			}
			if (left.size() == before) {
				throw new InvalidDataAccessApiUsageException(
						"These wait for each other's ids: %s. Save one of them without its reference first"
							.formatted(left.stream()
								.map((tracked) -> "'" + tracked.model().name() + "'")
								.distinct()
								.toList()));
			}
		}
	}

	private <T> List<Tracked<T>> insertReady(EntityModel<T> entity, Set<Tracked<?>> left) {
		List<Tracked<T>> ready = of(entity, left);
		ready.removeIf(Tracked::waits);
		ready.forEach(Tracked::resolveParents);
		EntityWriter<T> writer = this.writers.of(entity.type());
		List<T> instances = instances(ready);
		write(ready, explaining(instances, () -> writer.insert(instances)));
		return ready;
	}

	private void update(List<Tracked<?>> changed) {
		this.order.forEach((entity) -> updateAll(entity, changed));
	}

	private <T> void updateAll(EntityModel<T> entity, List<Tracked<?>> changed) {
		List<Tracked<T>> some = of(entity, changed);
		some.forEach(Tracked::resolveParents);
		EntityWriter<T> writer = this.writers.of(entity.type());
		List<T> instances = instances(some);
		write(some, explaining(instances,
				() -> writer.updateChanged(instances, some.stream().map(Tracked::snapshot).toList())));
	}

	/**
	 * Run a write of some instances: what was saved before stays while it is found out
	 * which of them is to blame for a failure.
	 */
	private <R> R explaining(List<?> instances, Supplier<R> write) {
		return EntityWriters.explaining((instances.size() > 1) ? this.savepoints : null, write);
	}

	private void delete(List<Tracked<?>> removed) {
		for (int i = this.order.size() - 1; i >= 0; i--) {
			deleteAll(this.order.get(i), removed);
		}
		removed.forEach(Tracked::gone);
	}

	/**
	 * Delete, in as many steps as it takes, what no other one that is to be deleted
	 * refers to.
	 */
	private <T> void deleteAll(EntityModel<T> entity, List<Tracked<?>> removed) {
		List<T> left = instances(of(entity, removed));
		List<PropertyModel> id = entity.key().properties();
		List<List<PropertyModel>> toItself = entity.toTable()
			.foreignKeys()
			.stream()
			.filter((key) -> key.targetTable().equals(entity.table()))
			.map((key) -> key.columns().stream().flatMap((column) -> entity.propertyOfColumn(column).stream()).toList())
			.toList();
		EntityWriter<T> writer = this.writers.of(entity.type());
		while (!left.isEmpty()) {
			Set<Object> referredTo = new LinkedHashSet<>();
			for (T instance : left) {
				toItself.forEach((reference) -> referredTo.add(columns(reference, instance)));
			}
			List<T> leaves = left.stream().filter((instance) -> !referredTo.contains(columns(id, instance))).toList();
			List<T> step = leaves.isEmpty() ? List.copyOf(left) : leaves;
			explaining(step, () -> writer.delete(step));
			left.removeAll(step);
		}
	}

	private static String columns(List<PropertyModel> properties, Object instance) {
		return properties.stream()
			.map((property) -> String.valueOf(property.toColumn(property.get(instance))))
			.collect(Collectors.joining(" "));
	}

	private static <T> void write(List<Tracked<T>> tracked, List<T> written) {
		for (int i = 0; i < tracked.size(); i++) {
			tracked.get(i).stored(written.get(i));
		}
	}

	@SuppressWarnings("unchecked")
	private static <T> List<Tracked<T>> of(EntityModel<T> entity, Collection<Tracked<?>> all) {
		List<Tracked<T>> result = new ArrayList<>();
		for (Tracked<?> tracked : all) {
			if (tracked.model() == entity) {
				result.add((Tracked<T>) tracked);
			}
		}
		return result;
	}

	private static <T> List<T> instances(List<Tracked<T>> tracked) {
		return tracked.stream().map(Tracked::get).collect(Collectors.toList());
	}

}
