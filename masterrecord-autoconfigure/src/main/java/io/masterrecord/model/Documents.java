package io.masterrecord.model;

import java.lang.reflect.Type;

import io.masterrecord.schema.TypeName;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Properties that are stored as documents. Apart from the other forms, because it takes
 * hundreds of classes to write JSON, which most models do not need.
 */
final class Documents {

	/** Equal values give the same text, so that they can be compared as texts. */
	private static final JsonMapper JSON = JsonMapper.builder()
		.enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
		.enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
		.build();

	private Documents() {
	}

	/**
	 * Return the scalar type of values that are stored as JSON.
	 * @param valueType the type of the values
	 */
	static ScalarType scalarType(Type valueType) {
		JavaType type = JSON.constructType(valueType);
		return new ScalarType(TypeName.JSON, type, JSON::writeValueAsString, (value) -> {
			try {
				return JSON.readValue((String) value, type);
			}
			catch (JacksonException ex) {
				throw new IllegalArgumentException(ex.getOriginalMessage(), ex);
			}
		});
	}

}
