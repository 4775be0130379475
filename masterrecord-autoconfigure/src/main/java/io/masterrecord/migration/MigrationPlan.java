package io.masterrecord.migration;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.masterrecord.operation.Collisions;
import org.jspecify.annotations.Nullable;

/**
 * What is to be done, decided from the migrations of the application and the history of
 * the database alone. Status, endpoint and run look at the same plan, so that they cannot
 * disagree.
 */
final class MigrationPlan {

	private final List<PlannedMigration> migrations;

	private final List<MigrationProblem> problems;

	private final List<String> warnings;

	private final Replacements replacements;

	private MigrationPlan(Replacements replacements, List<PlannedMigration> migrations, List<MigrationProblem> problems,
			List<String> warnings) {
		this.replacements = replacements;
		this.migrations = List.copyOf(migrations);
		this.problems = List.copyOf(problems);
		this.warnings = List.copyOf(warnings);
	}

	/**
	 * Compare the migrations with the history.
	 * @param chain the migrations of the application
	 * @param history the rows of the history, in order of their position
	 * @param order what to do about a migration that is not applied while later ones are
	 * @param stored the operations that are kept in the history, asked for where a
	 * checksum differs only
	 */
	static MigrationPlan of(MigrationChain chain, List<HistoryRow> history, OrderPolicy order,
			Function<HistoryRow, StoredOperations> stored) {
		return of(chain, history, order, stored, Set.of());
	}

	/**
	 * Compare the migrations with the history.
	 * @param chain the migrations of the application
	 * @param history the rows of the history, in order of their position
	 * @param order what to do about a migration that is not applied while later ones are
	 * @param stored the operations that are kept in the history, asked for where a
	 * checksum differs only
	 * @param opened the ids of the migrations in whose place those are to be seen for
	 * which they stand
	 */
	static MigrationPlan of(MigrationChain chain, List<HistoryRow> history, OrderPolicy order,
			Function<HistoryRow, StoredOperations> stored, Set<String> opened) {
		return new Comparison(Replacements.of(chain, history, opened), history, order, stored).plan();
	}

	/**
	 * Return the migrations as this database sees them.
	 */
	MigrationChain chain() {
		return this.replacements.chain();
	}

	/**
	 * Return what is to be put on record, since all that it stands for is applied.
	 */
	List<MigrationDefinition> due() {
		return this.replacements.due();
	}

	/**
	 * Return the rows of what a migration stands for in this database, the last first.
	 */
	List<HistoryRow> replacedBy(PlannedMigration planned) {
		MigrationDefinition definition = planned.definition();
		HistoryRow row = planned.row();
		return (definition != null && row != null) ? this.replacements.replacedBy(definition, row) : List.of();
	}

	/**
	 * Tell whether a migration is the last of those for which another one stands here, so
	 * that to go back to the one is to go back to the other.
	 */
	boolean isLastReplaced(PlannedMigration planned, String id) {
		List<HistoryRow> replaced = replacedBy(planned);
		return !replaced.isEmpty() && replaced.get(0).id().equals(id);
	}

	/**
	 * Return what stands here for a migration and others after it, all of which this
	 * application and this database still have; {@code null} if nothing does.
	 * @param id the id of the migration
	 */
	@Nullable MigrationDefinition replacedAround(String id) {
		return this.migrations.stream()
			.filter((planned) -> planned.state() == MigrationState.APPLIED && !isLastReplaced(planned, id))
			.filter((planned) -> replacedBy(planned).stream().anyMatch((row) -> row.id().equals(id)))
			.map(PlannedMigration::definition)
			.filter((definition) -> definition != null && !definition.replaces().isEmpty()
					&& chain().missing(definition).isEmpty())
			.findFirst()
			.orElse(null);
	}

	/**
	 * Return everything known about, in order: those of the application, with those only
	 * the database knows where they were applied.
	 */
	List<PlannedMigration> migrations() {
		return this.migrations;
	}

	/**
	 * Return what is to be applied or finished, in order.
	 */
	List<PlannedMigration> pending() {
		return this.migrations.stream().filter(PlannedMigration::isPending).toList();
	}

	/**
	 * Return the migration whose undoing was not finished.
	 */
	Optional<PlannedMigration> reverting() {
		return this.migrations.stream().filter((planned) -> planned.state() == MigrationState.REVERTING).findFirst();
	}

