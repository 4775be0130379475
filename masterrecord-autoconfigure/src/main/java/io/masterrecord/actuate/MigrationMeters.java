package io.masterrecord.actuate;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

import io.masterrecord.migration.MigrationState;
import io.masterrecord.migration.MigrationStatus;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;

/**
 * Measures how the migrations of contexts stand. A database that does not answer is no
 * number.
 *
 * @since 0.1.0
 */
public final class MigrationMeters implements MeterBinder {

	private final Iterable<ContextState> states;

	/**
	 * Create the meters.
	 * @param states the states of the contexts; asked for when a registry is there
	 */
	public MigrationMeters(Iterable<ContextState> states) {
		this.states = states;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		this.states.forEach((state) -> bind(state, registry));
	}

	private static void bind(ContextState state, MeterRegistry registry) {
		String name = state.name();
		Gauge.builder("masterrecord.schema.drift", state, (source) -> source.context().modelChanges().count())
			.description("Changes of the entities that no migration makes")
			.tag("context", name)
			.register(registry);
		if (!state.isWatched()) {
			return;
		}
		for (MigrationState kind : MigrationState.values()) {
			Gauge.builder("masterrecord.migrations", state, number((status) -> count(status, kind)))
				.description("Migrations by how they stand")
				.tag("context", name)
				.tag("state", kind.name().toLowerCase(Locale.ROOT).replace('_', '-'))
				.register(registry);
		}
		TimeGauge
			.builder("masterrecord.migrations.last.success.time", state, TimeUnit.SECONDS,
					number(MigrationMeters::lastSuccess))
			.description("When the newest migration was finished, in seconds since the epoch")
			.tag("context", name)
			.register(registry);
	}

	private static ToDoubleFunction<ContextState> number(ToDoubleFunction<MigrationStatus> number) {
		return (state) -> state.recent().answer().map((status) -> number.applyAsDouble(status)).orElse(Double.NaN);
	}

	private static double count(MigrationStatus status, MigrationState kind) {
		return status.migrations().stream().filter((migration) -> migration.state() == kind).count();
	}

	private static double lastSuccess(MigrationStatus status) {
		Optional<Instant> last = status.migrations()
			.stream()
			.filter((migration) -> migration.startedAt() != null && migration.duration() != null)
			.map((migration) -> migration.startedAt().plus(migration.duration()))
			.max(Instant::compareTo);
		return last.map((instant) -> (double) instant.getEpochSecond()).orElse(Double.NaN);
	}

}
