package io.masterrecord.query;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;

import io.masterrecord.dialect.Dialect;
import io.masterrecord.dialect.TypedValue;
import io.masterrecord.jdbc.SqlStatement;
import io.masterrecord.model.PropertyModel;
import io.masterrecord.model.RelationKind;
import io.masterrecord.model.RelationLink;
import io.masterrecord.model.RelationModel;
import io.masterrecord.model.SimilarKeys;
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

	/** Many keys are read in multiples of this, so that texts are the same. */
	private static final int ROUND = 1024;

	/**
	 * Read rows.
	 * @param keys the values that tell which rows belong to the owners, each once
	 * @return the rows by those values, in order
	 */
	Map<Object, List<E>> read(Collection<Object> keys) {
		List<List<Object>> owners = new ArrayList<>();
		List<E> rows = new ArrayList<>();
		for (List<Object> chunk : chunks(keys)) {
			each(chunk, (open, similar) -> {
				Owned<E> owned = read(open);
				owned.owners().forEach((owner) -> owners.add(similar.apply(owner)));
				rows.addAll(owned.rows());
			});
		}
		List<E> complete = query().loaded(rows);
		Map<Object, List<E>> result = new LinkedHashMap<>();
		for (int i = 0; i < complete.size(); i++) {
			for (Object owner : owners.get(i)) {
				result.computeIfAbsent(owner, (key) -> new ArrayList<>()).add(complete.get(i));
			}
		}
		return result;
	}

	/**
	 * Read rows of keys, and once more of those whose rows may have come with the key of
	 * another, as texts that differ are equal to some databases.
	 * @param reading reads rows of keys, and finds the keys of each by the one it comes
	 * with
	 */
	private void each(List<Object> keys, BiConsumer<List<Object>, Function<Object, List<Object>>> reading) {
		List<Object> open = keys;
		while (!open.isEmpty()) {
			SimilarKeys similar = SimilarKeys.of(open);
			reading.accept(open, (key) -> ownersOf(key, similar));
			open = List.copyOf(similar.left());
		}
	}

	private List<Object> ownersOf(Object key, SimilarKeys similar) {
		List<Object> owners = similar.find(key);
		if (owners.isEmpty()) {
			throw new InvalidQueryException(
					"A row of %s came with the key '%s', which the database takes for one that was asked for, and which is not alike: store it as it is written where it is referred to"
						.formatted(this.relation, key));
		}
		return owners;
	}

	private Owned<E> read(List<Object> keys) {
		Keyed keyed = keyed(keys);
		List<Operand> read = new ArrayList<>(keyed.select().root().columns());
		OwnerReader owner = OwnerReader.of(keyed.keys(), read.size() + 1, context().readers());
		read.addAll(keyed.keys());
		Integer most = this.related.most();
		Select ordered = keyed.select().sortedUniquely(new Projection.Values(read));
		SqlStatement statement = (most != null) ? ranked(ordered, keyed.keys(), read, most)
				: query().toSql(new Projection.Values(read), ordered);
		RowReader<E> row = query().reader();
		return context().gate().query(statement, (result) -> {
			Owned<E> owned = new Owned<>(new ArrayList<>(), new ArrayList<>());
			while (result.next()) {
				owned.rows().add(row.read(result));
				owned.owners().add(owner.read(result));
			}
			return owned;
		});
	}

	/**
	 * Count rows.
	 * @param keys the values that tell which rows belong to the owners, each once
	 * @return the numbers by those values; owners without rows are left out
	 */
	Map<Object, Long> countAll(Collection<Object> keys) {
		Map<Object, Long> result = new LinkedHashMap<>();
		for (List<Object> chunk : chunks(keys)) {
			each(chunk, (open, similar) -> count(open).forEach(
					(key, number) -> similar.apply(key).forEach((owner) -> result.merge(owner, number, Long::sum))));
		}
		return result;
	}

	private Map<Object, Long> count(List<Object> keys) {
		Keyed keyed = keyed(keys);
		Aggregation number = aggregation(Aggregation.Function.COUNT, null);
		Select grouped = keyed.select()
			.unsorted()
			.grouped(new Groups(List.copyOf(keyed.keys()), Predicate.NONE, false));
		List<Operand> read = new ArrayList<>(keyed.keys());
		read.add(number);
		SqlStatement statement = query().toSql(new Projection.Values(read), grouped);
		OwnerReader owner = OwnerReader.of(keyed.keys(), 1, context().readers());
		return context().gate().query(statement, (rows) -> {
			Map<Object, Long> numbers = new LinkedHashMap<>();
			while (rows.next()) {
				numbers.put(owner.read(rows), rows.getLong(read.size()));
			}
			return numbers;
		});
	}

	/**
	 * Return the rows of owners, and the columns that tell whose they are.
	 */
	private Keyed keyed(List<Object> keys) {
		Select select = query().select();
		RelationLink link = this.relation.link().orElse(null);
		if (link == null) {
			List<Operand.Column> columns = this.relation.targetKeys().stream().map(select.root()::column).toList();
			return new Keyed(select.and(among(columns, keys)), columns);
		}
		Derived pairs = pairs(link, keys, select.unfiltered());
		List<Operand.Column> columns = pairs.columns();
		int owners = link.ownerKeys().size();
		Predicate on = Predicate.equal(columns.subList(owners, columns.size()),
				this.relation.targetKeys().stream().map(select.root()::column).toList());
		return new Keyed(select.from(select.from().joined(new Join(Join.Kind.INNER, pairs, on))),
				columns.subList(0, owners));
	}

	private static Predicate among(List<Operand.Column> columns, List<Object> keys) {
		Operand.Column first = columns.get(0);
		if (columns.size() == 1) {
			return new Predicate.Among(first, false, first.type(), keys);
		}
		List<List<TypedValue>> rows = new ArrayList<>(keys.size());
		for (Object key : keys) {
			List<TypedValue> row = new ArrayList<>(columns.size());
			for (Object value : (List<?>) key) {
				row.add(new TypedValue(columns.get(row.size()).type(), value));
			}
			rows.add(row);
		}
		return new Predicate.AmongRows(List.copyOf(columns), false, rows);
	}

	/**
	 * Return what stands between: the key of the owner and that of the other, each pair
	 * once, since two may be related by several rows.
	 */
	private Derived pairs(RelationLink link, List<Object> keys, Set<String> unfiltered) {
		Source.Table table = new Source.Table(link.entity());
		List<Operand.Column> owners = link.ownerKeys().stream().map(table::column).toList();
		List<Operand> both = new ArrayList<>(owners);
		link.targetKeys().forEach((key) -> both.add(table.column(key)));
		Select select = Select.of(table)
			.and(among(owners, keys))
			.unfiltered(unfiltered)
			.distinct(this.relation.kind() == RelationKind.HAS_MANY_THROUGH);
		Map<String, ValueModel> contents = new LinkedHashMap<>();
		both.forEach((key) -> contents.put(Derived.columnName(contents.size()), key.content()));
		return new Derived((sink) -> select.describeNested(sink, new Projection.Values(both)), link.entity().type(),
				contents, null);
	}

	/**
	 * Number the rows of each owner, and read those with the first numbers.
	 */
	private SqlStatement ranked(Select ordered, List<Operand.Column> keys, List<Operand> read, int most) {
		Aggregation number = aggregation(Aggregation.Function.ROW_NUMBER,
				new Aggregation.Frame(List.copyOf(keys), ordered.order(), null));
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
		return new Aggregation(function, null, 0, Predicate.NONE, frame, function.content(null));
	}

	private List<List<Object>> chunks(Collection<Object> keys) {
		List<Object> all = new ArrayList<>(keys);
		Dialect dialect = context().gate().dialect();
		List<PropertyModel> key = this.relation.ownerKeys();
		boolean bindsArray = key.size() == 1 && dialect.arrayElementType(key.get(0).type()) != null;
		// The other half is left to the conditions on the rows.
		int most = bindsArray ? Integer.MAX_VALUE : mostKeys(dialect.maxValues(), key.size());
		List<List<Object>> chunks = new ArrayList<>();
		for (int start = 0; start < all.size(); start += Math.min(most, all.size() - start)) {
			chunks.add(all.subList(start, start + Math.min(most, all.size() - start)));
		}
		return chunks;
	}

	/**
	 * Return how many keys a statement binds at most.
	 * @param values how many values it has at most
	 * @param columns how many columns a key has
	 */
	static int mostKeys(int values, int columns) {
		int fitting = Math.max(1, values / 2 / columns);
		return (fitting < ROUND) ? fitting : fitting / ROUND * ROUND;
	}

	/**
	 * Return what tells which rows belong to an owner, in a form that is equal on both
	 * sides: a list where there are several properties; {@code null} if none do.
	 */
	static @Nullable Object key(List<PropertyModel> properties, Object owner) {
		List<Object> values = new ArrayList<>(properties.size());
		for (PropertyModel property : properties) {
			Object column = property.toStored(property.get(owner));
			if (column == null) {
				return null;
			}
			values.add(normal(column));
		}
		return (values.size() == 1) ? values.get(0) : values;
	}

	private static Object normal(@Nullable Object column) {
		if (column == null) {
			throw new IllegalStateException("A related row came without the key of its owner");
		}
		if (column instanceof BigDecimal decimal) {
			BigDecimal digits = decimal.stripTrailingZeros();
			return (digits.scale() < 0) ? digits.setScale(0) : digits;
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
	 * @param keys the columns that tell
	 */
	private record Keyed(Select select, List<Operand.Column> keys) {
	}

	/**
	 * Reads whose a row is.
	 *
	 * @param keys the columns that tell
	 * @param readers reads their values
	 */
	private record OwnerReader(List<Operand.Column> keys, List<RowReader<Object>> readers) {

		static OwnerReader of(List<Operand.Column> keys, int first, RowReaders readers) {
			List<RowReader<Object>> all = new ArrayList<>(keys.size());
			keys.forEach((key) -> all.add(readers.ofValue(key.content(), first + all.size())));
			return new OwnerReader(keys, all);
		}

		Object read(ResultSet row) throws SQLException {
			if (this.keys.size() == 1) {
				return value(row, 0);
			}
			List<Object> values = new ArrayList<>(this.keys.size());
			for (int i = 0; i < this.keys.size(); i++) {
				values.add(value(row, i));
			}
			return values;
		}

		private Object value(ResultSet row, int i) throws SQLException {
			return normal(this.keys.get(i).content().toColumn(this.readers.get(i).read(row)));
		}

	}

	/**
	 * Rows, and whose each of them is.
	 */
	private record Owned<E>(List<E> rows, List<Object> owners) {
	}

}
