package io.masterrecord.seed;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.masterrecord.model.EntityModel;
import io.masterrecord.model.PropertyModel;
import io.masterrecord.operation.SeedFingerprint;
import io.masterrecord.schema.Environments;
import io.masterrecord.schema.ForeignKey;
import io.masterrecord.schema.Row;
import io.masterrecord.schema.SeedPolicy;
import org.jspecify.annotations.Nullable;

/**
 * Looks once at every row of a large set, keeping none: checks it, and finds out by what
 * the rows are recognised and what they refer to.
 */
final class LargeSetReader<T> {

	private final EntityModel<T> entity;

	private final RowReader<T> reader;

	private final List<RowSource<T>> sources;

	private final SeedProblems problems;

	private final Set<String> parents = new LinkedHashSet<>();

	private boolean allGiveId = true;

	private boolean allGiveUnique = true;

	private boolean any;

	LargeSetReader(EntityModel<T> entity, RowReader<T> reader, List<RowSource<T>> sources, SeedProblems problems) {
		this.entity = entity;
		this.reader = reader;
		this.sources = sources;
		this.problems = problems;
	}

	/**
	 * Read the set.
	 * @param place the set, as people write it
	 * @param name what the set is called among those of its table
	 * @param policy what happens where a row exists already
	 * @param named the key that was named; empty if it is to be derived
	 * @param onlyUnique the only unique key of the entity; empty if there is none
	 * @param updating what an upsert overwrites
	 * @param where where the rows exist
	 */
	CheckedSet read(String place, String name, SeedPolicy policy, List<PropertyModel> named,
			List<PropertyModel> onlyUnique, List<PropertyModel> updating, Environments where) {
		this.reader.stream(this.sources, (row) -> look(row, onlyUnique));
		List<PropertyModel> id = this.entity.key().properties();
		List<PropertyModel> key = !named.isEmpty() ? named
				: this.allGiveId ? id : (!onlyUnique.isEmpty() && this.allGiveUnique) ? onlyUnique : List.of();
		if (policy == SeedPolicy.SYNC) {
			this.problems.add(place, null,
					"has more rows than a migration can tell apart, so it cannot be kept in sync",
					"Say '.upsert(…)', and delete rows in a migration of your own.");
		}
		if (!this.any) {
			this.problems.add(place, null, "has no rows", "Leave it out.");
		}
		if (key.isEmpty() && policy == SeedPolicy.UPSERT) {
			this.problems.add(place, null, "is upserted and has no key that every row gives",
					"Give every row an id, or name a unique property in 'upsert(…)'.");
		}
		List<String> columns = key.stream().map(PropertyModel::column).toList();
		if (!columns.isEmpty()) {
			checkKeys(columns);
		}
		checkOrder();
		List<String> overwritten = updating.stream()
			.filter((property) -> !key.contains(property))
			.map(PropertyModel::column)
			.toList();
		LargeRows rows = new LargeRows(name, this.parents,
				(receiver) -> this.reader.stream(this.sources, (row) -> receiver.accept(withId(row, columns))));
		return new CheckedSet(this.entity, columns, policy, overwritten, where, List.of(), false, List.of(), rows);
	}

	private void look(GivenRow row, List<PropertyModel> onlyUnique) {
		this.any = true;
		this.allGiveId &= row.givesAll(this.entity.key().properties());
		this.allGiveUnique &= row.givesAll(onlyUnique);
		for (ForeignKey foreignKey : this.entity.toTable().foreignKeys()) {
			if (foreignKey.columns().stream().allMatch((column) -> row.value(column) != null)) {
				this.parents.add(foreignKey.targetTable());
			}
		}
	}

	private void checkKeys(List<String> columns) {
		KeyHashes seen = new KeyHashes();
		this.reader.stream(this.sources, (row) -> {
			Row key = row.toRow().only(columns);
			if (columns.stream().anyMatch((column) -> key.values().get(column) == null)) {
				this.problems.add(row.place(), null, "gives no value for its key %s".formatted(columns),
						"Give it a value.");
			}
			else if (!seen.add(hash(key))) {
				this.problems.add(row.place(), null,
						"has the key %s, and so has a row before it".formatted(key.values()), "Declare each row once.");
			}
		});
	}

	/** Rows of a file are written in its order, so what they refer to comes first. */
	private void checkOrder() {
		String table = this.entity.table();
		List<ForeignKey> own = this.entity.toTable()
			.foreignKeys()
			.stream()
			.filter((foreignKey) -> foreignKey.targetTable().equals(table))
			.toList();
		if (!this.parents.contains(table)) {
			return;
		}
		KeyHashes seen = new KeyHashes();
		KeyHashes missing = new KeyHashes();
		this.reader.stream(this.sources, (row) -> own.forEach((foreignKey) -> {
			String self = hash(row.toRow().only(foreignKey.targetColumns()));
			seen.add(self);
			if (missing.contains(self)) {
				this.problems.add(row.place(), null, "is referred to by a row before it",
						"Put it first: the set is kept in a file, whose rows are written in order.");
			}
			if (foreignKey.columns().stream().allMatch((column) -> row.value(column) != null)) {
				String target = hash(target(row, foreignKey));
				if (!seen.contains(target)) {
					missing.add(target);
				}
			}
		}));
	}

	private static Row target(GivenRow row, ForeignKey foreignKey) {
		Map<String, @Nullable Object> values = new LinkedHashMap<>();
		for (int i = 0; i < foreignKey.columns().size(); i++) {
			values.put(foreignKey.targetColumns().get(i), row.value(foreignKey.columns().get(i)));
		}
		return new Row(values);
	}

	private static String hash(Row row) {
		return SeedFingerprint.of(row, Environments.everywhere());
	}

	private GivenRow withId(GivenRow row, List<String> key) {
		return this.entity.key()
			.single()
			.filter((id) -> id.generation().isUuid() && !row.gives(id))
			.map((id) -> row.with(id, SeedIds.of(this.entity.table(), key, row.toRow())))
			.orElse(row);
	}

}
