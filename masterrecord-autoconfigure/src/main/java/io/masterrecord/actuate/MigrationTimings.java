package io.masterrecord.actuate;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

import io.masterrecord.migration.Direction;
import io.masterrecord.migration.MigrationListener;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.MeterBinder;

/**
 * Measures how long migrations took and how long they waited for their lock. They run
 * before there is a registry, which must not be created early: what was measured until
 * then is kept.
 *
 * @since 0.1.0
 */
public final class MigrationTimings implements MigrationListener, MeterBinder {

	private final String context;

	private final List<Consumer<MeterRegistry>> measured = new CopyOnWriteArrayList<>();

	private final List<MeterRegistry> registries = new CopyOnWriteArrayList<>();

	/**
	 * Create the timings of a context.
	 * @param context its name
	 */
	public MigrationTimings(String context) {
		this.context = context;
	}

	@Override
	public void lockAcquired(Duration waited) {
		record((registry) -> Timer.builder("masterrecord.migration.lock.wait")
			.description("Time that migrations waited for those of another process")
			.tag("context", this.context)
			.register(registry)
			.record(waited));
	}

	@Override
	public void migrationFinished(String id, String name, Direction direction, Duration duration) {
		record((registry) -> Timer.builder("masterrecord.migration.duration")
			.description("Time that migrations took")
			.tag("context", this.context)
			.tag("direction", direction.toString())
			.register(registry)
			.record(duration));
	}

	@Override
	public synchronized void bindTo(MeterRegistry registry) {
		this.measured.forEach((measurement) -> measurement.accept(registry));
		this.registries.add(registry);
	}

	private synchronized void record(Consumer<MeterRegistry> measurement) {
		this.measured.add(measurement);
		this.registries.forEach(measurement);
	}

}
