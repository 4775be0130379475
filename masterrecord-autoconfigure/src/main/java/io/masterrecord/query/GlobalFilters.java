package io.masterrecord.query;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import io.masterrecord.annotation.SoftDelete;
import io.masterrecord.model.EntityModel;
import io.masterrecord.model.PropertyModel;
import io.masterrecord.schema.TypeName;

/**
 * The filters of all entities: those that were declared, and the one that hides deleted
 * rows wherever an entity has {@link SoftDelete}. Immutable.
 *
 * @since 0.1.0
 */
public final class GlobalFilters {

	/**
	 * No declared filters. Deleted rows are hidden still.
	 */
	public static final GlobalFilters NONE = new GlobalFilters(Map.of(), Set.of());

	private final Map<Class<?>, List<GlobalFilter<?>>> declared;

	/** The names of those that do not apply. */
	private final Set<String> without;

	private GlobalFilters(Map<Class<?>, List<GlobalFilter<?>>> declared, Set<String> without) {
		this.declared = declared;
		this.without = without;
	}

	/**
	 * Put filters together.
	 * @param filters the filters
	 * @return the filters by entity
	 * @throws InvalidQueryException if an entity has two of one name
	 */
	public static GlobalFilters of(Collection<? extends GlobalFilter<?>> filters) {
		Map<Class<?>, List<GlobalFilter<?>>> byType = new LinkedHashMap<>();
		for (GlobalFilter<?> filter : filters) {
			List<GlobalFilter<?>> known = byType.computeIfAbsent(filter.type(), (type) -> new ArrayList<>());
			if (filter.name().equals(SoftDelete.FILTER)
					|| known.stream().anyMatch((other) -> other.name().equals(filter.name()))) {
				throw new InvalidQueryException("%s exists already. Give it another name".formatted(filter));
			}
			known.add(filter);
		}
		return new GlobalFilters(Map.copyOf(byType), Set.of());
	}

	/**
	 * Return the names of all filters.
	 * @return the names, sorted
	 */
	public Set<String> names() {
		Set<String> names = new TreeSet<>(Set.of(SoftDelete.FILTER));
		this.declared.values().forEach((filters) -> filters.forEach((filter) -> names.add(filter.name())));
		return names;
	}

	/**
	 * Return the filters of which some do not apply.
	 * @param names their names
	 * @throws InvalidQueryException if there is no filter of a name
	 */
	GlobalFilters without(String... names) {
		requireKnown(names);
		Set<String> all = new LinkedHashSet<>(this.without);
		all.addAll(List.of(names));
		return new GlobalFilters(this.declared, Set.copyOf(all));
	}

	void requireKnown(String... names) {
		Set<String> known = names();
		for (String name : names) {
			if (!known.contains(name)) {
				throw new InvalidQueryException(
						"There is no filter '%s'. There are: %s".formatted(name, String.join(", ", known)));
			}
		}
	}

	private boolean applies(String name, Set<String> except) {
		return !except.contains(name) && !this.without.contains(name);
	}

	/**
	 * Return the values which the filters of an entity demand of properties, so that a
	 * row is not written where nobody who wrote it would see it.
	 * @param <T> the entity
	 * @param entity the entity
	 * @return the values as they are in Java, by property
	 * @throws MissingFilterValueException if a filter has no value
	 */
	public <T> Map<PropertyModel, Object> demandedValues(EntityModel<T> entity) {
		return demandedValues(entity, Set.of());
	}

	/**
	 * Return the values which the filters of an entity demand of properties.
	 * @param entity the entity
	 * @param except the names of filters that are left out
	 */
	@SuppressWarnings("unchecked")
	<T> Map<PropertyModel, Object> demandedValues(EntityModel<T> entity, Set<String> except) {
		Map<PropertyModel, Object> values = new LinkedHashMap<>();
		for (GlobalFilter<?> filter : this.declared.getOrDefault(entity.type(), List.of())) {
			GlobalFilter.BoundValue<T> bound = ((GlobalFilter<T>) filter).value();
			if (bound != null && applies(filter.name(), except)) {
				values.put(entity.property(bound.property()), bound.value().get());
			}
		}
		return values;
	}

	/**
	 * Return what has to hold for a row to be seen.
	 * @param scope where the rows come from
	 * @param except the names of filters that are left out
	 */
	Predicate in(Scope scope, Set<String> except) {
		if (!(scope.source() instanceof Source.Table table)) {
			return Predicate.NONE;
		}
		List<Predicate> parts = new ArrayList<>();
		table.entity()
			.softDelete()
			.filter((property) -> applies(SoftDelete.FILTER, except))
			.ifPresent((property) -> parts.add(isAlive(scope, property)));
		for (GlobalFilter<?> filter : this.declared.getOrDefault(table.entity().type(), List.of())) {
			if (applies(filter.name(), except)) {
				parts.add(filter.in(scope));
			}
		}
		return Predicate.allOf(parts.stream().filter((part) -> !part.isNone()).toList());
	}

	private static Predicate isAlive(Scope scope, PropertyModel property) {
		Operand.Column column = scope.column(property);
		return (property.type().name() == TypeName.BOOLEAN)
				? new Predicate.Comparison(column, Predicate.Operator.EQ, Operand.Value.of(column, false))
				: new Predicate.NullTest(column, true);
	}

}
