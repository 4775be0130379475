package io.masterrecord.write;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.masterrecord.model.EntityModel;
import io.masterrecord.model.PropertyModel;
import io.masterrecord.model.RelationKind;
import io.masterrecord.model.RelationLink;
import io.masterrecord.model.RelationModel;
import io.masterrecord.query.Query;
import io.masterrecord.write.Upsert.UpsertPlan;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.InvalidDataAccessApiUsageException;

/**
 * Writes the pairs of a relation with {@code @ManyToMany}. What is linked already stays
 * as it is, and what is not linked is no error, so that everything can be done twice. The
 * instances are only asked for their ids; what they hold is not changed.
 *
 * @param <T> the entity that has the relation
 * @param <E> the other entity
 * @since 0.1.0
 */
public final class Links<T, E> {

	private final EntityWriters writers;

	private final RelationModel relation;

	private final RelationLink link;

	private final EntityModel<T> owners;

	private Links(EntityWriters writers, EntityModel<T> owners, RelationModel relation, RelationLink link) {
		this.writers = writers;
		this.owners = owners;
		this.relation = relation;
		this.link = link;
	}

	static <T, E> Links<T, E> of(EntityWriters writers, EntityModel<T> owners, RelationModel relation) {
		RelationLink link = relation.link().orElse(null);
		if (link == null || relation.kind() != RelationKind.MANY_TO_MANY) {
			throw new InvalidDataAccessApiUsageException(
					"%s has no pairs to be written, since it is not marked with '@ManyToMany': write the rows of '%s'"
						.formatted(relation, ((link != null) ? link.entity() : relation.target()).name()));
		}
		return new Links<>(writers, owners, relation, link);
	}

	/**
	 * Link an instance to others.
	 * @param owner the instance
	 * @param others the others
	 * @return how many were not linked before
	 */
	@SafeVarargs
	@SuppressWarnings("varargs")
	public final int link(T owner, E... others) {
		return link(owner, Arrays.asList(others));
	}

	/**
	 * Link an instance to others.
	 * @param owner the instance
	 * @param others the others
	 * @return how many were not linked before
	 */
	public int link(T owner, Collection<? extends E> others) {
		List<Object> id = idOf(owner);
		List<List<Object>> ids = idsOf(others);
		return ids.isEmpty() ? 0 : insert(this.link.entity(), id, ids);
	}

	/**
	 * Undo links of an instance.
	 * @param owner the instance
	 * @param others the others
	 * @return how many were linked before
	 */
	@SafeVarargs
	@SuppressWarnings("varargs")
	public final int unlink(T owner, E... others) {
		return unlink(owner, Arrays.asList(others));
	}

	/**
	 * Undo links of an instance.
	 * @param owner the instance
	 * @param others the others
	 * @return how many were linked before
	 */
	public int unlink(T owner, Collection<? extends E> others) {
		List<List<Object>> ids = idsOf(others);
		return ids.isEmpty() ? 0 : among(pairs(owner), false, ids).delete();
	}

	/**
	 * Undo all links of an instance.
	 * @param owner the instance
	 * @return how many there were
	 */
	public int unlinkAll(T owner) {
		return pairs(owner).delete();
	}

	/**
	 * Link an instance to others and to nothing else, in one transaction.
	 * @param owner the instance
	 * @param others the others
	 * @return how many links were made or undone
	 */
	public int replace(T owner, Collection<? extends E> others) {
		List<List<Object>> ids = idsOf(others);
		return ids.isEmpty() ? unlinkAll(owner) : this.writers.inTransaction(true, (savepoints) -> {
			int undone = among(pairs(owner), true, ids).delete();
			return undone + insert(this.link.entity(), idOf(owner), ids);
		});
	}

	private Query<?> pairs(T owner) {
		return Query.of(this.link.entity(), this.writers.queries())
			.whereAmong(this.link.ownerKeys(), false, List.of(idOf(owner)));
	}

	private Query<?> among(Query<?> pairs, boolean negated, List<List<Object>> others) {
		return pairs.whereAmong(this.link.targetKeys(), negated, others);
	}

	private <L> int insert(EntityModel<L> entity, List<Object> owner, List<List<Object>> others) {
		List<L> pairs = others.stream().map((other) -> {
			@Nullable Object[] values = new Object[entity.properties().size()];
			set(values, this.link.ownerKeys(), owner);
			set(values, this.link.targetKeys(), other);
			return entity.create(values);
		}).toList();
		List<PropertyModel> key = entity.properties().stream().filter((property) -> !property.isId()).toList();
		UpsertPlan<L> plan = UpsertPlan.of(entity).by(key).updating(List.of());
		EntityWriter<L> writer = this.writers.ofPairs(entity);
		return this.writers.inTransaction(writer,
				(savepoints) -> writer.upsert(pairs, plan, savepoints).inserted().size());
	}

	private static void set(@Nullable Object[] values, List<PropertyModel> keys, List<Object> id) {
		for (int i = 0; i < id.size(); i++) {
			values[keys.get(i).position()] = id.get(i);
		}
	}

	private List<List<Object>> idsOf(Collection<? extends E> others) {
		requireOwn(this.relation.target(), others);
		List<PropertyModel> keys = this.relation.targetKeys();
		Map<Object, List<Object>> ids = new LinkedHashMap<>();
		for (E other : others) {
			List<Object> id = required(keys, other);
			List<String> written = new ArrayList<>();
			for (int i = 0; i < id.size(); i++) {
				written.add(String.valueOf(keys.get(i).toColumn(id.get(i))));
			}
			ids.put(written, id);
		}
		return List.copyOf(ids.values());
	}

	private List<Object> idOf(T owner) {
		requireOwn(this.owners, List.of(owner));
		return required(this.relation.ownerKeys(), owner);
	}

	private static List<Object> required(List<PropertyModel> keys, Object instance) {
		return keys.stream().map((key) -> required(key, instance)).toList();
	}

	/**
	 * Refuse instances that the filters of their entity hide, such as those of somebody
	 * else.
	 */
	private void requireOwn(EntityModel<?> entity, Collection<?> instances) {
		this.writers.queries().filters().demandedValues(entity).forEach((property, demanded) -> {
			Object expected = property.toColumn(demanded);
			if (!instances.stream()
				.allMatch((each) -> Objects.equals(expected, property.toColumn(property.get(each))))) {
				throw new InvalidDataAccessApiUsageException(
						"This '%s' has another '%s' than its filter demands, so it cannot be linked. Use instances of the value that is bound"
							.formatted(entity.name(), property.name()));
			}
		});
	}

	private static Object required(PropertyModel id, Object instance) {
		Object value = id.get(instance);
		if (value == null || (EntityScope.isUnset(value) && id.generation().isGenerated())) {
			throw new InvalidDataAccessApiUsageException("This '%s' has no id, so it cannot be linked: insert it first"
				.formatted(instance.getClass().getSimpleName()));
		}
		return value;
	}

}
