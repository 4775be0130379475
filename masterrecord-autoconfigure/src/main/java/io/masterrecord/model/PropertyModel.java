package io.masterrecord.model;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

import io.masterrecord.schema.Column;
import io.masterrecord.schema.ColumnDefault;
import io.masterrecord.schema.ColumnType;
import org.jspecify.annotations.Nullable;

import org.springframework.util.ClassUtils;

/**
 * A property of an entity and its column. Reading goes through method handles, without
 * reflection. Immutable, and safe for use by several threads; equal only to itself.
 *
 * @since 0.1.0
 */
public final class PropertyModel implements ValueModel {

	/** As many as the greatest column of a server has. */
	private static final int MOST_DIGITS = 1000;

	private final PropertyFacts facts;

	private final int position;

	/** Of the values as objects. */
	private final Class<?> valueType;

	PropertyModel(PropertyFacts facts, int position) {
		this.facts = facts;
		this.position = position;
		this.valueType = ClassUtils.resolvePrimitiveIfNecessary(facts.javaType);
	}

	/**
	 * Return the name of the property: of the record component or field, behind those of
	 * the embedded values around it.
	 * @return the name, such as {@code title} or {@code address.city}
	 */
	public String name() {
		return this.facts.name;
	}

	/**
	 * Return the name of the record component or field alone.
	 * @return the name, such as {@code city}
	 */
	public String simpleName() {
		return name().substring(name().lastIndexOf('.') + 1);
	}

	/**
	 * Return the name of the embedded value that holds the property.
	 * @return the name, such as {@code address}; empty for a property of the entity
	 * itself
	 */
	public String parent() {
		return name().substring(0, Math.max(0, name().lastIndexOf('.')));
	}

	/**
	 * Return the class that holds the property.
	 * @return the entity, or an embedded value in it
	 */
	public Class<?> owner() {
		return this.facts.declaredIn;
	}

	/**
	 * Return the name of the column.
	 * @return the name as it stands in the database
	 */
	public String column() {
		return this.facts.column;
	}

	/**
	 * Return the type of the column.
	 * @return the type
	 */
	@Override
	public ColumnType type() {
		return this.facts.type;
	}

	/**
	 * Return the Java type of the values: primitive where the property is, and the type
	 * inside where it is an {@code Optional}.
	 * @return the type
	 */
	@Override
	public Class<?> javaType() {
		return this.facts.javaType;
	}

	/**
	 * Tell whether the property itself is an {@code Optional}.
	 * @return whether values are wrapped
	 */
	@Override
	public boolean isOptional() {
		return this.facts.optional;
	}

	/**
	 * Tell whether the column accepts NULL, which is not whether the property may be
	 * {@code null} in Java.
	 * @return whether NULL can be stored
	 */
	@Override
	public boolean nullable() {
		return this.facts.nullable;
	}

	@Override
	public Object storedForm() {
		return this.facts.scalar.form();
	}

	@Override
	public boolean isConverted() {
		return this.facts.converted;
	}

	/**
	 * Return the place of the property among those of its entity.
	 * @return the index in {@link EntityModel#properties()}, from 0
	 */
	public int position() {
		return this.position;
	}

	/**
	 * Return where the value comes from on insert.
	 * @return the generation, {@link IdGeneration#NONE} for a property that is no id
	 */
	public IdGeneration generation() {
		return this.facts.generation;
	}

	/**
	 * Tell whether this is the id.
	 * @return whether it is
	 */
	public boolean isId() {
		return this.facts.generation != IdGeneration.NONE;
	}

	/**
	 * Tell whether this is the version, which counts the updates of a row from 1.
	 * @return whether it is
	 */
	public boolean isVersion() {
		return this.facts.version;
	}

	/**
	 * Tell whether this holds when the row was created.
	 * @return whether it does
	 */
	public boolean isCreatedDate() {
		return this.facts.createdDate;
	}

	/**
	 * Tell whether this holds when the row was last changed.
	 * @return whether it does
	 */
	public boolean isLastModifiedDate() {
		return this.facts.lastModifiedDate;
	}

	/**
	 * Tell whether this holds who created the row.
	 * @return whether it does
	 */
	public boolean isCreatedBy() {
		return this.facts.createdBy;
	}

	/**
	 * Tell whether this holds who changed the row last.
	 * @return whether it does
	 */
	public boolean isLastModifiedBy() {
		return this.facts.lastModifiedBy;
	}

	/**
	 * Tell whether writes fill this in themselves, with the time or with who is writing.
	 * @return whether it is a property of auditing
	 */
	public boolean isAudited() {
		return isCreatedDate() || isCreatedBy() || isLastModification();
	}

	/**
	 * Tell whether updates fill this in themselves.
	 * @return whether it tells of the last change
	 */
	public boolean isLastModification() {
		return isLastModifiedDate() || isLastModifiedBy();
	}

	/**
	 * Tell whether this tells whether a row is deleted.
	 * @return whether it does
	 */
	public boolean isSoftDelete() {
		return this.facts.softDelete;
	}

	/**
	 * Tell whether a keyword search looks into this by default.
	 * @return whether it does
	 */
	public boolean isSearchable() {
		return this.facts.searchWeight > 0;
	}

