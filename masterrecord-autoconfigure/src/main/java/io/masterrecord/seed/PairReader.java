package io.masterrecord.seed;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

import io.masterrecord.model.EntityModel;
import io.masterrecord.model.PropertyModel;
import io.masterrecord.model.RelationKind;
import io.masterrecord.model.RelationLink;
import io.masterrecord.model.RelationModel;
import io.masterrecord.schema.Environments;
import io.masterrecord.schema.Row;
import io.masterrecord.schema.RowReference;
import io.masterrecord.schema.SeedPolicy;
import org.jspecify.annotations.Nullable;

/**
 * Turns the related rows that instances hold into rows of tables of pairs. Neither side
 * needs an id: it is referred to by whatever unique value it gives.
 */
final class PairReader {

	private final EntityModel<?> entity;

	private final SeedProblems problems;

	private final Map<RelationModel, List<Pair>> pairs = new LinkedHashMap<>();

	private boolean kept;

	PairReader(EntityModel<?> entity, SeedProblems problems) {
		this.entity = entity;
		this.problems = problems;
	}

	/**
	 * Keep the pairs from now on; otherwise they are refused, because there may be too
	 * many.
	 */
	void keep() {
		this.kept = true;
	}

	/**
	 * Look at the relations of an instance.
	 * @param row what was read of it
	 */
	void look(GivenRow row, Object instance) {
		for (RelationModel relation : this.entity.relations()) {
			Collection<?> others = relation.rows(instance);
			if (this.kept && relation.kind() == RelationKind.MANY_TO_MANY) {
				others.forEach((other) -> this.pairs.computeIfAbsent(relation, (any) -> new ArrayList<>())
					.add(new Pair(row, other)));
			}
			else if (!others.isEmpty()) {
				this.problems.add(row.place(), relation.name(),
						"holds rows of '%s', which would not be written".formatted(relation.target().name()),
						(relation.kind() == RelationKind.MANY_TO_MANY)
								? "The set is kept in a file: seed the pairs in a set of their own."
								: "Seed those rows by themselves, and refer to this one with '.referring(…)'.");
			}
		}
	}

	/**
	 * Return the rows of tables of pairs.
	 * @param key the key of the set, empty if it has none
	 * @param where where the rows of the set exist
	 * @param followsParents whether pairs are left out where one of their sides is
	 */
	List<CheckedSet> sets(List<String> key, Environments where, boolean followsParents) {
		List<CheckedSet> sets = new ArrayList<>();
		this.pairs.forEach((relation, held) -> {
			RelationLink link = relation.link().orElseThrow();
			List<GivenRow> rows = new ArrayList<>();
			for (Pair pair : held) {
				Map<PropertyModel, @Nullable Object> values = new LinkedHashMap<>();
				put(values, link.ownerKeys(), relation.ownerKeys(),
						(id) -> reference(pair.owner(), this.entity, id, pair.owner().toRow(), key, relation));
				Row other = row(relation.target(), pair.other());
				put(values, link.targetKeys(), relation.targetKeys(),
						(id) -> reference(pair.owner(), relation.target(), id, other, List.of(), relation));
				rows.add(new GivenRow(pair.owner().place() + ", property '" + relation.name() + "'", values));
			}
			List<String> columns = Stream.concat(link.ownerKeys().stream(), link.targetKeys().stream())
				.map(PropertyModel::column)
				.toList();
			sets.add(new CheckedSet(link.entity(), columns, SeedPolicy.SKIP_IF_PRESENT, List.of(), where, rows,
					followsParents, List.of(), null));
		});
		return sets;
	}

	private static void put(Map<PropertyModel, @Nullable Object> values, List<PropertyModel> keys,
			List<PropertyModel> ids, Function<PropertyModel, @Nullable Object> reference) {
		for (int i = 0; i < keys.size(); i++) {
			values.put(keys.get(i), reference.apply(ids.get(i)));
		}
	}

	private static Row row(EntityModel<?> entity, Object instance) {
		Map<String, @Nullable Object> values = new LinkedHashMap<>();
		for (PropertyModel property : entity.properties()) {
			values.put(property.column(), property.toColumn(property.get(instance)));
		}
		return Row.of(values);
	}

	/** The id of a row if it gives one, else a reference by its key. */
	private @Nullable Object reference(GivenRow place, EntityModel<?> side, PropertyModel part, Row row,
			List<String> key, RelationModel relation) {
		Object id = row.values().get(part.column());
		if (id != null && side.key().size() > 1) {
			return id;
		}
		if (id != null && !(id instanceof Number number && number.longValue() == 0)) {
			return id;
		}
		List<List<String>> keys = new ArrayList<>(UniqueKeys.of(side.toTable()));
		if (keys.contains(key)) {
			keys.add(0, key);
		}
		for (List<String> columns : keys) {
			if (columns.stream().allMatch((column) -> row.values().get(column) != null)) {
				return new RowReference(side.table(), part.column(), row.only(columns));
			}
		}
		this.problems.add(place.place(), relation.name(),
				"relates a row of '%s' that gives neither an id nor a unique value".formatted(side.name()),
				"Give it one of them, so that it is found when the pair is written.");
		return null;
	}

	private record Pair(GivenRow owner, Object other) {
	}

}
