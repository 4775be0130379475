package io.masterrecord.write;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;

import io.masterrecord.annotation.GeneratedId;
import io.masterrecord.model.EntityModel;
import io.masterrecord.model.Model;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.data.annotation.CreatedDate;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.LastModifiedDate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link AuditingClock}.
 */
class AuditingClockTests {

	private final AuditingClock clock = new AuditingClock(
			Clock.fixed(Instant.parse("2026-03-31T23:30:00.123456789Z"), ZoneId.of("Europe/Oslo")));

	@Test
	void tellsTheTimeInTheTypeOfTheProperty() {
		EntityModel<?> local = Model.of(Local.class).entity(Local.class);
		EntityModel<?> number = Model.of(Numbered.class).entity(Numbered.class);
		Instant now = this.clock.now();
		assertThat(now).isEqualTo(Instant.parse("2026-03-31T23:30:00.123456Z"));
		assertThat(this.clock.valueFor(local.property("created"), now))
			.isEqualTo(LocalDateTime.parse("2026-04-01T01:30:00.123456"));
		assertThat(this.clock.valueFor(local.property("changed"), now)).isEqualTo(LocalDate.of(2026, 4, 1));
		assertThat(this.clock.valueFor(number.property("created"), now)).isEqualTo(1774999800123L);
		assertThat(this.clock.valueFor(number.property("changed"), now)).isEqualTo(now);
	}

	record Local(@Id @GeneratedId @Nullable Long id, @CreatedDate LocalDateTime created,
			@LastModifiedDate LocalDate changed) {
	}

	record Numbered(@Id @GeneratedId @Nullable Long id, @CreatedDate long created, @LastModifiedDate Instant changed) {
	}

}
