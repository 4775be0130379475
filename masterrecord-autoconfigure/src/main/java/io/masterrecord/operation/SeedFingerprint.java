package io.masterrecord.operation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.masterrecord.schema.Environments;
import io.masterrecord.schema.Row;
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
	 * Tell whether a row is still what was remembered of it.
	 * @param remembered what {@link #of} returned once, possibly followed by renames
	 * @param row the row as it is declared now
	 * @param environments where it is declared to exist now
	 * @return whether values and environments are the same
	 */
	public static boolean matches(String remembered, Row row, Environments environments) {
		Row original = row;
		List<String> renames = Scan.of(remembered, HASH_LENGTH).texts();
		for (int i = renames.size() - 2; i >= 0; i -= 2) {
			original = rename(original, renames.get(i + 1), renames.get(i));
		}
		return remembered.substring(0, HASH_LENGTH).equals(of(original, environments));
	}

	static String renameColumn(String remembered, String column, String newName) {
		return remembered + new CanonicalText().text(column).text(newName);
	}

	static SeedKey renameColumn(SeedKey key, String column, String newName) {
		List<Scan.Entry> entries = Scan.of(key.key(), 0).entries();
		Map<String, String> renamed = new TreeMap<>();
		entries
			.forEach((entry) -> renamed.put(entry.column().equals(column) ? newName : entry.column(), entry.value()));
		StringBuilder text = new StringBuilder();
		renamed.forEach((name, value) -> text.append(new CanonicalText().text(name)).append(value));
		return new SeedKey(key.table(), text.toString());
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

		private record Entry(String column, String value) {
		}

	}

}
