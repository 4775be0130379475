package io.masterrecord.context;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;

import io.masterrecord.model.EntityModel;
import io.masterrecord.model.Model;
import io.masterrecord.model.PropertyModel;
import io.masterrecord.operation.CreateIndex;
import io.masterrecord.operation.Description;
import io.masterrecord.schema.Check;
import io.masterrecord.schema.Column;
import io.masterrecord.schema.Index;
import io.masterrecord.schema.Row;
import io.masterrecord.schema.Schema;
import io.masterrecord.schema.SeedSet;
import io.masterrecord.schema.StoredRows;
import io.masterrecord.schema.Table;
import io.masterrecord.seed.SeedPlan;
import org.jspecify.annotations.Nullable;

/**
 * Compares a model with the same model built once more. What differs was taken from a
 * clock or a random number.
 */
final class Repetition {

	private static final int MOST_VARIATIONS = 10;

	private static final int MOST_CHARACTERS = 80;

	private final Model model;

	private final List<ModelVariation> variations = new ArrayList<>();

	/** Where a property varies, it does in all rows. */
	private final Set<String> told = new LinkedHashSet<>();

	Repetition(Model model) {
		this.model = model;
	}

	List<ModelVariation> variations() {
		return this.variations.stream().limit(MOST_VARIATIONS).toList();
	}

	void compare(Schema first, Schema second) {
		if (first.equals(second)) {
			return;
		}
		compare("table '%s'", first.tables(), second.tables(), (table) -> "there");
		first.tables()
			.values()
			.forEach((table) -> second.table(table.name()).ifPresent((again) -> compare(table, again)));
		compare("view, function or trigger '%s'", first.routines(), second.routines(),
				(routine) -> routine.sql().values().toString());
		compare("sequence '%s'", first.sequences(), second.sequences(), Object::toString);
	}

	private void compare(Table first, Table second) {
		int before = this.variations.size();
		String suffix = " '%s' of " + nameOf(first.name());
		compare("column" + suffix, byName(first.columns(), Column::name), byName(second.columns(), Column::name),
				Description::of);
		compare("index" + suffix, byName(first.indexes(), Index::name), byName(second.indexes(), Index::name),
				(index) -> Description.of(new CreateIndex(first.name(), index)));
		compare("check constraint" + suffix, byName(first.checks(), Check::name), byName(second.checks(), Check::name),
				Check::toString);
		if (this.variations.size() == before && !first.equals(second)) {
			add(nameOf(first.name()), first, second);
		}
	}

	void compare(SeedPlan first, SeedPlan second) {
		if (first.sets().size() != second.sets().size()) {
			add("the number of sets of seeds", first.sets().size(), second.sets().size());
			return;
		}
		Map<String, AtomicInteger> numbers = new LinkedHashMap<>();
		for (int i = 0; i < first.sets().size(); i++) {
			SeedSet set = first.sets().get(i);
			int before = numbers.computeIfAbsent(set.table(), (table) -> new AtomicInteger()).get();
			compare(set, second.sets().get(i), before);
			numbers.get(set.table()).addAndGet(set.rows().size());
		}
	}

	private void compare(SeedSet first, SeedSet second, int before) {
		String place = "seeds of " + nameOf(first.table());
		SeedSet bare = withoutRows(first);
		if (!bare.equals(withoutRows(second))) {
			add("the declaration of the " + place, bare, withoutRows(second));
		}
		else if (first.rows().size() != second.rows().size()) {
			add("the number of the " + place, first.rows().size(), second.rows().size());
		}
		else {
			for (int i = 0; i < first.rows().size(); i++) {
				compare(first.table(), before + i + 1, first.rows().get(i), second.rows().get(i));
			}
		}
		if (first.stored() != null && second.stored() != null) {
			compare(first.table(), first.stored(), second.stored());
		}
	}

	/**
	 * There may be too many rows to be held together, so what is kept of them is a number
	 * each.
	 */
	private void compare(String table, StoredRows first, StoredRows second) {
		List<Integer> hashes = new ArrayList<>();
		first.rows().forEach((row) -> hashes.add(row.hashCode()));
		Map<Integer, Row> varying = new LinkedHashMap<>();
		AtomicInteger count = new AtomicInteger();
		second.rows().forEach((row) -> {
			int number = count.getAndIncrement();
			if (number < hashes.size() && hashes.get(number) != row.hashCode() && varying.isEmpty()) {
				varying.put(number, row);
			}
		});
		if (count.get() != hashes.size()) {
			add("the number of the seeds of " + nameOf(table), hashes.size(), count.get());
		}
		varying.forEach((number, row) -> first.rows()
			.forEach(at(number, (original) -> compare(table, number + 1, original, row))));
	}

	private static Consumer<Row> at(int wanted, Consumer<Row> receiver) {
		AtomicInteger number = new AtomicInteger();
		return (row) -> {
			if (number.getAndIncrement() == wanted) {
				receiver.accept(row);
			}
		};
	}

	private void compare(String table, int number, Row first, Row second) {
		Set<String> columns = new LinkedHashSet<>(first.values().keySet());
		columns.addAll(second.values().keySet());
		for (String column : columns) {
			if (!Objects.deepEquals(first.values().get(column), second.values().get(column))
					&& this.told.add(table + "." + column)) {
				add("row %d of the seeds of %s, %s".formatted(number, nameOf(table), property(table, column)),
						value(first, column), value(second, column));
			}
		}
	}

	private <T> void compare(String place, Map<String, T> first, Map<String, T> second, Function<T, String> text) {
		Set<String> names = new LinkedHashSet<>(first.keySet());
		names.addAll(second.keySet());
		for (String name : names) {
			T one = first.get(name);
			T other = second.get(name);
			if (one == null || other == null || (!one.equals(other) && !(one instanceof Table))) {
				add(place.formatted(name), (one != null) ? text.apply(one) : "missing",
						(other != null) ? text.apply(other) : "missing");
			}
		}
	}

	private void add(String place, Object first, Object second) {
		this.variations.add(new ModelVariation(place, shortened(first), shortened(second)));
	}

	private String nameOf(String table) {
		return "'%s'".formatted(this.model.entityOfTable(table).map(EntityModel::name).orElse(table));
	}

	private String property(String table, String column) {
		return this.model.entityOfTable(table)
			.flatMap((entity) -> entity.propertyOfColumn(column))
			.map(PropertyModel::name)
			.map("property '%s'"::formatted)
			.orElse("column '%s'".formatted(column));
	}

	private static Object value(Row row, String column) {
		if (!row.values().containsKey(column)) {
			return "not given";
		}
		Object value = row.values().get(column);
		return (value != null) ? "'%s'".formatted(shortened(value)) : "NULL";
	}

	private static SeedSet withoutRows(SeedSet set) {
		return new SeedSet(set.table(), set.key(), set.policy(), set.updating(), set.environments(), List.of(),
				set.deferred(), null);
	}

	private static <T> Map<String, T> byName(List<T> elements, Function<T, String> name) {
		Map<String, T> map = new LinkedHashMap<>();
		elements.forEach((element) -> map.put(name.apply(element), element));
		return map;
	}

	private static String shortened(@Nullable Object value) {
		String text = String.valueOf(value);
		return (text.length() > MOST_CHARACTERS) ? text.substring(0, MOST_CHARACTERS) + "…" : text;
	}

}
