package io.masterrecord.model;

import java.lang.invoke.MethodHandle;
import java.lang.reflect.Modifier;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.masterrecord.property.Prop;
import io.masterrecord.property.ResolvedProperty;
import io.masterrecord.schema.Table;
import org.jspecify.annotations.Nullable;

import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.data.annotation.Id;
import org.springframework.util.ClassUtils;

/**
 * An entity: its properties, its table, and how instances are made. Immutable, and safe
 * for use by several threads.
 *
 * @param <T> the record or class
 * @since 0.1.0
 */
public final class EntityModel<T> {

	private final ReadEntity entity;

	private final Class<T> type;

	private final Table table;

	private final KeyModel key;

	private final Map<String, PropertyModel> byName;

	private final ValuesReader reader;

	/** Filled in once, when the models of all entities are there. */
	private Map<String, RelationModel> relations = Map.of();

	EntityModel(ReadEntity entity, Class<T> type, Table table) {
		this.entity = entity;
		this.type = type;
		this.table = table;
		this.key = new KeyModel(type.getSimpleName(), entity.ids(), entity.embeddedId().orElse(null));
		Map<String, PropertyModel> properties = new LinkedHashMap<>();
		entity.properties().forEach((property) -> properties.put(property.name(), property));
		this.byName = Collections.unmodifiableMap(properties);
		this.reader = new ValuesReader(
				entity.properties().stream().map((property) -> property.facts().getter).toList());
	}

	/**
	 * Tell whether a class is meant to be an entity: it is a record or a concrete class,
	 * and has {@code @Table} or a property with Spring Data's {@code @Id}.
	 * @param type any class
	 * @return whether it belongs into a model
	 */
	public static boolean isEntity(Class<?> type) {
		if (type.isInterface() || type.isEnum() || Modifier.isAbstract(type.getModifiers())) {
			return false;
		}
		if (MergedAnnotations.from(type).isPresent(io.masterrecord.annotation.Table.class)) {
			return true;
		}
		return EntityReader.fields(type).stream().anyMatch((field) -> new PropertySource(type, field).has(Id.class));
	}

	/**
	 * Return the record or class.
	 * @return the class
	 */
	public Class<T> type() {
		return this.type;
	}

	/**
	 * Return the name of the entity as people write it.
	 * @return the simple name of the class
	 */
	public String name() {
		return this.type.getSimpleName();
	}

	/**
	 * Return the name of the table.
	 * @return the name as it stands in the database
	 */
	public String table() {
		return this.table.name();
	}

	/**
	 * Return the properties.
	 * @return the properties in order of declaration, those of super-classes first
	 */
	public List<PropertyModel> properties() {
		return this.entity.properties();
	}

	/**
	 * Return the values of several properties that are embedded in this entity.
	 * @return the values, those inside another one before it
	 */
	public List<EmbeddedModel> embedded() {
		return this.entity.embedded();
	}

	/**
	 * Return the embedded value of a name.
	 * @param name the name of the property that holds it
	 * @return the value, if there is one
	 */
	public Optional<EmbeddedModel> findEmbedded(String name) {
		return embedded().stream().filter((candidate) -> candidate.name().equals(name)).findFirst();
	}

	/**
	 * Return what identifies an instance.
	 * @return the id, of one or several properties
	 */
	public KeyModel key() {
		return this.key;
	}

	/**
	 * Return the id of one property.
	 * @return the property that identifies an instance
	 * @throws ModelException if several do, which {@link #key()} tells
	 */
	public PropertyModel id() {
		return this.key.single()
			.orElseThrow(() -> failure(null,
					"has an id of several properties (%s), which cannot stand for one"
						.formatted(String.join(", ", this.key.properties().stream().map(PropertyModel::name).toList())),
					"Name the property that is meant, or give the entity an id of its own."));
	}

	/**
	 * Return the version.
	 * @return the property that counts updates, if there is one
	 */
	public Optional<PropertyModel> version() {
		return properties().stream().filter(PropertyModel::isVersion).findFirst();
	}

	/**
	 * Return the property that tells whether a row is deleted.
	 * @return the property, if rows of this entity stay when they are deleted
	 */
	public Optional<PropertyModel> softDelete() {
		return properties().stream().filter(PropertyModel::isSoftDelete).findFirst();
	}

	/**
	 * Return the property of a name.
	 * @param name the name of the property
	 * @return the property, if there is one
	 */
	public Optional<PropertyModel> find(String name) {
		return Optional.ofNullable(this.byName.get(name));
	}

	/**
	 * Return the property of a name.
	 * @param name the name of the property
	 * @return the property
	 * @throws ModelException if there is none, with the one that was probably meant
	 */
	public PropertyModel property(String name) {
		return find(name).orElseThrow(() -> unknown(name));
	}

	/**
	 * Return the property of a column.
	 * @param column the name of the column
	 * @return the property, if there is one
	 */
	public Optional<PropertyModel> propertyOfColumn(String column) {
		return properties().stream().filter((property) -> property.column().equals(column)).findFirst();
	}

	/**
	 * Return the property of a reference.
	 * @param reference a reference such as {@code Plan::title}, also to an inherited
	 * accessor
	 * @return the property
	 * @throws ModelException if the reference is to another entity, to something that is
	 * no property, or states another type
	 */
	public PropertyModel property(Prop<T, ?> reference) {
		return property(ResolvedProperty.of(reference));
	}

