package io.masterrecord.migration;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * What the steps of a run share, once the lock is held.
 */
record RunContext(RunSession session, MigrationLock lock, MigrationSettings settings, History history, Journal journal,
		RowLedger ledger, BackfillProgress progress, RowHooks hooks, LastChanges lastChanges,
		List<MigrationListener> listeners, RunTally tally, String host, String databaseUser) {

	private static final int LONGEST_NAME = 200;

	static RunContext of(RunSession session, MigrationLock lock, MigrationSettings settings, HistoryTables tables,
			RowHooks hooks, LastChanges lastChanges, List<MigrationListener> listeners, RunTally tally) {
		return new RunContext(session, lock, settings, new History(session.gate(), tables),
				new Journal(session.gate(), tables), new RowLedger(session.gate(), tables),
				new BackfillProgress(session.gate(), tables), hooks, lastChanges, listeners, tally, cut(hostName()),
				cut(session.user()));
	}

	/**
	 * Return this context for a database that sees the migrations of a chain.
	 */
	RunContext seeing(MigrationChain chain) {
		return new RunContext(this.session, this.lock, this.settings, this.history, this.journal, this.ledger,
				this.progress, this.hooks, new LastChanges(chain), this.listeners, this.tally, this.host,
				this.databaseUser);
	}

	Instant now() {
		return this.settings.clock().instant();
	}

	static long pid() {
		return ProcessHandle.current().pid();
	}

	/**
	 * Return the row with which the history of a migration begins.
	 */
	HistoryRow newRow(Target target, HistoryState state, int stepsDone, Instant started) {
		String runId = UUID.randomUUID().toString();
		this.tally.begun(runId);
		MigrationDefinition definition = target.definition();
		return new HistoryRow(definition.id(), cut(definition.name()), definition.parent(), target.position(),
				definition.checksum(), target.chainChecksum(), state, stepsDone, definition.up().size(), runId, started,
				null, null, this.host, pid(), this.databaseUser, libraryVersion(), version(this.settings),
				ConditionalOutcomes.NONE, null);
	}

	void migrationStarted(MigrationDefinition definition, Direction direction) {
		this.listeners.forEach((listener) -> listener.migrationStarted(definition.id(), definition.name(), direction));
	}

	void migrationFinished(MigrationDefinition definition, Direction direction, Duration duration) {
		this.listeners
			.forEach((listener) -> listener.migrationFinished(definition.id(), definition.name(), direction, duration));
	}

	void stepStarted(MigrationStep step) {
		this.lock.announce("masterrecord %d@%s %s %s %d/%d".formatted(pid(), this.host, step.direction(),
				step.migration(), step.number(), step.steps()));
		this.listeners.forEach((listener) -> listener.stepStarted(step));
	}

	/**
	 * Tell how many rows a step has filled so far.
	 */
	void stepProgressed(MigrationStep step, long rows) {
		this.lock.announce("masterrecord %d@%s %s %s %d/%d, %d rows".formatted(pid(), this.host, step.direction(),
				step.migration(), step.number(), step.steps(), rows));
		this.listeners.forEach((listener) -> listener.stepProgressed(step, rows));
	}

	void stepExecuted(MigrationStep step) {
		this.listeners.forEach((listener) -> listener.stepExecuted(step));
	}

	void stepFinished(MigrationStep step, StepOutcome outcome) {
		this.listeners.forEach((listener) -> listener.stepFinished(step, outcome));
	}

	private static @Nullable String libraryVersion() {
		return Migrator.class.getPackage().getImplementationVersion();
	}

	private static String hostName() {
		String name = System.getenv("HOSTNAME");
		if (name != null && !name.isBlank()) {
			return name;
		}
		try {
			return InetAddress.getLocalHost().getHostName();
		}
		catch (UnknownHostException ex) {
			return "unknown";
		}
	}

	private static @Nullable String version(MigrationSettings settings) {
		String version = settings.applicationVersion();
		return (version != null) ? cut(version) : null;
	}

	private static String cut(String text) {
		return (text.length() > LONGEST_NAME) ? text.substring(0, LONGEST_NAME) : text;
	}

}
