package io.masterrecord.actuate;

import java.util.concurrent.atomic.LongAdder;

import io.masterrecord.write.RetryListener;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

/**
 * Counts the transactions of a context that are run again.
 *
 * @since 0.1.0
 */
public final class TransactionMeters implements MeterBinder, RetryListener {

	private final LongAdder retries = new LongAdder();

	private final String context;

	/**
	 * Create the meters.
	 * @param context the name of the context
	 */
	public TransactionMeters(String context) {
		this.context = context;
	}

	@Override
	public void retrying(int run, RuntimeException conflict) {
		this.retries.increment();
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		FunctionCounter.builder("masterrecord.transaction.retries", this.retries, LongAdder::sum)
			.description("Transactions that were run again after a conflict")
			.tag("context", this.context)
			.register(registry);
	}

}
