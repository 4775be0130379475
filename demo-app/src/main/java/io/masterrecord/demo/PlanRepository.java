package io.masterrecord.demo;

import java.util.List;
import java.util.Optional;

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
		return query(PlanScopes.active());
	}

	/**
	 * Find the plan of a number, also if it was deleted.
	 * @param planNo the number
	 * @return the plan, if there is one
	 */
	Optional<Plan> findByPlanNo(String planNo);

	/**
	 * Read the newest plans of a status.
	 * @param status how far they are
	 * @return the plans, at most five of them
	 */
	List<PlanTitle> findTop5ByStatusAndDisabledFalseOrderByCreatedAtDesc(PlanStatus status);

	/**
	 * Count the plans of a kind, those that were deleted too.
	 * @param planType the kind
	 * @return how many there are
	 */
	long countByPlanType(String planType);

}
