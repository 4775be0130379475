package io.masterrecord.migration;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import io.masterrecord.operation.SchemaOperation;

/**
 * Which migrations a database sees, where some stand for others, and what its history
 * says about these. The rows of what is replaced stay in the history; the row of what
 * stands for them has the position of the last of them, so that a release which does not
 * know it yet finds everything as it was.
 */
final class Replacements {

	private final MigrationChain chain;

	private final List<HistoryRow> rows = new ArrayList<>();

	private final Map<String, HistoryRow> replaced = new LinkedHashMap<>();

	private final List<HistoryRow> unknown = new ArrayList<>();

	private final List<MigrationDefinition> due = new ArrayList<>();

	private final List<MigrationDefinition> expanded = new ArrayList<>();

	private final List<MigrationProblem> problems = new ArrayList<>();

	private Replacements(MigrationChain chain, List<HistoryRow> history, Set<String> opened) {
		Map<String, HistoryRow> byId = new LinkedHashMap<>();
		history.forEach((row) -> byId.put(row.id(), row));
		for (MigrationDefinition squash : chain.squashes()) {
			if (opened.contains(squash.id())) {
				this.expanded.add(squash);
			}
			else if (!byId.containsKey(squash.id())) {
				decide(chain, squash, byId);
			}
		}
		this.chain = chain.expanding(this.expanded.stream().map(MigrationDefinition::id).collect(Collectors.toSet()));
		history.forEach((row) -> place(row, history));
		this.due.forEach((squash) -> this.rows.add(standIn(squash, byId)));
		this.rows.sort(Comparator.comparingInt(HistoryRow::position));
	}

	/**
	 * Find out what a database sees.
	 * @param chain the migrations of the application
	 * @param history the rows of the history
	 * @param opened the ids of the migrations in whose place the others are to be seen,
	 * though they are applied
	 */
	static Replacements of(MigrationChain chain, List<HistoryRow> history, Set<String> opened) {
		return new Replacements(chain, history, opened);
	}

	private void decide(MigrationChain all, MigrationDefinition squash, Map<String, HistoryRow> byId) {
		List<String> begun = squash.replaces().stream().filter(byId::containsKey).toList();
		if (begun.isEmpty()) {
			return;
		}
		if (begun.size() == squash.replaces().size() && begun.stream().map(byId::get).allMatch(HistoryRow::isApplied)) {
			this.due.add(squash);
		}
		else if (all.missing(squash).isEmpty()) {
			this.expanded.add(squash);
		}
		else {
			List<String> open = squash.replaces().stream().filter((id) -> !begun.contains(id)).toList();
			this.problems.add(new MigrationProblem(squash.id(), MigrationState.MISSING,
					("Migration %s replaces %d migrations of which this database has %s, but not all: %s. It can neither be "
							+ "run nor be put on record here, and the classes of %s are not there any more, with which the "
							+ "rest would be applied. Bring them back, migrate this database, and delete them again")
						.formatted(squash, squash.replaces().size(), quoted(begun),
								open.isEmpty() ? "one of these is not finished" : quoted(open) + " not",
								quoted(all.missing(squash)))));
		}
	}

	private static String quoted(List<String> ids) {
		return ids.stream().map("'%s'"::formatted).collect(Collectors.joining(", "));
	}

	private void place(HistoryRow row, List<HistoryRow> history) {
		if (this.chain.find(row.id()).isPresent()) {
			this.rows.add(row);
		}
		else if (this.chain.replacing(row.id()).isPresent() || row.state() == HistoryState.REPLACED) {
			this.replaced.put(row.id(), row);
		}
		else if (standsForKnown(row, history)) {
			this.unknown.add(row);
		}
		else {
			this.rows.add(row);
		}
	}

	/**
	 * Tell whether a row is that of a migration which is not known here, while those are
	 * which it stands for.
	 */
	private boolean standsForKnown(HistoryRow row, List<HistoryRow> history) {
		return history.stream()
			.anyMatch((other) -> other.state() == HistoryState.REPLACED && other.position() == row.position()
					&& this.chain.find(other.id()).isPresent());
	}

