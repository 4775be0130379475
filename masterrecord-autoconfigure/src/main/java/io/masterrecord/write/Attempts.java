package io.masterrecord.write;

import java.sql.SQLException;
import java.util.function.Supplier;

import io.masterrecord.dialect.SqlErrorKind;

import org.springframework.dao.CannotAcquireLockException;

/**
 * Several attempts at a write in a transaction of its own, which the database took back
 * because of what others wrote at the same time.
 */
final class Attempts {

	/** Each time, one of those who are in the way of each other gets through. */
	private static final int MOST = 10;

	private Attempts() {
	}

	/**
	 * Run a write, and once more if there was a deadlock. In a transaction of somebody
	 * else what came before is lost, too, and what hooks did is not known here: then
	 * there is one attempt.
	 */
	static <R> R at(EntityScope<?> scope, Supplier<R> write) {
		int most = (scope.hooks().isEmpty() && !scope.gate().inTransaction()) ? MOST : 1;
		for (int attempt = 1;; attempt++) {
			try {
				return write.get();
			}
			catch (CannotAcquireLockException ex) {
				if (attempt >= most || !isConflict(scope, ex)) {
					throw ex;
				}
			}
		}
	}

	private static boolean isConflict(EntityScope<?> scope, CannotAcquireLockException failure) {
		return failure.getCause() instanceof SQLException error
				&& scope.dialect().errorKind(error) == SqlErrorKind.CONFLICT;
	}

}
