package io.masterrecord.seed;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.masterrecord.property.ResolvedProperty;
import io.masterrecord.schema.Environments;
import io.masterrecord.schema.SeedPolicy;
import org.jspecify.annotations.Nullable;

/**
 * One set of seeds as it is declared: rows of one entity that are written in the same
 * way. Factories are not called before the rows are needed.
 *
 * @param entity the entity
 * @param sources where the rows come from, in order
 * @param policy what happens where a row exists already, or {@code null} if the
 * configuration decides
 * @param key the properties by which an upsert recognises a row; empty if they are to be
 * derived
 * @param updating the properties that an upsert overwrites, or {@code null} for all but
 * the key
 * @param environments where the rows exist
 * @param followsParents whether a row is left out where the declared rows it refers to do
 * not exist
 * @param references the rows of other seeds that properties of all rows refer to, by
 * property
 * @param <T> the entity
 * @since 0.1.0
 */
public record SeedDefinition<T>(Class<T> entity, List<RowSource<T>> sources, @Nullable SeedPolicy policy,
		List<ResolvedProperty> key, @Nullable List<ResolvedProperty> updating, Environments environments,
		boolean followsParents, Map<ResolvedProperty, Object> references) {

	public SeedDefinition {
		sources = List.copyOf(sources);
		references = Collections.unmodifiableMap(new LinkedHashMap<>(references));
		key = List.copyOf(key);
		updating = (updating != null) ? List.copyOf(updating) : null;
	}

}
