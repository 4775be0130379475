package io.masterrecord.query;

import java.util.concurrent.Executor;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * How the total of a page is found out. Whatever is chosen, rows are counted only if the
 * page itself does not tell how many there are.
 *
 * @since 0.1.0
 */
public final class Total {

	private static final Total EXACT = new Total(Way.EXACT, Long.MAX_VALUE);

	private static final Total NONE = new Total(Way.NONE, 0);

	private static final Total ESTIMATED = new Total(Way.ESTIMATED, Long.MAX_VALUE);

	private static final Total CACHED = new Total(Way.CACHED, Long.MAX_VALUE);

	private final Way way;

	private final long most;

	private final @Nullable Executor executor;

	private Total(Way way, long most) {
		this(way, most, null);
	}

	private Total(Way way, long most, @Nullable Executor executor) {
		this.way = way;
		this.most = most;
		this.executor = executor;
	}

	/**
	 * Count the rows after reading the page.
	 * @return the policy
	 */
	public static Total exact() {
		return EXACT;
	}

	/**
	 * Do not count: the total is what is known from the page, and at least one more if
	 * there is another page.
	 * @return the policy
	 */
	public static Total none() {
		return NONE;
	}

	/**
	 * Count up to a number and no further, for "10 000+".
	 * @param rows the number, at least 1
	 * @return the policy
	 */
	public static Total atMost(long rows) {
		Assert.isTrue(rows >= 1, "'rows' must be at least 1");
		return new Total(Way.BOUNDED, rows);
	}

	/**
	 * Take what the database believes to be the number, without counting. Databases that
	 * have no idea, SQLite and H2, count.
	 * @return the policy
	 */
	public static Total estimated() {
		return ESTIMATED;
	}

	/**
	 * Count on a second connection while the page is read. In a transaction there is one
	 * connection, so that rows and total agree: there it counts after reading the page,
	 * and so it does for {@code cached()} rows and where the executor takes no more work.
	 * @param executor what counts, such as the {@code applicationTaskExecutor} of Spring
	 * Boot. What a thread knows of the request has to be known to its threads too, where
	 * the data source is chosen by that: a {@code TaskDecorator} carries it over
	 * @return the policy
	 */
	public static Total parallel(Executor executor) {
		Assert.notNull(executor, "'executor' must not be null");
		return new Total(Way.PARALLEL, Long.MAX_VALUE, executor);
	}

	/**
	 * Take the number that was counted before, as long as none of the tables was changed
	 * since then: only the rows of the page are read anew. It is kept as results of
	 * {@code cached()} queries are, and may be as old as they.
	 * @return the policy
	 */
	public static Total cached() {
		return CACHED;
	}

	Way way() {
		return this.way;
	}

	long most() {
		return this.most;
	}

	/**
	 * Return what counts beside the thread that reads the page.
	 */
	Executor executor() {
		Assert.state(this.executor != null, "the way has no executor");
		return this.executor;
	}

	/**
	 * The ways there are.
	 */
	enum Way {

		EXACT, NONE, BOUNDED, ESTIMATED, PARALLEL, CACHED

	}

}
