package io.masterrecord.write;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import io.masterrecord.dialect.TypedValue;
import io.masterrecord.jdbc.SqlStatement;
import io.masterrecord.jdbc.StatementGate;
import io.masterrecord.jdbc.StatementKind;
import io.masterrecord.model.PropertyModel;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataIntegrityViolationException;

/**
 * How much a database takes at once, where it has a limit. It is asked for it once, and
 * only if there is something large to be sent.
 */
final class PacketLimit {

	/** No server takes less unless somebody has made it do so. */
	private static final long SMALL = 500_000;

	/** The text of a statement and of its smaller values. */
	private static final long REST = 1_000;

	/** More at once gains nothing. */
	private static final long MOST_AT_ONCE = 4_000_000;

	private final StatementGate gate;

	private volatile long bytes;

	PacketLimit(StatementGate gate) {
		this.gate = gate;
	}

	/**
	 * Tell whether values are better sent by several statements.
	 * @param estimate how many bytes they are when they are quoted
	 */
	boolean isMuch(long estimate) {
		return estimate > SMALL && (estimate > MOST_AT_ONCE || estimate > bytes() - REST);
	}

	/**
	 * Tell whether a database of this kind has a limit.
	 */
	boolean exists() {
		return this.gate.dialect().bulk().packetSizeQuery() != null;
	}

	/**
	 * Refuse a row that no statement can take.
	 * @param entity the name of the entity
	 * @param index the place of the row in what was given to be written
	 */
	void check(String entity, int index, PendingRow<?> row) {
		long length = 0;
		for (TypedValue value : row.values()) {
			length += length(value.value());
		}
		if (mayBeTooMuch(length)) {
			List<PropertyModel> properties = row.given();
			Largest largest = new Largest();
			for (int i = 0; i < properties.size(); i++) {
				TypedValue value = row.values().get(i);
				largest.add(properties.get(i), value.value());
			}
			largest.check(entity, index, bytes());
		}
	}

	/**
	 * Refuse changes of a row that no statement can take.
	 * @param entity the name of the entity
	 * @param index the place of the row in what was given to be written
	 */
	void check(String entity, int index, Map<PropertyModel, @Nullable Object> changes) {
		Largest largest = new Largest();
		changes.forEach((property, value) -> largest.add(property, property.toColumn(value)));
		if (mayBeTooMuch(largest.sum)) {
			largest.check(entity, index, bytes());
		}
	}

	private boolean mayBeTooMuch(long length) {
		return length > SMALL / 3 && bytes() != Long.MAX_VALUE;
	}

	private long bytes() {
		long known = this.bytes;
		if (known == 0) {
			String query = this.gate.dialect().bulk().packetSizeQuery();
			known = (query != null) ? this.gate.query(SqlStatement.of(StatementKind.SELECT, query),
					(rows) -> rows.next() ? rows.getLong(1) : Long.MAX_VALUE) : Long.MAX_VALUE;
			this.bytes = known;
		}
		return known;
	}

	private static long length(@Nullable Object value) {
		if (value instanceof String text) {
			return text.length();
		}
		return (value instanceof byte[] content) ? content.length : 0;
	}

	/**
	 * Adds up values, and knows the largest. They are counted as they are: what they grow
	 * by being quoted depends on the driver.
	 */
	private static final class Largest {

		private long sum;

		private long most;

		private String property = "";

		void add(PropertyModel candidate, @Nullable Object value) {
			long size = (value instanceof String text) ? text.getBytes(StandardCharsets.UTF_8).length : length(value);
			this.sum += size;
			if (size > this.most) {
				this.most = size;
				this.property = candidate.name();
			}
		}

		void check(String entity, int index, long limit) {
			if (this.sum >= limit) {
				throw new DataIntegrityViolationException(
						"Row %d of '%s' has %d bytes, of which '%s' has %d; the database takes packets of less than %d ('max_allowed_packet'). Nothing was written: make the value smaller, or the packets of the server larger"
							.formatted(index, entity, this.sum, this.property, this.most, limit));
			}
		}

	}

}
