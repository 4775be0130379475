package io.masterrecord.demo;

import io.masterrecord.test.QueryCounter;
import io.masterrecord.test.QueryCounting;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.data.domain.PageRequest;
import org.springframework.test.json.JsonCompareMode;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the reports answer.
 */
@DemoTest
@Import(QueryCounting.class)
class ReportApiTests {

	@Autowired
	private MockMvcTester mvc;

	@Autowired
	private ReportService reports;

	@Autowired
	private QueryCounter queries;

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
	void showsTheLatestPlansOfEachUser() {
		assertThat(this.mvc.get().uri("/api/reports/latest-plans-per-user").exchange()).hasStatusOk()
			.bodyJson()
			.isEqualTo(
					"""
							{"content": [
							{"userId": 1, "userName": "Ann", "latestPlans": [{"planNo": "PN-012", "title": "Smith, John"},
							{"planNo": "PN-011", "title": "O'Brien \\"quoted\\""}, {"planNo": "PN-010", "title": "back\\\\slash"}]},
							{"userId": 2, "userName": "Bob", "latestPlans": [{"planNo": "PNX008", "title": "underXscore"},
							{"planNo": "PN_008", "title": "under_score"}, {"planNo": "PN-002", "title": "bar valve"}]},
							{"userId": 3, "userName": "Demo visitor", "latestPlans": []}],
							"page": {"size": 10, "number": 0, "totalElements": 3, "totalPages": 1}}
							""",
					JsonCompareMode.STRICT);
		assertThat(this.mvc.get().uri("/api/reports/latest-plans-per-user?sort=plans").exchange()).hasStatus(400);
	}

	@Test
	void readsThePlansOfAllUsersByOneStatement() {
		this.queries.during(() -> this.reports.latestPlansPerUser(PageRequest.of(0, 10))).hasCount(2);
		this.queries.during(() -> this.reports.latestPlansPerUser(PageRequest.of(1, 1))).hasCount(3);
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
		assertThat(this.mvc.get().uri("/api/reports/spend-per-user?sort=total").exchange()).bodyJson()
			.extractingPath("$.content[*].total")
			.asArray()
			.containsExactly(5.0, 7.0, 30.0, 50.0);
	}

}
