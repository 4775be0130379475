package io.masterrecord.migration;

/**
 * Asks the database whether a step took effect whose end is not on record, because its
 * process ended in the middle of it.
 */
final class EffectProbe {

	private final RunSession session;

	private EffectProbe(RunSession session) {
		this.session = session;
	}

	static EffectProbe of(RunSession session) {
		return new EffectProbe(session);
	}

	/**
	 * Decide how to take the step up.
	 * @param target the migration
	 * @param step the step
	 * @param statementsDone how many of its statements are on record
	 */
	Resumption resumption(Target target, PlannedStep step, int statementsDone) {
		throw unclear(target, step, "the schema of " + this.session.dialect().id() + " cannot be read");
	}

	/**
	 * Make sure that the step took effect.
	 */
	void requireDone(Target target, PlannedStep step) {
		throw unclear(target, step, "the schema of " + this.session.dialect().id() + " cannot be read");
	}

	private static MigrationHistoryException unclear(Target target, PlannedStep step, String seen) {
		return new MigrationHistoryException(target.definition(), MigrationState.INTERRUPTED,
				("Migration %s was interrupted at %s, '%s', and the database does not tell whether that step took effect: "
						+ "%s. Look at it, make the step either done or not begun, and resolve it as the one or the other")
					.formatted(target.definition(), step.step().position(), step.step().description(), seen));
	}

}