	/**
	 * Return what was applied, newest first.
	 */
	List<PlannedMigration> appliedNewestFirst() {
		return this.migrations.stream()
			.filter((planned) -> planned.row() != null && planned.state() != MigrationState.REPLACED)
			.sorted((a, b) -> Integer.compare(b.position(), a.position()))
			.toList();
	}

	/**
	 * Return the rows of the history, in order of their position.
	 */
	List<HistoryRow> rows() {
		return this.migrations.stream()
			.map(PlannedMigration::row)
			.filter(Objects::nonNull)
			.sorted(Comparator.comparingInt(HistoryRow::position))
			.toList();
	}

	/**
	 * Return the ids of what is applied as a whole.
	 */
	Set<String> applied() {
		return this.migrations.stream()
			.filter((planned) -> planned.row() != null && !planned.isPending()
					&& planned.state() != MigrationState.REPLACED)
			.map(PlannedMigration::id)
			.collect(Collectors.toSet());
	}

	List<MigrationProblem> problems() {
		return this.problems;
	}

	List<String> warnings() {
		return this.warnings;
	}

	boolean isAhead() {
		return this.migrations.stream().anyMatch((planned) -> planned.state() == MigrationState.AHEAD);
	}

	boolean hasNothingToDo() {
		return pending().isEmpty() && reverting().isEmpty() && due().isEmpty();
	}

	int nextPosition() {
		return this.migrations.stream().mapToInt(PlannedMigration::position).max().orElse(0) + 1;
	}

	/**
	 * The comparison, with what it found so far.
	 */
	private static final class Comparison {

		private final MigrationChain chain;

		private final OrderPolicy order;

		private final Function<HistoryRow, StoredOperations> stored;

		private final Map<String, HistoryRow> unknown = new LinkedHashMap<>();

		private final List<PlannedMigration> migrations = new ArrayList<>();

		private final List<MigrationProblem> problems = new ArrayList<>();

		private final List<String> warnings = new ArrayList<>();

		private final List<HistoryRow> ahead = new ArrayList<>();

		private final Map<String, HistoryRow> known = new LinkedHashMap<>();

		private final Replacements replacements;

		private final List<HistoryRow> history;

		Comparison(Replacements replacements, List<HistoryRow> history, OrderPolicy order,
				Function<HistoryRow, StoredOperations> stored) {
			this.replacements = replacements;
			this.chain = replacements.chain();
			this.history = history;
			this.order = order;
			this.stored = stored;
			replacements.rows().forEach((row) -> this.unknown.put(row.id(), row));
		}

		MigrationPlan plan() {
			this.problems.addAll(this.replacements.problems());
			for (MigrationDefinition definition : this.chain.migrations()) {
				HistoryRow row = this.unknown.remove(definition.id());
				if (row != null) {
					this.known.put(definition.id(), row);
				}
			}
			for (MigrationDefinition definition : this.chain.migrations()) {
				HistoryRow row = this.known.get(definition.id());
				this.migrations.add((row != null) ? applied(definition, row) : absent(definition));
			}
			checkRows();
			int newest = this.known.values().stream().mapToInt(HistoryRow::position).max().orElse(0);
			this.unknown.values().forEach((row) -> addUnknown(row, newest));
			this.replacements.unknown().forEach((row) -> insert(PlannedMigration.of(row, MigrationState.AHEAD)));
			addReplaced();
			warnIfAhead();
			return new MigrationPlan(this.replacements, this.migrations, this.problems, this.warnings);
		}

		/**
		 * Add what another migration stands for. Where its class is there still, it must
		 * not have been changed.
		 */
		private void addReplaced() {
			Map<String, MigrationDefinition> all = new LinkedHashMap<>();
			this.chain.all().forEach((definition) -> all.put(definition.id(), definition));
			this.replacements.replaced().values().forEach((row) -> {
				MigrationDefinition definition = all.get(row.id());
				boolean changed = definition != null && !definition.checksum().equals(row.checksum());
				insert((definition != null && changed) ? edited(definition, row)
						: PlannedMigration.of(row, MigrationState.REPLACED));
			});
			this.replacements.expanded()
				.forEach((squash) -> this.migrations.add(PlannedMigration.of(squash, MigrationState.REPLACING)));
		}

