package io.masterrecord.query;

import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;

import io.masterrecord.jdbc.SqlStatement;
import io.masterrecord.query.CountedPage.Precision;

import org.springframework.data.domain.Pageable;

/**
 * Reads a page and finds out its total in the way that is asked for.
 *
 * @param <R> what a row is read into
 */
final class PageReading<R> {

	private final Rows<?, R, ?> rows;

	private final Total policy;

	PageReading(Rows<?, R, ?> rows, Total policy) {
		this.rows = rows;
		this.policy = policy;
	}

	/**
	 * Read a page.
	 * @param pageable which page; its order is part of the rows already
	 */
	CountedPage<R> read(Pageable pageable) {
		QueryContext context = this.rows.context();
		if (this.policy.way() == Total.Way.PARALLEL && !context.isCached() && !context.gate().inTransaction()) {
			return readInParallel(pageable);
		}
		List<R> read = part(pageable);
		return of(pageable, read, () -> count(pageable, read));
	}

	private CountedPage<R> readInParallel(Pageable pageable) {
		SqlStatement count = this.rows.toCountSql();
		FutureTask<Long> counting = new FutureTask<>(() -> this.rows.count(count));
		try {
			this.policy.executor().execute(counting);
		}
		catch (RejectedExecutionException ex) {
			List<R> read = part(pageable);
			return of(pageable, read, () -> count(pageable, read));
		}
		try {
			return of(pageable, part(pageable), () -> new Counted(await(counting), Precision.EXACT));
		}
		finally {
			// Nobody waits for it any more. If it runs already, it runs to its end: an
			// interrupt would close the files of some databases.
			counting.cancel(false);
		}
	}

	/**
	 * One row more than fits tells whether there is another page, where the total may
	 * not.
	 */
	private List<R> part(Pageable pageable) {
		return this.rows.part(this.rows.sorted(), pageable.getPageSize() + 1L, pageable.getOffset());
	}

	private CountedPage<R> of(Pageable pageable, List<R> read, Count count) {
		int size = pageable.getPageSize();
		boolean more = read.size() > size;
		boolean told = !more && (!read.isEmpty() || pageable.getOffset() == 0);
		Counted total = told ? new Counted(pageable.getOffset() + read.size(), Precision.EXACT) : count.get();
		long known = read.isEmpty() ? 0 : pageable.getOffset() + read.size();
		List<R> content = more ? List.copyOf(read.subList(0, size)) : read;
		return new CountedPage<>(content, pageable, Math.max(total.rows(), known), total.precision());
	}

	private Counted count(Pageable pageable, List<R> read) {
		return switch (this.policy.way()) {
			case EXACT, PARALLEL -> new Counted(this.rows.count(), Precision.EXACT);
			case CACHED -> new Counted(this.rows.cached().count(), Precision.EXACT);
			case NONE -> new Counted(0, Precision.AT_LEAST);
			case BOUNDED -> bounded();
			case ESTIMATED -> estimated();
		};
	}

	private Counted bounded() {
		long most = this.policy.most();
		long counted = this.rows.count(this.rows.toCountSql(Math.min(most, Long.MAX_VALUE - 1) + 1));
		return (counted > most) ? new Counted(most, Precision.AT_LEAST) : new Counted(counted, Precision.EXACT);
	}

	private Counted estimated() {
		SqlStatement statement = this.rows.toSql();
		String estimate = this.rows.context().gate().dialect().estimate(statement.sql());
		if (estimate == null) {
			return new Counted(this.rows.count(), Precision.EXACT);
		}
		SqlStatement asking = new SqlStatement(estimate, statement.values(), statement.tables(), statement.kind());
		List<Map<String, String>> answer = this.rows.query(asking, PageReading::texts);
		long expected = this.rows.context().gate().dialect().estimateOf(answer);
		return (expected >= 0) ? new Counted(expected, Precision.ESTIMATED)
				: new Counted(this.rows.count(), Precision.EXACT);
	}

	private static List<Map<String, String>> texts(ResultSet result) throws SQLException {
		ResultSetMetaData columns = result.getMetaData();
		List<Map<String, String>> rows = new ArrayList<>();
		while (result.next()) {
			Map<String, String> row = new LinkedHashMap<>();
			for (int i = 1; i <= columns.getColumnCount(); i++) {
				String text = result.getString(i);
				if (text != null) {
					row.put(columns.getColumnLabel(i).toLowerCase(Locale.ROOT), text);
				}
			}
			rows.add(row);
		}
		return rows;
	}

	private static long await(FutureTask<Long> counting) {
		try {
			return counting.get();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new InvalidQueryException("Interrupted while the rows of a page were counted", ex);
		}
		catch (ExecutionException ex) {
			if (ex.getCause() instanceof RuntimeException failure) {
				throw failure;
			}
			throw new IllegalStateException("The rows of a page were not counted", ex.getCause());
		}
	}

	/**
	 * Counts rows.
	 */
	@FunctionalInterface
	private interface Count {

		Counted get();

	}

	/**
	 * A number of rows, and what it is worth.
	 */
	private record Counted(long rows, Precision precision) {

	}

}
