package io.masterrecord.migration;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.masterrecord.catalog.SchemaComparison;
import io.masterrecord.schema.Check;
import io.masterrecord.schema.ForeignKey;
import io.masterrecord.schema.ForeignObject;
import io.masterrecord.schema.Index;
import io.masterrecord.schema.Schema;
import io.masterrecord.schema.SqlText;
import io.masterrecord.schema.Table;
import io.masterrecord.schema.UniqueConstraint;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Finds the constraints that would be lost because a table is created anew, and that no
 * migration says: they stand in the text of the table alone. It is asked before the first
 * statement. What the migrations say at their end is not lost. Columns that no migration
 * knows are never given up: their table cannot be created anew.
 */
final class ForeignLosses {

	private static final Log log = LogFactory.getLog(Migrator.class);

	private final DriftReader drift;

	private final MigrationPlan plan;

	private final PresentNames names = new PresentNames();

	/** Where tables are created anew that are there now, by their names of now. */
	private final Map<String, List<Rebuild>> rebuilds = new LinkedHashMap<>();

	private Schema last = Schema.empty();

	private DriftReader.@Nullable Found found;

	private ForeignLosses(DriftReader drift, MigrationPlan plan) {
		this.drift = drift;
		this.plan = plan;
	}

	/**
	 * Make sure that migrations lose nothing, unless they say why they may.
	 * @param drift what compares tables
	 * @param plan how the migrations stand
	 * @param targets what is to be applied, in order
	 * @throws MigrationHistoryException if one does
	 */
	static void require(DriftReader drift, MigrationPlan plan, List<Target> targets) {
		ForeignLosses losses = new ForeignLosses(drift, plan);
		targets.forEach(losses::follow);
		losses.requireKnownColumns(MigrationState.PENDING, "Migration %s has to create a table anew (%s)");
		List<MigrationProblem> problems = new ArrayList<>();
		losses.find(ForeignLosses::isConstraint, (rebuild, what) -> {
			MigrationDefinition definition = rebuild.target().definition();
			String reason = definition.accepted().get(DataLossConsent.RULE);
			if (reason != null) {
				warn(reason, "Migration %s loses %s".formatted(definition, what));
			}
			else {
				problems.add(new MigrationProblem(definition.id(), MigrationState.PENDING,
						"Migration %s has to create a table anew (%s), which loses %s".formatted(definition,
								rebuild.step().step().position(), what)));
			}
		});
		if (!problems.isEmpty()) {
			throw new MigrationHistoryException(problems,
					("Declare these constraints in the entities, for the migrations to make them, or say in the 'up' of the "
							+ "migration why they may go: schema.accept(\"%s\", \"…\"). Nothing was changed.")
						.formatted(DataLossConsent.RULE));
		}
	}

	/**
	 * Make sure that nothing is lost if migrations are undone, or that it may be.
	 * @param drift what compares tables
	 * @param plan how the migrations stand
	 * @param targets what is to be undone, in order
	 * @param reason why data may be lost, or {@code null} if it may not
	 * @throws DataLossException if something would be lost and must not be
	 */
	static void requireUndoing(DriftReader drift, MigrationPlan plan, List<Target> targets, @Nullable String reason) {
		ForeignLosses losses = new ForeignLosses(drift, plan);
		targets.forEach(losses::follow);
		losses.requireKnownColumns(MigrationState.APPLIED, "Undoing migration %s, %s, creates a table anew");
		List<String> found = new ArrayList<>();
		losses.find(ForeignLosses::isConstraint, (rebuild, what) -> {
			String loss = "Undoing migration %s, %s, loses %s".formatted(rebuild.target().definition(),
					rebuild.step().step().position(), what);
			if (reason != null) {
				warn(reason, loss);
			}
			else {
				found.add(loss);
			}
		});
		if (!found.isEmpty()) {
			throw new DataLossException(found);
		}
	}

	private void requireKnownColumns(MigrationState state, String rebuilds) {
		List<MigrationProblem> problems = new ArrayList<>();
		find((object) -> !isConstraint(object), (rebuild, what) -> {
			MigrationDefinition definition = rebuild.target().definition();
			problems.add(new MigrationProblem(definition.id(), state, "%s, and cannot keep %s"
				.formatted(rebuilds.formatted(definition, rebuild.step().step().position()), what)));
		});
		if (!problems.isEmpty()) {
			throw new MigrationHistoryException(problems,
					"Take these columns over ('masterrecord drift adopt' writes the migration), or keep their values elsewhere and drop them. Nothing was changed.");
		}
	}

	private static void warn(String reason, String loss) {
		log.warn("Constraints are lost for this reason: %s. %s".formatted(reason, loss));
	}

