package io.masterrecord.query;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.masterrecord.dialect.Dialect;
import io.masterrecord.dialect.TypedValue;
import io.masterrecord.jdbc.ColumnReader;
import io.masterrecord.jdbc.SqlStatement;
import io.masterrecord.model.ValueConversionException;
import io.masterrecord.model.ValueModel;
import org.jspecify.annotations.Nullable;

import org.springframework.data.domain.KeysetScrollPosition;
import org.springframework.data.domain.ScrollPosition;
import org.springframework.data.domain.Window;

/**
 * Reads rows from a position on, in one direction or the other, by one statement. The
 * keys of the position are read along with the rows, whatever the rows are read into.
 *
 * @param <R> what a row is read into
 */
final class WindowReading<R> {

	private static final int FINGERPRINT = 16;

	private final Rows<?, R, ?> rows;

	private final Select ordered;

	private final Keyset keyset;

	WindowReading(Rows<?, R, ?> rows) {
		this.rows = rows;
		this.ordered = rows.sorted();
		this.keyset = new Keyset(this.ordered.from(), this.ordered.order());
	}

	/**
	 * Read rows from a position of Spring Data on.
	 */
	Window<R> read(KeysetScrollPosition position, int size) {
		boolean backward = position.scrollsBackward();
		Part<R> part = read(backward, position.isInitial() ? null : valuesOf(position.getKeys()), size);
		List<String> names = names();
		return Window.from(part.rows(), (index) -> {
			Map<String, @Nullable Object> keys = new LinkedHashMap<>();
			List<@Nullable Object> values = part.keys().get(index);
			for (int i = 0; i < names.size(); i++) {
				keys.put(names.get(i), propertyValue(contentOf(i), values.get(i)));
			}
			return ScrollPosition.of(keys, position.getDirection());
		}, part.more());
	}

	/**
	 * Read rows from a cursor on.
	 * @param cursor the cursor, or {@code null} to read from the start
	 */
	CursorPage<R> read(@Nullable String cursor, int size) {
		CursorCodec codec = this.rows.context().cursors();
		byte[] fingerprint = fingerprint();
		CursorCodec.Keys start = (cursor != null) ? codec.read(fingerprint, cursor) : null;
		boolean backward = start != null && start.backward();
		Part<R> part = read(backward, (start != null) ? start.values() : null, size);
		String next = null;
		String previous = null;
		if (!part.rows().isEmpty()) {
			if (backward || part.more()) {
				next = codec.write(fingerprint, new CursorCodec.Keys(false, part.keys().get(part.rows().size() - 1)));
			}
			if (backward ? part.more() : start != null) {
				previous = codec.write(fingerprint, new CursorCodec.Keys(true, part.keys().get(0)));
			}
		}
		return new CursorPage<>(part.rows(), next, previous);
	}

	private Part<R> read(boolean backward, @Nullable List<@Nullable Object> values, int size) {
		Keyset direction = backward ? this.keyset.reversed() : this.keyset;
		Select all = this.ordered.unsorted();
		List<Operand> read = new ArrayList<>(this.rows.projection().operands(all.from()));
		int[] positions = new int[direction.terms().size()];
		for (int i = 0; i < positions.length; i++) {
			Operand key = direction.terms().get(i).operand();
			if (!read.contains(key)) {
				read.add(key);
			}
			positions[i] = read.indexOf(key) + 1;
		}
		if (values != null && read.stream().anyMatch(Aggregation::isWindow)) {
			// what is computed of the rows around a row is so before some are left out
			Derived rows = derived(all, read);
			direction = direction.of(rows, positions);
			all = Select.of(rows).and(direction.behind(values));
			read = List.copyOf(rows.columns());
		}
		else if (values != null) {
			Predicate behind = direction.behind(values);
			all = all.groups().isNone() ? all.and(behind) : all.grouped(all.groups().and(behind));
		}
		Select part = all.sortedBy(direction.terms()).range(new Select.Range(size + 1L, 0));
		SqlStatement statement = this.rows.toSql(new Projection.Values(read), part);
		RowReader<R> reader = this.rows.reader();
		Part<R> found = this.rows.query(statement, (result) -> {
			List<R> content = new ArrayList<>();
			List<List<@Nullable Object>> keys = new ArrayList<>();
			while (content.size() < size && result.next()) {
				content.add(reader.read(result));
				keys.add(keysOf(result, positions));
			}
			return new Part<>(content, keys, content.size() == size && result.next());
		});
		if (backward) {
			Collections.reverse(found.rows());
			Collections.reverse(found.keys());
		}
		return new Part<>(this.rows.loaded(found.rows()), found.keys(), found.more());
	}

