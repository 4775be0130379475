package io.masterrecord.model;

import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.masterrecord.annotation.CompositeBelongsTo;
import io.masterrecord.annotation.CompositeIndex;
import io.masterrecord.annotation.RenamedFrom;
import io.masterrecord.annotation.Table;
import org.jspecify.annotations.Nullable;

import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.annotation.MergedAnnotations;

/**
 * Reads one entity, without looking at others.
 */
final class EntityReader {

	private final Class<?> type;

	private final Conversions conversions;

	private final Problems problems;

	private EntityReader(Class<?> type, Conversions conversions, Problems problems) {
		this.type = type;
		this.conversions = conversions;
		this.problems = problems;
	}

	/**
	 * Read an entity.
	 * @return what it says, or {@code null} if it is none
	 */
	static @Nullable ReadEntity read(Class<?> type, Conversions conversions, Problems problems) {
		return new EntityReader(type, conversions, problems).read();
	}

	/**
	 * Return the fields which may be properties: of the super-classes first, each in
	 * order of declaration.
	 */
	static List<Field> fields(Class<?> type) {
		if (type.isRecord()) {
			List<Field> fields = new ArrayList<>();
			for (RecordComponent component : type.getRecordComponents()) {
				fields.add(field(type, component.getName()));
			}
			return fields;
		}
		Deque<Class<?>> hierarchy = new ArrayDeque<>();
		for (Class<?> each = type; each != null && each != Object.class; each = each.getSuperclass()) {
			hierarchy.push(each);
		}
		List<Field> fields = new ArrayList<>();
		for (Class<?> each : hierarchy) {
			for (Field field : each.getDeclaredFields()) {
				if (!Modifier.isStatic(field.getModifiers()) && !field.isSynthetic()) {
					fields.add(field);
				}
			}
		}
		return fields;
	}

	private static Field field(Class<?> type, String component) {
		try {
			return type.getDeclaredField(component);
		}
		catch (NoSuchFieldException ex) {
			throw new IllegalStateException("Each component of '%s' has a field".formatted(type.getName()), ex);
		}
	}

	private @Nullable ReadEntity read() {
		if (!isReadable()) {
			return null;
		}
		try {
			return readProperties();
		}
		catch (InaccessibleObjectException ex) {
			wrong(null, "its module does not let it be read",
					"Open the package '%s' to 'io.masterrecord' in 'module-info.java'."
						.formatted(this.type.getPackageName()));
			return null;
		}
	}

	private boolean isReadable() {
		if (!this.type.isRecord() && !this.type.isInterface() && Modifier.isAbstract(this.type.getModifiers())) {
			wrong(null, "is abstract", "Register the classes that extend it: they inherit its properties.");
			return false;
		}
		Flaw flaw = flawOf(this.type);
		if (flaw != null) {
			wrong(null, flaw.problem(), flaw.remedy());
		}
		return flaw == null;
	}

	/**
	 * Find out why no instances can be made of a class.
	 * @return the reason, or {@code null} if there is none
	 */
	static @Nullable Flaw flawOf(Class<?> type) {
		if (type.isInterface() || type.isEnum() || type.isPrimitive() || type.isArray()) {
			return new Flaw("is neither a record nor a class",
					"Make it a record, or a class with a constructor without arguments.");
		}
		if (type.isRecord()) {
			return null;
		}
		if (Modifier.isAbstract(type.getModifiers())) {
			return new Flaw("is abstract", "Make it a record, or a class with a constructor without arguments.");
		}
		if (type.isMemberClass() && !Modifier.isStatic(type.getModifiers())) {
			return new Flaw("belongs to an instance of the class around it", "Make it 'static'.");
		}
		boolean constructor = Arrays.stream(type.getDeclaredConstructors())
			.anyMatch((each) -> each.getParameterCount() == 0);
		return constructor ? null
				: new Flaw("has no constructor without arguments", "Add one (it may be private), or make it a record.");
	}

	private ReadEntity readProperties() {
		PropertiesReader reader = new PropertiesReader(this.type, this.conversions, this.problems);
		Instantiator instantiator;
		try {
			instantiator = reader.read();
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException("Entity '%s' was made accessible".formatted(this.type.getName()), ex);
		}
		List<PropertyModel> list = reader.properties();
		if (reader.isComplete()) {
			checkId(list);
		}
		checkOne(list.stream().filter(PropertyModel::isVersion).toList(), "versions",
				"Leave '@Version' on one of them.");
		checkOne(list.stream().filter(PropertyModel::isSoftDelete).toList(),
				"properties that tell whether it is deleted", "Leave '@SoftDelete' on one of them.");
		checkColumns(list);
		return new ReadEntity(this.type, tableName(), tableIsStated(), list, reader.embedded(),
				references(reader.references()), relations(fields(this.type), reader.relations()), List.of(),
				compositeIndexes(), formerNames(), instantiator);
	}

