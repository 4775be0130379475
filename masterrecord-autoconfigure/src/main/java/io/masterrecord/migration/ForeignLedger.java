package io.masterrecord.migration;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.masterrecord.schema.ForeignObject;
import io.masterrecord.schema.Schema;
import io.masterrecord.schema.Table;
import org.jspecify.annotations.Nullable;

/**
 * Remembers which parts of its tables a database had before any migration was put on
 * record, and no migration says: they are left alone, and are no drift.
 */
final class ForeignLedger {

	/** What the kinds of rows begin with that are about foreign objects. */
	static final String KIND = "foreign ";

	private static final List<String> COLUMNS = List.of("kind", "table_name", "name", "catalog_text");

	private static final int LONGEST_NAME = 200;

	private final RunSession session;

	private final Table table;

	private final TableRows rows;

	ForeignLedger(RunSession session, HistoryTables tables) {
		this.session = session;
		this.table = tables.expressions();
		this.rows = new TableRows(session.gate(), this.table);
	}

	/**
	 * Tell whether there is anything to remember.
	 */
	boolean isInUse() {
		return !read().isEmpty();
	}

	/**
	 * Return those of some objects that are known.
	 * @param found the objects
	 */
	List<ForeignObject> known(List<ForeignObject> found) {
		List<ForeignObject> known = read();
		return found.stream().filter((object) -> known.stream().anyMatch(stored(object)::isSame)).toList();
	}

	/**
	 * Remember objects that are not known yet.
	 */
	void keep(List<ForeignObject> objects) {
		List<ForeignObject> known = read();
		List<Map<String, Object>> added = new ArrayList<>();
		for (ForeignObject object : objects) {
			ForeignObject stored = stored(object);
			if (known.stream().noneMatch(stored::isSame)) {
				known.add(stored);
				added.add(row(stored));
			}
		}
		this.rows.insertAll(added);
	}

	/**
	 * Follow what migrations did: forget what is gone or expected by now, and go on to
	 * the new names of tables.
	 * @param expected the schema as migrations made it
	 * @param found what is there though no migration says it
	 */
	void follow(Schema expected, List<ForeignObject> found) {
		List<ForeignObject> there = found.stream().map(ForeignLedger::stored).toList();
		List<ForeignObject> known = read();
		List<ForeignObject> moved = new ArrayList<>();
		for (ForeignObject object : known) {
			if (there.stream().noneMatch(object::isSame)) {
				this.rows.delete(Map.of("kind", kind(object), "table_name", object.table(), "name", object.name()));
				if (expected.table(object.table()).isEmpty()) {
					there.stream()
						.filter((other) -> other.isOf(object.kind(), other.table(), object.name())
								&& known.stream().noneMatch(other::isSame))
						.findFirst()
						.ifPresent(moved::add);
				}
			}
		}
		keep(moved);
	}

	private List<ForeignObject> read() {
		List<ForeignObject> objects = new ArrayList<>();
		if (this.session.hasTable(this.table.name())) {
			for (Map<String, @Nullable Object> row : this.rows.select(COLUMNS, Map.of(), "name")) {
				String kind = String.valueOf(row.get("kind"));
				if (kind.startsWith(KIND)) {
					objects.add(new ForeignObject(
							ForeignObject.Kind.valueOf(kind.substring(KIND.length()).toUpperCase(Locale.ROOT)),
							String.valueOf(row.get("table_name")), String.valueOf(row.get("name")),
							String.valueOf(row.get("catalog_text"))));
				}
			}
		}
		return objects;
	}

	private static String kind(ForeignObject object) {
		return KIND + object.kind().name().toLowerCase(Locale.ROOT);
	}

	private static ForeignObject stored(ForeignObject object) {
		return new ForeignObject(object.kind(), shortened(object.table()), shortened(object.name()), object.nature());
	}

	private static String shortened(String name) {
		return (name.length() <= LONGEST_NAME) ? name : name.substring(0, LONGEST_NAME);
	}

	private static Map<String, Object> row(ForeignObject object) {
		Map<String, Object> row = new LinkedHashMap<>();
		row.put("kind", kind(object));
		row.put("table_name", object.table());
		row.put("name", object.name());
		row.put("declared_hash", "");
		row.put("catalog_text", object.nature());
		return row;
	}

}
