package io.masterrecord.write;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;

import io.masterrecord.model.PropertyModel;

/**
 * Tells the time in the Java type of an auditing property, to the microsecond, which is
 * what columns keep.
 */
final class AuditingClock {

	private final Clock clock;

	AuditingClock(Clock clock) {
		this.clock = clock;
	}

	Instant now() {
		return this.clock.instant().truncatedTo(ChronoUnit.MICROS);
	}

	Object valueFor(PropertyModel property, Instant now) {
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
