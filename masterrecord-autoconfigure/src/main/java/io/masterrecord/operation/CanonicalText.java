package io.masterrecord.operation;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

import io.masterrecord.schema.RowReference;
import org.jspecify.annotations.Nullable;

/**
 * The one way in which values become text that is compared or hashed. Every text is
 * preceded by its length, so that no two different things are written alike, and nothing
 * depends on the locale, the time zone or the version of Java.
 */
final class CanonicalText {

	private static final char UNKNOWN = '?';

	private final StringBuilder text = new StringBuilder();

	/**
	 * Append a tree of texts, integers, booleans, lists and maps, with the entries of
	 * maps in the order of their keys.
	 * @param node the tree
	 * @return this
	 */
	CanonicalText node(Object node) {
		if (node instanceof Map<?, ?> map) {
			Map<String, Object> sorted = new TreeMap<>();
			map.forEach((key, value) -> sorted.put((String) key, value));
			this.text.append('m').append(sorted.size()).append(':');
			sorted.forEach((key, value) -> text(key).node(value));
		}
		else if (node instanceof List<?> list) {
			this.text.append('l').append(list.size()).append(':');
			list.forEach(this::node);
		}
		else {
			value(node);
		}
		return this;
	}

	/**
	 * Append a value of a row or a column default: a letter for its type, then its text.
	 * @param value the value
	 * @return this
	 */
	CanonicalText value(@Nullable Object value) {
		if (value == null) {
			this.text.append('n');
			return this;
		}
		if (value instanceof Boolean flag) {
			this.text.append(flag ? 't' : 'f');
			return this;
		}
		char letter = letter(value);
		if (letter == UNKNOWN) {
			throw new IllegalArgumentException("A row cannot hold a '%s'".formatted(value.getClass().getName()));
		}
		this.text.append(letter);
		return text(plain(value));
	}

	/**
	 * Append a text with its length.
	 * @param value the text
	 * @return this
	 */
	CanonicalText text(String value) {
		this.text.append(value.length()).append(':').append(value);
		return this;
	}

	String sha256() {
		try {
			MessageDigest digest = MessageDigest.getInstance("SHA-256");
			return HexFormat.of().formatHex(digest.digest(toString().getBytes(StandardCharsets.UTF_8)));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java platform has SHA-256", ex);
		}
	}

	@Override
	public String toString() {
		return this.text.toString();
	}

	static boolean isKnown(Object value) {
		return letter(value) != UNKNOWN;
	}

	static char letter(Object value) {
		if (value instanceof String) {
			return 's';
		}
		if (value instanceof Long || value instanceof Integer) {
			return 'i';
		}
		if (value instanceof BigDecimal) {
			return 'd';
		}
		if (value instanceof Double) {
			return 'x';
		}
		if (value instanceof UUID) {
			return 'u';
		}
		if (value instanceof Instant) {
			return 'I';
		}
		if (value instanceof LocalDateTime) {
			return 'L';
		}
		if (value instanceof LocalDate) {
			return 'D';
		}
		if (value instanceof LocalTime) {
			return 'T';
		}
		if (value instanceof RowReference) {
			return 'r';
		}
		return UNKNOWN;
	}

	/**
	 * Return the text of a value other than a boolean.
	 * @param value the value
	 * @return the same text for equal numbers, whatever their scale
	 */
	static String plain(Object value) {
		if (value instanceof RowReference reference) {
			CanonicalText text = new CanonicalText().text(reference.table()).text(reference.column());
			reference.key().values().forEach((column, part) -> text.text(column).value(part));
			return text.toString();
		}
		if (value instanceof BigDecimal number) {
			return (number.signum() == 0) ? "0" : number.stripTrailingZeros().toString();
		}
		// The shortest decimal text of a double differs between Java 17 and 19.
		return (value instanceof Double number) ? Double.toHexString(number) : value.toString();
	}

}