		/**
		 * Look for rows that were deleted or changed by hand: no run leaves a gap between
		 * positions, and each row is sealed by those before it.
		 */
		private void checkRows() {
			Set<Integer> shared = this.history.stream()
				.filter((row) -> row.state() == HistoryState.REPLACED)
				.map(HistoryRow::position)
				.collect(Collectors.toSet());
			int before = 0;
			for (HistoryRow row : this.history) {
				if (row.position() == before && shared.contains(before)) {
					continue;
				}
				if (row.position() != before + 1) {
					problem(row.id(), MigrationState.MISSING,
							"The history is not as runs leave it: migration '%s' (%s) is at position %d, and %d %s before it, "
									+ "so that rows were deleted or changed by hand. Put them back as they were",
							row.name(), row.id(), row.position(), before, (before == 1) ? "is" : "are");
					return;
				}
				before++;
			}
			checkSeals(this.replacements.rows());
		}

		private void checkSeals(List<HistoryRow> rows) {
			String chainChecksum = "";
			List<MigrationDefinition> all = this.chain.migrations();
			for (int i = 0; i < Math.min(rows.size(), all.size()); i++) {
				HistoryRow row = rows.get(i);
				MigrationDefinition definition = all.get(i);
				// Between branches every database has an order of its own.
				if (!row.id().equals(definition.id()) || !row.checksum().equals(definition.checksum())
						|| row.state() == HistoryState.REPLACED || isDue(definition)) {
					return;
				}
				chainChecksum = Checksums.chain(definition.checksum(), chainChecksum);
				if (row.state() == HistoryState.APPLIED && !row.chainChecksum().equals(chainChecksum)) {
					this.warnings
						.add(("The row of migration %s in the history, or one before it, was changed by hand or "
								+ "applied in another order: its seal (chain_checksum) is not that of these migrations")
							.formatted(definition));
					return;
				}
			}
		}

		private PlannedMigration absent(MigrationDefinition definition) {
			List<MigrationDefinition> later = appliedAfter(definition);
			MigrationDefinition last = later.isEmpty() ? null : later.get(later.size() - 1);
			String obstacle = (last != null) ? obstacle(definition, later) : null;
			if (last == null || obstacle == null) {
				if (last != null && this.order == OrderPolicy.WARN) {
					this.warnings.add(("Migration %s comes from another branch: it is applied after %s, as neither has "
							+ "anything to do with the other")
						.formatted(definition, last));
				}
				return PlannedMigration.of(definition, MigrationState.PENDING);
			}
			problem(definition.id(), MigrationState.OUT_OF_ORDER,
					"Migration %s is not applied, but %s, which comes after it, is. %s", definition, last, obstacle);
			return PlannedMigration.of(definition, MigrationState.OUT_OF_ORDER);
		}

		private List<MigrationDefinition> appliedAfter(MigrationDefinition definition) {
			if (this.known.isEmpty()) {
				return List.of();
			}
			List<MigrationDefinition> all = this.chain.migrations();
			return all.subList(all.indexOf(definition) + 1, all.size())
				.stream()
				.filter((later) -> this.known.containsKey(later.id()))
				.toList();
		}

		/**
		 * Say why a migration may not be applied after others that come after it in the
		 * chain, and what to do; {@code null} if it may.
		 */
		private @Nullable String obstacle(MigrationDefinition definition, List<MigrationDefinition> later) {
			List<MigrationDefinition> moved = later.stream()
				.filter((applied) -> wasMoved(applied, definition))
				.toList();
			if (this.order == OrderPolicy.STRICT) {
				return moved.isEmpty()
						? newId("It was probably merged from another branch, and the order is strict here")
						: undo(moved, definition, "and the order is strict here");
			}
			for (MigrationDefinition applied : later) {
				if (moved.contains(applied) || !this.chain.descends(applied.id(), definition.id())) {
					continue;
				}
				if (this.order != OrderPolicy.ANY) {
					return newId("It was probably merged from another branch");
				}
				List<String> collisions = Collisions.between(definition.up(), applied.up());
				if (!collisions.isEmpty()) {
					return newId("The order in which they run makes a difference for " + String.join(", ", collisions));
				}
			}
			for (MigrationDefinition applied : moved) {
				List<String> collisions = Collisions.between(definition.up(), applied.up());
				if (!collisions.isEmpty()) {
					return undo(moved, definition,
							"and the order makes a difference for " + String.join(", ", collisions));
				}
			}
			return null;
		}

		private String newId(String reason) {
			return "%s: give it a new id, and %s as its parent".formatted(reason, quoted(this.chain.heads()));
		}

