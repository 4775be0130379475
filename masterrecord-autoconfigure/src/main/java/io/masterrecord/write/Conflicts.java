package io.masterrecord.write;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTransientConnectionException;
import java.util.function.Supplier;

import io.masterrecord.dialect.Dialect;
import io.masterrecord.dialect.SqlErrorKind;

/**
 * Recognises the failures after which a whole transaction may be run again: deadlocks and
 * conflicts with another transaction. A lock that was not to be had in time is none, nor
 * is a row in another version: what was read before is wrong then.
 *
 * @param dialect the dialect of the database, asked for when something has failed
 */
record Conflicts(Supplier<Dialect> dialect) {

	/** Beyond any real chain of causes: one that runs in a circle ends here. */
	private static final int MOST_CAUSES = 50;

	boolean isConflict(Throwable failure) {
		int seen = 0;
		for (Throwable cause = failure; cause != null && seen < MOST_CAUSES; cause = cause.getCause(), seen++) {
			if (cause instanceof SQLException error && isConflict(error)) {
				return true;
			}
		}
		return false;
	}

	private boolean isConflict(SQLException error) {
		int seen = 0;
		for (SQLException each = error; each != null && seen < MOST_CAUSES; each = each.getNextException(), seen++) {
			if (!isOfConnection(each) && this.dialect.get().errorKind(each) == SqlErrorKind.CONFLICT) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Tell whether there was no connection. The dialect may not be known then, and there
	 * is none to ask for it.
	 */
	private static boolean isOfConnection(SQLException error) {
		return error instanceof SQLTransientConnectionException || error instanceof SQLNonTransientConnectionException;
	}

}