	/**
	 * Return how much a word counts that is found in this property.
	 * @return the weight, from 1; 0 if the property is not searchable
	 */
	public int searchWeight() {
		return this.facts.searchWeight;
	}

	/**
	 * Tell whether a request may name this to sort by, without any further declaration.
	 * @return whether it may
	 */
	public boolean isSortable() {
		return this.facts.sortable;
	}

	/**
	 * Tell whether each number that the database gives is less than the one before.
	 * @return whether a sequence with a negative step numbers the rows
	 */
	public boolean isNumberedDownwards() {
		return this.facts.increment < 0;
	}

	/**
	 * Tell whether the database stores a value of its own where an insert names none.
	 * @return whether the column has a default; an identity is none
	 */
	public boolean hasDefault() {
		return this.facts.defaultValue != null;
	}

	/**
	 * Return the default of the column.
	 * @return the default, if there is one
	 */
	public Optional<ColumnDefault> defaultValue() {
		return Optional.ofNullable(this.facts.defaultValue);
	}

	/**
	 * Tell whether the database computes the value, so that it is never written.
	 * @return whether it does
	 */
	public boolean isComputed() {
		return this.facts.computed != null;
	}

	/**
	 * Return the entity whose id this holds.
	 * @return the class, if this is a foreign key
	 */
	public Optional<Class<?>> belongsTo() {
		return Optional.ofNullable(this.facts.reference).map(Reference::target);
	}

	/**
	 * Return the column.
	 * @return the description of the column
	 */
	public Column toColumn() {
		return new Column(column(), type(), nullable(), this.facts.defaultValue, generation() == IdGeneration.IDENTITY,
				this.facts.computed, this.facts.collation, this.facts.comment);
	}

	/**
	 * Read the property.
	 * @param entity an instance of the entity
	 * @return the value as it is in Java
	 */
	public @Nullable Object get(Object entity) {
		return this.facts.getter.get(entity, this);
	}

	/**
	 * Turn a value of the property into the value for its column: an enum constant into
	 * its name, an {@code Optional} into what is inside.
	 * @param javaValue the value as it is in Java
	 * @return the neutral value of the column
	 * @throws ValueConversionException if the value is not of the type of the property
	 */
	@Override
	public @Nullable Object toColumn(@Nullable Object javaValue) {
		Object value = (javaValue instanceof Optional<?> optional) ? optional.orElse(null) : javaValue;
		if (value == null) {
			return null;
		}
		if (!this.valueType.isInstance(value)) {
			throw new ValueConversionException("%s takes a value of type '%s', not the '%s' it was given"
				.formatted(this, Problems.nameOf(javaType()), Problems.nameOf(value.getClass())), null);
		}
		try {
			return this.facts.scalar.toColumn().apply(value);
		}
		catch (IllegalArgumentException | ArithmeticException ex) {
			throw new ValueConversionException("%s cannot be stored: %s".formatted(this, ex.getMessage()), ex);
		}
	}

	/**
	 * Turn a value of the property into what its column holds once it is stored: a
	 * decimal has as many digits after the point as the column, rounded half up.
	 * @param javaValue the value as it is in Java
	 * @return the neutral value of the column, as it will be read
	 * @throws ValueConversionException if the value is not of the type of the property
	 */
	public @Nullable Object toStored(@Nullable Object javaValue) {
		Object column = toColumn(javaValue);
		return (column instanceof BigDecimal decimal && isKept(decimal))
				? decimal.setScale(type().scale(), RoundingMode.HALF_UP) : column;
	}

	// What is refused when it is bound is not written out before: that takes minutes.
	private static boolean isKept(BigDecimal decimal) {
		return Math.abs((long) decimal.scale()) <= MOST_DIGITS;
	}

	/**
	 * Turn a value of the column into the value of the property.
	 * @param columnValue the neutral value of the column
	 * @return the value as it is in Java
	 * @throws ValueConversionException if the property cannot hold the value
	 */
	@Override
	public @Nullable Object fromColumn(@Nullable Object columnValue) {
		if (columnValue == null) {
			return nullValue();
		}
		try {
			Object value = this.facts.scalar.fromColumn().apply(columnValue);
			return isOptional() ? Optional.of(value) : value;
		}
		catch (IllegalArgumentException | ArithmeticException | ClassCastException ex) {
			throw new ValueConversionException("%s of type '%s' cannot hold the value '%s' of column '%s': %s"
				.formatted(this, Problems.nameOf(javaType()), columnValue, column(), ex.getMessage()), ex);
		}
	}

	private @Nullable Object nullValue() {
		if (javaType().isPrimitive() && !this.facts.absentable) {
			throw new ValueConversionException(
					"%s is a primitive, but column '%s' holds NULL: use the wrapper type, or make the column NOT NULL"
						.formatted(this, column()),
					null);
		}
		return isOptional() ? Optional.empty() : null;
	}

	/**
	 * Return the property as messages name it: {@code Property 'Plan.title'}.
	 */
	@Override
	public String toString() {
		return "Property '%s.%s'".formatted(this.facts.entity.getSimpleName(), name());
	}

	PropertyFacts facts() {
		return this.facts;
	}

}
