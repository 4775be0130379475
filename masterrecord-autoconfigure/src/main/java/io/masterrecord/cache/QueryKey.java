package io.masterrecord.cache;

import java.io.Serial;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

import io.masterrecord.dialect.TypedValue;
import io.masterrecord.jdbc.SqlStatement;
import org.jspecify.annotations.Nullable;

/**
 * What makes two queries the same: where they are sent, what for, their text and their
 * values.
 */
final class QueryKey implements Serializable {

	@Serial
	private static final long serialVersionUID = 1L;

	private final String context;

	private final String partition;

	private final String sql;

	private final ArrayList<@Nullable Object> values;

	private final int hash;

	QueryKey(String context, String partition, SqlStatement statement) {
		this.context = context;
		this.partition = partition;
		this.sql = statement.sql();
		this.values = new ArrayList<>(statement.values().size());
		for (TypedValue value : statement.values()) {
			this.values.add(comparable(value.value()));
		}
		this.hash = Arrays.hashCode(new Object[] { this.context, this.partition, this.sql, this.values });
	}

	/**
	 * Return a value that is equal to another with the same content.
	 */
	private static @Nullable Object comparable(@Nullable Object value) {
		if (value instanceof byte[] bytes) {
			return "0x" + HexFormat.of().formatHex(bytes);
		}
		if (value instanceof List<?> list) {
			List<@Nullable Object> content = new ArrayList<>(list.size());
			list.forEach((each) -> content.add(comparable(each)));
			return content;
		}
		return value;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return this == other || (other instanceof QueryKey that && this.hash == that.hash && this.sql.equals(that.sql)
				&& this.values.equals(that.values) && this.context.equals(that.context)
				&& this.partition.equals(that.partition));
	}

	@Override
	public int hashCode() {
		return this.hash;
	}

	/**
	 * Return the text without its values, which are nobody's business.
	 */
	@Override
	public String toString() {
		return this.context + ": " + this.sql;
	}

}
