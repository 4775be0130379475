package io.masterrecord.model;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.masterrecord.annotation.BelongsTo;
import io.masterrecord.annotation.Column;
import io.masterrecord.annotation.Convert;
import io.masterrecord.annotation.Embedded;
import io.masterrecord.annotation.RenamedFrom;
import org.jspecify.annotations.Nullable;

import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Transient;

/**
 * Reads the properties of one entity, and those of the values embedded in it.
 */
final class PropertiesReader {

	private final Class<?> entity;

	private final Conversions conversions;

	private final Problems problems;

	private final List<PropertyModel> properties = new ArrayList<>();

	private final List<EmbeddedModel> embedded = new ArrayList<>();

	private final List<Reference> references = new ArrayList<>();

	private final List<PropertySource> relations = new ArrayList<>();

	private boolean complete = true;

	PropertiesReader(Class<?> entity, Conversions conversions, Problems problems) {
		this.entity = entity;
		this.conversions = conversions;
		this.problems = problems;
	}

	/**
	 * Read all.
	 * @return what makes instances of the values of {@link #properties()}
	 */
	Instantiator read() throws ReflectiveOperationException {
		return read(ResolvableType.forClass(this.entity), Place.of(this.entity)).instantiator();
	}

	List<PropertyModel> properties() {
		return List.copyOf(this.properties);
	}

	List<EmbeddedModel> embedded() {
		return List.copyOf(this.embedded);
	}

	/**
	 * Return the foreign keys that embedded values are.
	 */
	List<Reference> references() {
		return this.references;
	}

	/**
	 * Return the properties that are no columns, but hold rows of other entities.
	 */
	List<PropertySource> relations() {
		return this.relations;
	}

	/**
	 * Tell whether all properties could be read.
	 */
	boolean isComplete() {
		return this.complete;
	}

	private EmbeddedModel.Parts read(ResolvableType owner, Place place) throws ReflectiveOperationException {
		Class<?> type = owner.resolve(Object.class);
		int first = this.properties.size();
		Set<String> names = new HashSet<>();
		List<Field> persistent = new ArrayList<>();
		List<Composition.Part> parts = new ArrayList<>();
		List<Getter> getters = new ArrayList<>();
		for (Field field : EntityReader.fields(type)) {
			PropertySource source = new PropertySource(place.path(), owner, field);
			if (isColumns(source, type, names) && !isRelation(source, place)) {
				int before = this.properties.size();
				EmbeddedModel value = read(source, place, getters);
				int size = this.properties.size() - before;
				if (size > 0) {
					names.add(field.getName());
					persistent.add(field);
					parts.add(new Composition.Part(before - first, size, value, source.getter()));
				}
			}
		}
		Instantiator instantiator = Instantiator.of(type, persistent);
		if (parts.stream().anyMatch((part) -> part.embedded() != null)) {
			instantiator = new Composition(instantiator, parts);
		}
		return new EmbeddedModel.Parts(List.copyOf(this.properties.subList(first, this.properties.size())), getters,
				instantiator);
	}

	private boolean isColumns(PropertySource source, Class<?> type, Set<String> names) {
		Field field = source.field();
		if (Modifier.isTransient(field.getModifiers()) || source.has(Transient.class)) {
			return false;
		}
		if (names.contains(field.getName())) {
			wrong(source, "a super-class has a field of this name too",
					"Remove one of the two fields, or mark one with '@Transient'.");
			return false;
		}
		if (!type.isRecord() && Modifier.isFinal(field.getModifiers())) {
			wrong(source, "is final, so a row that was read cannot be put into it",
					"Remove 'final', mark the property with '@Transient', or make %s a record."
						.formatted((type == this.entity) ? "the entity" : "'" + type.getSimpleName() + "'"));
		}
		return true;
	}

	private boolean isRelation(PropertySource source, Place place) {
		if (!RelationReader.isRelation(source)) {
			return false;
		}
		if (place.isEntity()) {
			this.relations.add(source);
		}
		else {
			wrong(source, "holds rows of other entities, which an embedded value cannot",
					"Move the property into '%s'.".formatted(this.entity.getSimpleName()));
		}
		return true;
	}

	/**
	 * Read a property.
	 * @param getters takes getters of the instance, one for each column
	 * @return the embedded value, or {@code null} if the property is a single value
	 */
	private @Nullable EmbeddedModel read(PropertySource source, Place place, List<Getter> getters)
			throws ReflectiveOperationException {
		MergedAnnotation<Embedded> stated = source.find(Embedded.class);
		if (stated != null) {
			return embedded(source, place, stated, getters);
		}
		PropertyFacts facts = PropertyReader.read(place, source, this.conversions, this.problems);
		if (facts == null) {
			this.complete = false;
			return null;
		}
		this.properties.add(new PropertyModel(facts, this.properties.size()));
		getters.add(source.getter());
		return null;
	}

