package io.masterrecord.write;

import java.io.Serializable;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Which constraint of the database was broken, and by what.
 *
 * @param type the entity
 * @param constraint the name of the constraint or unique index, {@code null} if the
 * database does not tell
 * @param properties the properties of the constraint, as far as they are known
 * @param row the position of the row in what was given to be written, from 0;
 * {@code null} if it could not be found out, or one row was given by itself
 * @since 0.1.0
 */
public record WriteViolation(Class<?> type, @Nullable String constraint, List<String> properties,
		@Nullable Integer row) implements Serializable {

	public WriteViolation {
		properties = List.copyOf(properties);
	}

	WriteViolation withoutRow() {
		return new WriteViolation(this.type, this.constraint, this.properties, null);
	}

	/**
	 * Describe the violation for people.
	 * @return a sentence without the values of the row
	 */
	@Override
	public String toString() {
		return "%s'%s' breaks %s%s".formatted((this.row != null) ? "Row " + this.row + " of " : "",
				this.type.getSimpleName(), (this.constraint != null) ? "'" + this.constraint + "'" : "a constraint",
				this.properties.isEmpty() ? "" : " of " + this.properties);
	}

}
