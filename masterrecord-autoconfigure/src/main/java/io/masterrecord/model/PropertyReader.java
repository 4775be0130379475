package io.masterrecord.model;

import java.lang.annotation.Annotation;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import io.masterrecord.annotation.BelongsTo;
import io.masterrecord.annotation.Column;
import io.masterrecord.annotation.GeneratedId;
import io.masterrecord.annotation.Indexed;
import io.masterrecord.annotation.RenamedFrom;
import io.masterrecord.annotation.Searchable;
import io.masterrecord.annotation.SoftDelete;
import io.masterrecord.annotation.Sortable;
import io.masterrecord.annotation.Unique;
import io.masterrecord.schema.ColumnDefault;
import io.masterrecord.schema.TypeName;
import org.jspecify.annotations.Nullable;

import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.data.annotation.CreatedBy;
import org.springframework.data.annotation.CreatedDate;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.LastModifiedBy;
import org.springframework.data.annotation.LastModifiedDate;
import org.springframework.data.annotation.Version;
import org.springframework.util.ClassUtils;

/**
 * Reads one property: its role, its column, its default, whether it accepts NULL.
 */
final class PropertyReader {

	private static final Set<Class<?>> NUMBERED = Set.of(Integer.class, Long.class);

	private static final Set<Class<?>> COUNTED = Set.of(Short.class, Integer.class, Long.class);

	private static final Set<Class<?>> AUDITED = Set.of(Instant.class, LocalDateTime.class, LocalDate.class,
			Long.class);

	private static final Set<Class<?>> DELETED = Set.of(Instant.class, LocalDateTime.class, LocalDate.class);

	/** What a property of an embedded value cannot be. */
	private static final List<Class<? extends Annotation>> ROLES_OF_ENTITIES = List.of(Id.class, GeneratedId.class,
			Version.class, CreatedDate.class, LastModifiedDate.class, CreatedBy.class, LastModifiedBy.class,
			SoftDelete.class);

	private final Class<?> entity;

	private final Place place;

	private final PropertySource source;

	private final Conversions conversions;

	private final Problems problems;

	private PropertyReader(Place place, PropertySource source, Conversions conversions, Problems problems) {
		this.entity = place.types().get(0);
		this.place = place;
		this.source = source;
		this.conversions = conversions;
		this.problems = problems;
	}

	/**
	 * Read a property.
	 * @return what it says, or {@code null} if its type fits into no column
	 */
	static @Nullable PropertyFacts read(Place place, PropertySource source, Conversions conversions,
			Problems problems) {
		return new PropertyReader(place, source, conversions, problems).read();
	}

	private @Nullable PropertyFacts read() {
		ROLES_OF_ENTITIES.stream().filter((role) -> !this.place.isEntity() && this.source.has(role)).forEach((role) -> {
			wrong("has '@%s', which is for properties of the entity itself".formatted(role.getSimpleName()),
					"Move the property into '%s', or remove the annotation.".formatted(this.entity.getSimpleName()));
		});
		Conversion conversion = this.conversions.of(this.entity, this.source, this.problems);
		Class<?> stored = (conversion != null) ? conversion.columnType() : this.source.valueType();
		ScalarType scalar = (conversion != null) ? ScalarType.of(stored) : StoredForm.of(this.source);
		if (scalar == null) {
			wrong("type '%s' fits into no column"
				.formatted((conversion != null) ? Problems.nameOf(stored) : this.source.typeName()), remedyOfType());
			return null;
		}
		PropertyFacts facts = new PropertyFacts(this.place, this.source,
				(conversion != null) ? conversion.around(scalar) : scalar);
		facts.converted = conversion != null;
		facts.column = columnName();
		facts.type = ColumnTypes.of(this.entity, this.source, stored, scalar, this.problems);
		readRoles(facts);
		facts.defaultValue = defaultValue(facts);
		readStorage(facts);
		facts.nullable = facts.computed != null || nullable(facts);
		readConstraints(facts);
		return facts;
	}