	private @Nullable EmbeddedModel embedded(PropertySource source, Place place, MergedAnnotation<Embedded> stated,
			List<Getter> getters) throws ReflectiveOperationException {
		Class<?> type = source.valueType();
		if (!isEmbeddable(source, type, place)) {
			this.complete = false;
			return null;
		}
		String[] prefix = stated.getStringArray("prefix");
		if (prefix.length > 1) {
			wrong(source, "'prefix' has %d values".formatted(prefix.length),
					"Write 'prefix = \"%s_\"'.".formatted(Names.snakeCase(source.simpleName())));
		}
		boolean id = place.isEntity() && source.has(Id.class);
		boolean nullable = !id && !place.key() && isNullable(source);
		Place inside = place.in(source, type,
				(prefix.length > 0) ? prefix[0] : Names.snakeCase(source.simpleName()) + "_", formerPrefixes(source),
				nullable, id);
		EmbeddedModel.Parts parts = read(source.declaredType(), inside);
		if (parts.properties().isEmpty()) {
			if (this.complete) {
				wrong(source, "is embedded, but '%s' has no properties".formatted(Problems.nameOf(type)),
						"Give it properties, or mark the property with '@Transient'.");
			}
			this.complete = false;
			return null;
		}
		EmbeddedModel model = new EmbeddedModel(this.entity, source.name(), type, nullable,
				source.has("jakarta.validation.Valid"), place.getterOf(source.getter()), parts);
		this.embedded.add(model);
		MergedAnnotation<BelongsTo> reference = source.find(BelongsTo.class);
		if (reference != null) {
			this.references.add(Reference.of(source.name(),
					parts.properties().stream().map(PropertyModel::name).toList(), true, reference));
		}
		parts.getters().forEach((getter) -> getters.add(source.getter().then(getter)));
		return model;
	}

	private boolean isEmbeddable(PropertySource source, Class<?> type, Place place) {
		String what = "is embedded, but '%s' ".formatted(Problems.nameOf(type));
		if (source.isOptional()) {
			wrong(source, "is embedded, but an Optional", "Use '@Nullable %s'.".formatted(type.getSimpleName()));
			return false;
		}
		if (source.has(Column.class) || source.has(Convert.class)) {
			wrong(source, "is embedded, and has an annotation for a property of one column",
					"Remove '@Column' and '@Convert', or write them at the properties of '%s'."
						.formatted(type.getSimpleName()));
			return false;
		}
		if (place.types().contains(type)) {
			wrong(source, what + "is what the value stands in",
					"Refer to another row with '@BelongsTo', or store a document with '@Column(json = true)'.");
			return false;
		}
		if (EntityModel.isEntity(type)) {
			wrong(source, what + "is an entity",
					"Hold its id in a property with '@BelongsTo(%s.class)'.".formatted(type.getSimpleName()));
			return false;
		}
		EntityReader.Flaw flaw = EntityReader.flawOf(type);
		if (flaw != null) {
			wrong(source, what + flaw.problem(), flaw.remedy());
			return false;
		}
		return true;
	}

	private static boolean isNullable(PropertySource source) {
		return Nullability.REQUIRED.stream().noneMatch(source::has)
				&& (source.isReadAsOptional() || !Nullability.neverNull(source.field()));
	}

	/**
	 * Return what the names of the columns began with before: the former name of the
	 * property, or a former prefix as it was.
	 */
	private List<String> formerPrefixes(PropertySource source) {
		MergedAnnotation<RenamedFrom> renamed = source.find(RenamedFrom.class);
		if (renamed == null) {
			return List.of();
		}
		List<String> result = new ArrayList<>();
		for (String each : renamed.getStringArray("value")) {
			result.add((each.isEmpty() || each.endsWith("_")) ? each : Names.snakeCase(each) + "_");
		}
		if (result.isEmpty()) {
			wrong(source, "is said to be new as a whole, which its columns cannot know",
					"Write '@RenamedFrom({})' at the properties of '%s'."
						.formatted(source.valueType().getSimpleName()));
		}
		return result;
	}

	private void wrong(PropertySource source, String problem, String remedy) {
		this.problems.add(this.entity, source.name(), problem, remedy);
	}

}
