package io.masterrecord.migration;

/**
 * Something that keeps migrations from being run.
 *
 * @param migration the id of the migration it is about
 * @param state how that migration stands
 * @param message what is wrong and what to do
 * @since 0.1.0
 */
public record MigrationProblem(String migration, MigrationState state, String message) {
}
