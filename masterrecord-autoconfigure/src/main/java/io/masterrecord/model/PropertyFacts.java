package io.masterrecord.model;

import java.util.List;

import io.masterrecord.schema.ColumnDefault;
import io.masterrecord.schema.ColumnType;
import org.jspecify.annotations.Nullable;

/**
 * What has been read about a property. It is filled in by {@link PropertyReader} and not
 * changed afterwards.
 */
final class PropertyFacts {

	final Class<?> entity;

	/** The name, with those of the embedded values around. */
	final String name;

	/** The entity, or the embedded value the property is declared in. */
	final Class<?> declaredIn;

	final Class<?> javaType;

	final boolean optional;

	final ScalarType scalar;

	/** Takes the entity and returns the value. */
	final Getter getter;

	/** Whether an embedded value around may be absent. */
	boolean absentable;

	boolean converted;

	String column = "";

	ColumnType type;

	boolean nullable;

	IdGeneration generation = IdGeneration.NONE;

	boolean version;

	boolean createdDate;

	boolean lastModifiedDate;

	boolean createdBy;

	boolean lastModifiedBy;

	/** How much a word found here counts, or 0 if none is looked for. */
	int searchWeight;

	boolean softDelete;

	/** Whether a request may sort by the property. */
	boolean sortable;

	@Nullable ColumnDefault defaultValue;

	/** The row the property alone refers to, or null if it does to none. */
	@Nullable Reference reference;

	/** The name of the index, empty for a derived one, or null for no index. */
	@Nullable String indexName;

	/** The properties that the index includes. */
	List<String> indexIncludes = List.of();

	/** The name of the unique constraint, empty for a derived one, or null for none. */
	@Nullable String uniqueName;

	List<String> formerNames = List.of();

	/** The sequence that the application named, empty for a derived one. */
	String sequence = "";

	/** The first number of the sequence. */
	long start = 1;

	/** The step from one number of the sequence to the next. */
	long increment = 1;

	@Nullable String computed;

	@Nullable String collation;

	@Nullable String comment;

	/** The values that the column may hold, or none if it may hold any. */
	List<Object> values = List.of();

	PropertyFacts(Place place, PropertySource source, ScalarType scalar) {
		this(place.types().get(0), source.name(), place.types().get(place.types().size() - 1), source.valueType(),
				source.isOptional(), scalar, place.getterOf(source.getter()));
		this.absentable = place.absentable();
	}

	/**
	 * Create the facts of a property that stands nowhere in the source.
	 */
	PropertyFacts(Class<?> entity, String name, Class<?> javaType, ScalarType scalar, Getter getter) {
		this(entity, name, entity, javaType, false, scalar, getter);
	}

	private PropertyFacts(Class<?> entity, String name, Class<?> declaredIn, Class<?> javaType, boolean optional,
			ScalarType scalar, Getter getter) {
		this.entity = entity;
		this.name = name;
		this.declaredIn = declaredIn;
		this.javaType = javaType;
		this.optional = optional;
		this.scalar = scalar;
		this.getter = getter;
		this.type = ColumnTypes.DEFAULT_TEXT;
	}

	boolean belongsTo(Class<?> target) {
		return this.reference != null && this.reference.target() == target;
	}

}
