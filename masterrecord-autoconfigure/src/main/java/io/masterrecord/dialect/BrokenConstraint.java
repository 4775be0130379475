package io.masterrecord.dialect;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What an error tells of the constraint that a row broke.
 *
 * @param name the name of the constraint or unique index, {@code null} if it is not told
 * @param columns its columns, as far as they are told
 * @since 0.1.0
 */
public record BrokenConstraint(@Nullable String name, List<String> columns) {

	public BrokenConstraint {
		columns = List.copyOf(columns);
	}

	static BrokenConstraint named(String name) {
		return new BrokenConstraint(name, List.of());
	}

	static BrokenConstraint of(List<String> columns) {
		return new BrokenConstraint(null, columns);
	}

}
