package io.masterrecord.demo;

import io.masterrecord.context.MasterRecordContext;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.json.AbstractJsonContentAssert;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

import static org.assertj.core.api.Assertions.assertThat;

@DemoTest
class OperationsTests {

	@Autowired
	private MockMvcTester mvc;

	@Autowired
	private MasterRecordContext context;

	@Test
	void showsMigrationsSeedsAndHealth() {
		String newest = this.context.migrations().chain().migrations().get(0).name();
		assertThat(this.mvc.get().uri("/status")).hasStatusOk()
			.bodyText()
			.contains("H2 2", "up to date", newest, "applied", "rows of users for development: written", "masterrecord")
			.doesNotContain("DOWN", "pending</span>");
	}

	@Test
	void isHealthy() {
		AbstractJsonContentAssert<?> health = assertThat(this.mvc.get().uri("/actuator/health")).hasStatusOk()
			.bodyJson();
		health.extractingPath("$.status").isEqualTo("UP");
		health.extractingPath("$.components.masterrecord.status").isEqualTo("UP");
		health.extractingPath("$.components.db.status").isEqualTo("UP");
	}

	@Test
	void tellsProgramsAboutItsMigrations() {
		assertThat(this.mvc.get().uri("/actuator/masterrecord")).hasStatusOk()
			.bodyJson()
			.extractingPath("$.contexts.default")
			.isNotNull();
	}

	@Test
	void countsItsMigrations() {
		assertThat(this.mvc.get().uri("/actuator/metrics")).hasStatusOk()
			.bodyText()
			.contains("masterrecord.migrations");
	}

}
