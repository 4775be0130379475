package io.masterrecord.demo;

import io.masterrecord.query.Query;
import io.masterrecord.repository.MasterRecordRepository;

/**
 * The plans.
 */
public interface PlanRepository extends MasterRecordRepository<Plan, Long> {

	/**
	 * Start a query of the plans that were not deleted.
	 * @return the query
	 */
	default Query<Plan> active() {
		return query().where(Plan::disabled).isFalse();
	}

}
