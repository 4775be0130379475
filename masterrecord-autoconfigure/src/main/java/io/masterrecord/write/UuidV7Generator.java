package io.masterrecord.write;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Generates UUIDs of version 7 (RFC 9562): 48 bits of milliseconds, 12 bits of a counter,
 * 62 random bits. The identifiers of one generator always increase, also within a
 * millisecond, when the clock steps back, and between threads.
 */
final class UuidV7Generator {

	private static final int COUNTER_BITS = 12;

	/** Half of the counter is left for what else comes within the millisecond. */
	private static final int FIRST_COUNTER_MASK = 0x7FF;

	private static final long COUNTER_MASK = 0xFFF;

	private static final long VERSION = 0x7000L;

	private static final long VARIANT = 0x8000_0000_0000_0000L;

	private static final long VARIANT_MASK = 0x3FFF_FFFF_FFFF_FFFFL;

	private final SecureRandom random = new SecureRandom();

	private final Clock clock;

	/** Milliseconds and counter of the latest identifier. */
	private final AtomicLong latest = new AtomicLong();

	UuidV7Generator(Clock clock) {
		this.clock = clock;
	}

	UUID next() {
		long bits = this.random.nextLong();
		long fresh = (this.clock.millis() << COUNTER_BITS) | (this.random.nextInt() & FIRST_COUNTER_MASK);
		// A counter that overflows runs into the milliseconds, which the RFC allows.
		long stamp = this.latest.updateAndGet((last) -> Math.max(last + 1, fresh));
		long most = ((stamp >>> COUNTER_BITS) << 16) | VERSION | (stamp & COUNTER_MASK);
		return new UUID(most, VARIANT | (bits & VARIANT_MASK));
	}

}
