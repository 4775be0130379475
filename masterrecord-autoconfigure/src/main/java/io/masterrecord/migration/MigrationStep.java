package io.masterrecord.migration;

/**
 * A step of a migration: one operation, up or down.
 *
 * @param migration the id of the migration
 * @param name the name of the migration
 * @param direction whether it is applied or undone
 * @param number which step, from 1
 * @param steps how many steps there are
 * @param description what the step does, for people
 * @since 0.1.0
 */
public record MigrationStep(String migration, String name, Direction direction, int number, int steps,
		String description) {

	/**
	 * Say where this step stands.
	 * @return such as {@code step 3 of 9}
	 */
	public String position() {
		return "step " + this.number + " of " + this.steps;
	}

}
