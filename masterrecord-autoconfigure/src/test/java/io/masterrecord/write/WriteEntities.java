package io.masterrecord.write;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Optional;
import java.util.UUID;

import io.masterrecord.annotation.BelongsTo;
import io.masterrecord.annotation.Column;
import io.masterrecord.annotation.GeneratedId;
import io.masterrecord.annotation.Searchable;
import io.masterrecord.annotation.Table;
import io.masterrecord.annotation.Unique;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

import org.springframework.data.annotation.CreatedDate;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.LastModifiedDate;
import org.springframework.data.annotation.Version;

/**
 * Entities of tests.
 */
public final class WriteEntities {

	private WriteEntities() {
	}

	/**
	 * State of a plan.
	 */
	public enum PlanStatus {

		/** Open. */
		OPEN,
		/** Closed. */
		CLOSED

	}

	/**
	 * Everything at once.
	 */
	@Table
	public record Plan(@Id @GeneratedId @Nullable Long id, @Unique @Searchable @Size(max = 20) String planNo,
			@Searchable @NotBlank @Size(max = 120) String title, @Nullable String note, PlanStatus status,
			@Nullable BigDecimal budget, @Nullable LocalDate due,
			@Column(defaultValue = "5") @Nullable Integer priority, @CreatedDate @NotNull @Nullable Instant createdAt,
			@LastModifiedDate @Nullable Instant updatedAt, @Version int version) {

		/**
		 * Make a new plan.
		 */
		public static Plan of(String planNo, String title) {
			return new Plan(null, planNo, title, null, PlanStatus.OPEN, null, null, null, null, null, 0);
		}

		Plan withId(long newId) {
			return new Plan(newId, this.planNo, this.title, this.note, this.status, this.budget, this.due,
					this.priority, this.createdAt, this.updatedAt, this.version);
		}

		Plan withTitle(String newTitle) {
			return new Plan(this.id, this.planNo, newTitle, this.note, this.status, this.budget, this.due,
					this.priority, this.createdAt, this.updatedAt, this.version);
		}

		Plan withNote(@Nullable String newNote) {
			return new Plan(this.id, this.planNo, this.title, newNote, this.status, this.budget, this.due,
					this.priority, this.createdAt, this.updatedAt, this.version);
		}

		Plan withPriority(@Nullable Integer newPriority) {
			return new Plan(this.id, this.planNo, this.title, this.note, this.status, this.budget, this.due,
					newPriority, this.createdAt, this.updatedAt, this.version);
		}

		Plan withCreatedAt(@Nullable Instant newCreatedAt) {
			return new Plan(this.id, this.planNo, this.title, this.note, this.status, this.budget, this.due,
					this.priority, newCreatedAt, this.updatedAt, this.version);
		}

	}

	/**
	 * Refers to a plan.
	 */
	public record PlanItem(@Id @GeneratedId @Nullable Long id, @BelongsTo(Plan.class) long planId, String name) {
	}

	/**
	 * Numbered by the application, with a default of the database.
	 */
	public record Token(@Id @GeneratedId @Nullable UUID id, String label,
			@Column(defaultExpression = "CURRENT_TIMESTAMP") @Nullable Instant issuedAt) {
	}

	/**
	 * An id that is assigned, and no version.
	 */
	public record Setting(@Id String name, String content) {
	}

	/**
	 * Nothing but an id.
	 */
	public record Ticket(@Id @GeneratedId @Nullable Long id) {
	}

	/**
	 * An instant of nanoseconds.
	 */
	public record Event(@Id @GeneratedId @Nullable Integer id, Instant at) {
	}

	/**
	 * Nothing but an id and a text.
	 */
	public record PlanNote(@Id @GeneratedId @Nullable Long id, String text) {
	}

	/**
	 * A value that may be absent.
	 */
	public record Contact(@Id @GeneratedId @Nullable Long id, String name, Optional<String> phone) {
	}

	/**
	 * Every type of value, each of which may be absent.
	 */
	public record Sample(@Id @GeneratedId @Nullable Long id, @Nullable Boolean flag, @Nullable Byte tiny,
			@Nullable Short small, @Nullable Integer medium, @Nullable Long large, @Nullable Float real,
			@Nullable Double precise, @Nullable BigDecimal exact, @Nullable Character letter, @Nullable String text,
			@Nullable UUID uuid, @Nullable LocalDate date, @Nullable LocalTime time, @Nullable LocalDateTime dateTime,
			@Nullable Instant instant, @Nullable PlanStatus status) {
	}

	/**
	 * A plain class.
	 */
	public static class Person {

		@Id
		@GeneratedId
		private long id;

		private String name;

		private int age;

		@Version
		private @Nullable Long version;

		/** For reading. */
		protected Person() {
			this("", 0);
		}

		/** A new person. */
		public Person(String name, int age) {
			this.name = name;
			this.age = age;
		}

		/** The id. */
		public long getId() {
			return this.id;
		}

		/** The name. */
		public String getName() {
			return this.name;
		}

		/** Change the name. */
		public void setName(String name) {
			this.name = name;
		}

		/** The age. */
		public int getAge() {
			return this.age;
		}

		/** The version. */
		public @Nullable Long getVersion() {
			return this.version;
		}

	}

}
