package io.masterrecord.demo;

import io.masterrecord.query.Condition;

/**
 * Conditions on plans that have a name, to be combined in queries.
 */
final class PlanScopes {

	private PlanScopes() {
	}

	/**
	 * The plans that were not deleted.
	 */
	static Condition<Plan> active() {
		return Condition.where(Plan::disabled).isFalse();
	}

	/**
	 * The plans that are still to be carried out.
	 */
	static Condition<Plan> open() {
		return Condition.allOf(active(), Condition.where(Plan::status).eq(PlanStatus.OPEN));
	}

	/**
	 * The plans that a user made.
	 */
	static Condition<Plan> madeBy(long user) {
		return Condition.where(Plan::createdBy).eq(user);
	}

}
