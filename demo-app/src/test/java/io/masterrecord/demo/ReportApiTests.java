package io.masterrecord.demo;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.json.JsonCompareMode;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the reports answer.
 */
@DemoTest
class ReportApiTests {

	@Autowired
	private MockMvcTester mvc;

	@Test
	void readsPagesOfUsersAndCountsTheUsers() {
		assertThat(this.mvc.get().uri("/api/reports/spend-per-user?size=2").exchange()).hasStatusOk()
			.bodyJson()
			.isEqualTo("""
					{"content": [{"userId": 4, "userName": null, "orders": 1, "total": 50.00},
					{"userId": 1, "userName": "Ann", "orders": 2, "total": 30.00}],
					"page": {"size": 2, "number": 0, "totalElements": 4, "totalPages": 2}}
					""", JsonCompareMode.STRICT);
		assertThat(this.mvc.get().uri("/api/reports/spend-per-user?size=2&page=1").exchange()).hasStatusOk()
			.bodyJson()
			.isEqualTo("""
					{"content": [{"userId": null, "userName": null, "orders": 1, "total": 7.00},
					{"userId": 2, "userName": "Bob", "orders": 1, "total": 5.00}],
					"page": {"size": 2, "number": 1, "totalElements": 4, "totalPages": 2}}
					""", JsonCompareMode.STRICT);
	}

	@Test
	void narrowsTheReportDown() {
		assertThat(this.mvc.get().uri("/api/reports/spend-per-user?minTotal=10").exchange()).bodyJson()
			.extractingPath("$.content[*].userId")
			.asArray()
			.containsExactly(4, 1);
		assertThat(this.mvc.get().uri("/api/reports/spend-per-user?minTotal=10&size=1").exchange()).bodyJson()
			.extractingPath("$.page.totalElements")
			.isEqualTo(2);
		assertThat(this.mvc.get().uri("/api/reports/spend-per-user?userId=2").exchange()).bodyJson()
			.extractingPath("$.content[*].userName")
			.asArray()
			.containsExactly("Bob");
		assertThat(this.mvc.get().uri("/api/reports/spend-per-user?userId=2&minTotal=5.01").exchange()).bodyJson()
			.extractingPath("$.page.totalElements")
			.isEqualTo(0);
	}

	@Test
	void sortsByWhatIsShownAndRefusesAnythingElse() {
		assertThat(this.mvc.get().uri("/api/reports/spend-per-user?userId=x").exchange()).hasStatus(400);
		assertThat(this.mvc.get().uri("/api/reports/spend-per-user?minTotal=much").exchange()).hasStatus(400);
		assertThat(this.mvc.get().uri("/api/reports/spend-per-user?sort=status").exchange()).hasStatus(400);
	}

}
