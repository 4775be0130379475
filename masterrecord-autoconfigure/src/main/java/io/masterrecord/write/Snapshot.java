package io.masterrecord.write;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import io.masterrecord.model.EntityModel;
import io.masterrecord.model.PropertyModel;
import io.masterrecord.model.PropertyValues;
import org.jspecify.annotations.Nullable;

/**
 * The values of an instance at some time, as its columns hold them.
 *
 * @param <T> the entity
 */
final class Snapshot<T> {

	private final EntityModel<T> model;

	private final List<@Nullable Object> values;

	private Snapshot(EntityModel<T> model, List<@Nullable Object> values) {
		this.model = model;
		this.values = values;
	}

	static <T> Snapshot<T> of(EntityModel<T> model, T entity) {
		List<@Nullable Object> values = new ArrayList<>(model.properties().size());
		PropertyValues properties = model.values(entity);
		for (PropertyModel property : model.properties()) {
			Object value = property.toStored(properties.get(property));
			values.add((value instanceof byte[] bytes) ? bytes.clone() : value);
		}
		return new Snapshot<>(model, values);
	}

	/**
	 * Return the properties whose columns would hold something else.
	 */
	Set<PropertyModel> differences(PropertyValues properties) {
		Set<PropertyModel> changed = new LinkedHashSet<>();
		for (PropertyModel property : this.model.properties()) {
			Object now = property.toStored(properties.get(property));
			if (!same(this.values.get(property.position()), now)) {
				changed.add(property);
			}
		}
		return changed;
	}

	private static boolean same(@Nullable Object before, @Nullable Object now) {
		if (before instanceof BigDecimal one && now instanceof BigDecimal other) {
			return one.compareTo(other) == 0;
		}
		return Objects.deepEquals(before, now);
	}

}
