package io.masterrecord.query;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.masterrecord.model.PropertyModel;
import io.masterrecord.model.RelationModel;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.IncorrectResultSizeDataAccessException;

/**
 * A relation whose rows are read along with their owners.
 *
 * @param rows the related rows
 */
record Inclusion(RelatedRows<?> rows) {

	/**
	 * Put related rows into their owners.
	 * @return the owners to use from now on, in the same order
	 */
	<T> List<T> load(List<T> owners) {
		RelationModel relation = this.rows.relation();
		List<@Nullable Object> keys = new ArrayList<>(owners.size());
		owners.forEach((owner) -> keys.add(RelatedRows.key(relation.ownerKeys(), owner)));
		Set<Object> distinct = new LinkedHashSet<>();
		keys.forEach((key) -> {
			if (key != null) {
				distinct.add(key);
			}
		});
		Map<Object, ? extends List<?>> byKey = distinct.isEmpty() ? Map.of() : this.rows.read(distinct);
		List<T> result = new ArrayList<>(owners.size());
		for (int i = 0; i < owners.size(); i++) {
			Object key = keys.get(i);
			List<?> found = (key != null) ? byKey.get(key) : null;
			result.add(load(relation, owners.get(i), (found != null) ? found : List.of()));
		}
		return result;
	}

	@SuppressWarnings("unchecked")
	private static <T> T load(RelationModel relation, T owner, List<?> rows) {
		if (rows.size() > 1 && !relation.kind().isMany()) {
			List<String> keys = relation.targetKeys().stream().map(PropertyModel::name).toList();
			throw new IncorrectResultSizeDataAccessException(
					"%s is one row, but there are %d: mark %s"
						.formatted(relation, rows.size(),
								(keys.size() == 1)
										? "'%s' of '%s' with '@Unique'".formatted(keys.get(0), relation.target().name())
										: "'%s' with a unique '@CompositeIndex' of '%s'"
											.formatted(relation.target().name(), String.join("', '", keys))),
					1, rows.size());
		}
		return (T) relation.with(owner, rows);
	}

}
