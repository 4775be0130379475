package io.masterrecord.demo;

import io.masterrecord.query.Condition;
import io.masterrecord.test.QueryCounter;
import io.masterrecord.test.QueryCounting;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Sort;

import static org.assertj.core.api.Assertions.assertThat;

@DemoTest
@Import(QueryCounting.class)
class PlanRepositoryTests {

	@Autowired
	private PlanRepository plans;

	@Autowired
	private QueryCounter queries;

	@Test
	void methodsStateQueriesByTheirNames() {
		assertThat(this.plans.findByPlanNo("PN-001")).map(Plan::title).contains("Foo pump");
		assertThat(this.plans.findByPlanNo("PN-999")).isEmpty();
		assertThat(this.plans.countByPlanType("A")).isEqualTo(3);
	}

	@Test
	void projectionReadsWhatItShows() {
		assertThat(this.plans.findTop5ByStatusAndDisabledFalseOrderByCreatedAtDesc(PlanStatus.OPEN)).containsExactly(
				new PlanTitle("PN-012", "Smith, John"), new PlanTitle("PN-011", "O'Brien \"quoted\""),
				new PlanTitle("PN-010", "back\\slash"), new PlanTitle("PN_008", "under_score"),
				new PlanTitle("PN-007", "100 cotton"));
	}

	@Test
	void scopesAreCombined() {
		assertThat(this.plans.count(PlanScopes.open())).isEqualTo(8);
		assertThat(this.plans.findAll(Condition.allOf(PlanScopes.open(), PlanScopes.madeBy(2)),
				PageRequest.of(0, 10, Sort.by("planNo"))))
			.extracting(Plan::planNo)
			.containsExactly("PN-002", "PN_008");
	}

	@Test
	void pageTakesTwoStatementsAndOneIfItIsShort() {
		this.queries.during(() -> this.plans.findAll(PlanScopes.active(), PageRequest.of(0, 5))).hasCount(2);
		this.queries.during(() -> this.plans.findAll(PlanScopes.active(), PageRequest.of(0, 50))).hasCount(1);
	}

}
