package io.masterrecord.write;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;

import io.masterrecord.model.PropertyModel;
import org.jspecify.annotations.Nullable;

import org.springframework.data.domain.AuditorAware;

/**
 * Tells when a row is written, in the Java type of an auditing property and to the
 * microsecond, which is what columns keep; and on whose behalf.
 */
final class Auditing {

	private final Clock clock;

	private final AuditorAware<?> auditor;

	Auditing(Clock clock, AuditorAware<?> auditor) {
		this.clock = clock;
		this.auditor = auditor;
	}

	Instant now() {
		return this.clock.instant().truncatedTo(ChronoUnit.MICROS);
	}

	/**
	 * Return the value of an auditing property.
	 * @param now when the row is written
	 * @return the time, or who is writing, {@code null} if nobody knows
	 */
	@Nullable Object valueFor(PropertyModel property, Instant now) {
		if (property.isCreatedBy() || property.isLastModifiedBy()) {
			return this.auditor.getCurrentAuditor().orElse(null);
		}
		Class<?> type = property.javaType();
		if (type == Instant.class) {
			return now;
		}
		if (type == LocalDateTime.class) {
			return LocalDateTime.ofInstant(now, this.clock.getZone());
		}
		if (type == LocalDate.class) {
			return LocalDate.ofInstant(now, this.clock.getZone());
		}
		if (type == long.class || type == Long.class) {
			return now.toEpochMilli();
		}
		throw new IllegalStateException(
				"'%s' of type '%s' cannot hold the time of a change".formatted(property.name(), type.getName()));
	}

}
