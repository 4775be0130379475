package io.masterrecord.actuate;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import io.masterrecord.jdbc.StatementEvent;
import io.masterrecord.jdbc.StatementKind;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link StatementMeters}.
 */
class StatementMetersTests {

	@Test
	void measureStatementsByTableKindAndOutcome() {
		StatementMeters meters = new StatementMeters("default");
		SimpleMeterRegistry registry = new SimpleMeterRegistry();
		meters.sent(event(StatementKind.SELECT, Set.of("plan"), 3, null));
		meters.bindTo(registry);
		assertThat(registry.getMeters()).as("before there is a registry").isEmpty();
		meters.sent(event(StatementKind.SELECT, Set.of("plan"), 3, null));
		meters.sent(event(StatementKind.SELECT, Set.of("plan"), 4, null));
		meters.sent(event(StatementKind.SELECT, Set.of("plan", "note"), -1, null));
		meters.sent(event(StatementKind.UPDATE, Set.of(), -1, new IllegalStateException("no")));
		assertThat(registry.get("masterrecord.statement")
			.tags("context", "default", "kind", "select", "table", "plan", "outcome", "success")
			.timer()
			.totalTime(TimeUnit.MILLISECONDS)).isEqualTo(40);
		assertThat(registry.get("masterrecord.statement.rows").tag("table", "plan").summary().totalAmount())
			.isEqualTo(7);
		assertThat(registry.get("masterrecord.statement").tag("table", "several").timer().count()).isEqualTo(1);
		assertThat(
				registry.get("masterrecord.statement").tags("table", "unknown", "outcome", "failure").timer().count())
			.isEqualTo(1);
	}

	private static StatementEvent event(StatementKind kind, Set<String> tables, long rows,
			@Nullable RuntimeException failure) {
		return new StatementEvent("sql", kind, tables, 1, rows, Duration.ofMillis(20), failure);
	}

}
