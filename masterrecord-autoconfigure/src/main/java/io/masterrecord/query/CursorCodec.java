package io.masterrecord.query;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Writes positions as cursors and reads them back. A cursor is a version, the fingerprint
 * of the query, the direction and the values of the keys, with a signature over all of
 * it, in the alphabet of URLs.
 */
final class CursorCodec {

	private static final int VERSION = 1;

	private static final int LONGEST = 16_384;

	private static final Log log = LogFactory.getLog(CursorCodec.class);

	private final CursorKey key;

	/** Whether to say that nobody else can read what is written. */
	private final AtomicBoolean warning;

	/**
	 * Create a codec.
	 * @param key signs the cursors
	 * @param shared whether other instances may be asked to read them
	 */
	CursorCodec(CursorKey key, boolean shared) {
		this.key = key;
		this.warning = new AtomicBoolean(shared && key.isGenerated());
	}

	/**
	 * Write a position.
	 * @param fingerprint what tells the query from others
	 * @param position the position
	 */
	String write(byte[] fingerprint, Keys position) {
		if (this.warning.compareAndSet(true, false)) {
			log.warn("Cursors are signed with a key that was generated at start: other instances of this application, "
					+ "and this one after its next start, will refuse them. Set 'masterrecord.pagination.cursor-key' "
					+ "to the same secret of at least 32 bytes everywhere");
		}
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (DataOutputStream out = new DataOutputStream(bytes)) {
			out.writeByte(VERSION);
			out.write(fingerprint);
			out.writeBoolean(position.backward());
			out.writeByte(position.values().size());
			for (Object value : position.values()) {
				write(out, value);
			}
			out.write(this.key.sign(bytes.toByteArray()));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.toByteArray());
	}

	/**
	 * Read a position.
	 * @throws InvalidCursorException if the cursor is not one of ours, or one of another
	 * query
	 */
	Keys read(byte[] fingerprint, String cursor) {
		byte[] signed = decode(cursor);
		int end = signed.length - CursorKey.SIGNATURE;
		byte[] content = Arrays.copyOf(signed, Math.max(0, end));
		if (end < 1 || signed[0] != VERSION) {
			throw unreadable();
		}
		if (!MessageDigest.isEqual(this.key.sign(content), Arrays.copyOfRange(signed, end, signed.length))) {
			throw new InvalidCursorException(
					"This cursor was altered, or signed before the last start or by an instance with another key. Read from the start; instances share cursors if they have the same 'masterrecord.pagination.cursor-key'");
		}
		try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(content))) {
			in.skipBytes(1);
			if (!Arrays.equals(fingerprint, in.readNBytes(fingerprint.length))) {
				throw new InvalidCursorException(
						"This cursor belongs to another query: to other conditions, another order or other values. Read from the start");
			}
			boolean backward = in.readBoolean();
			List<@Nullable Object> values = new ArrayList<>();
			for (int i = in.readUnsignedByte(); i > 0; i--) {
				values.add(readValue(in));
			}
			return new Keys(backward, values);
		}
		catch (IOException ex) {
			throw unreadable();
		}
	}

	/**
	 * Decode a text in the only way it may be written.
	 */
	private static byte[] decode(String cursor) {
		if (cursor.isEmpty() || cursor.length() > LONGEST) {
			throw unreadable();
		}
		try {
			byte[] bytes = Base64.getUrlDecoder().decode(cursor);
			if (Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(cursor)) {
				return bytes;
			}
		}
		catch (IllegalArgumentException ex) {
			// it is no text of ours
		}
		throw unreadable();
	}

	private static InvalidCursorException unreadable() {
		return new InvalidCursorException(
				"This is no cursor. Pass on what a page returned as it is, or read from the start");
	}

	private static void write(DataOutputStream out, @Nullable Object value) throws IOException {
		out.writeByte(tag(value));
		if (value != null) {
			byte[] text = value.toString().getBytes(StandardCharsets.UTF_8);
			out.writeInt(text.length);
			out.write(text);
		}
	}

	private static char tag(@Nullable Object value) {
		if (value == null) {
			return '-';
		}
		if (value instanceof Boolean) {
			return 'z';
		}
		if (value instanceof Short || value instanceof Integer || value instanceof Long) {
			return 'l';
		}
		if (value instanceof Float || value instanceof Double) {
			return 'd';
		}
		if (value instanceof BigDecimal) {
			return 'n';
		}
		if (value instanceof UUID) {
			return 'u';
		}
		if (value instanceof LocalDate) {
			return 'D';
		}
		if (value instanceof LocalTime) {
			return 'T';
		}
		if (value instanceof LocalDateTime) {
			return 'M';
		}
		if (value instanceof Instant) {
			return 'I';
		}
		if (value instanceof String) {
			return 's';
		}
		throw new InvalidQueryException("A cursor cannot hold a value of type '%s'. Sort by something else"
			.formatted(value.getClass().getName()));
	}

	private static @Nullable Object readValue(DataInputStream in) throws IOException {
		char tag = (char) in.readUnsignedByte();
		if (tag == '-') {
			return null;
		}
		String text = new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
		return switch (tag) {
			case 'z' -> Boolean.valueOf(text);
			case 'l' -> Long.valueOf(text);
			case 'd' -> Double.valueOf(text);
			case 'n' -> new BigDecimal(text);
			case 'u' -> UUID.fromString(text);
			case 'D' -> LocalDate.parse(text);
			case 'T' -> LocalTime.parse(text);
			case 'M' -> LocalDateTime.parse(text);
			case 'I' -> Instant.parse(text);
			case 's' -> text;
			default -> throw unreadable();
		};
	}

	/**
	 * A position between rows: next to the row of some keys.
	 *
	 * @param backward whether the rows before it are meant
	 * @param values the values of the keys as their columns hold them, in the order of
	 * the query
	 */
	record Keys(boolean backward, List<@Nullable Object> values) {

	}

}
