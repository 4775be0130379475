package io.masterrecord.migration;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * How the migrations of an application stand in its database, at one moment.
 *
 * @param database the database
 * @param state how all of it stands
 * @param migrations the migrations in order, with those that only the database knows
 * @param problems what keeps migrations from being run
 * @param warnings what is to be looked at
 * @param lockHolder who runs migrations now, or {@code null} if nobody does or the
 * database does not tell
 * @since 0.1.0
 */
public record MigrationStatus(DatabaseProduct database, State state, List<Item> migrations,
		List<MigrationProblem> problems, List<String> warnings, @Nullable String lockHolder) {

	private static final Set<MigrationState> UNFINISHED = EnumSet.of(MigrationState.FAILED, MigrationState.INTERRUPTED,
			MigrationState.REVERTING);

	public MigrationStatus {
		migrations = List.copyOf(migrations);
		problems = List.copyOf(problems);
		warnings = List.copyOf(warnings);
	}

	/**
	 * How all migrations stand.
	 */
	public enum State {

		/** Everything is applied. */
		UP_TO_DATE,

		/** There is something to apply. */
		PENDING,

		/** A process is applying or undoing migrations. */
		RUNNING,

		/** A migration failed or was interrupted, and is to be taken up again. */
		FAILED,

		/** The migrations and the history contradict each other. */
		TAMPERED,

		/** Everything is applied, and there is more from a newer release. */
		AHEAD

	}

	/**
	 * One migration.
	 *
	 * @param id its id
	 * @param name its name
	 * @param state how it stands
	 * @param checksum the checksum of its operations, as the application has them where
	 * it does
	 * @param stepsDone how many of its steps are done
	 * @param stepsTotal how many steps it has
	 * @param startedAt when it was begun, or {@code null} if it was not
	 * @param duration how long it took, or {@code null} if it is not finished
	 * @param process the process that applied it, as {@code pid@host}, or {@code null}
	 * @param databaseUser the user of the database it was applied by, or {@code null}
	 * @param applicationVersion the version of the application, or {@code null}
	 * @param conditions what became of the steps that are not meant for every environment
	 * @param failure the error that ended it, or {@code null}
	 */
	public record Item(String id, String name, MigrationState state, String checksum, int stepsDone, int stepsTotal,
			@Nullable Instant startedAt, @Nullable Duration duration, @Nullable String process,
			@Nullable String databaseUser, @Nullable String applicationVersion, List<ConditionalOutcome> conditions,
			@Nullable String failure) {

		public Item {
			conditions = List.copyOf(conditions);
		}

		/**
		 * Tell whether it was begun and is not finished, in whatever direction.
		 * @return whether some of its steps are done and others are not
		 */
		public boolean isUnfinished() {
			return this.startedAt != null && (this.stepsDone < this.stepsTotal || this.failure != null);
		}

		static Item of(PlannedMigration planned) {
			MigrationDefinition definition = planned.definition();
			HistoryRow row = planned.row();
			int steps = (definition != null) ? definition.up().size() : 0;
			String checksum = (definition != null) ? definition.checksum() : "";
			if (row == null) {
				return new Item(planned.id(), planned.name(), planned.state(), checksum, 0, steps, null, null, null,
						null, null, List.of(), null);
			}
			Long millis = row.durationMillis();
			return new Item(planned.id(), planned.name(), planned.state(),
					(definition != null) ? checksum : row.checksum(), row.stepsDone(), row.stepsTotal(),
					row.startedAt(), (millis != null) ? Duration.ofMillis(millis) : null, row.process(),
					row.databaseUser(), row.applicationVersion(), row.conditions().outcomes(), row.failure());
		}

	}

	static MigrationStatus of(DatabaseProduct database, MigrationPlan plan, @Nullable String lockHolder) {
		return new MigrationStatus(database, state(plan, lockHolder != null),
				plan.migrations().stream().map(Item::of).toList(), plan.problems(), plan.warnings(), lockHolder);
	}

	private static State state(MigrationPlan plan, boolean locked) {
		if (!plan.problems().isEmpty()) {
			return State.TAMPERED;
		}
		if (locked) {
			return State.RUNNING;
		}
		if (plan.migrations().stream().anyMatch((planned) -> UNFINISHED.contains(planned.state()))) {
			return State.FAILED;
		}
		// What is only to be put on record keeps nobody from working.
		if (!plan.pending().isEmpty() || plan.reverting().isPresent()) {
			return State.PENDING;
		}
		return plan.isAhead() ? State.AHEAD : State.UP_TO_DATE;
	}

	/**
	 * Return how many migrations are to be applied or finished.
	 * @return the number
	 */
	public int pending() {
		return (int) this.migrations.stream()
			.filter((item) -> item.state() == MigrationState.PENDING || item.state() == MigrationState.INTERRUPTED
					|| item.state() == MigrationState.FAILED)
			.count();
	}

}
