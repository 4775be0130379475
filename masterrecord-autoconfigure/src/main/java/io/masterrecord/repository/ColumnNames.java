package io.masterrecord.repository;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

import io.masterrecord.query.InvalidQueryException;
import org.jspecify.annotations.Nullable;

/**
 * Compares names of columns with those of properties: a name means what is called just
 * so, or else what is called so without regard to case, or else to case and underscores.
 */
final class ColumnNames {

	private static final List<UnaryOperator<String>> WAYS = List.of((name) -> name,
			(name) -> name.toLowerCase(Locale.ROOT), (name) -> name.replace("_", "").toLowerCase(Locale.ROOT));

	private ColumnNames() {
	}

	/**
	 * Find out which of some names is meant by another one.
	 * @return the name, if there is one and no other that is as near
	 */
	static Optional<String> find(String name, Collection<String> names) {
		for (UnaryOperator<String> way : WAYS) {
			String wanted = way.apply(name);
			List<String> found = names.stream().filter((other) -> way.apply(other).equals(wanted)).distinct().toList();
			if (!found.isEmpty()) {
				return (found.size() == 1) ? Optional.of(found.get(0)) : Optional.empty();
			}
		}
		return Optional.empty();
	}

	/**
	 * Find the column of each of some properties. A column that is called as one property
	 * is not taken for another one, whose name is only similar.
	 * @param columns the names of the columns, of which equal ones stand for the first
	 * @return the positions of the columns, from 0; a property without a column is left
	 * out
	 * @throws InvalidQueryException if it cannot be told which column is meant
	 */
	static Map<String, Integer> assign(Collection<String> properties, List<String> columns) {
		Map<String, Integer> found = new LinkedHashMap<>();
		Set<Integer> taken = new HashSet<>();
		for (UnaryOperator<String> way : WAYS) {
			Map<String, Integer> similar = new LinkedHashMap<>();
			for (String property : properties) {
				Integer column = found.containsKey(property) ? null : column(property, columns, taken, way);
				if (column != null) {
					similar.put(property, column);
				}
			}
			found.putAll(similar);
			taken.addAll(similar.values());
		}
		return found;
	}

	private static @Nullable Integer column(String property, List<String> columns, Set<Integer> taken,
			UnaryOperator<String> way) {
		String wanted = way.apply(property);
		List<Integer> places = new ArrayList<>();
		Set<String> names = new HashSet<>();
		for (int i = 0; i < columns.size(); i++) {
			if (!taken.contains(i) && way.apply(columns.get(i)).equals(wanted) && names.add(columns.get(i))) {
				places.add(i);
			}
		}
		if (places.size() > 1) {
			throw new InvalidQueryException(
					"'%s' could be each of the columns %s of the text: call one of them just so, with AS"
						.formatted(property, names.stream().sorted().toList()));
		}
		return places.isEmpty() ? null : places.get(0);
	}

}