	private String remedyOfType() {
		Class<?> element = this.source.elementType();
		if (element != null && EntityModel.isEntity(element)) {
			return "Mark the property with '@HasMany', '@HasManyThrough' or '@ManyToMany', or with '@Transient'.";
		}
		if (EntityModel.isEntity(this.source.valueType())) {
			return "Hold its id in a property with '@BelongsTo(%s.class)', and mark this one with '@RefersTo', '@HasOne' or '@Transient'."
				.formatted(this.source.valueType().getSimpleName());
		}
		String embedded = this.source.valueType().isRecord() ? "'@Embedded' for columns of its components, " : "";
		return "Use %s%s, or mark the property with '@Transient'.".formatted(embedded, ScalarType.SUPPORTED);
	}

	private String columnName() {
		MergedAnnotation<Column> column = this.source.find(Column.class);
		String stated = (column != null) ? column.getString("name") : "";
		if (stated.isEmpty()) {
			String derived = Names.fit(this.place.columns() + Names.snakeCase(this.source.simpleName()));
			if (ReservedWords.contains(derived)) {
				this.problems.warn(this.entity, this.source.name(),
						"column '%s' is a reserved word of a database".formatted(derived),
						"Choose another name, or keep it knowingly with '@Column(name = \"%s\")': it is quoted in every statement of ours, but has to be in yours too."
							.formatted(derived));
			}
			return derived;
		}
		String name = this.place.columns() + stated;
		if (!Names.fits(name)) {
			wrong("column name '%s' is longer than %d bytes".formatted(name, Names.MAX_BYTES),
					"Shorten the name in '@Column'.");
		}
		return name;
	}

	private void readStorage(PropertyFacts facts) {
		MergedAnnotation<Column> column = this.source.find(Column.class);
		if (column == null) {
			return;
		}
		facts.computed = stated(column, "computed");
		facts.collation = stated(column, "collation");
		facts.comment = stated(column, "comment");
		boolean isEnum = facts.javaType.isEnum();
		if (column.getBoolean("listed")) {
			if (isEnum) {
				facts.values = StoredForm.values(facts.javaType, facts.scalar);
			}
			else {
				wrong("'listed' is for the constants of an enum", "Remove 'listed' from '@Column'.");
			}
		}
		if (column.getBoolean("ordinal") && !isEnum) {
			wrong("'ordinal' is for an enum", "Remove 'ordinal' from '@Column'.");
		}
		if (facts.collation != null && facts.type.name() != TypeName.VARCHAR && facts.type.name() != TypeName.TEXT) {
			wrong("only a text has a collation", "Remove 'collation' from '@Column'.");
		}
		if (facts.computed != null && (facts.defaultValue != null || facts.generation != IdGeneration.NONE
				|| facts.version || facts.javaType.isPrimitive())) {
			wrong("a computed value has no default, is no id, version or date of auditing, and is no primitive",
					"Remove what is too much, and use the wrapper type.");
		}
	}

	private static @Nullable String stated(MergedAnnotation<Column> column, String attribute) {
		String text = column.getString(attribute);
		return text.isEmpty() ? null : text;
	}

