package io.masterrecord.migration;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

import javax.sql.DataSource;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessException;
import org.springframework.dao.PessimisticLockingFailureException;

/**
 * Brings a database to where the migrations of an application are, and back. Any number
 * of processes may do so at once: one works, the others wait for it and find nothing left
 * to do.
 * <p>
 * No connection is opened before the first call. Each call takes one connection of its
 * own from the data source, where the lock needs it a second one, and gives them back as
 * they were. A migrator may be used by several threads.
 *
 * @since 0.1.0
 */
public final class Migrator {

	private static final Log log = LogFactory.getLog(Migrator.class);

	private static final int MOST_LOOKUPS = 3;

	private final DataSource dataSource;

	private final MigrationChain chain;

	private final MigrationSettings settings;

	private final List<MigrationListener> listeners;

	private final HistoryTables tables;

	private volatile boolean historyMissing;

	/**
	 * Create a migrator.
	 * @param dataSource the data source of the database
	 * @param chain the migrations of the application
	 * @param settings how they are run
	 * @param listeners who is told about it, in order
	 */
	public Migrator(DataSource dataSource, MigrationChain chain, MigrationSettings settings,
			List<? extends MigrationListener> listeners) {
		this.dataSource = dataSource;
		this.chain = chain;
		this.settings = settings;
		this.listeners = List.copyOf(listeners);
		this.tables = new HistoryTables(settings.tablePrefix());
	}

	/**
	 * Create a migrator that nobody listens to.
	 * @param dataSource the data source of the database
	 * @param chain the migrations of the application
	 * @param settings how they are run
	 */
	public Migrator(DataSource dataSource, MigrationChain chain, MigrationSettings settings) {
		this(dataSource, chain, settings, List.of());
	}

	/**
	 * Return the migrations of the application.
	 * @return the chain
	 */
	public MigrationChain chain() {
		return this.chain;
	}

	/**
	 * Apply all migrations that are not applied. If there are none, this is one read.
	 * @return what was done
	 * @throws MigrationHistoryException if the migrations and the history contradict each
	 * other; nothing was changed
	 * @throws MigrationLockException if another process kept running migrations for too
	 * long; nothing was changed
	 * @throws MigrationFailedException if a step fails; the migrations before stay
	 * applied
	 * @throws DataAccessException if the database cannot be reached
	 */
	public MigrationReport migrate() {
		return lookingUp((session, tally) -> {
			MigrationPlan plan = fastCheck(session);
			if (plan != null && plan.hasNothingToDo()) {
				plan.warnings().forEach(log::warn);
				return report(session, plan, tally);
			}
			return locked(session, tally, (context) -> {
				MigrationPlan current = validPlan(session, context.history());
				tally.settle(current);
				current.warnings().forEach(log::warn);
				finishReverting(context, current);
				apply(context, validPlan(session, context.history()));
				return report(session, current, tally);
			});
		});
	}

	/**
	 * Undo the newest migrations, newest first.
	 * @param steps how many, at least 1; more than there are means all
	 * @return what was done
	 * @throws MigrationHistoryException if one of them cannot be undone by this
	 * application; nothing was changed
	 * @throws MigrationLockException if another process kept running migrations for too
	 * long; nothing was changed
	 * @throws MigrationFailedException if a step fails; the migrations undone before stay
	 * undone
	 * @throws DataAccessException if the database cannot be reached
	 */
	public MigrationReport rollback(int steps) {
		if (steps < 1) {
			throw new IllegalArgumentException("The number of migrations to undo must be 1 or more, not " + steps);
		}
		return rollback((plan) -> plan.appliedNewestFirst().stream().limit(steps).toList());
	}

	/**
	 * Undo all migrations that were applied after a given one, newest first.
	 * @param id the id of the migration to go back to, which stays applied; empty or 0 to
	 * undo all
	 * @return what was done
	 * @throws MigrationHistoryException if the migration is not applied, or one of those
	 * after it cannot be undone by this application; nothing was changed
	 * @throws MigrationLockException if another process kept running migrations for too
	 * long; nothing was changed
	 * @throws MigrationFailedException if a step fails; the migrations undone before stay
	 * undone
	 * @throws DataAccessException if the database cannot be reached
	 */
	public MigrationReport rollbackTo(String id) {
		return rollback((plan) -> {
			List<PlannedMigration> newer = plan.appliedNewestFirst();
			for (int i = 0; i < newer.size(); i++) {
				if (newer.get(i).id().equals(id)) {
					return newer.subList(0, i);
				}
			}
			if (id.isEmpty() || id.equals("0")) {
				return newer;
			}
			throw new MigrationHistoryException(List.of(new MigrationProblem(id, MigrationState.PENDING,
					"Migration '%s' is not applied here, so that there is no going back to it".formatted(id))));
		});
	}

