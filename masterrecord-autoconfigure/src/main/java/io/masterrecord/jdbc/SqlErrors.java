package io.masterrecord.jdbc;

import java.sql.BatchUpdateException;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.SQLInvalidAuthorizationSpecException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLSyntaxErrorException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransactionRollbackException;
import java.sql.SQLTransientConnectionException;
import java.util.List;

import io.masterrecord.dialect.BrokenConstraint;
import io.masterrecord.dialect.Dialect;
import io.masterrecord.dialect.SqlErrorKind;
import io.masterrecord.dialect.TypedValue;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.jdbc.support.SQLExceptionSubclassTranslator;
import org.springframework.jdbc.support.SQLExceptionTranslator;

/**
 * Turns errors of drivers into Spring's exceptions: first by what the dialect knows, then
 * by class and SQLState. Texts of statements are cut, and values that drivers repeat in
 * their messages are taken out.
 */
final class SqlErrors {

	/** Characters of a statement that are shown. */
	private static final int MOST_CHARACTERS = 1000;

	private final SQLExceptionTranslator translator = new SQLExceptionSubclassTranslator();

	private final Dialect dialect;

	SqlErrors(Dialect dialect) {
		this.dialect = dialect;
	}

	DataAccessException translate(String sql, List<List<TypedValue>> values, SQLException error) {
		SQLException real = withoutBatch(error);
		SqlErrorKind kind = this.dialect.errorKind(real);
		SQLException redacted = withConstraint(redact(real, values), this.dialect.brokenConstraint(real));
		String text = abbreviate(sql);
		if (kind != null) {
			return of(kind, "SQL [" + text + "]: " + redacted.getMessage(), redacted);
		}
		DataAccessException translated = this.translator.translate("Statement", text, redacted);
		return (translated != null) ? translated : new UncategorizedSQLException("Statement", text, redacted);
	}

	private static SQLException withConstraint(SQLException redacted, @Nullable BrokenConstraint constraint) {
		return (constraint != null) ? new ConstraintSqlException(redacted, constraint) : redacted;
	}

	private static DataAccessException of(SqlErrorKind kind, String message, SQLException cause) {
		return switch (kind) {
			case DUPLICATE_KEY -> new DuplicateKeyException(message, cause);
			case INTEGRITY -> new DataIntegrityViolationException(message, cause);
			case LOCKED, CONFLICT -> new CannotAcquireLockException(message, cause);
			case TIMEOUT -> new QueryTimeoutException(message, cause);
		};
	}

	/**
	 * Return the error of the row that failed: that of the batch quotes the statement
	 * with its values, and has no SQLState of its own.
	 */
	private static SQLException withoutBatch(SQLException error) {
		if (error instanceof BatchUpdateException) {
			if (error.getNextException() != null) {
				return error.getNextException();
			}
			if (error.getCause() instanceof SQLException cause) {
				return cause;
			}
		}
		return error;
	}

	/**
	 * Return the error if no value shows in its message, or else a copy that shows none.
	 */
	private static SQLException redact(SQLException error, List<List<TypedValue>> values) {
		String message = String.valueOf(error.getMessage());
		String redacted = Redaction.of(message, values);
		boolean clean = redacted.equals(message);
		for (Throwable cause = error.getCause(); clean && cause != null; cause = cause.getCause()) {
			String text = String.valueOf(cause.getMessage());
			clean = Redaction.of(text, values).equals(text);
		}
		if (clean) {
			return error;
		}
		SQLException copy = copy(error, redacted);
		copy.setStackTrace(error.getStackTrace());
		return copy;
	}

	private static SQLException copy(SQLException error, String message) {
		String state = error.getSQLState();
		int code = error.getErrorCode();
		if (error instanceof SQLIntegrityConstraintViolationException) {
			return new SQLIntegrityConstraintViolationException(message, state, code);
		}
		if (error instanceof SQLSyntaxErrorException) {
			return new SQLSyntaxErrorException(message, state, code);
		}
		if (error instanceof SQLDataException) {
			return new SQLDataException(message, state, code);
		}
		if (error instanceof SQLTransactionRollbackException) {
			return new SQLTransactionRollbackException(message, state, code);
		}
		if (error instanceof SQLTimeoutException) {
			return new SQLTimeoutException(message, state, code);
		}
		if (error instanceof SQLTransientConnectionException) {
			return new SQLTransientConnectionException(message, state, code);
		}
		if (error instanceof SQLNonTransientConnectionException) {
			return new SQLNonTransientConnectionException(message, state, code);
		}
		if (error instanceof SQLRecoverableException) {
			return new SQLRecoverableException(message, state, code);
		}
		if (error instanceof SQLFeatureNotSupportedException) {
			return new SQLFeatureNotSupportedException(message, state, code);
		}
		if (error instanceof SQLInvalidAuthorizationSpecException) {
			return new SQLInvalidAuthorizationSpecException(message, state, code);
		}
		return new SQLException(message, state, code);
	}

	static String abbreviate(String sql) {
		return (sql.length() <= MOST_CHARACTERS) ? sql : sql.substring(0, MOST_CHARACTERS) + "...";
	}

}
