package io.masterrecord.demo;

import java.util.List;
import java.util.Objects;

/**
 * A user and the latest plans of that user.
 *
 * @param userId the user
 * @param userName the name of the user
 * @param latestPlans the plans, the latest first
 */
record PlansOfUser(long userId, String userName, List<PlanTitle> latestPlans) {

	static PlansOfUser of(User user) {
		List<Plan> plans = Objects.requireNonNull(user.plans(), "The plans have been read");
		return new PlansOfUser(Objects.requireNonNull(user.id(), "The user is stored"), user.name(),
				plans.stream().map((plan) -> new PlanTitle(plan.planNo(), plan.title())).toList());
	}

}
