package io.masterrecord.demo;

import java.io.IOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.ClassPathResource;

import static org.assertj.core.api.Assertions.assertThat;

class ConfigurationTests {

	@Test
	void showsEveryPropertyThereIs() throws IOException {
		String yaml = new ClassPathResource("application.yml").getContentAsString(StandardCharsets.UTF_8);
		String uncommented = yaml.replaceAll("(?m)^( *)# ((?:source-directory|cursor-key|name|url|username|password):)",
				"$1$2");
		assertThat(names(uncommented)).containsExactlyElementsOf(knownNames());
	}

	private static Set<String> names(String yaml) throws IOException {
		return new YamlPropertySourceLoader().load("demo", new ByteArrayResource(yaml.getBytes(StandardCharsets.UTF_8)))
			.stream()
			.map((source) -> List.of(((EnumerablePropertySource<?>) source).getPropertyNames()))
			.flatMap(List::stream)
			.filter((name) -> name.startsWith("masterrecord."))
			.collect(Collectors.toCollection(TreeSet::new));
	}

	private static Set<String> knownNames() throws IOException {
		Set<String> names = new TreeSet<>();
		for (URL metadata : Collections.list(ConfigurationTests.class.getClassLoader()
			.getResources("META-INF/spring-configuration-metadata.json"))) {
			for (JsonNode property : JsonMapper.shared().readTree(metadata.openStream()).get("properties")) {
				String name = property.get("name").asString();
				if (name.startsWith("masterrecord.")) {
					names.add(name);
				}
			}
		}
		return names;
	}

}
