package io.masterrecord.model;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * A relation of an entity to another: which values of the two are equal, and where loaded
 * rows are put. It is no column. Immutable, and safe for use by several threads.
 *
 * @since 0.1.0
 */
public final class RelationModel {

	private final RelationFacts facts;

	private final EntityModel<?> target;

	private final List<PropertyModel> ownerKeys;

	private final List<PropertyModel> targetKeys;

	private final @Nullable RelationLink link;

	RelationModel(RelationFacts facts, EntityModel<?> target, List<PropertyModel> ownerKeys,
			List<PropertyModel> targetKeys, @Nullable RelationLink link) {
		this.facts = facts;
		this.target = target;
		this.ownerKeys = List.copyOf(ownerKeys);
		this.targetKeys = List.copyOf(targetKeys);
		this.link = link;
	}

	/**
	 * Return the name of the property that holds the rows.
	 * @return the name
	 */
	public String name() {
		return this.facts.name();
	}

	/**
	 * Return how the rows are related.
	 * @return the kind
	 */
	public RelationKind kind() {
		return this.facts.kind();
	}

	/**
	 * Return the entity whose rows are held.
	 * @return the other entity
	 */
	public EntityModel<?> target() {
		return this.target;
	}

	/**
	 * Return the properties of this entity that tell which rows belong to it.
	 * @return the id, or the foreign key: one property, or several where the id has
	 * several
	 */
	public List<PropertyModel> ownerKeys() {
		return this.ownerKeys;
	}

	/**
	 * Return the properties of the other entity that are compared: with
	 * {@link #ownerKeys()} of this one, or with the other side of the {@link #link()} if
	 * there is one.
	 * @return the foreign key, or the id, in the order of the properties of this entity
	 */
	public List<PropertyModel> targetKeys() {
		return this.targetKeys;
	}

	/**
	 * Return what stands between the two entities.
	 * @return the table between, if there is one
	 */
	public Optional<RelationLink> link() {
		return Optional.ofNullable(this.link);
	}

	/**
	 * Read the property.
	 * @param owner an instance of this entity
	 * @return what it holds, {@code null} if nothing was loaded
	 */
	public @Nullable Object get(Object owner) {
		return this.facts.getter().get(owner, this);
	}

	/**
	 * Return the rows that an instance holds.
	 * @param owner an instance of this entity
	 * @return the rows, none if nothing was loaded
	 */
	public Collection<?> rows(Object owner) {
		Object value = get(owner);
		if (value instanceof Collection<?> rows) {
			return rows;
		}
		Object row = (value instanceof Optional<?> optional) ? optional.orElse(null) : value;
		return (row != null) ? List.of(row) : List.of();
	}

	/**
	 * Put loaded rows into the property: of a record in a new one, of a class in the
	 * instance itself.
	 * @param owner an instance of this entity
	 * @param rows the rows; at most one unless the kind {@link RelationKind#isMany()}
	 * @return the instance to use from now on
	 */
	public Object with(Object owner, List<?> rows) {
		try {
			return this.facts.field().with(owner, value(rows));
		}
		catch (RuntimeException | Error ex) {
			throw ex;
		}
		catch (Throwable ex) {
			throw new ValueConversionException("%s cannot be set: %s".formatted(this, ex.getMessage()), ex);
		}
	}

	private @Nullable Object value(List<?> rows) {
		Class<?> container = this.facts.container();
		if (container == Set.class) {
			return Collections.unmodifiableSet(new LinkedHashSet<>(rows));
		}
		if (kind().isMany()) {
			return List.copyOf(rows);
		}
		if (container == Optional.class) {
			return rows.stream().findFirst();
		}
		return rows.isEmpty() ? null : rows.get(0);
	}

	/**
	 * Return the relation as messages name it: {@code Relation 'Author.books'}.
	 */
	@Override
	public String toString() {
		return "Relation '%s.%s'".formatted(this.facts.owner().getSimpleName(), name());
	}

}
