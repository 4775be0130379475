package io.masterrecord.migration;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The names that constraints have unless a migration names them. They are part of what
 * {@link MigrationInfo#defaults() defaults} version 1 means: they never change.
 */
final class DefaultName {

	private static final int NAME_BYTES = 63;

	private DefaultName() {
	}

	static String primaryKey(String table) {
		return fitting("pk_" + table);
	}

	static String unique(String table, List<String> columns) {
		return fitting("uq_" + table + "_" + String.join("_", columns));
	}

	static String foreignKey(String table, List<String> columns) {
		return fitting("fk_" + table + "_" + String.join("_", columns));
	}

	private static String fitting(String name) {
		if (name.getBytes(StandardCharsets.UTF_8).length > NAME_BYTES) {
			throw new IllegalStateException("The name '%s' would have more than %d bytes: name the constraint yourself"
				.formatted(name, NAME_BYTES));
		}
		return name;
	}

}
