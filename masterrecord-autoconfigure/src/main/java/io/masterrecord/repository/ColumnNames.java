package io.masterrecord.repository;

import java.util.Locale;

/**
 * Compares names of columns with those of properties.
 */
final class ColumnNames {

	private ColumnNames() {
	}

	/**
	 * Return a name without case and underscores: the same for {@code userName},
	 * {@code user_name} and {@code USER_NAME}.
	 */
	static String fold(String name) {
		return name.replace("_", "").toLowerCase(Locale.ROOT);
	}

}
