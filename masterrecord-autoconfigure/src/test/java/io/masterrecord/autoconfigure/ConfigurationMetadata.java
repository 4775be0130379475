package io.masterrecord.autoconfigure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The metadata of the properties as it is published with the library.
 *
 * @param properties the properties by their names
 */
record ConfigurationMetadata(List<Property> properties) {

	/**
	 * A property.
	 *
	 * @param name its full name
	 * @param type the name of its Java type
	 * @param description what it does
	 * @param defaultValue its default, or {@code null}
	 */
	record Property(String name, String type, @Nullable String description, @Nullable String defaultValue) {
	}

	static ConfigurationMetadata published() {
		List<Property> properties = new ArrayList<>();
		for (JsonNode node : read("target/classes/META-INF/spring-configuration-metadata.json")
			.required("properties")) {
			properties.add(new Property(node.required("name").asString(), node.required("type").asString(),
					text(node.path("description")), text(node.path("defaultValue"))));
		}
		properties.sort(Comparator.comparing(Property::name));
		return new ConfigurationMetadata(properties);
	}

	static JsonNode read(String file) {
		try {
			return JsonMapper.shared().readTree(Files.readString(Path.of(file)));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static @Nullable String text(JsonNode node) {
		return node.isMissingNode() ? null : node.asString();
	}

}
