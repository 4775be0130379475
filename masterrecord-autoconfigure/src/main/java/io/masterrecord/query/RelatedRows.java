package io.masterrecord.query;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.masterrecord.dialect.Dialect;
import io.masterrecord.jdbc.SqlStatement;
import io.masterrecord.model.PropertyModel;
import io.masterrecord.model.RelationKind;
import io.masterrecord.model.RelationLink;
import io.masterrecord.model.RelationModel;
import io.masterrecord.model.ValueModel;
import org.jspecify.annotations.Nullable;

/**
 * Reads the rows that are related to some owners: one statement, however many owners
 * there are, unless their keys are more than a statement can bind. Each row comes with
 * the key of its owner, so that rows never multiply the owners.
 *
 * @param <E> the entity whose rows are read
 * @param relation how the rows are related
 * @param related which of them are read
 */
record RelatedRows<E>(RelationModel relation, Related<E> related) {

	/**
	 * Read rows.
	 * @param keys the values that tell which rows belong to the owners, each once
	 * @return the rows by those values, in order
	 */
	Map<Object, List<E>> read(Collection<Object> keys) {
		List<Object> owners = new ArrayList<>();
		List<E> rows = new ArrayList<>();
		for (List<Object> chunk : chunks(keys)) {
			Owned<E> owned = read(chunk);
			owners.addAll(owned.owners());
			rows.addAll(owned.rows());
		}
		List<E> complete = query().loaded(rows);
		Map<Object, List<E>> result = new LinkedHashMap<>();
		for (int i = 0; i < complete.size(); i++) {
			result.computeIfAbsent(owners.get(i), (key) -> new ArrayList<>()).add(complete.get(i));
		}
		return result;
	}

	private Owned<E> read(List<Object> keys) {
		Keyed keyed = keyed(keys);
		List<Operand> read = new ArrayList<>(keyed.select().root().columns());
		read.add(keyed.key());
		Integer most = this.related.most();
		Select ordered = keyed.select().sortedUniquely(new Projection.Values(read));
		SqlStatement statement = (most != null) ? ranked(ordered, keyed.key(), read, most)
				: query().toSql(new Projection.Values(read), ordered);
		RowReader<E> row = query().reader();
		RowReader<Object> owner = context().readers().ofValue(keyed.key().content(), read.size());
		return context().gate().query(statement, (result) -> {
			Owned<E> owned = new Owned<>(new ArrayList<>(), new ArrayList<>());
			while (result.next()) {
				owned.rows().add(row.read(result));
				owned.owners().add(normal(keyed.key().content().toColumn(owner.read(result))));
			}
			return owned;
		});
	}

	/**
	 * Count rows.
	 * @param keys the values that tell which rows belong to the owners, each once
	 * @return the numbers by those values; owners without rows are left out
	 */
	Map<Object, Long> count(Collection<Object> keys) {
		Map<Object, Long> result = new LinkedHashMap<>();
		for (List<Object> chunk : chunks(keys)) {
			Keyed keyed = keyed(chunk);
			Aggregation number = aggregation(Aggregation.Function.COUNT, null);
			Select grouped = keyed.select().unsorted().grouped(new Groups(List.of(keyed.key()), Predicate.NONE, false));
			SqlStatement statement = query().toSql(new Projection.Values(List.of(keyed.key(), number)), grouped);
			RowReader<Object> owner = context().readers().ofValue(keyed.key().content(), 1);
			result.putAll(context().gate().query(statement, (rows) -> {
				Map<Object, Long> numbers = new LinkedHashMap<>();
				while (rows.next()) {
					numbers.put(normal(keyed.key().content().toColumn(owner.read(rows))), rows.getLong(2));
				}
				return numbers;
			}));
		}
		return result;
	}

	/**
	 * Return the rows of owners, and the column that tells whose they are.
	 */
	private Keyed keyed(List<Object> keys) {
		Select select = query().select();
		RelationLink link = this.relation.link().orElse(null);
		if (link == null) {
			Operand.Column key = select.root().column(this.relation.targetKey());
			return new Keyed(select.and(new Predicate.Among(key, false, key.type(), keys)), key);
		}
		Derived pairs = pairs(link, keys);
		List<Operand.Column> columns = pairs.columns();
		Predicate on = new Predicate.Comparison(columns.get(1), Predicate.Operator.EQ,
				select.root().column(this.relation.targetKey()));
		return new Keyed(select.from(select.from().joined(new Join(Join.Kind.INNER, pairs, on))), columns.get(0));
	}

