package io.masterrecord.demo;

import java.time.Instant;

import io.masterrecord.annotation.BelongsTo;
import io.masterrecord.annotation.Column;
import io.masterrecord.annotation.CompositeIndex;
import io.masterrecord.annotation.GeneratedId;
import io.masterrecord.annotation.Searchable;
import io.masterrecord.annotation.Table;
import io.masterrecord.annotation.Unique;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

import org.springframework.data.annotation.CreatedDate;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.LastModifiedDate;
import org.springframework.data.annotation.Version;

/**
 * A plan to buy something.
 *
 * @param id the id, or {@code null} before the plan is stored
 * @param planNo the number by which people know it
 * @param title what is to be bought
 * @param planType the kind of plan, mostly a letter
 * @param status how far it is
 * @param disabled whether it was deleted; such a plan is kept, but nobody sees it
 * @param createdBy the user who made it, or {@code null} if nobody knows
 * @param createdAt when it was stored first
 * @param updatedAt when it was stored last
 * @param version how often it was stored, from 1; 0 before it is stored
 */
@Table(name = "plans")
@CompositeIndex({ "disabled", "createdAt", "id" })
@CompositeIndex(value = { "status", "planType" }, name = "idx_plans_status_and_type")
public record Plan(@Id @GeneratedId @Nullable Long id, @Unique @Searchable @NotBlank @Size(max = 20) String planNo,
		@Searchable @NotBlank @Size(max = 200) String title, @NotBlank @Size(max = 10) String planType,
		PlanStatus status, @Column(defaultValue = "false") boolean disabled,
		@BelongsTo(User.class) @Nullable Long createdBy, @CreatedDate @Nullable Instant createdAt,
		@LastModifiedDate @Nullable Instant updatedAt, @Version int version) {

	/**
	 * Create a plan that is not stored yet.
	 */
	static Plan draft(String planNo, String title, String planType, PlanStatus status, @Nullable Long createdBy) {
		return new Plan(null, planNo, title, planType, status, false, createdBy, null, null, 0);
	}

	/**
	 * Return this plan with what people may change about it.
	 */
	Plan revised(String planNo, String title, String planType, PlanStatus status, @Nullable Long createdBy) {
		return new Plan(this.id, planNo, title, planType, status, this.disabled, createdBy, this.createdAt,
				this.updatedAt, this.version);
	}

	/**
	 * Return this plan as it was seen in some version.
	 */
	Plan seenInVersion(int version) {
		return new Plan(this.id, this.planNo, this.title, this.planType, this.status, this.disabled, this.createdBy,
				this.createdAt, this.updatedAt, version);
	}

}