		/**
		 * Tell whether a migration was applied here when it did not come after another
		 * one yet: two branches were put in order since then.
		 */
		private boolean wasMoved(MigrationDefinition applied, MigrationDefinition absent) {
			HistoryRow row = this.known.get(applied.id());
			if (row == null) {
				return false;
			}
			String parent = this.chain.find(row.parent())
				.or(() -> this.chain.replacing(row.parent()))
				.map(MigrationDefinition::id)
				.orElse(row.parent());
			return !applied.parents().isEmpty() && this.chain.descends(applied.id(), absent.id())
					&& !parent.equals(absent.id()) && !this.chain.descends(parent, absent.id());
		}

		/**
		 * Say how to undo what has to come later, with all that was applied since.
		 */
		private String undo(List<MigrationDefinition> moved, MigrationDefinition absent, String reason) {
			int first = moved.stream()
				.mapToInt((applied) -> Objects.requireNonNull(this.known.get(applied.id())).position())
				.min()
				.orElseThrow();
			String back = Stream.concat(this.known.values().stream(), this.unknown.values().stream())
				.filter((row) -> row.position() < first)
				.max(Comparator.comparingInt(HistoryRow::position))
				.map(HistoryRow::id)
				.orElse("0");
			return ("%s was applied here before it was put after %s, %s. Undo it in this database ('rollback --to %s'), "
					+ "and migrate again: it is applied in the new order then. Databases that have neither, or both in "
					+ "this order, need nothing")
				.formatted(moved.stream().map(MigrationDefinition::toString).collect(Collectors.joining(", ")), absent,
						reason, back);
		}

		private static String quoted(List<String> ids) {
			return ids.stream().map("'%s'"::formatted).collect(Collectors.joining(" and "));
		}

		private PlannedMigration applied(MigrationDefinition definition, HistoryRow row) {
			boolean same = definition.checksum().equals(row.checksum());
			return switch (row.state()) {
				case APPLIED, REPLACED -> same ? unchanged(definition, row) : edited(definition, row);
				case REVERTING -> same ? reverting(definition, row) : edited(definition, row);
				case APPLYING -> unfinished(definition, row, MigrationState.INTERRUPTED, same);
				case FAILED -> unfinished(definition, row, MigrationState.FAILED, same);
			};
		}

		private boolean isDue(MigrationDefinition definition) {
			return this.replacements.due().stream().anyMatch((squash) -> squash.id().equals(definition.id()));
		}

		private PlannedMigration unchanged(MigrationDefinition definition, HistoryRow row) {
			if (isDue(definition)) {
				return PlannedMigration.of(definition, row, MigrationState.REPLACING);
			}
			// Between branches there is no order to keep.
			if (!definition.parent().equals(row.parent()) && !isReplaced(row.parent(), definition.parent())
					&& this.chain.descends(definition.id(), definition.parent())) {
				this.warnings.add("Migration %s was applied after %s, and has %s as its parent now"
					.formatted(definition, place(row.parent()), place(definition.parent())));
			}
			return PlannedMigration.of(definition, row, MigrationState.APPLIED);
		}

		/**
		 * Tell whether one migration takes the place of another one, of which it was the
		 * parent, too, before or since.
		 */
		private boolean isReplaced(String then, String now) {
			return this.replacements.replaced().containsKey(then)
					|| this.chain.replacing(then).filter((squash) -> squash.id().equals(now)).isPresent()
					|| this.chain.replacing(now).filter((squash) -> squash.id().equals(then)).isPresent();
		}

		private PlannedMigration edited(MigrationDefinition definition, HistoryRow row) {
			String change = OperationChange.between(this.stored.apply(row).upList(),
					StoredOperations.of(definition).upList());
			problem(definition.id(), MigrationState.EDITED,
					"Migration %s was changed after it was applied: %s. Put it back as it was and write a new migration "
							+ "for the change, or undo it with the class that was applied before changing it",
					definition, change);
			return PlannedMigration.of(definition, row, MigrationState.EDITED);
		}

		/**
		 * A migration that is undone in part may be repaired behind the step at which
		 * that came to its end.
		 */
		private PlannedMigration reverting(MigrationDefinition definition, HistoryRow row) {
			List<StoredOperation> then = this.stored.apply(row).downList();
			List<StoredOperation> now = StoredOperations.of(definition).downList();
			int untouched = row.isRefused() ? row.stepsDone() : Math.min(row.stepsDone() + 1, then.size());
			if (OperationChange.samePrefix(then, now) < untouched) {
				problem(definition.id(), MigrationState.EDITED,
						"Undoing migration %s stopped at step %d of %d, and what undoes it was changed before that step: "
								+ "%s. Put the first %d operations back as they were; those after them may be repaired",
						definition, row.stepsDone() + 1, row.stepsTotal(), OperationChange.between(then, now),
						untouched);
				return PlannedMigration.of(definition, row, MigrationState.EDITED);
			}
			return PlannedMigration.of(definition, row, MigrationState.REVERTING);
		}