	private void follow(Target target) {
		target.remaining().forEach((step) -> {
			if (OperationScript.rebuilds(step.commands())) {
				for (String table : ChangedTables.of(step.before(), step.after())) {
					this.rebuilds.computeIfAbsent(this.names.table(table), (name) -> new ArrayList<>())
						.add(new Rebuild(target, step));
				}
			}
			this.names.follow(step.operation());
			this.last = step.after();
		});
	}

	private static boolean isConstraint(ForeignObject object) {
		return object.kind() != ForeignObject.Kind.COLUMN;
	}

	private void find(Predicate<ForeignObject> kind, Losses losses) {
		this.rebuilds.remove("");
		if (this.rebuilds.isEmpty()) {
			return;
		}
		DriftReader.Found found = found();
		this.rebuilds.forEach((name, rebuilds) -> {
			Table table = found.schema().table(name).orElse(null);
			Table later = later(name).orElse(null);
			if (table != null && later != null) {
				String lost = Stream.concat(found.unspeakable().stream(), found.unexpected().stream())
					.filter((object) -> object.table().equals(name) && kind.test(object))
					.flatMap((object) -> lost(table, later, object).stream())
					.collect(Collectors.joining(", "));
				if (!lost.isEmpty()) {
					losses.add(rebuilds.get(0), "what no migration says of '%s': %s".formatted(name, lost));
				}
			}
		});
	}

	private DriftReader.Found found() {
		DriftReader.Found known = this.found;
		if (known == null) {
			known = this.drift.found(this.plan, this.plan.applied());
			this.found = known;
		}
		return known;
	}

	/**
	 * Return a table as it is after the last step, unless it is gone.
	 */
	private Optional<Table> later(String name) {
		return this.last.tables()
			.values()
			.stream()
			.filter((table) -> this.names.table(table.name()).equals(name))
			.findFirst();
	}

	/**
	 * Return what is lost of a table: a constraint that stands in its text, and that the
	 * table is not going to have otherwise.
	 */
	private Optional<String> lost(Table table, Table later, ForeignObject object) {
		return switch (object.kind()) {
			case FOREIGN_KEY -> isKeptKey(table, later, object.name()) ? Optional.empty() : Optional.of(title(object));
			case CHECK_CONSTRAINT -> later.checks()
				.stream()
				.anyMatch((check) -> check.name().equals(object.name()) || says(check, object.name()))
						? Optional.empty() : Optional.of(title(object));
			case INDEX -> table.index(object.name())
				.filter((index) -> this.drift.isUnnamed(index.name()))
				.map(Index::columnNames)
				.filter((columns) -> !isKeptUnique(later, columns))
				.map((columns) -> "unique constraint (%s)".formatted(String.join(", ", columns)));
			case COLUMN -> Optional.of(title(object));
			case UNIQUE_CONSTRAINT, SEARCH_INDEX -> Optional.empty();
		};
	}

	private static String title(ForeignObject object) {
		return "%s '%s'".formatted(object.kind().title(), object.name());
	}

	private static boolean says(Check check, String text) {
		return check.rule() instanceof Check.Sql rule && SqlText.normal(rule.sql()).equals(SqlText.normal(text));
	}

	// A key that no operation can say is not among those of the table.
	private boolean isKeptKey(Table table, Table later, String name) {
		if (later.foreignKey(name).isPresent()) {
			return true;
		}
		List<ForeignKey> found = table.foreignKeys()
			.stream()
			.filter((key) -> SchemaComparison.nameOf(key).equals(name))
			.toList();
		return !found.isEmpty() && found.stream()
			.allMatch((key) -> later.foreignKeys().stream().anyMatch((other) -> isKept(later, key, other)));
	}

	private boolean isKept(Table later, ForeignKey key, ForeignKey other) {
		return key.columns().equals(present(later.name(), other.columns()))
				&& key.targetTable().equals(this.names.table(other.targetTable()))
				&& key.targetColumns().equals(present(other.targetTable(), other.targetColumns()));
	}

	private boolean isKeptUnique(Table later, List<String> columns) {
		Stream<List<String>> uniques = later.uniques().stream().map(UniqueConstraint::columns);
		Stream<List<String>> indexes = later.indexes().stream().filter(Index::isKey).map(Index::columnNames);
		return Stream.concat(uniques, indexes)
			.anyMatch((kept) -> Set.copyOf(present(later.name(), kept)).equals(Set.copyOf(columns)));
	}

	private List<String> present(String table, List<String> columns) {
		return columns.stream().map((column) -> this.names.column(table, column)).toList();
	}

	/**
	 * A table that is created anew.
	 *
	 * @param target the migration
	 * @param step the step that does it
	 */
	private record Rebuild(Target target, PlannedStep step) {
	}

	/**
	 * Takes what would be lost.
	 */
	@FunctionalInterface
	private interface Losses {

		void add(Rebuild rebuild, String what);

	}

}
