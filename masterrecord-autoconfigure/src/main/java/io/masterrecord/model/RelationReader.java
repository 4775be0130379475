package io.masterrecord.model;

import java.lang.annotation.Annotation;
import java.lang.reflect.Constructor;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.masterrecord.annotation.HasMany;
import io.masterrecord.annotation.HasManyThrough;
import io.masterrecord.annotation.HasOne;
import io.masterrecord.annotation.ManyToMany;
import io.masterrecord.annotation.RefersTo;
import io.masterrecord.annotation.RenamedFrom;
import org.jspecify.annotations.Nullable;

import org.springframework.core.annotation.MergedAnnotation;

/**
 * Reads the properties of one entity that are relations, without looking at others.
 */
final class RelationReader {

	private static final Map<Class<? extends Annotation>, RelationKind> KINDS = new LinkedHashMap<>();

	static {
		KINDS.put(RefersTo.class, RelationKind.REFERS_TO);
		KINDS.put(HasOne.class, RelationKind.HAS_ONE);
		KINDS.put(HasMany.class, RelationKind.HAS_MANY);
		KINDS.put(HasManyThrough.class, RelationKind.HAS_MANY_THROUGH);
		KINDS.put(ManyToMany.class, RelationKind.MANY_TO_MANY);
	}

	private static final Set<Class<?>> COLLECTIONS = Set.of(List.class, Set.class, Collection.class);

	private final Class<?> entity;

	private final Problems problems;

	RelationReader(Class<?> entity, Problems problems) {
		this.entity = entity;
		this.problems = problems;
	}

	/**
	 * Tell whether a property is a relation, and so no column.
	 */
	static boolean isRelation(PropertySource source) {
		return KINDS.keySet().stream().anyMatch(source::has);
	}

	/**
	 * Read a relation.
	 * @param source the property
	 * @param constructor the constructor of the entity
	 * @param getters a getter of each component, if the entity is a record
	 * @return what it says, or {@code null} if there is a mistake
	 */
	@Nullable RelationFacts read(PropertySource source, Constructor<?> constructor, List<Getter> getters, int component) {
		List<Class<? extends Annotation>> marks = KINDS.keySet().stream().filter(source::has).toList();
		if (marks.size() > 1) {
			wrong(source, "is marked as two kinds of relation", "Leave one of the annotations.");
			return null;
		}
		RelationKind kind = kind(marks.get(0));
		Class<?> target = target(source, kind);
		if (target == null) {
			return null;
		}
		RelationField field = this.entity.isRecord() ? new RelationField.OfRecord(constructor, getters, component)
				: new RelationField.OfClass(source.field());
		MergedAnnotation<?> annotation = annotation(source, marks.get(0));
		Class<?> container = kind.isMany() ? source.valueType() : source.isOptional() ? Optional.class : target;
		return new RelationFacts(this.entity, source.name(), kind, target, container,
				(kind == RelationKind.HAS_MANY_THROUGH) ? annotation.getClass("value") : this.entity,
				key(kind, annotation), otherKey(kind, annotation),
				(kind == RelationKind.MANY_TO_MANY) ? annotation.getString("table") : "", formerNames(source),
				source.getter(), field);
	}

	private @Nullable Class<?> target(PropertySource source, RelationKind kind) {
		Class<?> type = source.valueType();
		if (!kind.isMany()) {
			if (Collection.class.isAssignableFrom(type)) {
				wrong(source, "is a collection, but marked as one row", "Mark it with '@HasMany' instead.");
				return null;
			}
			return type;
		}
		Class<?> element = source.elementType();
		if (!COLLECTIONS.contains(type) || source.isOptional() || element == null) {
			wrong(source, "is of type '%s', which does not say which rows it holds".formatted(source.typeName()),
					"Use a 'List', 'Set' or 'Collection' of the other entity.");
			return null;
		}
		return element;
	}

	private static RelationKind kind(Class<? extends Annotation> annotation) {
		RelationKind kind = KINDS.get(annotation);
		if (kind == null) {
			throw new IllegalStateException("'%s' marks no relation".formatted(annotation.getName()));
		}
		return kind;
	}

	private static MergedAnnotation<?> annotation(PropertySource source, Class<? extends Annotation> type) {
		MergedAnnotation<?> annotation = source.find(type);
		return (annotation != null) ? annotation : MergedAnnotation.missing();
	}

	private static List<String> formerNames(PropertySource source) {
		MergedAnnotation<RenamedFrom> renamed = source.find(RenamedFrom.class);
		return (renamed != null) ? PropertyReader.formerNames(renamed.getStringArray("value")) : List.of();
	}

	private static String key(RelationKind kind, MergedAnnotation<?> annotation) {
		return annotation.getString(switch (kind) {
			case REFERS_TO -> "value";
			case HAS_ONE, HAS_MANY, HAS_MANY_THROUGH -> "foreignKey";
			case MANY_TO_MANY -> "column";
		});
	}

	private static String otherKey(RelationKind kind, MergedAnnotation<?> annotation) {
		return switch (kind) {
			case HAS_MANY_THROUGH -> annotation.getString("otherKey");
			case MANY_TO_MANY -> annotation.getString("otherColumn");
			default -> "";
		};
	}

	private void wrong(PropertySource source, String problem, String remedy) {
		this.problems.add(this.entity, source.name(), problem, remedy);
	}

}