		/**
		 * A migration that came to its end in the middle may be repaired behind the steps
		 * that are done: they are all that must not change.
		 */
		private PlannedMigration unfinished(MigrationDefinition definition, HistoryRow row, MigrationState state,
				boolean same) {
			if (!same) {
				List<StoredOperation> then = this.stored.apply(row).upList();
				List<StoredOperation> now = StoredOperations.of(definition).upList();
				int untouched = (state == MigrationState.FAILED) ? row.stepsDone()
						: Math.min(row.stepsDone() + 1, then.size());
				if (OperationChange.samePrefix(then, now) < untouched) {
					problem(definition.id(), MigrationState.EDITED,
							"Migration %s stopped at step %d of %d, and was changed before that step: %s. Put the first "
									+ "%d operations back as they were; those after them may be repaired",
							definition, row.stepsDone() + 1, row.stepsTotal(), OperationChange.between(then, now),
							untouched);
					return PlannedMigration.of(definition, row, MigrationState.EDITED);
				}
			}
			return PlannedMigration.of(definition, row, state);
		}

		private void addUnknown(HistoryRow row, int newestKnown) {
			if (row.position() < newestKnown) {
				problem(row.id(), MigrationState.MISSING,
						"Migration '%s' (%s) was applied on %s, but the application does not have it any more, though it "
								+ "has later ones. Bring the class back",
						row.name(), row.id(), row.startedAt());
				insert(PlannedMigration.of(row, MigrationState.MISSING));
				return;
			}
			this.migrations.stream()
				.filter(PlannedMigration::isPending)
				.findFirst()
				.ifPresent((pending) -> problem(row.id(), MigrationState.MISSING,
						"The database has migration '%s' (%s), which the application does not have, while migration '%s' "
								+ "(%s) of the application is not applied: they come from two branches. Bring the class of "
								+ "the first here, and put the second after it",
						row.name(), row.id(), pending.name(), pending.id()));
			this.ahead.add(row);
			insert(PlannedMigration.of(row, MigrationState.AHEAD));
		}

		private void warnIfAhead() {
			if (this.ahead.isEmpty() || !this.problems.isEmpty()) {
				return;
			}
			HistoryRow last = this.ahead.get(this.ahead.size() - 1);
			String names = this.ahead.stream().map(Comparison::standing).collect(Collectors.joining(", "));
			String version = (last.applicationVersion() != null) ? " by version " + last.applicationVersion() : "";
			this.warnings
				.add("The database is ahead of this application, which does not know %s %s, applied last on %s%s. "
					.formatted((this.ahead.size() == 1) ? "migration" : "migrations", names, last.startedAt(), version)
						+ "That is fine while a newer release is being rolled out; otherwise start the newer release, or undo "
						+ "what it applied with it");
		}

		private static String standing(HistoryRow row) {
			String name = "'%s' (%s)".formatted(row.name(), row.id());
			String at = "at step %d of %d".formatted(Math.min(row.stepsDone() + 1, row.stepsTotal()), row.stepsTotal());
			return switch (row.state()) {
				case APPLIED, REPLACED -> name;
				case APPLYING -> "%s, which is not finished (%s)".formatted(name, at);
				case FAILED -> "%s, which failed (%s)".formatted(name, at);
				case REVERTING -> "%s, which is half undone (%s)".formatted(name, at);
			};
		}

		private void insert(PlannedMigration planned) {
			int index = 0;
			for (int i = 0; i < this.migrations.size(); i++) {
				int position = this.migrations.get(i).position();
				if (position > 0 && position < planned.position()) {
					index = i + 1;
				}
			}
			this.migrations.add(index, planned);
		}

		private void problem(String id, MigrationState state, String message, Object... arguments) {
			this.problems.add(new MigrationProblem(id, state, message.formatted(arguments)));
		}

		private static String place(String parent) {
			return (!parent.isEmpty()) ? "'" + parent + "'" : "nothing";
		}

	}

}