	private void readRoles(PropertyFacts facts) {
		Class<?> type = ClassUtils.resolvePrimitiveIfNecessary(facts.javaType);
		facts.generation = generation(type);
		MergedAnnotation<GeneratedId> generated = this.source.find(GeneratedId.class);
		if (generated != null) {
			readSequence(facts, generated);
		}
		if (this.place.isEntity()) {
			facts.version = this.source.has(Version.class);
			facts.createdDate = this.source.has(CreatedDate.class);
			facts.lastModifiedDate = this.source.has(LastModifiedDate.class);
			facts.createdBy = this.source.has(CreatedBy.class);
			facts.lastModifiedBy = this.source.has(LastModifiedBy.class);
		}
		MergedAnnotation<Searchable> searchable = this.source.find(Searchable.class);
		facts.searchWeight = (searchable != null) ? searchable.getInt("weight") : 0;
		readSoftDelete(facts, type);
		readSortable(facts);
		if (facts.version && !COUNTED.contains(type)) {
			wrong("'@Version' cannot count in a '%s'".formatted(Problems.nameOf(facts.javaType)),
					"Use 'int' or 'long'.");
		}
		if ((facts.createdDate || facts.lastModifiedDate) && !AUDITED.contains(type)) {
			wrong("'%s' cannot hold when a row was written".formatted(Problems.nameOf(facts.javaType)),
					"Use 'Instant', 'LocalDateTime', 'LocalDate' or 'long'.");
		}
		if (searchable != null && (facts.searchWeight < 1 || facts.searchWeight > 10)) {
			wrong("'@Searchable' has weight %d".formatted(facts.searchWeight), "Use a weight from 1 to 10.");
		}
		if (searchable != null && type != String.class) {
			wrong("'@Searchable' looks for words, which a '%s' has not".formatted(Problems.nameOf(facts.javaType)),
					"Remove '@Searchable'.");
		}
		if (facts.generation != IdGeneration.NONE) {
			if (facts.type.name() == TypeName.BINARY) {
				wrong("an id cannot be of bytes, which are equal to themselves alone",
						"Use 'UUID' or 'String', or convert a type of your own with '@Convert'.");
			}
			if (facts.version || facts.createdDate || facts.lastModifiedDate || facts.createdBy
					|| facts.lastModifiedBy) {
				wrong("an id can be no version and no property of auditing", "Use another property for it.");
			}
			if (facts.optional) {
				wrong("an id cannot be an Optional", "Use '%s'.".formatted(type.getSimpleName()));
			}
		}
	}

	private void readSequence(PropertyFacts facts, MergedAnnotation<GeneratedId> generated) {
		facts.sequence = generated.getString("sequence");
		facts.start = generated.getLong("start");
		facts.increment = generated.getLong("increment");
		boolean stated = !facts.sequence.isEmpty() || facts.start != 1 || facts.increment != 1;
		if (stated && facts.generation != IdGeneration.SEQUENCE) {
			wrong("states how a sequence numbers rows, but no sequence does",
					"Write '@GeneratedId(strategy = SEQUENCE, …)', or remove 'sequence', 'start' and 'increment'.");
		}
		if (facts.increment == 0) {
			wrong("has a sequence that stands still", "Use another 'increment' than 0.");
		}
	}

	private void readSoftDelete(PropertyFacts facts, Class<?> type) {
		facts.softDelete = this.place.isEntity() && this.source.has(SoftDelete.class);
		if (!facts.softDelete) {
			return;
		}
		if (type != Boolean.class && !DELETED.contains(type)) {
			wrong("'@SoftDelete' cannot tell by a '%s' whether a row is deleted"
				.formatted(Problems.nameOf(facts.javaType)),
					"Use 'Instant', 'LocalDateTime' or 'LocalDate' for when it was, or 'boolean'.");
		}
		if (facts.generation != IdGeneration.NONE || facts.version || facts.createdDate || facts.lastModifiedDate) {
			wrong("'@SoftDelete' needs a property of its own", "Use another property for it.");
		}
	}

	/**
	 * Read whether requests may sort by the property: what it says itself, or the nearest
	 * class around it.
	 */
	private void readSortable(PropertyFacts facts) {
		MergedAnnotation<Sortable> stated = this.source.find(Sortable.class);
		boolean bytes = facts.type.name() == TypeName.BINARY;
		if (stated != null) {
			facts.sortable = stated.getBoolean(MergedAnnotation.VALUE);
			if (facts.sortable && bytes) {
				wrong("rows cannot be sorted by bytes", "Remove '@Sortable'.");
			}
			return;
		}
		for (Class<?> around : this.place.types()) {
			if (around.getDeclaredAnnotations().length > 0) {
				MergedAnnotation<Sortable> all = MergedAnnotations.from(around).get(Sortable.class);
				facts.sortable = all.getValue(MergedAnnotation.VALUE, Boolean.class).orElse(facts.sortable) && !bytes;
			}
		}
	}

