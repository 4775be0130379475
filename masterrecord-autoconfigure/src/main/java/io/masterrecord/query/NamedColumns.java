package io.masterrecord.query;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import io.masterrecord.model.EmbeddedModel;
import io.masterrecord.model.RecordConstructor;
import org.jspecify.annotations.Nullable;

/**
 * The columns behind names: of a property, of a property inside an embedded value as
 * {@code address.city} or {@code addressCity}, or of an embedded value as a whole.
 *
 * @param columns the columns, in order of the names
 * @param values what is read under each name: an embedded value, or {@code null} for a
 * single column
 */
record NamedColumns(List<Operand.Column> columns, List<@Nullable EmbeddedModel> values) {

	/**
	 * Find the columns.
	 * @param refusal says what is wrong with a name that is none
	 */
	static NamedColumns of(Source root, List<String> names, Function<String, InvalidQueryException> refusal) {
		Map<String, Operand.Column> known = root.columnsByName();
		Map<String, Operand.Column> joined = new LinkedHashMap<>();
		known.forEach((name, column) -> joined.putIfAbsent(joined(name), column));
		List<Operand.Column> columns = new ArrayList<>();
		List<@Nullable EmbeddedModel> values = new ArrayList<>();
		for (String name : names) {
			Operand.Column column = known.getOrDefault(name, joined.get(name));
			EmbeddedModel embedded = (column == null) ? embedded(root, name).orElseThrow(() -> refusal.apply(name))
					: null;
			if (column != null) {
				columns.add(column);
			}
			else if (embedded != null) {
				embedded.properties().forEach((property) -> columns.add(root.column(property)));
			}
			values.add(embedded);
		}
		return new NamedColumns(List.copyOf(columns), values);
	}

	/**
	 * Return the embedded value of a name.
	 */
	static Optional<EmbeddedModel> embedded(Source root, String name) {
		return (root instanceof Source.Table table) ? table.entity().findEmbedded(name) : Optional.empty();
	}

	/**
	 * Tell whether each name stands for one column.
	 */
	boolean areSingle() {
		return this.values.stream().allMatch((value) -> value == null);
	}

	/**
	 * Put the values of columns together.
	 * @param row the values of the columns as they are in Java
	 * @return a value for each name
	 */
	@Nullable Object[] values(@Nullable Object[] row) {
		@Nullable Object[] result = new Object[this.values.size()];
		int next = 0;
		for (int i = 0; i < result.length; i++) {
			EmbeddedModel embedded = this.values.get(i);
			int size = (embedded != null) ? embedded.properties().size() : 1;
			result[i] = (embedded != null) ? embedded.create(Arrays.copyOfRange(row, next, next + size)) : row[next];
			next += size;
		}
		return result;
	}

	/**
	 * Return what makes a record of a row.
	 * @param type the record, with a component for each name
	 * @throws InvalidQueryException if an embedded value does not fit into its component
	 */
	<R> Function<@Nullable Object[], R> maker(Class<R> type) {
		List<RecordComponent> components = RecordTarget.components(type);
		int next = 0;
		for (int i = 0; i < components.size(); i++) {
			EmbeddedModel embedded = this.values.get(i);
			if (embedded == null) {
				RecordTarget.check(type, components.get(i), this.columns.get(next), this.columns.get(next).content());
			}
			else if (!components.get(i).getType().isAssignableFrom(embedded.javaType())) {
				throw new InvalidQueryException("'%s' is of type '%s', and component '%s' of '%s' is not".formatted(
						embedded.name(), embedded.javaType().getSimpleName(), components.get(i).getName(),
						type.getSimpleName()));
			}
			next += (embedded != null) ? embedded.properties().size() : 1;
		}
		RecordConstructor<R> constructor = RecordConstructor.of(type);
		return (row) -> constructor.make(values(row));
	}

	private static String joined(String name) {
		StringBuilder result = new StringBuilder();
		for (String part : name.split("\\.")) {
			result.append(result.isEmpty() ? part : part.substring(0, 1).toUpperCase(Locale.ROOT) + part.substring(1));
		}
		return result.toString();
	}

}
