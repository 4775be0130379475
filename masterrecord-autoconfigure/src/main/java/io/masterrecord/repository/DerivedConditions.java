package io.masterrecord.repository;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import io.masterrecord.model.EntityModel;
import io.masterrecord.model.PropertyModel;
import io.masterrecord.model.RelationLink;
import io.masterrecord.model.RelationModel;
import io.masterrecord.property.OrderedProp;
import io.masterrecord.property.Prop;
import io.masterrecord.property.TextProp;
import io.masterrecord.query.ComparableStep;
import io.masterrecord.query.Condition;
import io.masterrecord.query.Query;
import io.masterrecord.query.Selection;
import io.masterrecord.query.TextStep;
import io.masterrecord.query.ValueStep;
import io.masterrecord.write.EntityOperations;
import org.jspecify.annotations.Nullable;

import org.springframework.data.core.PropertyPath;
import org.springframework.data.repository.query.parser.Part;
import org.springframework.util.ClassUtils;
import org.springframework.util.ObjectUtils;

/**
 * Turns the parts of a method's name into conditions on the properties they name.
 *
 * @param <T> the entity
 * @param entity the entity
 * @param operations starts the queries of related entities
 */
record DerivedConditions<T>(EntityModel<T> entity, EntityOperations operations) {

	/**
	 * Return the condition of a part.
	 * @param part what the name says
	 * @param ignoreCase whether case does not matter
	 * @param arguments the arguments of the call; as many are taken as the part needs
	 */
	Condition<T> of(Part part, boolean ignoreCase, Iterator<? extends @Nullable Object> arguments) {
		return of(part.getProperty(), part.getType(), ignoreCase, arguments);
	}

	private Condition<T> of(PropertyPath path, Part.Type type, boolean ignoreCase,
			Iterator<? extends @Nullable Object> arguments) {
		PropertyPath next = path.next();
		Optional<PropertyModel> own = this.entity.find(path.toDotPath());
		if (next != null && own.isEmpty()) {
			RelationModel relation = this.entity.findRelation(path.getSegment()).orElseThrow();
			return related(relation, relation.target(), (target) -> target.of(next, type, ignoreCase, arguments));
		}
		PropertyModel property = own.orElseThrow();
		return switch (type) {
			case IS_NULL -> value(property).isNull();
			case IS_NOT_NULL -> value(property).isNotNull();
			case TRUE -> value(property).eq(true);
			case FALSE -> value(property).eq(false);
			case SIMPLE_PROPERTY -> equal(property, ignoreCase, arguments.next());
			case NEGATING_SIMPLE_PROPERTY -> different(property, ignoreCase, arguments.next());
			case IN -> among(property, ignoreCase, elements(arguments.next()));
			case NOT_IN -> notAmong(property, ignoreCase, elements(arguments.next()));
			case LESS_THAN, BEFORE -> ordered(property).lt(comparable(arguments.next()));
			case LESS_THAN_EQUAL -> ordered(property).le(comparable(arguments.next()));
			case GREATER_THAN, AFTER -> ordered(property).gt(comparable(arguments.next()));
			case GREATER_THAN_EQUAL -> ordered(property).ge(comparable(arguments.next()));
			case BETWEEN -> ordered(property).between(comparable(arguments.next()), comparable(arguments.next()));
			default -> ofText(type, text(property), ignoreCase, (String) required(arguments.next()));
		};
	}

	/**
	 * Return the condition that a related row meets one: the row a foreign key refers to,
	 * or at least one of several.
	 */
	private <E> Condition<T> related(RelationModel relation, EntityModel<E> target,
			Function<DerivedConditions<E>, Condition<E>> condition) {
		Query<E> rows = this.operations.query(target.type())
			.where(condition.apply(new DerivedConditions<>(target, this.operations)));
		RelationLink between = relation.link().orElse(null);
		if (relation.ownerKeys().size() > 1 || relation.targetKeys().size() > 1) {
			return (between != null) ? linked(relation, between, between.entity(), rows, target) : Condition
				.alike(props(this.entity, relation.ownerKeys()), rows, props(target, relation.targetKeys()));
		}
		PropertyModel own = relation.ownerKeys().get(0);
		Selection<E, Object> keys = keys(rows, target, relation.targetKeys().get(0));
		return value(own).in((between != null) ? linked(between, between.entity(), keys) : keys);
	}

	private <L, E> Condition<T> linked(RelationModel relation, RelationLink link, EntityModel<L> between, Query<E> rows,
			EntityModel<E> target) {
		Query<L> links = this.operations.query(between)
			.where(Condition.alike(props(between, link.targetKeys()), rows, props(target, relation.targetKeys())));
		return Condition.alike(props(this.entity, relation.ownerKeys()), links, props(between, link.ownerKeys()));
	}