	private IdGeneration generation(Class<?> type) {
		MergedAnnotation<GeneratedId> generated = this.source.find(GeneratedId.class);
		if (!this.place.isEntity()) {
			return this.place.key() ? IdGeneration.ASSIGNED : IdGeneration.NONE;
		}
		if (!this.source.has(Id.class)) {
			if (generated != null) {
				wrong("'@GeneratedId' is for an id", "Add Spring Data's '@Id', or remove '@GeneratedId'.");
			}
			return IdGeneration.NONE;
		}
		if (generated == null) {
			return IdGeneration.ASSIGNED;
		}
		boolean uuid = type == UUID.class;
		boolean number = NUMBERED.contains(type);
		GeneratedId.Strategy strategy = generated.getEnum("strategy", GeneratedId.Strategy.class);
		boolean forNumbers = strategy == GeneratedId.Strategy.IDENTITY || strategy == GeneratedId.Strategy.SEQUENCE;
		boolean forUuids = strategy == GeneratedId.Strategy.UUID_V7 || strategy == GeneratedId.Strategy.UUID_V4;
		if ((forNumbers && !number) || (forUuids && !uuid) || (!uuid && !number)) {
			String how = (strategy == GeneratedId.Strategy.BY_TYPE) ? "" : " by " + strategy;
			wrong("an id of type '%s' cannot be generated%s".formatted(Problems.nameOf(type), how),
					"Use 'Long' or 'Integer' for an identity, 'UUID' for a UUID_V7, or remove '@GeneratedId' and assign the id.");
		}
		if (strategy == GeneratedId.Strategy.SEQUENCE) {
			return IdGeneration.SEQUENCE;
		}
		if (strategy == GeneratedId.Strategy.UUID_V4) {
			return IdGeneration.UUID_V4;
		}
		return uuid ? IdGeneration.UUID_V7 : IdGeneration.IDENTITY;
	}

	private @Nullable ColumnDefault defaultValue(PropertyFacts facts) {
		ColumnDefault stated = DefaultValues.read(this.entity, this.source, facts, this.problems);
		if (stated != null) {
			if (facts.generation.isGenerated()) {
				wrong("a generated id has no default", "Remove the default from '@Column'.");
			}
			if (facts.version) {
				wrong("a version always starts at 1", "Remove the default from '@Column'.");
			}
			if (facts.absentable) {
				wrong("has a default, so that a value which is absent would be there when it is read",
						"Remove the default from '@Column', or let the embedded value be required.");
			}
			return stated;
		}
		if (facts.version) {
			return new ColumnDefault.Literal(1L);
		}
		if (facts.softDelete && facts.type.name() == TypeName.BOOLEAN) {
			return new ColumnDefault.Literal(false);
		}
		if (!facts.createdDate && !facts.lastModifiedDate) {
			return null;
		}
		return switch (facts.type.name()) {
			case DATE -> new ColumnDefault.Expression("CURRENT_DATE");
			case DATETIME, TIMESTAMP -> new ColumnDefault.Expression("CURRENT_TIMESTAMP");
			default -> null;
		};
	}