	private Derived derived(Select all, List<Operand> operands) {
		Map<String, ValueModel> contents = new LinkedHashMap<>();
		for (Operand operand : operands) {
			contents.put(Derived.columnName(contents.size()),
					ValueModel.like(operand.content(), all.from().isNullable(operand)));
		}
		return new Derived((sink) -> all.describeNested(sink, new Projection.Values(operands)), this.rows.rowType(),
				contents, null);
	}

	private List<@Nullable Object> keysOf(ResultSet result, int[] positions) throws SQLException {
		Dialect dialect = this.rows.context().gate().dialect();
		List<@Nullable Object> keys = new ArrayList<>(positions.length);
		for (int i = 0; i < positions.length; i++) {
			ValueModel content = contentOf(i);
			keys.add(ColumnReader.read(result, positions[i], content.type(), dialect.valueForm(content.type().name())));
		}
		return keys;
	}

	private List<@Nullable Object> valuesOf(Map<String, Object> keys) {
		List<String> names = names();
		if (!keys.keySet().equals(new HashSet<>(names))) {
			throw new InvalidCursorException(
					"A position in this order is told by the keys %s, and these are others. Go on from a position that a window of the same query returned"
						.formatted(String.join(", ", names)));
		}
		List<@Nullable Object> values = new ArrayList<>();
		for (int i = 0; i < names.size(); i++) {
			Object key = keys.get(names.get(i));
			try {
				values.add((key != null) ? contentOf(i).toColumn(key) : null);
			}
			catch (ValueConversionException ex) {
				throw new InvalidCursorException("The key '%s' of a position is not of the type '%s'"
					.formatted(names.get(i), contentOf(i).javaType().getSimpleName()));
			}
		}
		return values;
	}

	/**
	 * Return the names of the keys: of properties where the order is by properties of
	 * what the query is about.
	 */
	private List<String> names() {
		Map<Operand, String> properties = new LinkedHashMap<>();
		this.ordered.root().columnsByName().forEach((name, column) -> properties.put(column, name));
		List<String> names = new ArrayList<>();
		for (SortTerm term : this.keyset.terms()) {
			Operand operand = (term.operand() instanceof Operand.Lower lower) ? lower.operand() : term.operand();
			String name = properties.get(operand);
			names.add((name == null || names.contains(name)) ? "key" + (names.size() + 1) : name);
		}
		return names;
	}

	private ValueModel contentOf(int index) {
		return this.keyset.terms().get(index).operand().content();
	}

	/**
	 * Return a key as a property holds it. An outer join makes a key NULL whose property
	 * never is.
	 */
	private static @Nullable Object propertyValue(ValueModel content, @Nullable Object key) {
		if (key == null) {
			return null;
		}
		Object value = content.fromColumn(key);
		return (value instanceof Optional<?> optional) ? optional.orElse(null) : value;
	}

	/**
	 * Return what tells this query from others: its text and all of its values, the range
	 * apart.
	 */
	private byte[] fingerprint() {
		SqlStatement statement = this.rows.toSql(this.rows.projection(), this.ordered.range(Select.Range.ALL));
		try {
			MessageDigest digest = MessageDigest.getInstance("SHA-256");
			update(digest, statement.sql());
			for (TypedValue value : statement.values()) {
				update(digest, value.type().toString());
				update(digest, text(value.value()));
			}
			return Arrays.copyOf(digest.digest(), FINGERPRINT);
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("Every JVM has SHA-256", ex);
		}
	}

	private static void update(MessageDigest digest, String text) {
		byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
		digest.update(Integer.toString(bytes.length).getBytes(StandardCharsets.US_ASCII));
		digest.update((byte) ':');
		digest.update(bytes);
	}

	private static String text(@Nullable Object value) {
		if (value instanceof List<?> list) {
			StringBuilder all = new StringBuilder();
			for (Object element : list) {
				String text = text(element);
				all.append(text.length()).append(':').append(text);
			}
			return all.toString();
		}
		return (value instanceof byte[] bytes) ? Arrays.toString(bytes) : String.valueOf(value);
	}

	/**
	 * Some rows in the order of the query, their keys, and whether there are more in the
	 * direction they were read in.
	 */
	private record Part<R>(List<R> rows, List<List<@Nullable Object>> keys, boolean more) {

	}

}
