package io.masterrecord.jdbc;

import java.time.Duration;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * A statement that was sent to the database, as {@link StatementListener}s learn about
 * it: without its values.
 *
 * @param sql the text, with {@code ?} in the place of each value
 * @param kind what the statement does
 * @param tables the tables it reads or writes; empty where they are not known
 * @param runs how often it was run: once, or once for each row of a batch
 * @param rows how many rows it returned or changed, or -1 if that is not known: it
 * failed, or returned something else than a list, such as one row or a stream
 * @param duration how long it took, with what was read of its result; of a stream, until
 * its first row could be read
 * @param failure why it failed, or {@code null} if it did not
 * @since 0.1.0
 */
public record StatementEvent(String sql, StatementKind kind, Set<String> tables, int runs, long rows, Duration duration,
		@Nullable RuntimeException failure) {

	/**
	 * Tell whether the statement did what it was to do.
	 * @return whether it did not fail
	 */
	public boolean succeeded() {
		return this.failure == null;
	}

}
