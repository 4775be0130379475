package io.masterrecord.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/**
 * The tables of pairs behind {@code @ManyToMany}. Two relations that name the same table
 * are the two sides of one.
 */
final class PairTables {

	private final List<ReadEntity> entities;

	private final Problems problems;

	private final Map<String, ReadEntity> tables = new TreeMap<>();

	private final Map<RelationFacts, String> tableOf = new LinkedHashMap<>();

	PairTables(List<ReadEntity> entities, Problems problems) {
		this.entities = entities;
		this.problems = problems;
	}

	List<ReadEntity> tables() {
		return List.copyOf(this.tables.values());
	}

	/**
	 * Find or make the table of a relation.
	 * @return the table as it is seen from the owner, or {@code null} if there is a
	 * mistake
	 */
	ReadRelation.@Nullable Link link(RelationFacts facts, ReadEntity owner, ReadEntity target) {
		String table = table(facts, owner, target);
		Pair.Side ownerSide = side(facts, owner, facts.key());
		Pair.Side targetSide = side(facts, target, facts.otherKey());
		if (table == null || ownerSide == null || targetSide == null) {
			return null;
		}
		if (ownerSide.column().equals(targetSide.column())) {
			wrong(facts, "has the column '%s' for both sides of its pairs".formatted(ownerSide.column()),
					"Name both: '@ManyToMany(column = \"…\", otherColumn = \"…\")'.");
			return null;
		}
		boolean ownerFirst = ownerSide.column().compareTo(targetSide.column()) < 0;
		ReadEntity pairs = this.tables.computeIfAbsent(table,
				(name) -> Pair.table(name, ownerFirst ? ownerSide : targetSide, ownerFirst ? targetSide : ownerSide));
		this.tableOf.put(facts, table);
		PropertyModel ownerKey = key(pairs, ownerSide);
		PropertyModel targetKey = key(pairs, targetSide);
		if (ownerKey == null || targetKey == null) {
			wrong(facts,
					"has other columns for the pairs in '%s' than the other side: '%s' and '%s'".formatted(table,
							ownerSide.column(), targetSide.column()),
					"State the same on both sides, with 'column' and 'otherColumn' the other way round.");
			return null;
		}
		return new ReadRelation.Link(pairs, ownerKey, targetKey);
	}

	/**
	 * Report a side that was left behind when the other side was given a table.
	 */
	void checkSides() {
		this.tableOf.forEach((facts, table) -> {
			if (facts.table().isEmpty() && facts.owner() != facts.target()) {
				List<RelationFacts> back = this.tableOf.keySet()
					.stream()
					.filter((other) -> other.owner() == facts.target() && other.target() == facts.owner())
					.toList();
				boolean alone = back.stream().noneMatch((other) -> table.equals(this.tableOf.get(other)));
				if (alone && !back.isEmpty()) {
					RelationFacts other = back.get(0);
					wrong(facts,
							"has its pairs in '%s', but '%s.%s' has them in '%s'".formatted(table,
									other.owner().getSimpleName(), other.name(), this.tableOf.get(other)),
							"Write '@ManyToMany(table = \"%s\")' if they are the two sides of one relation, and give this one a table of its own if they are not."
								.formatted(this.tableOf.get(other)));
				}
			}
		});
	}

	private @Nullable String table(RelationFacts facts, ReadEntity owner, ReadEntity target) {
		String table = facts.table();
		if (table.isEmpty()) {
			List<String> names = new ArrayList<>(List.of(owner.table(), target.table()));
			names.sort(null);
			table = Names.fit(String.join("_", names));
		}
		if (!Names.fits(table)) {
			wrong(facts, "table name '%s' is longer than %d bytes".formatted(table, Names.MAX_BYTES),
					"Shorten the name in '@ManyToMany'.");
			return null;
		}
		for (ReadEntity entity : this.entities) {
			if (entity.table().equals(table)) {
				wrong(facts,
						"has its pairs in '%s', which is the table of '%s'".formatted(table,
								Problems.nameOf(entity.type())),
						"Use '@HasManyThrough(%s.class)', or give the pairs another table."
							.formatted(entity.type().getSimpleName()));
				return null;
			}
		}
		return table;
	}

	private Pair.@Nullable Side side(RelationFacts facts, ReadEntity entity, String stated) {
		if (entity.ids().isEmpty()) {
			return null;
		}
		PropertyModel id = entity.ids().get(0);
		String column = stated.isEmpty() ? Names.fit(Names.snakeCase(entity.type().getSimpleName()) + "_" + id.column())
				: stated;
		if (!Names.fits(column)) {
			wrong(facts, "column name '%s' is longer than %d bytes".formatted(column, Names.MAX_BYTES),
					"Shorten the name in '@ManyToMany'.");
			return null;
		}
		return new Pair.Side(column, entity.type(), id);
	}

	private static @Nullable PropertyModel key(ReadEntity pairs, Pair.Side side) {
		return pairs.find(side.column()).filter((property) -> property.facts().belongsTo(side.entity())).orElse(null);
	}

	private void wrong(RelationFacts facts, String problem, String remedy) {
		this.problems.add(facts.owner(), facts.name(), problem, remedy);
	}

}
