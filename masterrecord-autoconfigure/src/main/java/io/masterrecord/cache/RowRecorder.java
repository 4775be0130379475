package io.masterrecord.cache;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Notes the values that a reader takes from a result, so that they can be read once more
 * without the database. Only what is read column by column, by position, and cannot be
 * altered afterwards can be.
 */
final class RowRecorder implements InvocationHandler {

	private final ResultSet target;

	private final int mostRows;

	private final List<@Nullable Object[]> rows = new ArrayList<>();

	private @Nullable Object[] current = new Object[0];

	private boolean repeatable = true;

	private boolean complete;

	RowRecorder(ResultSet target, int mostRows) {
		this.target = target;
		this.mostRows = mostRows;
	}

	ResultSet rows() {
		return (ResultSet) Proxy.newProxyInstance(RowRecorder.class.getClassLoader(),
				new Class<?>[] { ResultSet.class }, this);
	}

	/**
	 * Return what was read.
	 * @return the rows, or {@code null} if they cannot be read once more
	 */
	@Nullable RecordedRows recorded() {
		return this.repeatable ? new RecordedRows(this.rows.toArray(Object[][]::new), this.complete) : null;
	}

	@Override
	public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
		Object value;
		try {
			value = method.invoke(this.target, arguments);
		}
		catch (InvocationTargetException ex) {
			throw ex.getTargetException();
		}
		if (method.getName().equals("next")) {
			if (Boolean.TRUE.equals(value)) {
				begin();
			}
			else {
				this.complete = true;
			}
		}
		else if (RecordedRows.isCell(method)) {
			Object column = (arguments != null) ? arguments[0] : null;
			note((column instanceof Integer index) ? index : 0, value);
		}
		else if (!method.getName().equals("wasNull")) {
			this.repeatable = false;
		}
		return value;
	}

	private void begin() {
		this.repeatable &= this.rows.size() < this.mostRows;
		if (this.repeatable) {
			this.current = new Object[this.current.length];
			Arrays.fill(this.current, RecordedRows.Unread.UNREAD);
			this.rows.add(this.current);
		}
	}

	private void note(int column, @Nullable Object value) throws Throwable {
		if (!this.repeatable || column < 1) {
			this.repeatable = false;
			return;
		}
		if (column > this.current.length) {
			int known = this.current.length;
			this.current = Arrays.copyOf(this.current, column);
			Arrays.fill(this.current, known, column, RecordedRows.Unread.UNREAD);
			this.rows.set(this.rows.size() - 1, this.current);
		}
		Object cell = this.target.wasNull() ? null : value;
		this.repeatable = RecordedRows.isLasting(cell);
		this.current[column - 1] = (cell instanceof byte[] bytes) ? bytes.clone() : cell;
	}

}
