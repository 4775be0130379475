package io.masterrecord.testing;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Many hostile inputs for one surface, and what must not become of them. Each holds a
 * canary, which is to be found among the values of a statement and never in its text. How
 * many there are is said by {@code -Dmasterrecord.test.inputs}; seed and number of the
 * input are printed with a failure, and the seed can be set with
 * {@code -Dmasterrecord.test.seed}.
 *
 * @since 0.1.0
 */
public final class HostileInputs {

	/**
	 * How many inputs a surface is given.
	 */
	public static final int COUNT = Integer.getInteger("masterrecord.test.inputs", 10_000);

	/**
	 * What every input holds.
	 */
	public static final String CANARY = "zq7";

	private static final long SEED = Long.getLong("masterrecord.test.seed", 20_240_131L);

	private static final Pattern WORD = Pattern.compile("'[\\w$]*" + CANARY + "[\\w$]*'");

	private HostileInputs() {
	}

	/**
	 * Try all inputs.
	 * @param trial tries one
	 */
	public static void forEach(Trial trial) {
		for (int i = 0; i < COUNT; i++) {
			try {
				trial.run(new Dice(SEED + i));
			}
			catch (Throwable ex) {
				throw new AssertionError("Seed %d, input %d of %d: %s".formatted(SEED, i, COUNT, ex.getMessage()), ex);
			}
		}
	}

	/**
	 * Return a text with the canary in it.
	 * @param dice the choices
	 * @return the text
	 */
	public static String text(Dice dice) {
		return Hostile.text(dice) + CANARY + (dice.oneIn(2) ? Hostile.text(dice) : "");
	}

	/**
	 * Require that what was typed is bound.
	 * @param sql the text of the statement
	 * @param values the values of the statement
	 */
	public static void requireBound(String sql, List<?> values) {
		requireAbsent(sql);
		if (!values.toString().toLowerCase(Locale.ROOT).contains(CANARY)) {
			throw new AssertionError("What was typed is nowhere among the values %s of: %s".formatted(values, sql));
		}
	}

	/**
	 * Require that nothing that was typed is in a text.
	 * @param text the text of a statement or of a message
	 */
	public static void requireAbsent(@Nullable String text) {
		if (text != null && text.contains(CANARY)) {
			throw new AssertionError("What was typed is a part of: " + text);
		}
	}

	/**
	 * Require that a message repeats nothing that was typed, unless it is a word in
	 * quotes.
	 * @param message the message
	 */
	public static void requireHarmless(@Nullable String message) {
		requireAbsent((message != null) ? WORD.matcher(message).replaceAll("''") : null);
	}

	/**
	 * Require that an input is refused, by a message that is harmless.
	 * @param type how it is refused
	 * @param call the call that is given the input
	 */
	public static void requireRefused(Class<? extends RuntimeException> type, Runnable call) {
		try {
			call.run();
		}
		catch (RuntimeException ex) {
			if (!type.isInstance(ex)) {
				throw ex;
			}
			requireHarmless(ex.getMessage());
			return;
		}
		throw new AssertionError("The input is not refused");
	}

	/**
	 * Tries one input.
	 */
	@FunctionalInterface
	public interface Trial {

		/**
		 * Try an input.
		 * @param dice the choices it is made by
		 * @throws Exception if it fails
		 */
		void run(Dice dice) throws Exception;

	}

}
