package io.masterrecord.seed;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MappingIterator;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.csv.CsvMapper;
import tools.jackson.dataformat.csv.CsvSchema;

import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.core.io.Resource;
import org.springframework.util.ClassUtils;

/**
 * A file of seeds, read from its beginning to its end without holding it: CSV with a
 * header, or JSON with an array of objects.
 */
final class RowResource {

	// A number is written as it stands in the file, with all of its digits.
	private static final JsonMapper JSON = JsonMapper.builder()
		.enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
		.disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
		.build();

	private final String location;

	RowResource(String location) {
		this.location = location;
	}

	/**
	 * Return how many records there are.
	 */
	long count() {
		long[] count = new long[1];
		read((fields) -> count[0]++);
		return count[0];
	}

	/**
	 * Read the records.
	 * @param receiver takes the texts of each record by the name of its field; a field
	 * that is empty or null is {@code null}
	 * @throws SeedException if there is no such file, or it is neither
	 */
	void read(Consumer<Map<String, @Nullable String>> receiver) {
		Resource resource = new DefaultResourceLoader().getResource(this.location);
		if (!resource.exists()) {
			throw problem("is not there", "Name it as 'classpath:…' or 'file:…'.");
		}
		try (InputStream content = resource.getInputStream();
				MappingIterator<JsonNode> records = reader().readValues(content)) {
			while (records.hasNext()) {
				receiver.accept(texts(records.next()));
			}
		}
		catch (JacksonException ex) {
			SeedException failure = problem("cannot be read: " + ex.getOriginalMessage(), "Correct it.");
			failure.initCause(ex);
			throw failure;
		}
		catch (IOException ex) {
			throw new UncheckedIOException("The file '%s' cannot be read".formatted(this.location), ex);
		}
	}

	private ObjectReader reader() {
		if (this.location.endsWith(".json")) {
			return JSON.readerFor(JsonNode.class);
		}
		if (!this.location.endsWith(".csv")) {
			throw problem("ends neither with '.csv' nor with '.json'", "Name one that does.");
		}
		if (!ClassUtils.isPresent("tools.jackson.dataformat.csv.CsvMapper", getClass().getClassLoader())) {
			throw problem("cannot be read without 'tools.jackson.dataformat:jackson-dataformat-csv'",
					"Add this dependency.");
		}
		return Csv.reader();
	}

	private SeedException problem(String problem, String remedy) {
		return new SeedException(
				List.of(new SeedProblem("The file '%s'".formatted(this.location), null, problem, remedy)));
	}

	private static Map<String, @Nullable String> texts(JsonNode fields) {
		Map<String, @Nullable String> texts = new LinkedHashMap<>();
		fields.properties().forEach((field) -> {
			JsonNode value = field.getValue();
			String text = value.isNull() ? null : value.isValueNode() ? value.asString() : value.toString();
			texts.put(field.getKey(), text);
		});
		return texts;
	}

	/**
	 * Apart, since the library may be absent.
	 */
	private static final class Csv {

		private static ObjectReader reader() {
			return new CsvMapper().readerFor(JsonNode.class)
				.with(CsvSchema.emptySchema().withHeader().withNullValue(""));
		}

	}

}
