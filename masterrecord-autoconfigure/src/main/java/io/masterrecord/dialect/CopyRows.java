package io.masterrecord.dialect;

import java.io.Reader;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Rows as PostgreSQL takes them in a stream: one on a line, values between tabs, made as
 * they are read.
 */
final class CopyRows extends Reader {

	private final Iterator<List<TypedValue>> rows;

	private final StringBuilder text = new StringBuilder();

	private int position;

	private long count;

	CopyRows(Iterator<List<TypedValue>> rows) {
		this.rows = rows;
	}

	/**
	 * Return how many rows have been read.
	 */
	long count() {
		return this.count;
	}

	@Override
	public int read(char[] target, int offset, int length) {
		while (this.text.length() - this.position < length && this.rows.hasNext()) {
			if (this.position > 0) {
				this.text.delete(0, this.position);
				this.position = 0;
			}
			append(this.rows.next());
			this.count++;
		}
		int size = Math.min(length, this.text.length() - this.position);
		if (size == 0) {
			return -1;
		}
		this.text.getChars(this.position, this.position + size, target, offset);
		this.position += size;
		return size;
	}

	@Override
	public void close() {
	}

	private void append(List<TypedValue> row) {
		for (int i = 0; i < row.size(); i++) {
			if (i > 0) {
				this.text.append('\t');
			}
			Object value = row.get(i).value();
			if (value == null) {
				this.text.append("\\N");
			}
			else if (value instanceof List<?> elements) {
				escape(array(elements));
			}
			else if (value instanceof Number && !(value instanceof BigDecimal)) {
				this.text.append(value);
			}
			else {
				escape(text(value));
			}
		}
		this.text.append('\n');
	}

	private void escape(String value) {
		for (int i = 0; i < value.length(); i++) {
			char c = value.charAt(i);
			switch (c) {
				case '\\' -> this.text.append("\\\\");
				case '\t' -> this.text.append("\\t");
				case '\n' -> this.text.append("\\n");
				case '\r' -> this.text.append("\\r");
				default -> this.text.append(c);
			}
		}
	}

	private static String array(List<?> elements) {
		StringBuilder array = new StringBuilder("{");
		for (Object element : elements) {
			if (array.length() > 1) {
				array.append(',');
			}
			if (element == null) {
				array.append("NULL");
			}
			else {
				array.append('"').append(text(element).replace("\\", "\\\\").replace("\"", "\\\"")).append('"');
			}
		}
		return array.append('}').toString();
	}

	/**
	 * Return a value as it is written; columns keep microseconds.
	 */
	private static String text(@Nullable Object value) {
		if (value instanceof String text) {
			return text;
		}
		if (value instanceof BigDecimal decimal) {
			return decimal.toPlainString();
		}
		if (value instanceof byte[] bytes) {
			return "\\x" + HexFormat.of().formatHex(bytes);
		}
		if (value instanceof Instant instant) {
			return instant.truncatedTo(ChronoUnit.MICROS).toString();
		}
		if (value instanceof LocalDateTime dateTime) {
			return dateTime.truncatedTo(ChronoUnit.MICROS).toString();
		}
		if (value instanceof LocalTime time) {
			return time.truncatedTo(ChronoUnit.MICROS).toString();
		}
		return String.valueOf(value);
	}

}
