package io.masterrecord.demo;

import io.masterrecord.query.Query;
import io.masterrecord.query.Search;
import org.jspecify.annotations.Nullable;

/**
 * What a list of plans is narrowed down to. What is missing or blank does not narrow it.
 *
 * @param keyword words to look for in number and title; one of them is enough
 * @param planNo the exact number
 * @param status how far the plans are
 * @param planType the kind of plan
 */
record PlanFilter(@Nullable String keyword, @Nullable String planNo, @Nullable PlanStatus status,
		@Nullable String planType) {

	static final PlanFilter NONE = new PlanFilter(null, null, null, null);

	Query<Plan> in(Query<Plan> plans) {
		return plans.where(Plan::planNo)
			.eqIfPresent(this.planNo)
			.where(Plan::status)
			.eqIfPresent(this.status)
			.where(Plan::planType)
			.eqIfPresent(this.planType)
			.search(this.keyword, Plan::planNo, Plan::title);
	}

	/**
	 * Write a text as HTML in which the words of the keyword are marked.
	 */
	String highlight(String text) {
		return Search.of(this.keyword).literal().highlight(text);
	}

}