	/**
	 * Make sure that everything is applied, without changing anything.
	 * @return a report of nothing done
	 * @throws MigrationHistoryException if a migration is not applied or not finished, or
	 * contradicts the history
	 * @throws DataAccessException if the database cannot be reached
	 */
	public MigrationReport validate() {
		try (RunSession session = RunSession.open(this.dataSource)) {
			MigrationPlan plan = plan(session, history(session));
			List<MigrationProblem> problems = new ArrayList<>(plan.problems());
			plan.migrations()
				.stream()
				.filter((planned) -> planned.isPending() || planned.state() == MigrationState.REVERTING)
				.forEach((planned) -> problems.add(new MigrationProblem(planned.id(), planned.state(),
						"Migration '%s' (%s) is %s, and the application was told not to apply migrations by itself"
							.formatted(planned.name(), planned.id(), text(planned.state())))));
			if (!problems.isEmpty()) {
				throw new MigrationHistoryException(problems);
			}
			plan.warnings().forEach(log::warn);
			return report(session, plan, new RunTally());
		}
	}

	/**
	 * Say how the migrations stand, without changing anything or waiting for anybody.
	 * @return a snapshot
	 * @throws DataAccessException if the database cannot be reached
	 */
	public MigrationStatus status() {
		try (RunSession session = RunSession.open(this.dataSource)) {
			MigrationPlan plan = plan(session, history(session));
			String holder = plan.hasNothingToDo() ? null : holder(session, MigrationLock.of(session, this.tables));
			return new MigrationStatus(session.product(), state(plan, holder != null),
					plan.migrations().stream().map(MigrationStatus.Item::of).toList(), plan.problems(), plan.warnings(),
					holder);
		}
	}

	/**
	 * Decide for a step at which a migration was interrupted, and of which the database
	 * does not tell whether it took effect.
	 * @param tookEffect whether the step is done; otherwise it is begun anew by the next
	 * run
	 * @throws MigrationHistoryException if there is no such step
	 */
	public void resolve(boolean tookEffect) {
		lookingUp((session, tally) -> locked(session, tally, (context) -> {
			MigrationPlan plan = plan(session, context.history());
			Interruption.find(plan, context.journal())
				.orElseThrow(() -> new MigrationHistoryException(List.of(new MigrationProblem("",
						MigrationState.APPLIED, "No migration was interrupted in the middle of a step"))))
				.resolve(context, tookEffect);
			return report(session, plan, tally);
		}));
	}

	private MigrationReport rollback(Function<MigrationPlan, List<PlannedMigration>> choice) {
		return lookingUp((session, tally) -> locked(session, tally, (context) -> {
			MigrationPlan plan = plan(session, context.history());
			List<Target> targets = new RollbackTargets(context, this.chain, plan).of(choice.apply(plan));
			MigrationRunner runner = MigrationRunner.of(context);
			for (Target target : targets) {
				runner.down(target);
			}
			return report(session, plan, tally);
		}));
	}

	/**
	 * Finish the undoing of a migration in the middle of which a process ended.
	 */
	private void finishReverting(RunContext context, MigrationPlan plan) throws OutcomeUnknownException {
		Optional<PlannedMigration> reverting = plan.reverting();
		if (reverting.isPresent()) {
			log.info("Finishing to undo migration '%s' (%s)".formatted(reverting.get().name(), reverting.get().id()));
			for (Target target : new RollbackTargets(context, this.chain, plan).of(List.of(reverting.get()))) {
				MigrationRunner.of(context).down(target);
			}
		}
	}

	private void apply(RunContext context, MigrationPlan plan) throws OutcomeUnknownException {
		List<Target> targets = ApplyTargets.of(context, this.chain, plan);
		MigrationRunner runner = MigrationRunner.of(context);
		for (Target target : targets) {
			runner.up(target);
			log.info("Applied migration %s".formatted(target.definition()));
		}
	}

	/**
	 * Run something, and again if the answer to a commit got lost: the history tells
	 * whether it took effect.
	 */
	private MigrationReport lookingUp(SessionWork work) {
		RunTally tally = new RunTally();
		while (true) {
			try (RunSession session = RunSession.open(this.dataSource)) {
				return work.run(session, tally);
			}
			catch (OutcomeUnknownException ex) {
				if (tally.lookedUp() > MOST_LOOKUPS) {
					throw new MigrationFailedException(
							("The answer to a commit of migration '%s' got lost %d times. What was committed is on record: "
									+ "start again when the connection to the database is stable")
								.formatted(ex.migration(), MOST_LOOKUPS),
							ex.migration(), null, SqlError.of(ex), ex);
				}
				log.warn("The answer to a commit of migration '%s' got lost; looking up what became of it"
					.formatted(ex.migration()), ex);
			}
		}
	}

