package io.masterrecord.lint;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import io.masterrecord.schema.ForeignKey;
import io.masterrecord.schema.Index;
import io.masterrecord.schema.IndexColumn;
import io.masterrecord.schema.Schema;
import io.masterrecord.schema.Table;
import io.masterrecord.schema.UniqueConstraint;

/**
 * Looks at the keys and indexes of tables.
 */
final class SchemaLint {

	private final List<Finding> findings = new ArrayList<>();

	List<Finding> of(Schema schema) {
		schema.tables().values().forEach(this::check);
		return this.findings;
	}

	private void check(Table table) {
		table.foreignKeys().forEach((key) -> checkForeignKey(table, key));
		table.indexes().forEach((index) -> checkIndex(table, index));
	}

	private void checkForeignKey(Table table, ForeignKey key) {
		if (!isServed(table, key.columns())) {
			this.findings.add(new Finding(Rule.UNINDEXED_FOREIGN_KEY,
					"foreign key %s of %s".formatted(key.name(), table.name()), null,
					"Deleting a row of '%s' looks through all rows of '%s'".formatted(key.targetTable(), table.name()),
					"Declare an index that starts with " + String.join(", ", key.columns())));
		}
	}

	private static boolean isServed(Table table, List<String> columns) {
		return keys(table).stream().anyMatch((key) -> startsWith(key, columns)) || table.indexes()
			.stream()
			.anyMatch((index) -> index.environments().isEverywhere() && index.filter() == null
					&& startsWith(index.columns().stream().map(SchemaLint::columnOf).toList(), columns));
	}

	/**
	 * Return the column that a part of an index is, empty for an expression.
	 */
	private static String columnOf(IndexColumn part) {
		return part.isExpression() ? "" : part.name();
	}

	private void checkIndex(Table table, Index index) {
		String subject = "index %s of %s".formatted(index.name(), table.name());
		boolean plain = index.filter() == null && index.included().isEmpty()
				&& index.columns().stream().noneMatch(IndexColumn::isExpression);
		for (List<String> key : plain ? keys(table) : List.<List<String>>of()) {
			if (key.equals(index.columnNames()) || (!index.unique() && startsWith(key, index.columnNames()))) {
				this.findings.add(new Finding(Rule.DUPLICATE_INDEX, subject, null,
						"A key on %s has an index already".formatted(String.join(", ", key)), "Leave the index out"));
				return;
			}
		}
		for (Index other : table.indexes()) {
			if (other != index && !index.unique() && isPrefix(index, other)) {
				this.findings.add(new Finding(Rule.REDUNDANT_INDEX, subject, null,
						"It is the beginning of index '%s', which does all that it does".formatted(other.name()),
						"Leave the shorter index out"));
				return;
			}
		}
	}

	/**
	 * Tell whether another index does all that one does. Of two equal ones only the later
	 * by name is told of.
	 */
	private static boolean isPrefix(Index index, Index other) {
		if (!other.environments().isEverywhere() || !Objects.equals(index.filter(), other.filter())
				|| !covers(other, index) || index.columns().size() > other.columns().size()
				|| !other.columns().subList(0, index.columns().size()).equals(index.columns())) {
			return false;
		}
		return index.columns().size() < other.columns().size() || other.unique() || !covers(index, other)
				|| index.name().compareTo(other.name()) > 0;
	}

	/**
	 * Tell whether an index holds whatever another one includes.
	 */
	private static boolean covers(Index index, Index other) {
		return other.included()
			.stream()
			.allMatch((column) -> index.included().contains(column) || index.columnNames().contains(column));
	}

	private static List<List<String>> keys(Table table) {
		List<List<String>> keys = new ArrayList<>();
		if (table.primaryKey() != null) {
			keys.add(table.primaryKey().columns());
		}
		table.uniques().stream().map(UniqueConstraint::columns).forEach(keys::add);
		return keys;
	}

	private static boolean startsWith(List<String> columns, List<String> beginning) {
		return columns.size() >= beginning.size() && columns.subList(0, beginning.size()).equals(beginning);
	}

}
