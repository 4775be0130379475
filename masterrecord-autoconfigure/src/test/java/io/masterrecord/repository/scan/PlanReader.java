package io.masterrecord.repository.scan;

import java.util.Optional;

import io.masterrecord.write.WriteEntities.Plan;

import org.springframework.data.repository.Repository;

/**
 * Ours by its entity, and with only what it names.
 */
public interface PlanReader extends Repository<Plan, Long> {

	/**
	 * Find a plan.
	 */
	Optional<Plan> findById(Long id);

}
