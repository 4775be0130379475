package io.masterrecord.write;

import java.util.List;
import java.util.stream.Collectors;

import org.springframework.dao.OptimisticLockingFailureException;

/**
 * Thrown when a row is not in the version any more in which it was read: somebody else
 * has changed or deleted it. Nothing of it has been written.
 *
 * @since 0.1.0
 */
public class StaleVersionException extends OptimisticLockingFailureException {

	private static final long serialVersionUID = 1L;

	private static final int MOST_SHOWN = 20;

	private final Class<?> type;

	private final transient List<Row> rows;

	/**
	 * Create an exception of one row.
	 * @param type the entity
	 * @param id the id of the row
	 * @param expectedVersion the version in which the row was read
	 */
	public StaleVersionException(Class<?> type, Object id, long expectedVersion) {
		this(type, List.of(new Row(0, id, expectedVersion)));
	}

	/**
	 * Create an exception of several rows.
	 * @param type the entity
	 * @param rows the rows, at least one
	 */
	public StaleVersionException(Class<?> type, List<Row> rows) {
		super(message(type, rows));
		this.type = type;
		this.rows = List.copyOf(rows);
	}

	private static String message(Class<?> type, List<Row> rows) {
		Row first = rows.get(0);
		if (rows.size() == 1) {
			return "'%s' with id '%s' is not in version %d any more: it was changed or deleted meanwhile. Read it again"
				.formatted(type.getSimpleName(), first.id(), first.expectedVersion());
		}
		String list = rows.stream()
			.limit(MOST_SHOWN)
			.map((row) -> "'%s' (row %d, version %d)".formatted(row.id(), row.position(), row.expectedVersion()))
			.collect(Collectors.joining(", "));
		int rest = rows.size() - MOST_SHOWN;
		return "%d of '%s' are not in the versions any more in which they were read: %s%s. Read them again"
			.formatted(rows.size(), type.getSimpleName(), list, (rest > 0) ? " and " + rest + " more" : "");
	}

	/**
	 * Return the entity.
	 * @return its class
	 */
	public Class<?> type() {
		return this.type;
	}

	/**
	 * Return the id of the row, the first where there are several.
	 * @return the id
	 */
	public Object id() {
		return this.rows.get(0).id();
	}

	/**
	 * Return the version in which the row was expected, the first where there are
	 * several.
	 * @return the version
	 */
	public long expectedVersion() {
		return this.rows.get(0).expectedVersion();
	}

	/**
	 * Return all rows that are in other versions, or do not exist any more.
	 * @return the rows, at least one, in the order in which they were given
	 */
	public List<Row> rows() {
		return this.rows;
	}

	/**
	 * A row that is not in the version expected.
	 *
	 * @param position the place of the row in what was given to be written, from 0
	 * @param id the id of the row
	 * @param expectedVersion the version in which the row was read
	 * @since 0.1.0
	 */
	public record Row(int position, Object id, long expectedVersion) {

	}

}
