package io.masterrecord.migration;

import org.jspecify.annotations.Nullable;

/**
 * A migration as the application and the database know it: at least one of the two does.
 *
 * @param state how it stands
 * @param definition what the application says, or {@code null}
 * @param row what the history says, or {@code null}
 */
record PlannedMigration(String id, String name, MigrationState state, @Nullable MigrationDefinition definition,
		@Nullable HistoryRow row) {

	static PlannedMigration of(MigrationDefinition definition, MigrationState state) {
		return new PlannedMigration(definition.id(), definition.name(), state, definition, null);
	}

	static PlannedMigration of(MigrationDefinition definition, HistoryRow row, MigrationState state) {
		return new PlannedMigration(definition.id(), definition.name(), state, definition, row);
	}

	static PlannedMigration of(HistoryRow row, MigrationState state) {
		return new PlannedMigration(row.id(), row.name(), state, null, row);
	}

	boolean isPending() {
		return this.state == MigrationState.PENDING || this.state == MigrationState.INTERRUPTED
				|| this.state == MigrationState.FAILED;
	}

	int position() {
		return (this.row != null) ? this.row.position() : 0;
	}

}
