package io.masterrecord.query;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

/**
 * Reads rows by one method handle, composed once of the getters of the result and the
 * constructor of what is read.
 *
 * @param <T> what a row is read into
 */
final class RowReader<T extends @Nullable Object> {

	private static final MethodHandle APPLY = apply();

	/** Of type {@code (ResultSet)Object}. */
	private final MethodHandle handle;

	RowReader(MethodHandle handle) {
		this.handle = handle;
	}

	/**
	 * Return a reader that does something with what is read.
	 */
	RowReader<T> followedBy(UnaryOperator<T> next) {
		return new RowReader<>(MethodHandles.filterReturnValue(this.handle, APPLY.bindTo(next)));
	}

	List<T> readAll(ResultSet rows) throws SQLException {
		List<T> result = new ArrayList<>();
		while (rows.next()) {
			result.add(read(rows));
		}
		return result;
	}

	private static MethodHandle apply() {
		try {
			return MethodHandles.lookup()
				.findVirtual(UnaryOperator.class, "apply", MethodType.methodType(Object.class, Object.class));
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException("A function has another signature", ex);
		}
	}

	@SuppressWarnings("unchecked")
	T read(ResultSet rows) throws SQLException {
		try {
			return (T) (@Nullable Object) this.handle.invokeExact(rows);
		}
		catch (SQLException | RuntimeException | Error ex) {
			throw ex;
		}
		catch (Throwable ex) {
			throw new InvalidQueryException("A row cannot be read", ex);
		}
	}

}
