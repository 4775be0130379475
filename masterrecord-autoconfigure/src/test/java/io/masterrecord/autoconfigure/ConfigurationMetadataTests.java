package io.masterrecord.autoconfigure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.masterrecord.migration.MigrationSettings;
import io.masterrecord.migration.MigrationSource;
import io.masterrecord.query.QuerySettings;
import io.masterrecord.seed.SeedConfig;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the metadata of the properties.
 */
class ConfigurationMetadataTests {

	private final ConfigurationMetadata metadata = ConfigurationMetadata.published();

	@Test
	void describesEveryProperty() {
		assertThat(this.metadata.properties()).hasSizeGreaterThan(15)
			.allSatisfy((property) -> assertThat(property.description()).as(property.name())
				.isNotBlank()
				.endsWith(".")
				.doesNotStartWith("The ")
				.doesNotStartWith("A ")
				.doesNotContain("@", "<", ">"));
	}

	@Test
	void describesSwitchesAsQuestions() {
		assertThat(this.metadata.properties()).filteredOn((property) -> property.type().equals("java.lang.Boolean"))
			.isNotEmpty()
			.allSatisfy((property) -> assertThat(property.description()).as(property.name()).startsWith("Whether "));
	}

	@Test
	void namesEveryPropertyOnce() {
		assertThat(this.metadata.properties()).extracting(ConfigurationMetadata.Property::name).doesNotHaveDuplicates();
	}

	@Test
	void statesDefaultsOfEverythingThatHasOne() {
		assertThat(this.metadata.properties()).filteredOn((property) -> property.defaultValue() == null)
			.extracting(ConfigurationMetadata.Property::name)
			.containsExactly("masterrecord.cache.name", "masterrecord.migrations.password",
					"masterrecord.migrations.source-directory", "masterrecord.migrations.url",
					"masterrecord.migrations.username", "masterrecord.pagination.cursor-key",
					"masterrecord.seed.environment");
	}

	@Test
	void statesTheDefaultsOfSeedsAsTheyAre() {
		SeedConfig.Builder stated = new SeedConfig.Builder();
		bind(MasterRecordSeedProperties.class, "masterrecord.seed").applyTo(stated);
		assertThat(stated.build()).isEqualTo(SeedConfig.defaults());
	}

	@Test
	void statesTheDefaultsOfSettingsAsTheyAre() {
		MasterRecordProperties properties = bind(MasterRecordProperties.class, "masterrecord");
		assertThat(properties.migrations().tablePrefix()).isEqualTo(MigrationSettings.defaults().tablePrefix());
		assertThat(properties.migrations().lockTimeout()).isEqualTo(MigrationSettings.defaults().lockTimeout());
		assertThat(properties.migrations().connectTimeout()).isEqualTo(MigrationSettings.defaults().connectTimeout());
		assertThat(properties.migrations().packageName()).isEqualTo(MigrationSource.DEFAULT_PACKAGE);
		assertThat(new QuerySettings(properties.pagination().maxSize(), properties.pagination().onExcess(),
				properties.search().maxTerms(), properties.search().maxLength()))
			.isEqualTo(QuerySettings.DEFAULTS);
	}

	@Test
	void publishedDefaultsAreThoseOfTheCode() {
		assertThat(bind(MasterRecordProperties.class, "masterrecord"))
			.isEqualTo(new Binder(new MapConfigurationPropertySource()).bindOrCreate("masterrecord",
					MasterRecordProperties.class));
	}

	private <T> T bind(Class<T> type, String prefix) {
		Map<String, Object> published = new LinkedHashMap<>();
		this.metadata.properties()
			.stream()
			.filter((property) -> property.name().startsWith("masterrecord.") && property.defaultValue() != null)
			.forEach((property) -> published.put(property.name(), property.defaultValue()));
		return new Binder(new MapConfigurationPropertySource(published)).bindOrCreate(prefix, type);
	}

	@Test
	void knowsTheNamesThatAreAccepted() {
		assertThat(this.metadata.properties()).extracting(ConfigurationMetadata.Property::name)
			.filteredOn((name) -> name.startsWith("masterrecord."))
			.containsExactlyElementsOf(PropertyNameCheck.knownNames());
	}

	@Test
	void sortsWhatIsWrittenByHand() {
		JsonNode additional = ConfigurationMetadata
			.read("src/main/resources/META-INF/additional-spring-configuration-metadata.json");
		for (String section : List.of("properties", "hints")) {
			List<String> names = new ArrayList<>();
			additional.required(section).forEach((node) -> names.add(node.required("name").asString()));
			assertThat(names).as(section).isSorted();
		}
	}

	@Test
	void hintsAreForPropertiesThatExist() {
		List<String> names = this.metadata.properties().stream().map(ConfigurationMetadata.Property::name).toList();
		ConfigurationMetadata.read("src/main/resources/META-INF/additional-spring-configuration-metadata.json")
			.required("hints")
			.forEach((hint) -> assertThat(names).contains(hint.required("name").asString()));
	}

}
