package io.masterrecord.model;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Objects;

import io.masterrecord.annotation.Column;
import io.masterrecord.schema.ColumnType;
import io.masterrecord.schema.TypeName;

import org.springframework.core.annotation.MergedAnnotation;

/**
 * The first version of the sizes of columns. A change of any default made here would be a
 * migration for every application.
 */
final class ColumnTypes {

	static final ColumnType DEFAULT_TEXT = ColumnType.varchar(255);

	private static final int DIGITS = 19;

	/** What every database with exact numbers keeps of an integer. */
	private static final int GREATEST_INTEGER = 38;

	private static final int SCALE = 4;

	/**
	 * Wide enough that a further constant of an enum is hardly ever a change of its
	 * column.
	 */
	private static final int ENUM_STEP = 64;

	/** A longer {@code @Size(max)} is a rule for the validation, not for the column. */
	private static final int GREATEST_DERIVED_TEXT = 4000;

	private final Class<?> entity;

	private final PropertySource source;

	private final Problems problems;

	private final int size;

	private final int scale;

	private final boolean text;

	private final Class<?> javaType;

	private ColumnTypes(Class<?> entity, PropertySource source, Class<?> javaType, Problems problems) {
		this.entity = entity;
		this.source = source;
		this.javaType = javaType;
		this.problems = problems;
		MergedAnnotation<Column> column = source.find(Column.class);
		this.size = (column != null) ? column.getInt("size") : 0;
		this.scale = (column != null) ? column.getInt("scale") : -1;
		this.text = column != null && column.getBoolean("text");
	}

	static ColumnType of(Class<?> entity, PropertySource source, Class<?> javaType, ScalarType scalar,
			Problems problems) {
		return new ColumnTypes(entity, source, javaType, problems).type(scalar.typeName());
	}

	private ColumnType type(TypeName name) {
		if (this.size < 0) {
			wrong("'size' must not be negative", "Leave it out for the default.");
			return DEFAULT_TEXT;
		}
		if (this.text && (this.javaType != String.class || this.size > 0)) {
			wrong("'text' is for a String without a size", "Remove 'text' from '@Column', or the size.");
		}
		if (this.size > 0 && name != TypeName.DECIMAL && name != TypeName.VARCHAR && name != TypeName.BINARY) {
			wrong("a column of type '%s' has no size".formatted(ColumnType.of(name)), "Remove 'size' from '@Column'.");
		}
		if (this.scale >= 0 && name != TypeName.DECIMAL) {
			wrong("only a BigDecimal has a scale", "Remove 'scale' from '@Column'.");
		}
		if (name == TypeName.DECIMAL) {
			return (this.javaType == BigInteger.class) ? integer() : decimal();
		}
		if (name == TypeName.BINARY) {
			return new ColumnType(name, this.size, 0);
		}
		if (name == TypeName.ARRAY) {
			TypeName element = elementType();
			return ColumnType.arrayOf((element == TypeName.VARCHAR) ? TypeName.TEXT : element);
		}
		if (this.javaType.isEnum() && name == TypeName.VARCHAR) {
			return enumeration(this.javaType);
		}
		if (name == TypeName.JSON) {
			return ColumnType.of(name);
		}
		if (this.javaType == String.class) {
			return string();
		}
		return (name == TypeName.VARCHAR) ? ColumnType.varchar(1) : ColumnType.of(name);
	}

	private ColumnType string() {
		if (this.text) {
			return ColumnType.of(TypeName.TEXT);
		}
		if (this.size > 0) {
			return ColumnType.varchar(this.size);
		}
		MergedAnnotation<?> rule = this.source.find("jakarta.validation.constraints.Size");
		int max = (rule != null) ? rule.getInt("max") : Integer.MAX_VALUE;
		if (max == Integer.MAX_VALUE) {
			return DEFAULT_TEXT;
		}
		return (max > GREATEST_DERIVED_TEXT) ? ColumnType.of(TypeName.TEXT) : ColumnType.varchar(Math.max(1, max));
	}

	private ColumnType enumeration(Class<?> type) {
		ScalarType scalar = Objects
			.requireNonNull((type == this.source.valueType()) ? StoredForm.of(this.source) : ScalarType.of(type));
		int longest = Arrays.stream(type.getEnumConstants())
			.mapToInt((constant) -> scalar.toColumn().apply(constant).toString().length())
			.max()
			.orElse(0);
		if (this.size > 0 && this.size < longest) {
			wrong("'size = %d' is less than the %d characters of its longest constant".formatted(this.size, longest),
					"Leave 'size' out, or make it greater.");
		}
		int derived = ENUM_STEP * Math.max(1, (longest + ENUM_STEP - 1) / ENUM_STEP);
		return ColumnType.varchar((this.size > 0) ? this.size : derived);
	}

	private TypeName elementType() {
		Class<?> element = Objects.requireNonNull(this.source.elementType());
		return Objects.requireNonNull(ScalarType.of(element)).typeName();
	}

	private ColumnType integer() {
		MergedAnnotation<?> rule = this.source.find("jakarta.validation.constraints.Digits");
		int digits = (rule != null) ? rule.getInt("integer") : GREATEST_INTEGER;
		if (this.scale > 0) {
			wrong("a BigInteger has no digits after the point", "Remove 'scale' from '@Column'.");
		}
		return ColumnType.decimal((this.size > 0) ? this.size : Math.max(1, digits), 0);
	}

	private ColumnType decimal() {
		MergedAnnotation<?> rule = this.source.find("jakarta.validation.constraints.Digits");
		int fraction = (rule != null) ? rule.getInt("fraction") : SCALE;
		int digits = (rule != null) ? rule.getInt("integer") + fraction : DIGITS;
		int chosenScale = (this.scale >= 0) ? this.scale : fraction;
		int chosenDigits = (this.size > 0) ? this.size : digits;
		if (chosenDigits < 1 || chosenScale > chosenDigits) {
			wrong("%d digits cannot have %d of them after the point".formatted(chosenDigits, chosenScale),
					"State 'size', all digits, and 'scale', those after the point, in '@Column'.");
			return ColumnType.decimal(DIGITS, SCALE);
		}
		return ColumnType.decimal(chosenDigits, chosenScale);
	}

	private void wrong(String problem, String remedy) {
		this.problems.add(this.entity, this.source.name(), problem, remedy);
	}

}
