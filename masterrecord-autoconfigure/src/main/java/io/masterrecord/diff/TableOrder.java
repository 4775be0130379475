package io.masterrecord.diff;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import io.masterrecord.schema.ForeignKey;
import io.masterrecord.schema.Table;

/**
 * Puts tables in the order of their foreign keys: what is referred to comes first, and
 * tables that do not depend on each other are in alphabetical order. In a cycle somebody
 * has to be first, always the same.
 */
final class TableOrder {

	private final Map<String, Table> tables = new TreeMap<>();

	private final Set<String> visited = new LinkedHashSet<>();

	private final List<Table> ordered = new ArrayList<>();

	private TableOrder(Collection<Table> tables) {
		tables.forEach((table) -> this.tables.put(table.name(), table));
	}

	static List<Table> parentsFirst(Collection<Table> tables) {
		TableOrder order = new TableOrder(tables);
		order.tables.values().forEach(order::visit);
		return order.ordered;
	}

	private void visit(Table table) {
		if (this.visited.add(table.name())) {
			Set<String> targets = new TreeSet<>();
			table.foreignKeys().stream().map(ForeignKey::targetTable).forEach(targets::add);
			for (String target : targets) {
				Table parent = this.tables.get(target);
				if (parent != null) {
					visit(parent);
				}
			}
			this.ordered.add(table);
		}
	}

}
