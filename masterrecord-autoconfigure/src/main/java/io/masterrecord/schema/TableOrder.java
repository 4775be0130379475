package io.masterrecord.schema;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Tables in an order in which each comes after those its foreign keys refer to. Reversed,
 * it is the order in which they can be dropped.
 *
 * @param tables the names of the tables, parents first; otherwise in the order they were
 * given
 * @param cycles the tables that refer to each other in a circle, each circle from its
 * first table along the references; a table that refers to itself is none
 * @since 0.1.0
 */
public record TableOrder(List<String> tables, List<List<String>> cycles) {

	public TableOrder {
		tables = List.copyOf(tables);
		cycles = List.copyOf(cycles);
	}

	/**
	 * Order tables.
	 * @param tables the tables in the preferred order; references to others are ignored
	 * @return the order
	 */
	public static TableOrder of(Collection<Table> tables) {
		Map<String, List<String>> parents = new LinkedHashMap<>();
		for (Table table : tables) {
			parents.computeIfAbsent(table.name(), (name) -> new ArrayList<>())
				.addAll(table.foreignKeys().stream().map(ForeignKey::targetTable).toList());
		}
		DependencyOrder<String> order = DependencyOrder.of(parents.keySet(),
				(name) -> parents.getOrDefault(name, List.of()));
		return new TableOrder(order.ordered(), order.cycles());
	}

	/**
	 * Put tables in order.
	 * @param tables the tables in the preferred order; references to others are ignored
	 * @return the tables, parents first
	 */
	public static List<Table> parentsFirst(Collection<Table> tables) {
		Map<String, Table> byName = new LinkedHashMap<>();
		tables.forEach((table) -> byName.put(table.name(), table));
		return of(tables).tables().stream().flatMap((name) -> Stream.ofNullable(byName.get(name))).toList();
	}

}
