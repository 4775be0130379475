package io.masterrecord.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.masterrecord.schema.ColumnType;
import io.masterrecord.schema.ForeignKey;
import io.masterrecord.schema.ReferentialAction;
import io.masterrecord.schema.TypeName;
import org.jspecify.annotations.Nullable;

/**
 * Turns what is said about references into foreign keys, which needs the entities
 * referred to.
 */
final class ForeignKeyAssembly {

	private final Map<Class<?>, ReadEntity> byType = new HashMap<>();

	private final Problems problems;

	private final NameRegistry names;

	private final Map<ReadEntity, List<Resolved>> keys = new LinkedHashMap<>();

	ForeignKeyAssembly(List<ReadEntity> entities, Problems problems, NameRegistry names) {
		entities.forEach((entity) -> this.byType.putIfAbsent(entity.type(), entity));
		this.problems = problems;
		this.names = names;
		entities.forEach((entity) -> this.keys.put(entity, resolve(entity)));
	}

	/**
	 * Return the properties of each foreign key that has an index.
	 */
	List<List<PropertyModel>> indexed(ReadEntity entity) {
		return of(entity).stream().filter((key) -> key.reference().indexed()).map(Resolved::properties).toList();
	}

	/**
	 * Return the references whose foreign keys the application named.
	 */
	List<Reference> named(ReadEntity entity) {
		return of(entity).stream().map(Resolved::reference).filter((reference) -> !reference.name().isEmpty()).toList();
	}

	/**
	 * Return the foreign keys.
	 */
	List<ForeignKey> foreignKeys(ReadEntity entity) {
		return of(entity).stream().map((key) -> foreignKey(entity, key)).toList();
	}

	private List<Resolved> of(ReadEntity entity) {
		return this.keys.getOrDefault(entity, List.of());
	}

	private ForeignKey foreignKey(ReadEntity entity, Resolved key) {
		List<String> columns = key.properties().stream().map(PropertyModel::column).toList();
		String stated = key.reference().name();
		return new ForeignKey(stated.isEmpty() ? this.names.derive("fk", entity.table(), columns) : stated, columns,
				key.target().table(), key.target().ids().stream().map(PropertyModel::column).toList(),
				key.reference().onDelete(), key.reference().onUpdate(), key.reference().deferral());
	}

	private List<Resolved> resolve(ReadEntity entity) {
		List<Resolved> result = new ArrayList<>();
		Stream<Reference> single = entity.properties()
			.stream()
			.flatMap((property) -> Stream.ofNullable(property.facts().reference));
		Stream.concat(single, entity.references().stream()).forEach((reference) -> {
			ReadEntity target = target(entity, reference);
			List<PropertyModel> properties = (target != null) ? properties(entity, reference, target) : null;
			if (target != null && properties != null) {
				checkActions(entity, reference, properties);
				for (int i = 0; i < properties.size(); i++) {
					fit(entity, properties.get(i), target, target.ids().get(i));
				}
				result.add(new Resolved(properties, target, reference));
			}
		});
		return result;
	}

	private @Nullable ReadEntity target(ReadEntity entity, Reference reference) {
		Class<?> type = reference.target();
		Optional<ReadEntity> target = Optional.ofNullable(this.byType.get(type));
		if (target.isEmpty()) {
			this.problems.add(entity.type(), reference.place(),
					"belongs to '%s', which is no entity of this model".formatted(Problems.nameOf(type)),
					"Make it an entity with Spring Data's '@Id' in a package that is scanned, or register it with 'context.entity(%s.class)'."
						.formatted(type.getSimpleName()));
		}
		return target.filter((candidate) -> !candidate.ids().isEmpty()).orElse(null);
	}

	/**
	 * Find the properties that refer, in the order of the id they refer to.
	 */
	private @Nullable List<PropertyModel> properties(ReadEntity entity, Reference reference, ReadEntity target) {
		List<PropertyModel> ids = target.ids();
		List<PropertyModel> stated = new ArrayList<>();
		for (String name : reference.properties()) {
			PropertyModel property = entity.find(name).orElse(null);
			if (property == null) {
				this.problems.add(entity.type(), reference.place(),
						"belongs to '%s' by '%s', which is no property".formatted(target.type().getSimpleName(), name),
						CloseMatch.suggest(name, entity.propertyNames()));
				return null;
			}
			stated.add(property);
		}
		List<PropertyModel> ordered = reference.byName() ? ids.stream()
			.flatMap((id) -> stated.stream()
				.filter((each) -> each.simpleName().equals(id.simpleName()))
				.findFirst()
				.stream())
			.toList() : stated;
		if (ordered.size() == ids.size() && stated.size() == ids.size()) {
			return ordered;
		}
		String names = ids.stream().map(PropertyModel::simpleName).collect(Collectors.joining("', '", "'", "'"));
		boolean single = reference.place() != null && !reference.byName();
		this.problems.add(entity.type(), reference.place(),
				"belongs to '%s', whose id has the properties %s".formatted(Problems.nameOf(target.type()), names),
				single ? "Embed a value of these properties with '@Embedded @BelongsTo(%1$s.class)', or name them at the class with '@CompositeBelongsTo(value = %1$s.class, properties = { … })'."
					.formatted(target.type().getSimpleName())
						: "Give one property for each of them%s."
							.formatted(reference.byName() ? ", of the same name" : ", in order"));
		return null;
	}

	private void checkActions(ReadEntity entity, Reference reference, List<PropertyModel> properties) {
		checkAction(entity, reference, properties, "onDelete", reference.onDelete());
		checkAction(entity, reference, properties, "onUpdate", reference.onUpdate());
	}

	private void checkAction(ReadEntity entity, Reference reference, List<PropertyModel> properties, String attribute,
			ReferentialAction action) {
		for (PropertyModel property : properties) {
			if (action == ReferentialAction.SET_NULL && !property.nullable()) {
				this.problems
					.add(entity.type(), reference.place(),
							"'%s = SET_NULL' needs a column that accepts NULL, and '%s' does not".formatted(attribute,
									property.column()),
							"Make the property '@Nullable', or choose RESTRICT or CASCADE.");
			}
			if (action == ReferentialAction.SET_DEFAULT && !property.hasDefault()) {
				this.problems.add(entity.type(), reference.place(),
						"'%s = SET_DEFAULT' needs a column with a default, and '%s' has none".formatted(attribute,
								property.column()),
						"Give it one with '@Column(defaultValue = …)', or choose RESTRICT or CASCADE.");
			}
		}
	}

	/** A text that refers to a text is as long as that, where it states no length. */
	private void fit(ReadEntity entity, PropertyModel property, ReadEntity target, PropertyModel id) {
		ColumnType type = property.type();
		if (type.name() != id.type().name()) {
			this.problems.add(entity.type(), property.name(),
					"is of type '%s', but %s of '%s' is of type '%s'".formatted(Problems.nameOf(property.javaType()),
							(target.ids().size() == 1) ? "the id" : "'" + id.name() + "'",
							Problems.nameOf(target.type()), Problems.nameOf(id.javaType())),
					"Give both the same type.");
		}
		else if (type.name() == TypeName.VARCHAR && type.equals(ColumnTypes.DEFAULT_TEXT)) {
			property.facts().type = id.type();
		}
	}

	/**
	 * A reference whose properties and target were found.
	 *
	 * @param properties the properties that refer, in the order of the id
	 * @param target the entity referred to
	 * @param reference what is said about it
	 */
	private record Resolved(List<PropertyModel> properties, ReadEntity target, Reference reference) {
	}

}
