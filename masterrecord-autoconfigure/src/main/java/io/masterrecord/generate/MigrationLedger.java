package io.masterrecord.generate;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

import io.masterrecord.schema.Column;
import io.masterrecord.schema.Table;
import org.jspecify.annotations.Nullable;

/**
 * Tables in which other tools remember what they have done to a database. They are no
 * part of what an application stores; their columns tell them, since their names can be
 * chosen.
 */
enum MigrationLedger {

	/** The history of Flyway. */
	FLYWAY("Flyway", "installed_rank", "script", "checksum", "success"),

	/** The history of Liquibase. */
	LIQUIBASE("Liquibase", "orderexecuted", "md5sum", "exectype"),

	/** The lock of Liquibase. */
	LIQUIBASE_LOCK("Liquibase", "locked", "lockgranted", "lockedby");

	private final String tool;

	private final List<String> columns;

	MigrationLedger(String tool, String... columns) {
		this.tool = tool;
		this.columns = List.of(columns);
	}

	/**
	 * Return the tool that keeps its own records in a table.
	 * @param table the table
	 * @return its name, or {@code null} if there is none
	 */
	static @Nullable String toolOf(Table table) {
		Set<String> names = table.columns()
			.stream()
			.map(Column::name)
			.map((name) -> name.toLowerCase(Locale.ROOT))
			.collect(Collectors.toSet());
		for (MigrationLedger ledger : values()) {
			if (names.containsAll(ledger.columns)) {
				return ledger.tool;
			}
		}
		return null;
	}

}
