package io.masterrecord.catalog;

import java.util.ArrayList;
import java.util.List;

import io.masterrecord.dialect.Dialect;
import io.masterrecord.schema.ForeignKey;
import io.masterrecord.schema.Index;
import io.masterrecord.schema.PrimaryKey;
import io.masterrecord.schema.Table;
import io.masterrecord.schema.UniqueConstraint;

/**
 * Gives names to the constraints of a table that have none, because somebody wrote the
 * table by hand and the database did not make up any.
 */
final class UnnamedConstraints {

	private final Dialect dialect;

	private final Table expected;

	private final Table actual;

	UnnamedConstraints(Dialect dialect, Table expected, Table actual) {
		this.dialect = dialect;
		this.expected = expected;
		this.actual = actual;
	}

	Table named() {
		PrimaryKey key = this.actual.primaryKey();
		PrimaryKey wanted = this.expected.primaryKey();
		boolean unnamed = key != null && wanted != null && this.dialect.catalog().isUnnamed(key.name())
				&& key.columns().equals(wanted.columns());
		return this.actual.withPrimaryKey(unnamed ? wanted : key).withForeignKeys(foreignKeys()).withIndexes(indexes());
	}

	private List<ForeignKey> foreignKeys() {
		List<ForeignKey> free = new ArrayList<>(this.expected.foreignKeys());
		free.removeIf((key) -> this.actual.foreignKeys().stream().anyMatch((other) -> other.name().equals(key.name())));
		List<ForeignKey> result = new ArrayList<>();
		for (ForeignKey key : this.actual.foreignKeys()) {
			ForeignKey named = key;
			if (this.dialect.catalog().isUnnamed(key.name())) {
				named = free.stream().filter((other) -> key.named(other.name()).equals(other)).findFirst().orElse(key);
				free.remove(named);
			}
			result.add(named);
		}
		return result;
	}

	private List<Index> indexes() {
		List<Index> free = new ArrayList<>(this.expected.indexes());
		this.expected.uniques().stream().map(UnnamedConstraints::index).forEach(free::add);
		free.removeIf((index) -> this.actual.index(index.name()).isPresent());
		List<Index> result = new ArrayList<>();
		for (Index index : this.actual.indexes()) {
			Index named = index;
			if (this.dialect.catalog().isUnnamed(index.name())) {
				named = free.stream()
					.filter((other) -> index.named(other.name()).equals(other))
					.findFirst()
					.orElse(index);
				free.remove(named);
			}
			result.add(named);
		}
		return result;
	}

	private static Index index(UniqueConstraint unique) {
		return SchemaComparison.index(unique);
	}

}
