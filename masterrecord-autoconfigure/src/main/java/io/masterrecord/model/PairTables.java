package io.masterrecord.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

	private final Map<String, Set<String>> formerNames = new HashMap<>();

	PairTables(List<ReadEntity> entities, Problems problems) {
		this.entities = entities;
		this.problems = problems;
	}

	List<ReadEntity> tables() {
		return List.copyOf(this.tables.values());
	}

	/**
	 * Return what a table of pairs may have been called: what its relations say, and what
	 * follows from former names of the entities on both sides.
	 */
	Set<String> formerNames(ReadEntity pairs) {
		return this.formerNames.getOrDefault(pairs.table(), Set.of());
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
		if (!Collections.disjoint(ownerSide.columns(), targetSide.columns())) {
			wrong(facts, "has the column '%s' for both sides of its pairs".formatted(ownerSide.columns().get(0)),
					"Name both: '@ManyToMany(column = \"…\", otherColumn = \"…\")'.");
			return null;
		}
		boolean ownerFirst = ownerSide.columns().get(0).compareTo(targetSide.columns().get(0)) < 0;
		ReadEntity pairs = this.tables.computeIfAbsent(table,
				(name) -> Pair.table(name, ownerFirst ? ownerSide : targetSide, ownerFirst ? targetSide : ownerSide));
		this.tableOf.put(facts, table);
		Set<String> former = this.formerNames.computeIfAbsent(table, (name) -> new LinkedHashSet<>());
		former.addAll(facts.formerNames());
		for (String one : names(owner.table(), owner.formerNames())) {
			for (String other : names(target.table(), target.formerNames())) {
				former.add(derived(one, other));
			}
		}
		former.remove(table);
		List<PropertyModel> ownerKeys = keys(pairs, ownerSide);
		List<PropertyModel> targetKeys = keys(pairs, targetSide);
		if (ownerKeys.isEmpty() || targetKeys.isEmpty()) {
			wrong(facts,
					"has other columns for the pairs in '%s' than the other side: '%s' and '%s'".formatted(table,
							String.join("', '", ownerSide.columns()), String.join("', '", targetSide.columns())),
					"State the same on both sides, with 'column' and 'otherColumn' the other way round.");
			return null;
		}
		return new ReadRelation.Link(pairs, ownerKeys, targetKeys);
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
			table = derived(owner.table(), target.table());
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

	private static String derived(String one, String other) {
		return Names.fit((one.compareTo(other) <= 0) ? one + "_" + other : other + "_" + one);
	}

	/**
	 * Return a name and its former ones, as they were written and as they are in the
	 * database.
	 */
	private static Set<String> names(String present, List<String> formerNames) {
		Set<String> names = new LinkedHashSet<>(List.of(present));
		for (String former : formerNames) {
			names.add(former);
			names.add(Names.fit(Names.snakeCase(former)));
		}
		names.remove("");
		return names;
	}

	private Pair.@Nullable Side side(RelationFacts facts, ReadEntity entity, String stated) {
		if (entity.ids().isEmpty()) {
			return null;
		}
		List<String> columns = new ArrayList<>();
		List<List<String>> formerColumns = new ArrayList<>();
		for (PropertyModel id : entity.ids()) {
			String column = column(entity, id, stated);
			if (!Names.fits(column)) {
				wrong(facts, "column name '%s' is longer than %d bytes".formatted(column, Names.MAX_BYTES),
						"Shorten the name in '@ManyToMany'.");
				return null;
			}
			columns.add(column);
			formerColumns.add(formerColumns(facts, entity, id, column));
		}
		return new Pair.Side(columns, entity.type(), entity.ids(), formerColumns);
	}

	/**
	 * Return what a column may have been called: after a former name of the entity, or of
	 * its id, or as the relation says.
	 */
	private static List<String> formerColumns(RelationFacts facts, ReadEntity entity, PropertyModel id, String column) {
		Set<String> former = new LinkedHashSet<>();
		Set<String> owners = names(Names.snakeCase(entity.type().getSimpleName()), entity.formerNames());
		owners.add(entity.table());
		for (String owner : owners) {
			for (String name : names(id.column(), id.facts().formerNames)) {
				former.add(Names.fit(owner + "_" + name));
			}
		}
		former.addAll(facts.formerNames());
		former.remove(column);
		return List.copyOf(former);
	}

	/**
	 * Return the column of an id; the columns of an id of several properties begin with
	 * what is stated.
	 */
	private static String column(ReadEntity entity, PropertyModel id, String stated) {
		if (stated.isEmpty()) {
			return Names.fit(Names.snakeCase(entity.type().getSimpleName()) + "_" + id.column());
		}
		return (entity.ids().size() > 1) ? stated + "_" + id.column() : stated;
	}

	/**
	 * Return the properties of a side, none if the table has no such side.
	 */
	private static List<PropertyModel> keys(ReadEntity pairs, Pair.Side side) {
		List<PropertyModel> keys = side.columns().stream().flatMap((column) -> pairs.find(column).stream()).toList();
		boolean refers = (keys.size() == 1) ? keys.get(0).facts().belongsTo(side.entity())
				: pairs.references()
					.stream()
					.anyMatch((reference) -> reference.target() == side.entity()
							&& reference.properties().equals(side.columns()));
		return (refers && keys.size() == side.columns().size()) ? keys : List.of();
	}

	private void wrong(RelationFacts facts, String problem, String remedy) {
		this.problems.add(facts.owner(), facts.name(), problem, remedy);
	}

}