	private void checkId(List<PropertyModel> properties) {
		List<PropertyModel> ids = properties.stream().filter(PropertyModel::isId).toList();
		List<PropertyModel> generated = ids.stream().filter((id) -> id.generation().isGenerated()).toList();
		if (ids.size() > 1 && !generated.isEmpty()) {
			wrong(generated.get(0).name(), "is generated, and the id has other properties too",
					"Remove '@GeneratedId' and assign it, or leave '@Id' on this one and add '@CompositeIndex(unique = true)' for a key of several properties.");
		}
		long holders = ids.stream().map(EntityReader::holder).distinct().count();
		boolean embedded = ids.stream().anyMatch((id) -> !id.parent().isEmpty());
		if (embedded && holders > 1) {
			wrong(null, "has an id that is partly embedded", "Embed all of its properties, or none.");
		}
		if (!ids.isEmpty()) {
			return;
		}
		boolean jakarta = fields(this.type).stream()
			.anyMatch((field) -> new PropertySource(this.type, field).has("jakarta.persistence.Id"));
		wrong(null, "has no id",
				jakarta ? "Import '@Id' from 'org.springframework.data.annotation' instead of 'jakarta.persistence'."
						: "Mark one property with Spring Data's '@Id' ('org.springframework.data.annotation.Id').");
	}

	private static String holder(PropertyModel property) {
		int end = property.name().indexOf('.');
		return (end < 0) ? "" : property.name().substring(0, end);
	}

	private void checkOne(List<PropertyModel> marked, String what, String remedy) {
		if (marked.size() > 1) {
			String names = String.join("' and '", marked.stream().map(PropertyModel::name).toList());
			wrong(null, "has %d %s: '%s'".formatted(marked.size(), what, names), remedy);
		}
	}

	private void checkColumns(List<PropertyModel> properties) {
		Map<String, PropertyModel> byColumn = new LinkedHashMap<>();
		for (PropertyModel property : properties) {
			PropertyModel other = byColumn.putIfAbsent(property.column().toLowerCase(Locale.ROOT), property);
			if (other != null) {
				wrong(property.name(),
						"has the column '%s', and so has '%s'".formatted(property.column(), other.name()),
						"Give one of them another name with '@Column'.");
			}
		}
	}

	private String tableName() {
		String stated = statedTable();
		if (stated.isEmpty()) {
			String derived = Names.fit(Names.snakeCase(this.type.getSimpleName()));
			if (ReservedWords.contains(derived)) {
				this.problems.warn(this.type, null, "table '%s' is a reserved word of a database".formatted(derived),
						"Choose another name, such as '@Table(name = \"app_%1$s\")', or keep it knowingly with '@Table(name = \"%1$s\")': it is quoted in every statement of ours, but has to be in yours too."
							.formatted(derived));
			}
			return derived;
		}
		if (!Names.fits(stated)) {
			wrong(null, "table name '%s' is longer than %d bytes".formatted(stated, Names.MAX_BYTES),
					"Shorten the name in '@Table'.");
		}
		return stated;
	}

	private boolean tableIsStated() {
		return !statedTable().isEmpty();
	}

	private String statedTable() {
		MergedAnnotation<Table> table = MergedAnnotations.from(this.type).get(Table.class);
		return table.isPresent() ? table.getString("name") : "";
	}

	private List<IndexDefinition> compositeIndexes() {
		List<IndexDefinition> result = new ArrayList<>();
		for (CompositeIndex index : this.type.getAnnotationsByType(CompositeIndex.class)) {
			result.add(IndexDefinition.of(List.of(index.value()), index.where(), index.name(), index.unique(),
					index.constraint(), List.of(index.include())));
		}
		return result;
	}

	private List<Reference> references(List<Reference> embedded) {
		List<Reference> result = new ArrayList<>(embedded);
		for (CompositeBelongsTo reference : this.type.getAnnotationsByType(CompositeBelongsTo.class)) {
			result.add(Reference.of(null, List.of(reference.properties()), false, MergedAnnotation.from(reference)));
		}
		return result;
	}

	private List<String> formerNames() {
		RenamedFrom renamed = this.type.getAnnotation(RenamedFrom.class);
		return (renamed != null) ? PropertyReader.formerNames(renamed.value()) : List.of();
	}

	private List<RelationFacts> relations(List<Field> fields, List<PropertySource> sources) {
		if (sources.isEmpty()) {
			return List.of();
		}
		RelationReader reader = new RelationReader(this.type, this.problems);
		List<RelationFacts> result = new ArrayList<>();
		try {
			List<Getter> getters = fields.stream().map(Getter::of).toList();
			for (PropertySource source : sources) {
				RelationFacts facts = reader.read(source, Instantiator.constructor(this.type), getters,
						fields.indexOf(source.field()));
				if (facts != null) {
					result.add(facts);
				}
			}
			return result;
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException("Entity '%s' was made accessible".formatted(this.type.getName()), ex);
		}
	}

	private void wrong(@Nullable String property, String problem, String remedy) {
		this.problems.add(this.type, property, problem, remedy);
	}

	/**
	 * Why no instances can be made of a class.
	 *
	 * @param problem what is wrong
	 * @param remedy what to do
	 */
	record Flaw(String problem, String remedy) {
	}

}
