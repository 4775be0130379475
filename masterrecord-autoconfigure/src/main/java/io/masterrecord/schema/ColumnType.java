package io.masterrecord.schema;

import java.util.Locale;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * The type of a column, independent of any database.
 *
 * @param name which type
 * @param size characters of a {@code VARCHAR}, bytes of a {@code BINARY}, total digits of
 * a {@code DECIMAL}; 0 where the type has no size
 * @param scale digits after the point of a {@code DECIMAL}; 0 otherwise
 * @param element the type of the elements of an {@code ARRAY}, otherwise {@code null}
 * @since 0.1.0
 */
public record ColumnType(TypeName name, int size, int scale, @Nullable TypeName element) {

	public ColumnType {
		if ((name == TypeName.ARRAY) != (element != null) || element == TypeName.ARRAY) {
			throw new IllegalArgumentException("An ARRAY, and nothing else, has elements, which are no arrays");
		}
		if (size < 0 || scale < 0) {
			throw new IllegalArgumentException("Size and scale of '%s' must not be negative".formatted(name));
		}
		if (name == TypeName.VARCHAR && size == 0) {
			throw new IllegalArgumentException("A VARCHAR needs a size of at least 1 character");
		}
		if (name == TypeName.DECIMAL && (size == 0 || scale > size)) {
			throw new IllegalArgumentException(
					"A DECIMAL needs at least 1 digit and a scale within its digits, not (%d, %d)".formatted(size,
							scale));
		}
	}

	/**
	 * Create a type that is no array.
	 * @param name which type
	 * @param size characters, bytes or digits; 0 where the type has no size
	 * @param scale digits after the point; 0 where the type has no scale
	 */
	public ColumnType(TypeName name, int size, int scale) {
		this(name, size, scale, null);
	}

	/**
	 * Return an array type.
	 * @param element the type of its elements, which have no size
	 * @return the type
	 */
	public static ColumnType arrayOf(TypeName element) {
		return new ColumnType(TypeName.ARRAY, 0, 0, element);
	}

	/**
	 * Return the type of the elements of an array.
	 * @return the type
	 */
	public ColumnType elementType() {
		return ColumnType.of(Objects.requireNonNull(this.element, "'%s' is no array".formatted(this.name)));
	}

	/**
	 * Return a type without size and scale.
	 * @param name which type
	 * @return the type
	 */
	public static ColumnType of(TypeName name) {
		return new ColumnType(name, 0, 0);
	}

	/**
	 * Return a text type with a limit.
	 * @param characters the greatest number of characters
	 * @return the type
	 */
	public static ColumnType varchar(int characters) {
		return new ColumnType(TypeName.VARCHAR, characters, 0);
	}

	/**
	 * Return an exact number type.
	 * @param digits the total number of digits
	 * @param scale how many of them stand after the point
	 * @return the type
	 */
	public static ColumnType decimal(int digits, int scale) {
		return new ColumnType(TypeName.DECIMAL, digits, scale);
	}

	@Override
	public String toString() {
		if (this.element != null) {
			return elementType() + " array";
		}
		String text = this.name.name().toLowerCase(Locale.ROOT);
		if (this.name == TypeName.DECIMAL) {
			return text + "(" + this.size + "," + this.scale + ")";
		}
		return (this.size > 0) ? text + "(" + this.size + ")" : text;
	}

}
