package io.masterrecord.write;

import java.util.List;

import io.masterrecord.dialect.TypedValue;
import io.masterrecord.model.PropertyModel;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of one row that exists.
 *
 * @param position its place in what was given to be written, from 0
 * @param id the id of the row
 * @param key the id in a form that is equal however it was written
 * @param expectedVersion the version the row has to have, or {@code null} for any
 * @param properties the properties that are set, other than the version
 * @param values the values of the properties, in their order
 */
record RowChange(int position, Object id, Object key, @Nullable Long expectedVersion, List<PropertyModel> properties,
		List<TypedValue> values) {

	boolean sameShape(RowChange other) {
		return (this.expectedVersion == null) == (other.expectedVersion == null)
				&& this.properties.equals(other.properties);
	}

}
