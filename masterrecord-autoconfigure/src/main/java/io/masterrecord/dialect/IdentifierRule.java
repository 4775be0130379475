package io.masterrecord.dialect;

import java.nio.charset.StandardCharsets;
import java.util.function.ToIntFunction;

import org.jspecify.annotations.Nullable;

/**
 * Which names a vendor can hold exactly, and how it quotes them. A name is always quoted,
 * also one that looks quoted already, so that two names never become one.
 *
 * @param dialect the id of the dialect, for messages
 * @param quote the quote character, doubled inside a name
 * @param limit the greatest length
 * @param unit what the length counts
 * @param flaw what else the vendor cannot hold
 */
record IdentifierRule(String dialect, char quote, int limit, Unit unit, Flaw flaw) {

	static final Flaw NO_FLAW = (name) -> null;

	String quote(String name) {
		String reason = reason(name);
		if (reason != null) {
			throw new IllegalArgumentException("The name '%s' cannot be used on %s: %s. Choose another name"
				.formatted(printable(name), this.dialect, reason));
		}
		String mark = String.valueOf(this.quote);
		return mark + name.replace(mark, mark + mark) + mark;
	}

	private @Nullable String reason(String name) {
		if (name.isEmpty()) {
			return "it is empty";
		}
		if (name.indexOf('\0') >= 0) {
			return "it contains the character NUL";
		}
		if (Text.hasUnpairedSurrogate(name)) {
			return "it contains half of a surrogate pair";
		}
		int length = this.unit.length(name);
		if (length > this.limit) {
			return "it has %d %s, and the limit is %d".formatted(length, this.unit.words, this.limit);
		}
		return this.flaw.of(name);
	}

	// A hostile name must not deceive the reader of the message.
	private static String printable(String name) {
		StringBuilder text = new StringBuilder();
		name.codePoints().limit(80).forEach((point) -> {
			if (Character.isISOControl(point) || Character.getType(point) == Character.FORMAT
					|| Character.getType(point) == Character.SURROGATE) {
				text.append("\\u%04x".formatted(point));
			}
			else {
				text.appendCodePoint(point);
			}
		});
		return text.toString();
	}

	/**
	 * What the length of a name counts.
	 */
	enum Unit {

		UTF8_BYTES("bytes in UTF-8", (name) -> name.getBytes(StandardCharsets.UTF_8).length),

		CHARACTERS("characters", String::length);

		private final String words;

		private final ToIntFunction<String> measure;

		Unit(String words, ToIntFunction<String> measure) {
			this.words = words;
			this.measure = measure;
		}

		int length(String name) {
			return this.measure.applyAsInt(name);
		}

	}

	/**
	 * A further reason against a name.
	 */
	@FunctionalInterface
	interface Flaw {

		@Nullable String of(String name);

	}

}
