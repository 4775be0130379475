package io.masterrecord.autoconfigure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import org.springframework.util.ClassUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Writes the document of the properties from their metadata, and compares it with the one
 * in the documentation.
 */
class ConfigurationDocumentTests {

	private static final Path DOCUMENT = Path.of("..", "docs", "configuration.md");

	private static final String WRITE = "docs.write";

	@Test
	void documentSaysWhatTheMetadataSays() throws IOException {
		String expected = document(ConfigurationMetadata.published());
		if (Boolean.getBoolean(WRITE)) {
			Files.writeString(DOCUMENT, expected);
		}
		assertThat(DOCUMENT)
			.as("docs/configuration.md is generated: write it anew with mvn -pl masterrecord-autoconfigure"
					+ " test -Dtest=%s -D%s=true", getClass().getSimpleName(), WRITE)
			.exists()
			.content()
			.isEqualTo(expected);
	}

	private static String document(ConfigurationMetadata metadata) {
		StringBuilder text = new StringBuilder();
		text.append(
				"""
						# Configuration

						Every property with its default. This page is generated from the metadata that editors use for completion.

						A property below `masterrecord` that does not exist is refused at start-up, with the name that was probably meant;
						only environment variables and system properties are not looked at for that. A value that cannot be meant is
						refused as well. Values of lists are separated by commas.
						""");
		section(text, "General", metadata, List.of("masterrecord.enabled"), "");
		section(text, "Migrations", metadata, List.of(), "masterrecord.migrations.");
		section(text, "Seeds", metadata, List.of(), "masterrecord.seed.");
		text.append(
				"""

						What is set here wins over what a `MasterRecordConfigurer` says with `seedConfig(...)`; what one set of seeds says
						for itself wins over both. The defaults hold where nobody says anything.
						""");
		section(text, "Pages", metadata, List.of(), "masterrecord.pagination.");
		section(text, "Keyword search", metadata, List.of(), "masterrecord.search.");
		section(text, "Query results that are kept", metadata, List.of(), "masterrecord.cache.");
		section(text, "Transactions that lost a conflict", metadata, List.of(), "masterrecord.retry.");
		section(text, "What is measured", metadata, List.of(), "masterrecord.observation.");
		section(text, "Actuator", metadata, List.of(), "management.");
		return text.toString();
	}

	private static void section(StringBuilder text, String title, ConfigurationMetadata metadata, List<String> names,
			String prefix) {
		text.append("\n## ").append(title).append("\n\n| property | values | default | |\n|---|---|---|---|\n");
		metadata.properties()
			.stream()
			.filter((property) -> names.contains(property.name())
					|| (!prefix.isEmpty() && property.name().startsWith(prefix)))
			.forEach((property) -> text.append("| `")
				.append(property.name())
				.append("` | ")
				.append(values(property.type()))
				.append(" | ")
				.append((property.defaultValue() != null) ? "`" + dashed(property) + "`" : "")
				.append(" | ")
				.append(property.description())
				.append(" |\n"));
	}

	private static String dashed(ConfigurationMetadata.Property property) {
		String text = String.valueOf(property.defaultValue());
		return property.type().startsWith("java.") ? text : text.replace('_', '-');
	}

	private static String values(String type) {
		return switch (type) {
			case "java.lang.Boolean" -> "`true`, `false`";
			case "java.lang.Integer" -> "whole number";
			case "java.lang.String" -> "text";
			case "java.time.Duration" -> "duration";
			case "java.util.List<java.lang.String>" -> "list";
			default -> constants(ClassUtils.resolveClassName(type, null));
		};
	}

	private static String constants(Class<?> type) {
		assertThat(type.isEnum()).as("'%s' is a type of which this document knows no values", type).isTrue();
		return Arrays.stream(type.getEnumConstants())
			.map((constant) -> "`" + constant.toString().toLowerCase(Locale.ROOT).replace('_', '-') + "`")
			.collect(Collectors.joining(", "));
	}

}
