package io.masterrecord.migration;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import io.masterrecord.dialect.Dialect;
import io.masterrecord.dialect.SqlCommand;
import io.masterrecord.dialect.TypedValue;

/**
 * What a script says of migrations that stand for others: which of both it writes, and
 * how a database tells what it has.
 */
final class SquashScript {

	private final MigrationChain chain;

	private final Dialect dialect;

	private final HistoryTables tables;

	SquashScript(MigrationChain chain, Dialect dialect, HistoryTables tables) {
		this.chain = chain;
		this.dialect = dialect;
		this.tables = tables;
	}

	/**
	 * Return the migrations that a database sees which is, or is to be brought, to one of
	 * those for which another one stands.
	 * @param ids the ids of the first and the last migration; empty ones do not count
	 */
	MigrationChain seenAt(List<String> ids) {
		Set<String> expanded = new LinkedHashSet<>();
		for (String id : ids) {
			Optional<MigrationDefinition> squash = this.chain.replacing(id);
			if (squash.isPresent() && this.chain.missing(squash.get()).isEmpty()) {
				expanded.add(squash.get().id());
			}
		}
		return this.chain.expanding(expanded);
	}

	/**
	 * Return what is to be put on record after a migration, since that is the last of
	 * those for which it stands.
	 * @param seen the migrations that a database sees
	 * @param id the id of the migration
	 */
	Optional<MigrationDefinition> dueAfter(MigrationChain seen, String id) {
		return this.chain.replacing(id).filter((squash) -> last(seen, squash).equals(id));
	}

	private static String last(MigrationChain seen, MigrationDefinition squash) {
		List<String> order = seen.migrations().stream().map(MigrationDefinition::id).toList();
		return squash.replaces()
			.stream()
			.filter(order::contains)
			.max((one, other) -> Integer.compare(order.indexOf(one), order.indexOf(other)))
			.orElse("");
	}

	/**
	 * Return the migrations for which one stands, in their order, if all their classes
	 * are there.
	 */
	List<MigrationDefinition> replaced(MigrationDefinition squash) {
		if (squash.replaces().isEmpty() || !this.chain.missing(squash).isEmpty()) {
			return List.of();
		}
		return this.chain.expanding(Set.of(squash.id()))
			.migrations()
			.stream()
			.filter((migration) -> squash.replaces().contains(migration.id()))
			.toList();
	}

	/**
	 * Return a query that has a row where a migration is not to be run: it is done, or on
	 * record is what stands for it, or one of those for which it stands.
	 */
	String known(MigrationDefinition migration) {
		List<String> ids = new ArrayList<>(migration.replaces());
		this.chain.replacing(migration.id()).ifPresent((squash) -> ids.add(squash.id()));
		String done = "SELECT 1 FROM %s WHERE %s AND %s IN ('%s', '%s')".formatted(history(),
				oneOf(List.of(migration.id())), this.dialect.quote("state"), HistoryState.APPLIED.word(),
				HistoryState.REPLACED.word());
		return ids.isEmpty() ? done : "%s UNION ALL SELECT 1 FROM %s WHERE %s".formatted(done, history(), oneOf(ids));
	}

	/**
	 * Return a query that has a row where a migration is not to be put on record, since
	 * it is, or some of those are not for which it stands.
	 */
	String notDue(MigrationDefinition squash) {
		return "SELECT 1 FROM %s WHERE %s UNION ALL SELECT 1 FROM %s HAVING COUNT(CASE WHEN %s THEN 1 END) < %d"
			.formatted(history(), oneOf(List.of(squash.id())), history(), oneOf(squash.replaces()),
					squash.replaces().size());
	}

	/**
	 * Return a query that has a row where some are on record of those for which a
	 * migration stands, and others are not.
	 */
	String incomplete(MigrationDefinition squash) {
		return "SELECT 1 FROM %s HAVING COUNT(CASE WHEN %s THEN 1 END) BETWEEN 1 AND %d".formatted(history(),
				oneOf(squash.replaces()), squash.replaces().size() - 1);
	}

	/**
	 * Return the condition for the rows of what a migration stands for.
	 */
	String ofReplaced(MigrationDefinition squash) {
		return oneOf(squash.replaces());
	}

	/**
	 * Return the statement that marks what a migration stands for.
	 */
	String mark(MigrationDefinition squash) {
		return "UPDATE %s SET %s = '%s' WHERE %s".formatted(history(), this.dialect.quote("state"),
				HistoryState.REPLACED.word(), oneOf(squash.replaces()));
	}

	private String oneOf(List<String> ids) {
		String column = this.dialect.quote("id");
		List<String> literals = ids.stream()
			.map((id) -> this.dialect.inline(new SqlCommand("?", List.of(new TypedValue(HistoryTables.ID, id)))))
			.toList();
		return (literals.size() == 1) ? column + " = " + literals.get(0)
				: literals.stream().collect(Collectors.joining(", ", column + " IN (", ")"));
	}

	private String history() {
		return this.dialect.quote(this.tables.history().name());
	}

}
