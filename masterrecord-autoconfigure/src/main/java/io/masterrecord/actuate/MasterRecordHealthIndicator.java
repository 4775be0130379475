package io.masterrecord.actuate;

import java.util.List;

import io.masterrecord.migration.MigrationState;
import io.masterrecord.migration.MigrationStatus;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

/**
 * Tells whether the migrations of a context are applied. Pending and running ones take
 * the application out of service; a failed or edited one, and a database that does not
 * answer, are down; a database ahead of the application is up. What the driver says is
 * not passed on. It never throws.
 *
 * @since 0.1.0
 */
public final class MasterRecordHealthIndicator implements HealthIndicator {

	private final ContextState state;

	/**
	 * Create an indicator.
	 * @param state the state of the context
	 */
	public MasterRecordHealthIndicator(ContextState state) {
		this.state = state;
	}

	@Override
	public Health health() {
		if (!this.state.isWatched()) {
			return Health.unknown().withDetail("state", "OFF").build();
		}
		try {
			ContextState.Reading reading = this.state.recent();
			return reading.answer().map(MasterRecordHealthIndicator::health).orElseGet(() -> unreachable(reading));
		}
		catch (RuntimeException ex) {
			return Health.down().withDetail("state", "UNKNOWN").withDetail("error", ex.getClass().getName()).build();
		}
	}

	private static Health unreachable(ContextState.Reading reading) {
		Health.Builder health = Health.down().withDetail("state", ContextDescriptor.UNREACHABLE);
		if (reading.sqlState() != null) {
			health.withDetail("sqlState", reading.sqlState());
		}
		return health.build();
	}

	private static Health health(MigrationStatus status) {
		Health.Builder health = Health.status(status(status.state()))
			.withDetail("state", status.state().name())
			.withDetail("database", status.database().toString())
			.withDetail("migrations", status.migrations().size())
			.withDetail("pending", status.pending());
		List<String> ahead = status.migrations()
			.stream()
			.filter((migration) -> migration.state() == MigrationState.AHEAD)
			.map(MigrationStatus.Item::id)
			.toList();
		if (!ahead.isEmpty()) {
			health.withDetail("ahead", ahead);
		}
		List<String> unfinished = status.migrations()
			.stream()
			.filter((migration) -> migration.state() == MigrationState.AHEAD && migration.isUnfinished())
			.map(MigrationStatus.Item::id)
			.toList();
		if (!unfinished.isEmpty()) {
			health.withDetail("aheadUnfinished", unfinished);
		}
		if (status.lockHolder() != null) {
			health.withDetail("lockHolder", status.lockHolder());
		}
		return health.build();
	}

	private static Status status(MigrationStatus.State state) {
		return switch (state) {
			case UP_TO_DATE, AHEAD -> Status.UP;
			case PENDING, RUNNING -> Status.OUT_OF_SERVICE;
			case FAILED, TAMPERED -> Status.DOWN;
		};
	}

}
