package io.masterrecord.migration;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Puts migrations on record that stand for others which are applied, and takes them off
 * the record again. The rows of the others stay in the history.
 */
final class SquashRecorder {

	private static final Log log = LogFactory.getLog(Migrator.class);

	private final RunContext context;

	private final MigrationPlan plan;

	SquashRecorder(RunContext context, MigrationPlan plan) {
		this.context = context;
		this.plan = plan;
	}

	/**
	 * Put on record what is due.
	 */
	void record() throws OutcomeUnknownException {
		String chainChecksum = "";
		for (MigrationDefinition definition : this.plan.chain().migrations()) {
			chainChecksum = Checksums.chain(definition.checksum(), chainChecksum);
			if (this.plan.due().stream().anyMatch((squash) -> squash.id().equals(definition.id()))) {
				record(definition, chainChecksum);
			}
		}
	}

	private void record(MigrationDefinition squash, String chainChecksum) throws OutcomeUnknownException {
		PlannedMigration planned = find(squash.id());
		HistoryRow standIn = Objects.requireNonNull(planned.row());
		List<HistoryRow> replaced = this.plan.replacedBy(planned);
		Target target = new Target(squash, null, standIn.position(), chainChecksum, List.of(), replaced);
		Instant now = this.context.now();
		HistoryRow row = this.context.newRow(target, HistoryState.APPLIED, squash.up().size(), now)
			.finished(standIn.conditions(), now, 0);
		MigrationRunner.of(this.context).inOneTransaction(target, () -> {
			this.context.history().insert(row, StoredOperations.of(squash));
			replaced.forEach(
					(each) -> this.context.history().update(each.id(), Map.of("state", HistoryState.REPLACED.word())));
			seal(squash, chainChecksum);
		});
		log.info("Put migration %s on record, since all %d migrations are applied that it replaces".formatted(squash,
				replaced.size()));
	}

	/**
	 * Seal the rows after a migration anew, which were sealed after those that it
	 * replaces.
	 */
	private void seal(MigrationDefinition squash, String chainChecksum) {
		List<MigrationDefinition> all = this.plan.chain().migrations();
		String seal = chainChecksum;
		for (MigrationDefinition later : all.subList(all.indexOf(squash) + 1, all.size())) {
			seal = Checksums.chain(later.checksum(), seal);
			HistoryRow row = find(later.id()).row();
			if (row != null && row.state() == HistoryState.APPLIED && !row.chainChecksum().isEmpty()) {
				this.context.history().update(row.id(), Map.of("chain_checksum", seal));
			}
		}
	}

	/**
	 * Take a migration off the record, so that those which it stands for can be undone
	 * one by one.
	 * @param squash the migration
	 */
	void open(MigrationDefinition squash) throws OutcomeUnknownException {
		PlannedMigration planned = find(squash.id());
		HistoryRow row = Objects.requireNonNull(planned.row());
		Target target = new Target(squash, row, row.position(), row.chainChecksum(), List.of());
		List<HistoryRow> replaced = this.plan.replacedBy(planned);
		MigrationRunner.of(this.context).inOneTransaction(target, () -> {
			this.context.history().delete(squash.id());
			replaced.forEach(
					(each) -> this.context.history().update(each.id(), Map.of("state", HistoryState.APPLIED.word())));
		});
		log.info("Took migration %s off the record, to go back to one of those that it replaces".formatted(squash));
	}

	private PlannedMigration find(String id) {
		return this.plan.migrations().stream().filter((planned) -> planned.id().equals(id)).findFirst().orElseThrow();
	}

}
