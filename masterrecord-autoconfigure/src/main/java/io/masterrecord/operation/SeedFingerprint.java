package io.masterrecord.operation;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

import io.masterrecord.schema.Environments;
import io.masterrecord.schema.Row;
import io.masterrecord.schema.RowReference;
import io.masterrecord.schema.SeedKey;
import org.jspecify.annotations.Nullable;

/**
 * What a schema remembers of a declared row: who it is, and a hash by which a change of
 * its values or environments is seen.
 * <p>
 * A hash cannot be computed anew when a column is renamed, because the values are not
 * known any more. So the rename itself is appended to it, and undone on the row that is
 * compared: a rename makes no seed look changed.
 *
 * @since 0.1.0
 */
public final class SeedFingerprint {

	private static final int HASH_LENGTH = 64;

	private static final String SYNC = "s";

	private static final String FILE = "file:";

	private SeedFingerprint() {
	}

	/**
	 * Return the identity of a row. Environments are no part of it.
	 * @param table the table
	 * @param key the columns by which the row is recognised; empty if by all its values
	 * @param row the row; it names at least the key columns
	 * @return the identity
	 */
	public static SeedKey key(String table, List<String> key, Row row) {
		Row identity = key.isEmpty() ? row : row.only(key);
		return new SeedKey(table, values(identity).toString());
	}

	/**
	 * Return the hash of a row.
	 * @param row the row
	 * @param environments where it exists
	 * @return the SHA-256 as 64 hexadecimal digits
	 */
	public static String of(Row row, Environments environments) {
		CanonicalText text = values(row);
		environments.names().forEach(text::text);
		return text.sha256();
	}

	/**
	 * Return the hash of values whose names do not matter.
	 * @param values the values, in an order that is always the same
	 * @return the SHA-256 as 64 hexadecimal digits
	 */
	public static String ofValues(List<? extends @Nullable Object> values) {
		CanonicalText text = new CanonicalText();
		values.forEach(text::value);
		return text.sha256();
	}

	/**
	 * Return the identity of a set of rows that are kept in a file.
	 * @param table the table
	 * @param set what the set is called
	 * @return the identity, which no row has
	 */
	public static SeedKey fileKey(String table, String set) {
		return new SeedKey(table, FILE + set);
	}

	/**
	 * Tell whether an identity is that of a set of rows that are kept in a file.
	 * @param key the identity
	 * @return whether it is
	 */
	public static boolean isFile(SeedKey key) {
		return key.key().startsWith(FILE);
	}

	/**
	 * Return what a set of rows that are kept in a file is called.
	 * @param key its identity
	 * @return the name
	 */
	public static String fileName(SeedKey key) {
		return key.key().substring(FILE.length());
	}

	/**
	 * Return the hash of a set of rows that are kept in a file.
	 * @param sha256 the hash of the file
	 * @param environments where the rows exist
	 * @return the SHA-256 as 64 hexadecimal digits
	 */
	public static String of(String sha256, Environments environments) {
		CanonicalText text = new CanonicalText().text(sha256);
		environments.names().forEach(text::text);
		return text.sha256();
	}

	/**
	 * Return what is remembered of a row.
	 * @param row the row
	 * @param environments where it exists
	 * @param sync whether it is deleted when it is declared no more
	 * @return the hash, and a mark if it is
	 */
	public static String remember(Row row, Environments environments, boolean sync) {
		return sync ? of(row, environments) + SYNC : of(row, environments);
	}

	/**
	 * Tell whether a remembered row is deleted when it is declared no more.
	 * @param remembered what is remembered of it
	 * @return whether it is
	 */
	public static boolean isSync(String remembered) {
		return remembered.startsWith(SYNC, HASH_LENGTH);
	}

	/**
	 * Return the values by which a row is recognised.
	 * @param key the identity of a row
	 * @return the values by column, in alphabetical order
	 */
	public static Row row(SeedKey key) {
		Map<String, @Nullable Object> values = new LinkedHashMap<>();
		Scan.of(key.key(), 0).entries().forEach((entry) -> values.put(entry.column(), entry.decoded()));
		return new Row(values);
	}

