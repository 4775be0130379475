package io.masterrecord.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

import io.masterrecord.schema.Check;
import io.masterrecord.schema.Column;
import io.masterrecord.schema.ForeignKey;
import io.masterrecord.schema.Index;
import io.masterrecord.schema.Routine;
import io.masterrecord.schema.Schema;
import io.masterrecord.schema.SearchIndex;
import io.masterrecord.schema.Sequence;
import io.masterrecord.schema.Table;
import io.masterrecord.schema.UniqueConstraint;

/**
 * Puts a schema that was read from a database into the words of the one that is expected
 * there, wherever the database cannot tell them apart: what is left are real differences.
 */
final class Reconciliation {

	private final SchemaComparison comparison;

	Reconciliation(SchemaComparison comparison) {
		this.comparison = comparison;
	}

	Schema reconcile(Schema expected, Schema actual) {
		List<Table> tables = new ArrayList<>();
		for (Table table : actual.tables().values()) {
			tables.add(expected.table(table.name()).map((other) -> reconcile(other, table)).orElse(table));
		}
		return Schema.of(tables)
			.withSequences(expected.sequences()
				.values()
				.stream()
				.filter((sequence) -> actual.sequences().containsKey(sequence.name()))
				.map((sequence) -> new Sequence(sequence.name(), sequence.start(),
						Objects.requireNonNullElse(actual.sequences().get(sequence.name()), sequence).increment()))
				.toList())
			.withRoutines(merge(List.copyOf(expected.routines().values()),
					actual.routines()
						.values()
						.stream()
						.filter((routine) -> expected.routines().containsKey(routine.name()))
						.toList(),
					Routine::name, this.comparison::normalize));
	}

	private Table reconcile(Table expected, Table actual) {
		if (this.comparison.normalize(expected).equals(this.comparison.normalize(actual))) {
			return expected;
		}
		Table normalized = this.comparison.normalize(actual);
		List<UniqueConstraint> uniques = new ArrayList<>(actual.uniques());
		List<Index> indexes = new ArrayList<>(actual.indexes());
		for (UniqueConstraint unique : expected.uniques()) {
			if (uniques.stream().noneMatch((other) -> other.name().equals(unique.name())) && indexes.removeIf(
					(index) -> normalized.index(index.name()).filter(SchemaComparison.index(unique)::equals).isPresent()
							&& index.name().equals(unique.name()))) {
				uniques.add(unique);
			}
		}
		boolean samePrimaryKey = Objects.equals(this.comparison.normalize(expected).primaryKey(),
				normalized.primaryKey());
		return actual.withColumns(merge(expected.columns(), actual.columns(), Column::name, this.comparison::normalize))
			.withPrimaryKey(samePrimaryKey ? expected.primaryKey() : actual.primaryKey())
			.withUniques(merge(expected.uniques(), uniques, UniqueConstraint::name, UnaryOperator.identity()))
			.withForeignKeys(
					merge(expected.foreignKeys(), actual.foreignKeys(), ForeignKey::name, UnaryOperator.identity()))
			.withIndexes(merge(expected.indexes(), indexes, Index::name, this.comparison::normalize))
			.withChecks(merge(expected.checks(), actual.checks(), Check::name, this.comparison::normalize))
			.withSearchIndexes(merge(expected.searchIndexes(), actual.searchIndexes(), SearchIndex::name,
					UnaryOperator.identity()));
	}

	/**
	 * Take what is expected where it is the same, in the expected order; then what is
	 * there and not expected.
	 */
	private static <T> List<T> merge(List<T> expected, List<T> actual, Function<T, String> name,
			UnaryOperator<T> normalized) {
		List<T> merged = new ArrayList<>();
		for (T element : expected) {
			find(actual, name, name.apply(element)).ifPresent(
					(found) -> merged.add(normalized.apply(element).equals(normalized.apply(found)) ? element : found));
		}
		actual.stream().filter((element) -> find(expected, name, name.apply(element)).isEmpty()).forEach(merged::add);
		return merged;
	}

	private static <T> Optional<T> find(List<T> elements, Function<T, String> name, String wanted) {
		return elements.stream().filter((element) -> name.apply(element).equals(wanted)).findFirst();
	}

}
