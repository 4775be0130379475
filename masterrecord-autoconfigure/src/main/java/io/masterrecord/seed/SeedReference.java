package io.masterrecord.seed;

import java.util.LinkedHashMap;
import java.util.Map;

import io.masterrecord.property.ResolvedProperty;
import org.jspecify.annotations.Nullable;

/**
 * A row of another seed, named by its key in place of its id.
 *
 * @param entity the entity of the other row
 * @param key the properties by which it is recognised, with their values
 */
record SeedReference(Class<?> entity, Map<ResolvedProperty, @Nullable Object> key) {

	SeedReference {
		key = new LinkedHashMap<>(key);
	}

}
