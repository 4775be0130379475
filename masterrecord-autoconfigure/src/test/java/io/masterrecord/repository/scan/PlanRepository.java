package io.masterrecord.repository.scan;

import java.util.List;
import java.util.stream.Stream;

import io.masterrecord.repository.MasterRecordRepository;
import io.masterrecord.repository.SqlQuery;
import io.masterrecord.write.WriteEntities.Plan;
import io.masterrecord.write.WriteEntities.PlanStatus;

import org.springframework.transaction.annotation.Transactional;

/**
 * With a default method and a fragment.
 */
public interface PlanRepository extends MasterRecordRepository<Plan, Long>, PlanReports {

	/**
	 * Stream of a name.
	 */
	Stream<Plan> streamByTitleStartingWith(String title);

	/**
	 * Stream of a text.
	 */
	@SqlQuery("SELECT `plan_no` FROM `plan` ORDER BY `plan_no`")
	Stream<String> streamNumbers();

	/**
	 * Stream of a transaction of its own.
	 */
	@Transactional(readOnly = true)
	Stream<Plan> streamByStatus(PlanStatus status);

	/**
	 * Default method.
	 */
	default List<Plan> titled(String title) {
		return query().where(Plan::title).eq(title).list();
	}

}
