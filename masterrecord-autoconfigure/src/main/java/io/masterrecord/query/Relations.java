package io.masterrecord.query;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;

import io.masterrecord.model.EntityModel;
import io.masterrecord.model.RelationModel;
import io.masterrecord.property.ManyProp;
import io.masterrecord.property.OptionalProp;
import io.masterrecord.property.Prop;

/**
 * Reads and counts rows that are related to instances which are there already. One
 * statement, however many instances there are. Safe for use by several threads.
 *
 * @param <T> the entity
 * @since 0.1.0
 */
public final class Relations<T> {

	private final EntityModel<T> entity;

	private final QueryContext context;

	private Relations(EntityModel<T> entity, QueryContext context) {
		this.entity = entity;
		this.context = context;
	}

	/**
	 * Create relations of an entity.
	 * @param <T> the entity
	 * @param entity the model of the entity
	 * @param context what queries of the database share
	 * @return the relations
	 */
	public static <T> Relations<T> of(EntityModel<T> entity, QueryContext context) {
		return new Relations<>(entity, context);
	}

	/**
	 * Load the rows that a property holds.
	 * @param <E> the entity they are of
	 * @param owners the instances; records are not changed, objects of a class are
	 * @param relation the property
	 * @return the instances to use, in the same order
	 */
	public <E> List<T> load(Collection<? extends T> owners, ManyProp<T, E> relation) {
		return load(owners, relation, UnaryOperator.identity());
	}

	/**
	 * Load some of the rows that a property holds.
	 * @param <E> the entity they are of
	 * @param owners the instances; records are not changed, objects of a class are
	 * @param relation the property
	 * @param related says which
	 * @return the instances to use, in the same order
	 */
	public <E> List<T> load(Collection<? extends T> owners, ManyProp<T, E> relation,
			UnaryOperator<Related<E>> related) {
		return new Inclusion(rows(relation, related)).load(List.copyOf(owners));
	}

	/**
	 * Load the row that a property holds.
	 * @param <E> the entity it is of
	 * @param owners the instances; records are not changed, objects of a class are
	 * @param relation the property
	 * @return the instances to use, in the same order
	 */
	public <E> List<T> load(Collection<? extends T> owners, Prop<T, E> relation) {
		return new Inclusion(this.<E>rows(relation, UnaryOperator.identity())).load(List.copyOf(owners));
	}

	/**
	 * Load the row that a property holds.
	 * @param <E> the entity it is of
	 * @param owners the instances; records are not changed, objects of a class are
	 * @param relation the property, whose accessor returns an {@code Optional}
	 * @return the instances to use, in the same order
	 */
	public <E> List<T> load(Collection<? extends T> owners, OptionalProp<T, E> relation) {
		return new Inclusion(this.<E>rows(relation, UnaryOperator.identity())).load(List.copyOf(owners));
	}

	/**
	 * Count the rows that belong to instances, without reading them.
	 * @param <E> the entity they are of
	 * @param owners the instances
	 * @param relation the property that would hold the rows
	 * @return the numbers by the ids of the instances, 0 where there are none
	 */
	public <E> Map<Object, Long> count(Collection<? extends T> owners, ManyProp<T, E> relation) {
		return count(owners, relation, UnaryOperator.identity());
	}

	/**
	 * Count some of the rows that belong to instances, without reading them.
	 * @param <E> the entity they are of
	 * @param owners the instances
	 * @param relation the property that would hold the rows
	 * @param related says which rows count
	 * @return the numbers by the ids of the instances, 0 where there are none
	 */
	public <E> Map<Object, Long> count(Collection<? extends T> owners, ManyProp<T, E> relation,
			UnaryOperator<Related<E>> related) {
		RelatedRows<E> rows = rows(relation, related);
		Set<Object> keys = new LinkedHashSet<>();
		owners.forEach((owner) -> keys.add(key(owner)));
		Map<Object, Long> numbers = keys.isEmpty() ? Map.of() : rows.countAll(keys);
		Map<Object, Long> result = new LinkedHashMap<>();
		owners.forEach((owner) -> result.put(Objects.requireNonNull(this.entity.key().get(owner)),
				numbers.getOrDefault(key(owner), 0L)));
		return result;
	}

	private Object key(T owner) {
		Object key = RelatedRows.key(this.entity.key().properties(), owner);
		if (key == null) {
			throw new InvalidQueryException(
					"Nothing belongs to a '%s' without an id: insert it first".formatted(this.entity.name()));
		}
		return key;
	}

	/**
	 * Return what a query reads along with its rows.
	 */
	<E> RelatedRows<E> rows(Prop<T, ?> reference, UnaryOperator<Related<E>> related) {
		RelationModel relation = this.entity.relation(reference);
		return new RelatedRows<>(relation, related.apply(Related.of(target(relation), this.context)));
	}

	@SuppressWarnings("unchecked")
	private static <E> EntityModel<E> target(RelationModel relation) {
		return (EntityModel<E>) relation.target();
	}

}