	private static <E> List<Prop<E, Object>> props(EntityModel<E> entity, List<PropertyModel> keys) {
		return keys.stream().map((key) -> Prop.of(entity.type(), key.name(), typeOf(key))).toList();
	}

	private <L> Selection<L, Object> linked(RelationLink link, EntityModel<L> between, Selection<?, Object> keys) {
		Query<L> rows = this.operations.query(between);
		Prop<L, Object> other = props(between, link.targetKeys()).get(0);
		return keys(rows.where(other).in(keys), between, link.ownerKeys().get(0));
	}

	private static <E> Selection<E, Object> keys(Query<E> rows, EntityModel<E> entity, PropertyModel key) {
		return rows.select(Prop.of(entity.type(), key.name(), typeOf(key)));
	}

	private Condition<T> ofText(Part.Type type, TextStep<Condition<T>> step, boolean ignoreCase, String text) {
		return switch (type) {
			case LIKE -> ignoreCase ? step.likeIgnoreCase(text) : step.like(text);
			case NOT_LIKE -> Condition.not(ignoreCase ? step.likeIgnoreCase(text) : step.like(text));
			case STARTING_WITH -> ignoreCase ? step.startsWithIgnoreCase(text) : step.startsWith(text);
			case ENDING_WITH -> ignoreCase ? step.endsWithIgnoreCase(text) : step.endsWith(text);
			case CONTAINING -> ignoreCase ? step.containsIgnoreCase(text) : step.contains(text);
			case NOT_CONTAINING -> Condition.not(ignoreCase ? step.containsIgnoreCase(text) : step.contains(text));
			default -> throw new IllegalStateException("'%s' is refused when a repository is made".formatted(type));
		};
	}

	private Condition<T> equal(PropertyModel property, boolean ignoreCase, @Nullable Object value) {
		if (value == null) {
			return value(property).isNull();
		}
		return ignoreCase ? text(property).eqIgnoreCase((String) value) : value(property).eq(value);
	}

	private Condition<T> different(PropertyModel property, boolean ignoreCase, @Nullable Object value) {
		if (value == null) {
			return value(property).isNotNull();
		}
		return ignoreCase ? Condition.not(text(property).eqIgnoreCase((String) value)) : value(property).ne(value);
	}

	private Condition<T> among(PropertyModel property, boolean ignoreCase, List<Object> values) {
		if (!ignoreCase || values.isEmpty()) {
			return value(property).in(values);
		}
		List<Condition<T>> alternatives = new ArrayList<>(values.size());
		values.forEach((value) -> alternatives.add(text(property).eqIgnoreCase((String) value)));
		return Condition.anyOf(alternatives);
	}

	private Condition<T> notAmong(PropertyModel property, boolean ignoreCase, List<Object> values) {
		return (!ignoreCase || values.isEmpty()) ? value(property).notIn(values)
				: Condition.not(among(property, true, values));
	}

	private static List<Object> elements(@Nullable Object argument) {
		Object values = required(argument);
		return (values instanceof Collection<?> collection) ? new ArrayList<>(collection)
				: Arrays.asList(ObjectUtils.toObjectArray(values));
	}

	private static Object required(@Nullable Object argument) {
		if (argument == null) {
			throw new IllegalArgumentException("Only 'Is', 'Equals' and 'Not' compare with null");
		}
		return argument;
	}

	private ValueStep<Object, Condition<T>> value(PropertyModel property) {
		return Condition.where(Prop.of(this.entity.type(), property.name(), typeOf(property)));
	}

	private TextStep<Condition<T>> text(PropertyModel property) {
		return Condition.where(TextProp.of(this.entity.type(), property.name()));
	}

	private ComparableStep<Comparable<Object>, Condition<T>> ordered(PropertyModel property) {
		return Condition.where(OrderedProp.of(this.entity.type(), property.name(), comparableTypeOf(property)));
	}

	@SuppressWarnings("unchecked")
	private static Comparable<Object> comparable(@Nullable Object argument) {
		return (Comparable<Object>) required(argument);
	}

	@SuppressWarnings("unchecked")
	private static Class<Object> typeOf(PropertyModel property) {
		return (Class<Object>) ClassUtils.resolvePrimitiveIfNecessary(property.javaType());
	}

	@SuppressWarnings({ "unchecked", "rawtypes" })
	private static Class<Comparable<Object>> comparableTypeOf(PropertyModel property) {
		return (Class) typeOf(property);
	}

}