	/**
	 * Return what stands between: the key of the owner and that of the other, each pair
	 * once, since two may be related by several rows.
	 */
	private Derived pairs(RelationLink link, List<Object> keys) {
		Source.Table table = new Source.Table(link.entity());
		Operand.Column owner = table.column(link.ownerKey());
		Operand.Column other = table.column(link.targetKey());
		Select select = Select.of(table)
			.and(new Predicate.Among(owner, false, owner.type(), keys))
			.distinct(this.relation.kind() == RelationKind.HAS_MANY_THROUGH);
		Map<String, ValueModel> contents = new LinkedHashMap<>();
		contents.put("owner", owner.content());
		contents.put("other", other.content());
		return new Derived((sink) -> select.describeNested(sink, new Projection.Values(List.of(owner, other))),
				link.entity().type(), contents, null);
	}

	/**
	 * Number the rows of each owner, and read those with the first numbers.
	 */
	private SqlStatement ranked(Select ordered, Operand key, List<Operand> read, int most) {
		Aggregation number = aggregation(Aggregation.Function.ROW_NUMBER,
				new Aggregation.Frame(List.of(key), ordered.order(), null));
		List<Operand> inner = new ArrayList<>(read);
		inner.add(number);
		Map<String, ValueModel> contents = new LinkedHashMap<>();
		inner.forEach((operand) -> contents.put(Derived.columnName(contents.size()), operand.content()));
		Select numbered = ordered.unsorted();
		Derived rows = new Derived((sink) -> numbered.describeNested(sink, new Projection.Values(inner)),
				this.relation.target().type(), contents, null);
		List<Operand.Column> columns = rows.columns();
		Operand.Column place = columns.get(columns.size() - 1);
		Select first = Select.of(rows)
			.and(new Predicate.Comparison(place, Predicate.Operator.LE, Operand.Value.of(place, (long) most)))
			.sortedBy(List.of(SortTerm.of(place, false, null, false)));
		return query().toSql(new Projection.Values(columns.subList(0, read.size())), first);
	}

	private static Aggregation aggregation(Aggregation.Function function, Aggregation.@Nullable Frame frame) {
		return new Aggregation(function, null, Predicate.NONE, frame, function.content(null));
	}

	private List<List<Object>> chunks(Collection<Object> keys) {
		List<Object> all = new ArrayList<>(keys);
		Dialect dialect = context().gate().dialect();
		boolean bindsArray = dialect.arrayElementType(this.relation.ownerKey().type()) != null;
		// The other half is left to the conditions on the rows.
		int most = bindsArray ? Integer.MAX_VALUE : dialect.maxValues() / 2 / 1024 * 1024;
		List<List<Object>> chunks = new ArrayList<>();
		for (int start = 0; start < all.size(); start += Math.min(most, all.size() - start)) {
			chunks.add(all.subList(start, start + Math.min(most, all.size() - start)));
		}
		return chunks;
	}

	/**
	 * Return what tells which rows belong to an owner, in a form that is equal on both
	 * sides; {@code null} if none do.
	 */
	static @Nullable Object key(PropertyModel property, Object owner) {
		Object column = property.toColumn(property.get(owner));
		return (column != null) ? normal(column) : null;
	}

	private static Object normal(@Nullable Object column) {
		if (column == null) {
			throw new IllegalStateException("A related row came without the key of its owner");
		}
		boolean whole = column instanceof Byte || column instanceof Short || column instanceof Integer;
		return whole ? (Object) ((Number) column).longValue() : column;
	}

	private Query<E> query() {
		return this.related.query();
	}

	private QueryContext context() {
		return query().context();
	}

	/**
	 * Rows of which each tells whose it is.
	 *
	 * @param select the rows
	 * @param key the column that tells
	 */
	private record Keyed(Select select, Operand.Column key) {
	}

	/**
	 * Rows, and whose each of them is.
	 */
	private record Owned<E>(List<E> rows, List<Object> owners) {
	}

}
