package io.masterrecord.demo;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * What a client says about a plan.
 *
 * @param planNo the number by which people know it
 * @param title what is to be bought
 * @param planType the kind of plan
 * @param status how far it is
 * @param createdBy the user who made it, or {@code null}
 * @param version the version that the client has seen, to notice changes since; not used
 * for a new plan
 */
record PlanForm(@NotBlank @Size(max = 20) @Nullable String planNo, @NotBlank @Size(max = 200) @Nullable String title,
		@NotBlank @Size(max = 10) @Nullable String planType, @NotNull @Nullable PlanStatus status,
		@Nullable Long createdBy, @Positive @Nullable Integer version) {

	static PlanForm empty() {
		return new PlanForm(null, null, null, PlanStatus.OPEN, null, null);
	}

	static PlanForm of(Plan plan) {
		return new PlanForm(plan.planNo(), plan.title(), plan.planType(), plan.status(), plan.createdBy(),
				plan.version());
	}

}
