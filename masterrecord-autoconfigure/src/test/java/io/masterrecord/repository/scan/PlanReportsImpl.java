package io.masterrecord.repository.scan;

import io.masterrecord.write.EntityOperations;
import io.masterrecord.write.WriteEntities.Plan;

import org.springframework.transaction.annotation.Transactional;

class PlanReportsImpl implements PlanReports {

	private final EntityOperations operations;

	PlanReportsImpl(EntityOperations operations) {
		this.operations = operations;
	}

	@Override
	public String report() {
		return this.operations.query(Plan.class).count() + " plans";
	}

	@Override
	@Transactional
	public void failHalfway() {
		this.operations.insert(Plan.of("PN-X", "first"));
		this.operations.insert(Plan.of("PN-X", "second"));
	}

}
