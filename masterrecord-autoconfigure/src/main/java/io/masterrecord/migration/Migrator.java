package io.masterrecord.migration;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

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

	private final DataSource dataSource;

	private final MigrationChain chain;

	private final MigrationSettings settings;

	private final HistoryTables tables;

	private final HistoryReader reader;

	private final RunLoop loop;

	/**
	 * Create a migrator.
	 * @param dataSource the data source of the database
	 * @param chain the migrations of the application
	 * @param settings how they are run
	 * @param listeners who is told about it, in order
	 */
	public Migrator(DataSource dataSource, MigrationChain chain, MigrationSettings settings,
			List<? extends MigrationListener> listeners) {
		this(dataSource, chain, settings, listeners, RowHooks.NONE);
	}

	/**
	 * Create a migrator whose rows are seen by hooks.
	 * @param dataSource the data source of the database
	 * @param chain the migrations of the application
	 * @param settings how they are run
	 * @param listeners who is told about it, in order
	 * @param hooks what sees the rows that are written
	 */
	public Migrator(DataSource dataSource, MigrationChain chain, MigrationSettings settings,
			List<? extends MigrationListener> listeners, RowHooks hooks) {
		this.dataSource = dataSource;
		this.chain = chain;
		this.settings = settings;
		this.tables = new HistoryTables(settings.tablePrefix());
		this.reader = new HistoryReader(chain, this.tables, settings.order());
		this.loop = new RunLoop(dataSource, settings, this.tables, this.reader, hooks, chain, List.copyOf(listeners));
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
	 * Return the environments that are active for seeds and indexes.
	 * @return their names
	 */
	public Set<String> environments() {
		return this.settings.environments();
	}

	/**
	 * Apply all migrations that are not applied. If there are none, this is one read.
	 * @return what was done
	 * @throws MigrationHistoryException if the migrations and the history contradict each
	 * other; nothing was changed
	 * @throws MigrationDataException if rows would break what a migration demands of
	 * them; nothing was applied
	 * @throws MigrationLockException if another process kept running migrations for too
	 * long; nothing was changed
	 * @throws MigrationFailedException if a step fails; the migrations before stay
	 * applied
	 * @throws DataAccessException if the database cannot be reached
	 */
	public MigrationReport migrate() {
		return this.loop.run((session, tally) -> {
			MigrationPlan plan = fastCheck(session);
			if (plan != null && plan.hasNothingToDo() && !LateSeeds.isDue(plan, this.settings)) {
				return report(session, plan, tally);
			}
			return this.loop.locked(session, tally, (context) -> {
				MigrationPlan current = this.reader.validPlan(session);
				tally.settle(current);
				if (current.reverting().isPresent()) {
					undo(context, new RollbackTargets(context, current).of(current.reverting().stream().toList()));
					current = this.reader.validPlan(session);
				}
				apply(context, current);
				recordSquashes(context);
				writeLateSeeds(context);
				keepExpressions(session, tally);
				return report(session, current, tally);
			});
		});
	}

	/**
	 * Undo the newest migrations, newest first, unless data would be lost.
	 * @param steps how many, at least 1; more than there are means all
	 * @return what was done
	 * @throws DataLossException if a table or column is dropped in which there is more
	 * than what migrations wrote; nothing was changed
	 * @throws MigrationDataException if rows refer to others that would be deleted, or do
	 * not fit the tables of before; nothing was changed
	 * @throws MigrationHistoryException if one of them cannot be undone by this
	 * application; nothing was changed
	 * @throws MigrationLockException if another process kept running migrations for too
	 * long; nothing was changed
	 * @throws MigrationFailedException if a step fails; the migrations undone before stay
	 * undone
	 * @throws DataAccessException if the database cannot be reached
	 */
	public MigrationReport rollback(int steps) {
		return undoNewest(steps, null);
	}

	/**
	 * Undo the newest migrations, newest first, also where data is lost.
	 * @param steps how many, at least 1; more than there are means all
	 * @param acceptedDataLoss why data may be lost; it is kept in the journal
	 * @return what was done
	 * @throws MigrationDataException if the database would not delete rows because others
	 * refer to them, or if rows do not fit the tables of before; nothing was changed
	 * @throws MigrationHistoryException if one of them cannot be undone by this
	 * application; nothing was changed
	 * @throws MigrationLockException if another process kept running migrations for too
	 * long; nothing was changed
	 * @throws MigrationFailedException if a step fails; the migrations undone before stay
	 * undone
	 * @throws DataAccessException if the database cannot be reached
	 */
	public MigrationReport rollback(int steps, String acceptedDataLoss) {
		return undoNewest(steps, reason(acceptedDataLoss));
	}

	/**
	 * Undo all migrations that were applied after a given one, newest first, unless data
	 * would be lost.
	 * @param id the id of the migration to go back to, which stays applied; empty or 0 to
	 * undo all
	 * @return what was done
	 * @throws DataLossException if a table or column is dropped in which there is more
	 * than what migrations wrote; nothing was changed
	 * @throws MigrationDataException if rows refer to others that would be deleted, or do
	 * not fit the tables of before; nothing was changed
	 * @throws MigrationHistoryException if the migration is not applied, or one of those
	 * after it cannot be undone by this application; nothing was changed
	 * @throws MigrationLockException if another process kept running migrations for too
	 * long; nothing was changed
	 * @throws MigrationFailedException if a step fails; the migrations undone before stay
	 * undone
	 * @throws DataAccessException if the database cannot be reached
	 */
	public MigrationReport rollbackTo(String id) {
		return undoDownTo(id, null);
	}

	/**
	 * Undo all migrations that were applied after a given one, newest first, also where
	 * data is lost.
	 * @param id the id of the migration to go back to, which stays applied; empty or 0 to
	 * undo all
	 * @param acceptedDataLoss why data may be lost; it is kept in the journal
	 * @return what was done
	 * @throws MigrationDataException if the database would not delete rows because others
	 * refer to them, or if rows do not fit the tables of before; nothing was changed
	 * @throws MigrationHistoryException if the migration is not applied, or one of those
	 * after it cannot be undone by this application; nothing was changed
	 * @throws MigrationLockException if another process kept running migrations for too
	 * long; nothing was changed
	 * @throws MigrationFailedException if a step fails; the migrations undone before stay
	 * undone
	 * @throws DataAccessException if the database cannot be reached
	 */
	public MigrationReport rollbackTo(String id, String acceptedDataLoss) {
		return undoDownTo(id, reason(acceptedDataLoss));
	}

	private static String reason(String acceptedDataLoss) {
		if (acceptedDataLoss.isBlank()) {
			throw new IllegalArgumentException("Say why data may be lost: the reason is kept in the journal");
		}
		return acceptedDataLoss.strip();
	}

	private MigrationReport undoNewest(int steps, @Nullable String acceptedDataLoss) {
		if (steps < 1) {
			throw new IllegalArgumentException("The number of migrations to undo must be 1 or more, not " + steps);
		}
		return rollback((plan) -> plan.appliedNewestFirst().stream().limit(steps).toList(), "", acceptedDataLoss);
	}

	private MigrationReport undoDownTo(String id, @Nullable String acceptedDataLoss) {
		return rollback((plan) -> {
			List<PlannedMigration> newer = plan.appliedNewestFirst();
			for (int i = 0; i < newer.size(); i++) {
				if (newer.get(i).id().equals(id) || plan.isLastReplaced(newer.get(i), id)) {
					return newer.subList(0, i);
				}
			}
			if (id.isEmpty() || id.equals("0")) {
				return newer;
			}
			throw new MigrationHistoryException(
					List.of(new MigrationProblem(id, MigrationState.PENDING, noWayBackTo(plan, id))));
		}, id, acceptedDataLoss);
	}

	private static String noWayBackTo(MigrationPlan plan, String id) {
		MigrationDefinition squash = plan.chain().replacing(id).orElse(null);
		if (squash == null || !plan.applied().contains(squash.id())) {
			return "Migration '%s' is not applied here, so that there is no going back to it".formatted(id);
		}
		return ("Migration '%s' is one of those that %s stands for here, which is undone as a whole: go back to '%s' before "
				+ "it")
			.formatted(id, squash, plan.chain().find(squash.id()).map(MigrationDefinition::parent).orElse("0"));
	}

	/**
	 * Make sure that everything is applied, without changing anything.
	 * @return a report of nothing done
	 * @throws MigrationHistoryException if a migration is not applied or not finished, or
	 * contradicts the history
	 * @throws DataAccessException if the database cannot be reached
	 */
	public MigrationReport validate() {
		try (RunSession session = RunSession.open(this.dataSource, this.settings.connectTimeout())) {
			MigrationPlan plan = this.reader.plan(session);
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
			MigrationPlan plan = this.reader.plan(session);
			String holder = plan.hasNothingToDo() ? null
					: this.reader.holder(session, MigrationLock.of(session, this.tables));
			return MigrationStatus.of(session.product(), plan, holder);
		}
	}

	/**
	 * Compare the tables with what the applied migrations made of them, without changing
	 * anything or waiting for anybody.
	 * @return how they differ
	 * @throws DataAccessException if the database cannot be reached
	 */
	public Drift drift() {
		try (RunSession session = RunSession.open(this.dataSource)) {
			MigrationPlan plan = this.reader.plan(session);
			return driftReader(session).read(plan);
		}
	}

	/**
	 * Read the tables of the database as they are, whether migrations made them or not.
	 * @return the tables
	 * @throws DataAccessException if the database cannot be reached
	 */
	public DatabaseTables tables() {
		try (RunSession session = RunSession.open(this.dataSource)) {
			return DatabaseTables.of(session, this.tables);
		}
	}

	/**
	 * Put migrations on record as applied, without running them, in a database whose
	 * tables are already as these migrations make them. Rows are not looked at.
	 * @param id the id of the last one; those it comes after are recorded with it
	 * @return the ids of those that were not on record before, in order
	 * @throws IllegalArgumentException if there is no such migration
	 * @throws MigrationHistoryException if the tables are not as the migrations make
	 * them, saying how they differ, or if the history contradicts them; nothing was
	 * recorded
	 * @throws DataAccessException if the database cannot be reached
	 */
	public List<String> baseline(String id) {
		if (this.chain.all().stream().noneMatch((definition) -> definition.id().equals(id))) {
			throw this.chain.unknown(id);
		}
		List<String> recorded = new ArrayList<>();
		this.loop.run((session, tally) -> this.loop.locked(session, tally, (context) -> {
			MigrationPlan plan = this.reader.validPlan(session);
			if (plan.chain().find(id).isEmpty()) {
				throw plan.chain().unknown(id);
			}
			recorded.clear();
			DriftReader drift = driftReader(session);
			new Baseline(context, plan, drift).record(id).forEach((definition) -> recorded.add(definition.id()));
			recordSquashes(context);
			drift.keepExpressions(this.reader.plan(session));
			return report(session, plan, tally);
		}));
		return recorded;
	}

	/**
	 * Return what became of the rows that migrations declare.
	 * @param status how the migrations stand
	 * @return the steps that write rows, in order
	 */
	public List<SeedStatus> seeds(MigrationStatus status) {
		return SeedStatus.of(this.chain, status, this.settings.environments());
	}

	/**
	 * Decide for a step at which a migration was interrupted, and of which the database
	 * does not tell whether it took effect.
	 * @param tookEffect whether the step is done; otherwise it is begun anew by the next
	 * run
	 * @throws MigrationHistoryException if there is no such step
	 */
	public void resolve(boolean tookEffect) {
		this.loop.run((session, tally) -> this.loop.locked(session, tally, (context) -> {
			MigrationPlan plan = this.reader.plan(session);
			Interruption interruption = Interruption.find(plan, context.journal())
				.orElseThrow(() -> new MigrationHistoryException(List.of(new MigrationProblem("",
						MigrationState.APPLIED, "No migration was interrupted in the middle of a step"))));
			interruption.resolve(context, steps(context, plan, interruption), tookEffect);
			return report(session, plan, tally);
		}));
	}

	private List<PlannedStep> steps(RunContext context, MigrationPlan plan, Interruption interruption) {
		String id = interruption.row().id();
		if (plan.chain().find(id).isEmpty()) {
			return List.of();
		}
		List<Target> targets = (interruption.direction() == Direction.UP) ? ApplyTargets.of(context, plan)
				: new RollbackTargets(context, plan).of(plan.reverting().stream().toList());
		return targets.stream()
			.filter((target) -> target.definition().id().equals(id))
			.findFirst()
			.map(Target::steps)
			.orElse(List.of());
	}

	/**
	 * Undo migrations that are chosen once, though the answer to a commit gets lost.
	 */
	private MigrationReport rollback(Function<MigrationPlan, List<PlannedMigration>> choice, String goal,
			@Nullable String acceptedDataLoss) {
		return this.loop.run((session, tally) -> this.loop.locked(session, tally, (context) -> {
			MigrationPlan plan = planToUndo(context, goal);
			List<Target> targets = new RollbackTargets(context, plan).of(tally.chosen(plan, choice));
			RollbackObstacles.require(context, targets, acceptedDataLoss != null, tally::warn);
			DataChecks.requireUndoing(session, targets);
			ForeignLosses.requireUndoing(driftReader(session), plan, targets, acceptedDataLoss);
			undo(context, RollbackLosses.require(context, targets, acceptedDataLoss));
			keepExpressions(session, tally);
			return report(session, plan, tally);
		}));
	}

	/**
	 * Find out what can be undone, after everything is on record that is applied. What
	 * stands for others is taken off the record where the way back ends between these.
	 * @param goal the id of the migration to go back to; empty if it is not known
	 */
	private MigrationPlan planToUndo(RunContext context, String goal) throws OutcomeUnknownException {
		MigrationPlan plan = this.reader.plan(context.session());
		if (!plan.due().isEmpty() && plan.problems().isEmpty()) {
			new SquashRecorder(context, plan).record();
			plan = this.reader.plan(context.session());
		}
		MigrationDefinition between = plan.replacedAround(goal);
		if (between == null) {
			return plan;
		}
		new SquashRecorder(context, plan).open(between);
		return this.reader.plan(context.session(), Set.of(between.id()));
	}

	private void recordSquashes(RunContext context) throws OutcomeUnknownException {
		if (this.chain.squashes().isEmpty()) {
			return;
		}
		MigrationPlan plan = this.reader.validPlan(context.session());
		if (!plan.due().isEmpty()) {
			new SquashRecorder(context, plan).record();
		}
	}

	private void keepExpressions(RunSession session, RunTally tally) {
		if (tally.hasChanged()) {
			driftReader(session).keepExpressions(this.reader.plan(session));
		}
	}

	private DriftReader driftReader(RunSession session) {
		return new DriftReader(session, this.settings.environments(), this.tables);
	}

	private void undo(RunContext context, List<Target> targets) throws OutcomeUnknownException {
		for (Target target : targets) {
			MigrationRunner.of(context, target).down(target);
			log.info("Undid migration %s".formatted(target.definition()));
		}
	}

	private void apply(RunContext context, MigrationPlan plan) throws OutcomeUnknownException {
		List<Target> targets = ApplyTargets.of(context, plan);
		RunContext seeing = context.seeing(plan.chain());
		TablesInTheWay.require(context.session(), targets);
		ForeignLosses.require(driftReader(context.session()), plan, targets);
		DataChecks.require(context.session(), targets);
		for (Target target : targets) {
			MigrationRunner.of(seeing, target).up(target);
			log.info("Applied migration %s".formatted(target.definition()));
		}
	}

	private void writeLateSeeds(RunContext context) throws OutcomeUnknownException {
		if (this.settings.lateSeeds()) {
			MigrationPlan plan = this.reader.validPlan(context.session());
			if (LateSeeds.isDue(plan, this.settings)) {
				new LateSeeds(context.seeing(plan.chain())).write(plan);
			}
		}
	}

	/**
	 * Look what is to be done, with one read and without the lock; {@code null} if the
	 * run of another process does not even let us read.
	 */
	private @Nullable MigrationPlan fastCheck(RunSession session) {
		try {
			return this.reader.validPlan(session);
		}
		catch (PessimisticLockingFailureException ex) {
			log.debug("The history cannot be read while another process works", ex);
			return null;
		}
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
		plan.warnings().forEach(tally::warn);
		MigrationReport report = tally.report(session.product(), this.chain.migrations().size());
		report.warnings().forEach(log::warn);
		return report;
	}

}