	/**
	 * Tell whether a row is still what was remembered of it.
	 * @param remembered what {@link #of} returned once, possibly followed by renames
	 * @param row the row as it is declared now
	 * @param environments where it is declared to exist now
	 * @return whether values and environments are the same
	 */
	public static boolean matches(String remembered, Row row, Environments environments) {
		Row original = row;
		List<String> renames = Scan.of(remembered, isSync(remembered) ? HASH_LENGTH + 1 : HASH_LENGTH).texts();
		for (int i = renames.size() - 2; i >= 0; i -= 2) {
			ReferenceRename referred = ReferenceRename.of(renames.get(i), renames.get(i + 1));
			original = (referred != null) ? referred.inverse().apply(original)
					: rename(original, renames.get(i + 1), renames.get(i));
		}
		return remembered.substring(0, HASH_LENGTH).equals(of(original, environments));
	}

	static String renameColumn(String remembered, String column, String newName) {
		return remembered + new CanonicalText().text(column).text(newName);
	}

	static SeedKey renameColumn(SeedKey key, String column, String newName) {
		if (isFile(key)) {
			return key;
		}
		List<Scan.Entry> entries = Scan.of(key.key(), 0).entries();
		Map<String, String> renamed = new TreeMap<>();
		entries
			.forEach((entry) -> renamed.put(entry.column().equals(column) ? newName : entry.column(), entry.value()));
		StringBuilder text = new StringBuilder();
		renamed.forEach((name, value) -> text.append(new CanonicalText().text(name)).append(value));
		return new SeedKey(key.table(), text.toString());
	}

	static String renameReferred(String remembered, ReferenceRename rename) {
		return remembered + rename.text();
	}

	static SeedKey renameReferred(SeedKey key, ReferenceRename rename) {
		return isFile(key) ? key : new SeedKey(key.table(), values(rename.apply(row(key))).toString());
	}

	private static CanonicalText values(Row row) {
		CanonicalText text = new CanonicalText();
		row.values().keySet().stream().sorted().forEach((column) -> text.text(column).value(row.values().get(column)));
		return text;
	}

	private static Row rename(Row row, String column, String newName) {
		Map<String, @Nullable Object> values = new LinkedHashMap<>();
		row.values().forEach((name, value) -> values.put(name.equals(column) ? newName : name, value));
		return new Row(values);
	}

	/**
	 * Reads back what {@link CanonicalText} wrote.
	 */
	private static final class Scan {

		private final String text;

		private int position;

		private Scan(String text, int position) {
			this.text = text;
			this.position = position;
		}

		static Scan of(String text, int position) {
			return new Scan(text, position);
		}

		List<String> texts() {
			List<String> result = new ArrayList<>();
			while (this.position < this.text.length()) {
				result.add(next());
			}
			return result;
		}

		List<Entry> entries() {
			List<Entry> result = new ArrayList<>();
			while (this.position < this.text.length()) {
				String column = next();
				int start = this.position;
				char letter = this.text.charAt(this.position++);
				if ("ntf".indexOf(letter) < 0) {
					next();
				}
				result.add(new Entry(column, this.text.substring(start, this.position)));
			}
			return result;
		}

		private String next() {
			int colon = this.text.indexOf(':', this.position);
			int end = colon + 1 + Integer.parseInt(this.text.substring(this.position, colon));
			this.position = end;
			return this.text.substring(colon + 1, end);
		}

		private static @Nullable Object decode(char letter, String text) {
			return switch (letter) {
				case 's' -> text;
				case 'i' -> Long.valueOf(text);
				case 'd' -> new BigDecimal(text);
				case 'x' -> Double.valueOf(text);
				case 'u' -> UUID.fromString(text);
				case 'I' -> Instant.parse(text);
				case 'L' -> LocalDateTime.parse(text);
				case 'D' -> LocalDate.parse(text);
				case 'T' -> LocalTime.parse(text);
				case 'r' -> {
					Scan scan = Scan.of(text, 0);
					String table = scan.next();
					String column = scan.next();
					Map<String, @Nullable Object> key = new LinkedHashMap<>();
					scan.entries().forEach((entry) -> key.put(entry.column(), entry.decoded()));
					yield new RowReference(table, column, new Row(key));
				}
				default -> throw new IllegalArgumentException("No value is written as '%s'".formatted(letter));
			};
		}

		private record Entry(String column, String value) {

			@Nullable Object decoded() {
				char letter = this.value.charAt(0);
				return switch (letter) {
					case 'n' -> null;
					case 't' -> Boolean.TRUE;
					case 'f' -> Boolean.FALSE;
					default -> decode(letter, new Scan(this.value, 1).next());
				};
			}

		}

	}

}
