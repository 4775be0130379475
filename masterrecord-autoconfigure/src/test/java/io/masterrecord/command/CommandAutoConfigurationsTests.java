package io.masterrecord.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.masterrecord.autoconfigure.MasterRecordAutoConfiguration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link CommandAutoConfigurations}.
 */
class CommandAutoConfigurationsTests {

	private static final List<String> CANDIDATES = ImportCandidates.load(AutoConfiguration.class, null).getCandidates();

	@Test
	void leavesOutWhatIsForRequestsAndForWatching() {
		assertThat(kept(true, CANDIDATES))
			.contains(MasterRecordAutoConfiguration.class.getName(), DataSourceAutoConfiguration.class.getName())
			.contains("org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration",
					"org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration",
					"org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration",
					"org.springframework.boot.autoconfigure.context.PropertyPlaceholderAutoConfiguration",
					"org.springframework.boot.autoconfigure.context.ConfigurationPropertiesAutoConfiguration",
					"org.springframework.boot.autoconfigure.context.MessageSourceAutoConfiguration",
					"io.masterrecord.autoconfigure.MasterRecordRepositoriesAutoConfiguration")
			.noneMatch((name) -> name.contains("webmvc") || name.contains("actuate") || name.contains("health"))
			.hasSizeLessThan(CANDIDATES.size() / 2);
	}

	@Test
	void leavesOutNothingOfOthers() {
		List<String> others = List.of("com.acme.web.AcmeWebAutoConfiguration",
				"com.acme.actuate.metrics.AcmeMetricsAutoConfiguration",
				"org.springframework.cloud.autoconfigure.metrics.CloudAutoConfiguration");

		assertThat(kept(true, others)).isEqualTo(others);
	}

	@Test
	void leavesOutNothingWhereTheApplicationStarts() {
		assertThat(kept(false, CANDIDATES)).isEqualTo(CANDIDATES);
	}

	private static List<String> kept(boolean command, List<String> names) {
		MockEnvironment environment = new MockEnvironment();
		if (command) {
			CommandMode.enter(new SpringApplication(), environment, Map.of());
		}
		CommandAutoConfigurations filter = new CommandAutoConfigurations();
		filter.setEnvironment(environment);
		@Nullable String[] candidates = names.toArray(String[]::new);
		boolean[] matches = filter.match(candidates);
		assertThat(matches).hasSameSizeAs(candidates);
		List<String> kept = new ArrayList<>();
		for (int i = 0; i < matches.length; i++) {
			if (matches[i]) {
				kept.add(names.get(i));
			}
		}
		return kept;
	}

}
