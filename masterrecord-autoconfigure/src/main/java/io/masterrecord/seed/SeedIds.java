package io.masterrecord.seed;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

import io.masterrecord.schema.Row;
import org.jspecify.annotations.Nullable;

/**
 * The ids of seeds whose id is a generated UUID and not given. They are derived from what
 * the row is recognised by, because a random id would make every generated migration
 * another one.
 */
final class SeedIds {

	private SeedIds() {
	}

	/**
	 * Return the id of a row: a UUID of version 8, the version of ids with a meaning of
	 * their own.
	 * @param table the table
	 * @param key the key columns; empty if the row is recognised by all its values
	 * @param row the row
	 */
	static UUID of(String table, List<String> key, Row row) {
		Map<String, @Nullable Object> identity = new TreeMap<>(key.isEmpty() ? row.values() : row.only(key).values());
		StringBuilder text = new StringBuilder();
		append(text, table);
		identity.forEach((column, value) -> {
			append(text, column);
			append(text, (value != null) ? value.getClass().getSimpleName() + value : "");
		});
		ByteBuffer hash = ByteBuffer.wrap(sha256(text.toString()));
		long high = (hash.getLong() & ~0xF000L) | 0x8000L;
		long low = (hash.getLong() & ~(0b11L << 62)) | (0b10L << 62);
		return new UUID(high, low);
	}

	private static void append(StringBuilder text, String part) {
		text.append(part.length()).append(':').append(part);
	}

	private static byte[] sha256(String text) {
		try {
			return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java platform has SHA-256", ex);
		}
	}

}