	private boolean nullable(PropertyFacts facts) {
		if (facts.absentable) {
			return true;
		}
		boolean primitive = facts.javaType.isPrimitive();
		Boolean stated = statedNullable();
		if (stated != null) {
			if (stated && (primitive || facts.generation != IdGeneration.NONE || facts.version)) {
				wrong("%s cannot be NULL".formatted(primitive ? "a primitive" : "an id or version"),
						primitive ? "Use the wrapper type, or remove 'nullable = true' from '@Column'."
								: "Remove 'nullable = true' from '@Column'.");
			}
			return stated;
		}
		if (primitive || facts.generation != IdGeneration.NONE || facts.version) {
			return false;
		}
		if (facts.defaultValue != null || facts.createdDate || facts.lastModifiedDate) {
			return false;
		}
		if (facts.optional) {
			return true;
		}
		if (Nullability.REQUIRED.stream().anyMatch(this.source::has)) {
			return false;
		}
		return this.source.isReadAsOptional() || !Nullability.neverNull(this.source.field());
	}

	private @Nullable Boolean statedNullable() {
		MergedAnnotation<Column> column = this.source.find(Column.class);
		if (column == null) {
			return null;
		}
		boolean[] stated = column.getBooleanArray("nullable");
		if (stated.length > 1) {
			wrong("'nullable' has %d values".formatted(stated.length),
					"Write 'nullable = true' or 'nullable = false'.");
		}
		return (stated.length > 0) ? stated[0] : null;
	}

	private void readConstraints(PropertyFacts facts) {
		if (facts.softDelete && !facts.nullable && DELETED.contains(facts.javaType)) {
			wrong("'@SoftDelete' needs NULL for a row that is not deleted, and '%s' does not accept it"
				.formatted(facts.column), "Make the property '@Nullable'.");
		}
		MergedAnnotation<Indexed> indexed = this.source.find(Indexed.class);
		facts.indexName = (indexed != null) ? indexed.getString("name") : null;
		facts.indexIncludes = (indexed != null) ? List.of(indexed.getStringArray("include")) : List.of();
		MergedAnnotation<Unique> unique = this.source.find(Unique.class);
		facts.uniqueName = (unique != null) ? unique.getString("name") : null;
		if (facts.type.name() == TypeName.TEXT && (unique != null || facts.generation != IdGeneration.NONE)) {
			this.problems.warn(this.entity, this.source.name(),
					"is a text without a limit, which MariaDB and MySQL cannot keep unique", IndexReader.GIVE_SIZE);
		}
		MergedAnnotation<RenamedFrom> renamed = this.source.find(RenamedFrom.class);
		facts.formerNames = formerColumns(facts.column,
				(renamed != null) ? formerNames(renamed.getStringArray("value")) : List.of());
		MergedAnnotation<BelongsTo> belongsTo = this.source.find(BelongsTo.class);
		if (belongsTo == null) {
			return;
		}
		facts.reference = Reference.of(this.source.name(), List.of(this.source.name()), false, belongsTo);
		if (facts.generation.isGenerated()) {
			wrong("a generated id cannot refer to another row", "Remove '@GeneratedId' or '@BelongsTo'.");
		}
	}

	/**
	 * Return the former names as seen from the table: those of a property in an embedded
	 * value may have stood in the value, in a value of another name, or in the entity.
	 */
	private List<String> formerColumns(String column, List<String> stated) {
		if (this.place.isEntity() || stated.contains("")) {
			return stated;
		}
		List<String> result = new ArrayList<>();
		List<String> simple = new ArrayList<>(stated);
		simple.add(column.substring(Math.min(column.length(), this.place.columns().length())));
		List<String> prefixes = new ArrayList<>(this.place.formerColumns());
		prefixes.add(0, this.place.columns());
		for (String prefix : prefixes) {
			simple.forEach((each) -> result.add(Names.fit(prefix + Names.snakeCase(each))));
		}
		result.addAll(stated);
		return result.stream().filter((former) -> !former.equals(column)).distinct().toList();
	}

	/**
	 * Return the former names; an empty one stands for "there was none".
	 */
	static List<String> formerNames(String[] stated) {
		return (stated.length > 0) ? List.of(stated) : List.of("");
	}

	private void wrong(String problem, String remedy) {
		this.problems.add(this.entity, this.source.name(), problem, remedy);
	}

}
