package io.masterrecord.demo;

import java.time.Instant;

import io.masterrecord.query.Alias;
import io.masterrecord.query.Query;
import io.masterrecord.query.Selection;
import org.jspecify.annotations.Nullable;

import static io.masterrecord.query.Expressions.col;

/**
 * A plan as it is listed: together with the name of the user who made it.
 *
 * @param createdByName the name, or {@code null} if nobody knows who made the plan
 * @see Plan
 */
public record ListedPlan(long id, String planNo, String title, String planType, PlanStatus status, boolean disabled,
		@Nullable Long createdBy, @Nullable String createdByName, Instant createdAt, Instant updatedAt, int version) {

	static Selection<Plan, ListedPlan> of(Query<Plan> plans) {
		Alias<User> author = Alias.of(User.class);
		return plans.leftJoin(author, Plan::createdBy)
			.select(ListedPlan.class, col(Plan::id), col(Plan::planNo), col(Plan::title), col(Plan::planType),
					col(Plan::status), col(Plan::disabled), col(Plan::createdBy), author.col(User::name),
					col(Plan::createdAt), col(Plan::updatedAt), col(Plan::version))
			.sortable(ListedPlan::id, ListedPlan::planNo, ListedPlan::title, ListedPlan::planType, ListedPlan::status,
					ListedPlan::createdByName, ListedPlan::createdAt, ListedPlan::updatedAt);
	}

}