	private MigrationReport locked(RunSession session, RunTally tally, LockedWork work) throws OutcomeUnknownException {
		session.prepare();
		try (MigrationLock lock = MigrationLock.of(session, this.tables)) {
			Duration waited = LockWait.acquire(lock, this.settings.lockTimeout(), () -> holder(session, lock));
			this.listeners.forEach((listener) -> listener.lockAcquired(waited));
			this.tables.createMissing(session);
			this.historyMissing = false;
			RunContext context = RunContext.of(session, lock, this.settings, this.tables, this.listeners, tally);
			MigrationReport report;
			try {
				report = work.run(context);
			}
			catch (MigrationFailedException ex) {
				keepWhatWasDone(lock, ex);
				throw ex;
			}
			keep(lock);
			return report;
		}
	}

	private static void keepWhatWasDone(MigrationLock lock, MigrationFailedException failure) {
		try {
			lock.keep();
		}
		catch (DataAccessException ex) {
			failure.addSuppressed(ex);
		}
	}

	private static void keep(MigrationLock lock) throws OutcomeUnknownException {
		try {
			lock.keep();
		}
		catch (PessimisticLockingFailureException ex) {
			throw ex;
		}
		catch (DataAccessException ex) {
			throw new OutcomeUnknownException("", ex);
		}
	}

	/**
	 * Look what is to be done, with one read and without the lock; {@code null} if the
	 * run of another process does not even let us read.
	 */
	private @Nullable MigrationPlan fastCheck(RunSession session) {
		try {
			return validPlan(session, history(session));
		}
		catch (PessimisticLockingFailureException ex) {
			log.debug("The history cannot be read while another process works", ex);
			return null;
		}
	}

	private MigrationPlan validPlan(RunSession session, History history) {
		MigrationPlan plan = plan(session, history);
		if (!plan.problems().isEmpty()) {
			throw new MigrationHistoryException(plan.problems());
		}
		return plan;
	}

	private MigrationPlan plan(RunSession session, History history) {
		return MigrationPlan.of(this.chain, read(session, history), (row) -> history.operations(row.id()));
	}

	/**
	 * Read the history. Where that fails it may not exist; it may also have come into
	 * existence since.
	 */
	private List<HistoryRow> read(RunSession session, History history) {
		String table = this.tables.history().name();
		if (this.historyMissing && !session.hasTable(table)) {
			return List.of();
		}
		try {
			List<HistoryRow> rows = history.read();
			this.historyMissing = false;
			return rows;
		}
		catch (PessimisticLockingFailureException ex) {
			throw ex;
		}
		catch (DataAccessException ex) {
			if (session.hasTable(table)) {
				log.debug("Reading the history again", ex);
				return history.read();
			}
			this.historyMissing = true;
			return List.of();
		}
	}

	private History history(RunSession session) {
		return new History(session.gate(), this.tables);
	}

	/**
	 * Describe who runs migrations, from what the lock and the history tell.
	 */
	private @Nullable String holder(RunSession session, MigrationLock lock) {
		String holder = lock.holder();
		if (holder == null) {
			return null;
		}
		return read(session, history(session)).stream()
			.filter((row) -> row.state() == HistoryState.APPLYING || row.state() == HistoryState.REVERTING)
			.map((row) -> "process %s, migration '%s', step %d of %d".formatted(row.process(), row.id(),
					Math.min(row.stepsDone() + 1, row.stepsTotal()), row.stepsTotal()))
			.findFirst()
			.orElse(holder);
	}

	private static MigrationStatus.State state(MigrationPlan plan, boolean locked) {
		Predicate<MigrationState> has = (
				state) -> plan.migrations().stream().anyMatch((planned) -> planned.state() == state);
		if (!plan.problems().isEmpty()) {
			return MigrationStatus.State.TAMPERED;
		}
		if (locked) {
			return MigrationStatus.State.RUNNING;
		}
		if (has.test(MigrationState.FAILED) || has.test(MigrationState.INTERRUPTED)
				|| has.test(MigrationState.REVERTING)) {
			return MigrationStatus.State.FAILED;
		}
		if (!plan.hasNothingToDo()) {
			return MigrationStatus.State.PENDING;
		}
		return plan.isAhead() ? MigrationStatus.State.AHEAD : MigrationStatus.State.UP_TO_DATE;
	}

	private static String text(MigrationState state) {
		return switch (state) {
			case FAILED -> "failed half way";
			case INTERRUPTED -> "not finished";
			case REVERTING -> "half undone";
			default -> "not applied";
		};
	}

	private MigrationReport report(RunSession session, MigrationPlan plan, RunTally tally) {
		return tally.report(session.product(), this.chain.migrations().size(), plan.warnings());
	}

	/**
	 * What is done in a session.
	 */
	@FunctionalInterface
	private interface SessionWork {

		MigrationReport run(RunSession session, RunTally tally) throws OutcomeUnknownException;

	}

	/**
	 * What is done while the lock is held.
	 */
	@FunctionalInterface
	private interface LockedWork {

		MigrationReport run(RunContext context) throws OutcomeUnknownException;

	}

}
