package io.masterrecord.catalog;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

import io.masterrecord.schema.Check;
import io.masterrecord.schema.Column;
import io.masterrecord.schema.ForeignKey;
import io.masterrecord.schema.ForeignObject;
import io.masterrecord.schema.ForeignObject.Kind;
import io.masterrecord.schema.Index;
import io.masterrecord.schema.Schema;
import io.masterrecord.schema.SearchIndex;
import io.masterrecord.schema.Table;
import io.masterrecord.schema.UniqueConstraint;

/**
 * Finds in a schema what no migration made or can say, and takes it out.
 */
final class ForeignParts {

	private ForeignParts() {
	}

	/**
	 * Return a schema without some parts of its tables.
	 * @param schema the schema, as it was read
	 * @param objects what is left out
	 */
	static Schema without(Schema schema, Collection<ForeignObject> objects) {
		Schema result = schema;
		for (Table table : schema.tables().values()) {
			List<ForeignObject> here = objects.stream().filter((each) -> each.table().equals(table.name())).toList();
			if (!here.isEmpty()) {
				result = result.with(without(table, here));
			}
		}
		return result;
	}

	private static Table without(Table table, List<ForeignObject> objects) {
		return table.withColumns(rest(table.columns(), Kind.COLUMN, Column::name, objects))
			.withUniques(rest(table.uniques(), Kind.UNIQUE_CONSTRAINT, UniqueConstraint::name, objects))
			.withForeignKeys(rest(table.foreignKeys(), Kind.FOREIGN_KEY, ForeignParts::name, objects))
			.withIndexes(rest(table.indexes(), Kind.INDEX, Index::name, objects))
			.withSearchIndexes(rest(table.searchIndexes(), Kind.SEARCH_INDEX, SearchIndex::name, objects))
			.withChecks(rest(table.checks(), Kind.CHECK_CONSTRAINT, Check::name, objects));
	}

	/**
	 * Return the parts of a table that another one has not got.
	 * @param expected the table without them
	 * @param actual the table
	 */
	static List<ForeignObject> beyond(Table expected, Table actual) {
		List<ForeignObject> objects = new ArrayList<>();
		beyond(objects, actual, Kind.COLUMN, expected.columns(), actual.columns(), Column::name);
		beyond(objects, actual, Kind.UNIQUE_CONSTRAINT, expected.uniques(), actual.uniques(), UniqueConstraint::name);
		beyond(objects, actual, Kind.FOREIGN_KEY, expected.foreignKeys(), actual.foreignKeys(), ForeignParts::name);
		beyond(objects, actual, Kind.INDEX, expected.indexes(), actual.indexes(), Index::name);
		beyond(objects, actual, Kind.SEARCH_INDEX, expected.searchIndexes(), actual.searchIndexes(), SearchIndex::name);
		beyond(objects, actual, Kind.CHECK_CONSTRAINT, expected.checks(), actual.checks(), Check::name);
		return objects;
	}

	private static <T> void beyond(List<ForeignObject> objects, Table table, Kind kind, List<T> expected,
			List<T> actual, Function<T, String> name) {
		List<String> known = expected.stream().map(name).toList();
		actual.stream()
			.filter((part) -> !known.contains(name.apply(part)))
			.forEach((part) -> objects.add(new ForeignObject(kind, table.name(), name.apply(part), nature(part))));
	}

	private static String nature(Object part) {
		return (part instanceof Column column && !column.nullable() && column.defaultValue() == null
				&& !column.identity() && !column.isComputed()) ? "needs a value in every new row" : "";
	}

	/**
	 * Return the name of a foreign key, or what it is made of if nobody gave it one.
	 */
	static String name(ForeignKey key) {
		return key.name().isEmpty()
				? "(%s) to (%s)".formatted(String.join(", ", key.columns()), String.join(", ", key.targetColumns()))
				: key.name();
	}

	private static <T> List<T> rest(List<T> parts, Kind kind, Function<T, String> name, List<ForeignObject> objects) {
		return parts.stream()
			.filter((part) -> objects.stream()
				.noneMatch((object) -> object.kind() == kind && object.name().equals(name.apply(part))))
			.toList();
	}

}
