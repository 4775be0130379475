package io.masterrecord.repository.scan;

import java.util.List;

import io.masterrecord.repository.MasterRecordRepository;
import io.masterrecord.write.WriteEntities.Plan;

/**
 * With a default method and a fragment.
 */
public interface PlanRepository extends MasterRecordRepository<Plan, Long>, PlanReports {

	/**
	 * Default method.
	 */
	default List<Plan> titled(String title) {
		return query().where(Plan::title).eq(title).list();
	}

}
