package io.masterrecord.actuate;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

import io.masterrecord.jdbc.StatementEvent;
import io.masterrecord.jdbc.StatementListener;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.MeterBinder;

/**
 * Measures the statements of a context: how long they take, and how many rows they return
 * or change. Those that are sent before there is a registry are not measured.
 *
 * @since 0.1.0
 */
public final class StatementMeters implements StatementListener, MeterBinder {

	private final String context;

	private final List<MeterRegistry> registries = new CopyOnWriteArrayList<>();

	/**
	 * Create the meters.
	 * @param context the name of the context
	 */
	public StatementMeters(String context) {
		this.context = context;
	}

	@Override
	public void sent(StatementEvent event) {
		Tags tags = Tags.of("context", this.context, "kind", event.kind().name().toLowerCase(Locale.ROOT), "table",
				table(event.tables()), "outcome", event.succeeded() ? "success" : "failure");
		for (MeterRegistry registry : this.registries) {
			Timer.builder("masterrecord.statement")
				.description("Time that statements took, with what was read of their results")
				.tags(tags)
				.register(registry)
				.record(event.duration());
			if (event.rows() >= 0) {
				DistributionSummary.builder("masterrecord.statement.rows")
					.description("Rows that statements returned or changed")
					.baseUnit("rows")
					.tags(tags)
					.register(registry)
					.record(event.rows());
			}
		}
	}

	/** There are as many names as tables, however many joins there are. */
	private static String table(Set<String> tables) {
		return switch (tables.size()) {
			case 0 -> "unknown";
			case 1 -> tables.iterator().next();
			default -> "several";
		};
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		this.registries.add(registry);
	}

}