	/**
	 * Return the property of a reference that was read already.
	 * @param reference the reference
	 * @return the property
	 * @throws ModelException if the reference is to another entity, to something that is
	 * no property, or states another type
	 */
	public PropertyModel property(ResolvedProperty reference) {
		requireOwn(reference);
		PropertyModel property = property(reference.name());
		Class<?> stated = reference.statedType();
		if (stated != null && ClassUtils.resolvePrimitiveIfNecessary(stated) != ClassUtils
			.resolvePrimitiveIfNecessary(property.javaType())) {
			throw failure(property.name(), "is of type '%s', not '%s'".formatted(Problems.nameOf(property.javaType()),
					Problems.nameOf(stated)), "Name it with its own type.");
		}
		return property;
	}

	/**
	 * Return the properties that are no columns, but hold rows of other entities.
	 * @return the relations, in order of declaration
	 */
	public List<RelationModel> relations() {
		return List.copyOf(this.relations.values());
	}

	/**
	 * Return the relation of a name.
	 * @param name the name of the property
	 * @return the relation, if there is one
	 */
	public Optional<RelationModel> findRelation(String name) {
		return Optional.ofNullable(this.relations.get(name));
	}

	/**
	 * Return the relation of a reference.
	 * @param reference a reference such as {@code Author::books}
	 * @return the relation
	 * @throws ModelException if the reference is to another entity, or to something that
	 * is no relation
	 */
	public RelationModel relation(Prop<T, ?> reference) {
		ResolvedProperty resolved = ResolvedProperty.of(reference);
		requireOwn(resolved);
		return findRelation(resolved.name()).orElseThrow(() -> failure(resolved.name(), "is no relation",
				this.relations.isEmpty() ? "The entity has none: mark a property with '@HasMany' or '@RefersTo'."
						: CloseMatch.suggest(resolved.name(), this.relations.keySet())));
	}

	/**
	 * Return the description of the table.
	 * @return the table with its keys and indexes
	 */
	public Table toTable() {
		return this.table;
	}

	/**
	 * Make an instance.
	 * @param values the values as they are in Java, one for each of
	 * {@link #properties()}, in that order; the array may be kept
	 * @return a new instance
	 */
	public T create(@Nullable Object... values) {
		try {
			return cast(this.entity.instantiator().create(values));
		}
		catch (RuntimeException | Error ex) {
			throw ex;
		}
		catch (Throwable ex) {
			throw notMade(ex);
		}
	}

	/**
	 * Return a handle that makes an instance without boxing its values, for readers of
	 * rows.
	 * @return a handle of the values of {@link #properties()}, in that order, each of the
	 * type of its record component or field; {@code null} if they are more than a handle
	 * takes
	 */
	public @Nullable MethodHandle creator() {
		return this.entity.instantiator().creator();
	}

	/**
	 * Read all properties of an instance.
	 * @param instance an instance of the entity
	 * @return the values as they are in Java
	 */
	public PropertyValues values(T instance) {
		return new PropertyValues(this.reader.read(instance, this));
	}

	/**
	 * Replace values of an instance: of a record in a new one, of a class in the instance
	 * itself.
	 * @param instance the instance
	 * @param values its values, of which some were replaced
	 * @return the instance to use from now on
	 */
	public T with(T instance, PropertyValues values) {
		if (values.areThoseOfInstance()) {
			return instance;
		}
		try {
			return cast(this.entity.instantiator().with(instance, values));
		}
		catch (RuntimeException | Error ex) {
			throw ex;
		}
		catch (Throwable ex) {
			throw notMade(ex);
		}
	}

	@Override
	public String toString() {
		return "Entity '%s'".formatted(name());
	}

	List<String> formerNames() {
		return this.entity.formerNames();
	}

	void relate(List<RelationModel> found) {
		Map<String, RelationModel> relations = new LinkedHashMap<>();
		found.forEach((relation) -> relations.put(relation.name(), relation));
		this.relations = Collections.unmodifiableMap(relations);
	}

	private void requireOwn(ResolvedProperty reference) {
		if (!reference.entity().isAssignableFrom(this.type)) {
			throw failure(null, "'%s' is a property of another entity".formatted(reference),
					"Use a property of '%s'.".formatted(name()));
		}
	}

	@SuppressWarnings("unchecked")
	private T cast(Object instance) {
		return (T) instance;
	}

	private ValueConversionException notMade(Throwable cause) {
		return new ValueConversionException(
				"An instance of '%s' cannot be made: %s".formatted(this.type.getName(), cause.getMessage()), cause);
	}

	private ModelException unknown(String property) {
		if (this.relations.containsKey(property)) {
			return failure(property, "is a relation, which has no column", "Read its rows with 'include'.");
		}
		Optional<EmbeddedModel> value = findEmbedded(property);
		if (value.isPresent()) {
			PropertyModel first = value.get().properties().get(0);
			return failure(property, "is an embedded value, which has several columns",
					"Name one of its properties: '%s', or 'path(%s::%s, …)'.".formatted(first.name(), name(),
							property.replace(".", "::")));
		}
		return failure(property, "is no property of the entity",
				CloseMatch.suggest(property, this.entity.propertyNames()));
	}

	private ModelException failure(@Nullable String property, String problem, String remedy) {
		return new ModelException(List.of(new ModelProblem(Problems.nameOf(this.type), property, problem, remedy)));
	}

}