	/**
	 * Return a row as it will be put on record.
	 */
	private HistoryRow standIn(MigrationDefinition squash, Map<String, HistoryRow> byId) {
		List<HistoryRow> replacedRows = squash.replaces()
			.stream()
			.map(byId::get)
			.sorted(Comparator.comparingInt(HistoryRow::position))
			.toList();
		HistoryRow last = replacedRows.get(replacedRows.size() - 1);
		MigrationDefinition placed = this.chain.find(squash.id()).orElse(squash);
		int steps = squash.up().size();
		return new HistoryRow(squash.id(), squash.name(), placed.parent(), last.position(), squash.checksum(), "",
				HistoryState.APPLIED, steps, steps, last.runId(), last.startedAt(), last.finishedAt(), null,
				last.host(), last.pid(), last.databaseUser(), last.libraryVersion(), last.applicationVersion(),
				conditions(squash, replacedRows), null);
	}

	/**
	 * Decide what became of the steps that are not meant for every environment, from what
	 * is on record about the others. Rows that a folded step writes were left out if some
	 * of them were.
	 */
	private static ConditionalOutcomes conditions(MigrationDefinition squash, List<HistoryRow> replaced) {
		ConditionalOutcomes outcomes = ConditionalOutcomes.NONE;
		for (int i = 0; i < squash.up().size(); i++) {
			SchemaOperation operation = squash.up().get(i);
			String subject = StepPlanner.subject(operation);
			List<ConditionalOutcome> known = replaced.stream()
				.flatMap((row) -> row.conditions().outcomes().stream())
				.filter((outcome) -> outcome.subject().equals(subject)
						&& outcome.environments().equals(operation.environments()))
				.toList();
			if (!known.isEmpty()) {
				ConditionalOutcome last = known.get(known.size() - 1);
				outcomes = outcomes.with(new ConditionalOutcome(i + 1, subject, last.environments(), last.active(),
						known.stream().allMatch(ConditionalOutcome::applied)));
			}
		}
		return outcomes;
	}

	/**
	 * Return the migrations that this database sees.
	 */
	MigrationChain chain() {
		return this.chain;
	}

	/**
	 * Return the rows of what it sees, and of what the application does not know, in
	 * order.
	 */
	List<HistoryRow> rows() {
		return this.rows;
	}

	/**
	 * Return the rows of what another migration stands for, by their ids.
	 */
	Map<String, HistoryRow> replaced() {
		return this.replaced;
	}

	/**
	 * Return the rows of what stands for migrations that this database sees, and is not
	 * known to the application.
	 */
	List<HistoryRow> unknown() {
		return this.unknown;
	}

	/**
	 * Return what is to be put on record, since all that it stands for is applied.
	 */
	List<MigrationDefinition> due() {
		return this.due;
	}

	/**
	 * Return what waits until all that it stands for is applied.
	 */
	List<MigrationDefinition> expanded() {
		return this.expanded;
	}

	List<MigrationProblem> problems() {
		return this.problems;
	}

	/**
	 * Return the rows of what a migration stands for in this database, the last first: as
	 * the application says, or else those between its row and the one before it that
	 * stands for others.
	 */
	List<HistoryRow> replacedBy(MigrationDefinition definition, HistoryRow row) {
		Set<String> named = new HashSet<>(definition.replaces());
		int before = this.rows.stream()
			.filter((other) -> other.position() < row.position() && isAtLastReplaced(other))
			.mapToInt(HistoryRow::position)
			.max()
			.orElse(0);
		return this.replaced.values()
			.stream()
			.filter((other) -> isAtLastReplaced(row) && (named.isEmpty()
					? before < other.position() && other.position() <= row.position() : named.contains(other.id())))
			.sorted(Comparator.comparingInt(HistoryRow::position).reversed())
			.toList();
	}

	private boolean isAtLastReplaced(HistoryRow row) {
		return this.replaced.values().stream().anyMatch((other) -> other.position() == row.position());
	}

}
