package io.masterrecord.write;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import io.masterrecord.dialect.BulkSql;
import io.masterrecord.dialect.TypedValue;
import io.masterrecord.jdbc.SqlStatement;
import io.masterrecord.jdbc.StatementKind;
import io.masterrecord.model.IdGeneration;
import io.masterrecord.model.PropertyModel;
import io.masterrecord.schema.Column;
import org.jspecify.annotations.Nullable;

/**
 * The statements that insert rows which name the same columns.
 */
final class InsertShape {

	private final EntityScope<?> scope;

	private final List<PropertyModel> given;

	private final List<PropertyModel> delivered;

	private final List<Column> columns;

	private final String single;

	private final boolean returns;

	private final @Nullable String following;

	/** The text for the number of rows that was asked for last, since most are alike. */
	private volatile Sized last = new Sized(0, false, "");

	InsertShape(EntityScope<?> scope, PendingRow<?> row) {
		this.scope = scope;
		this.given = List.copyOf(row.given());
		this.delivered = delivered(scope, row.left());
		this.columns = this.given.stream().map(PropertyModel::toColumn).toList();
		this.single = this.given.isEmpty() ? scope.dialect().insertDefaults(scope.table())
				: "INSERT INTO " + scope.table() + " (" + scope.columns(this.given) + ") VALUES ("
						+ String.join(", ", Collections.nCopies(this.given.size(), "?")) + ")";
		this.returns = !deliversNothing()
				&& scope.dialect().insertReturning(this.single, scope.quoted(this.delivered)) != null;
		this.following = (identity() && !givesId())
				? scope.dialect().bulk().following(scope.model().table(), scope.key().columns().get(0)) : null;
	}

	private static List<PropertyModel> delivered(EntityScope<?> scope, List<PropertyModel> left) {
		if (left.isEmpty()) {
			return List.of();
		}
		List<PropertyModel> result = new ArrayList<>();
		result.addAll(scope.key().properties());
		left.stream().filter((property) -> !property.isId()).forEach(result::add);
		return List.copyOf(result);
	}

	/**
	 * Return what the statement delivers of each row: first the id, then what was left to
	 * the database; empty if nothing was.
	 */
	List<PropertyModel> delivered() {
		return this.delivered;
	}

	boolean deliversNothing() {
		return this.delivered.isEmpty();
	}

	/**
	 * Tell whether the database numbers the rows of this shape.
	 */
	boolean numbered() {
		return (identity() || this.scope.key().generation() == IdGeneration.SEQUENCE) && !givesId();
	}

	private boolean identity() {
		return this.scope.key().generation() == IdGeneration.IDENTITY;
	}

	/**
	 * Tell whether the number of the first row tells those of the others. The step from
	 * one to the next is a matter of the session, which only a transaction keeps.
	 */
	private boolean areFollowing() {
		return this.following != null && this.scope.gate().inTransaction();
	}

	/**
	 * Return the query of how the numbers of the rows of one insert follow each other,
	 * {@code null} if nothing promises that they do.
	 */
	@Nullable String following() {
		return this.following;
	}

	private boolean givesId() {
		return this.given.containsAll(this.scope.key().properties());
	}

	/**
	 * Return how many of some rows, from a place on, one statement inserts.
	 */
	int rowsOfOneStatement(List<List<TypedValue>> rows, int start) {
		boolean matchable = deliversNothing() || givesId() || (numbered() && (this.returns || areFollowing()));
		return matchable ? rowsOfOneSilentStatement(rows, start) : 1;
	}

	/**
	 * Return how many of some rows, from a place on, one statement inserts that delivers
	 * nothing.
	 */
	int rowsOfOneSilentStatement(List<List<TypedValue>> rows, int start) {
		if (this.given.isEmpty()) {
			return 1;
		}
		BulkSql bulk = this.scope.dialect().bulk();
		int most = bulk.bindsLists(this.columns) ? bulk.mostRows()
				: Math.max(1, Math.min(bulk.mostRows(), this.scope.dialect().maxValues() / this.given.size()));
		int fitting = RowValues.fitting(rows, start, most, this.scope.packets());
		return bulk.bindsLists(this.columns) ? RowValues.fittingIntoLists(rows, start, fitting) : fitting;
	}

	/**
	 * Return the statement that inserts rows.
	 */
	SqlStatement insert(List<List<TypedValue>> rows) {
		return statement(rows, false);
	}

	/**
	 * Return the statement that inserts rows and delivers what was left to the database.
	 * @return the statement, or {@code null} if inserts deliver nothing
	 */
	@Nullable SqlStatement insertReturning(List<List<TypedValue>> rows) {
		return this.returns ? statement(rows, true) : null;
	}

	private SqlStatement statement(List<List<TypedValue>> rows, boolean returning) {
		boolean lists = rows.size() > 1 && this.scope.dialect().bulk().bindsLists(this.columns);
		return this.scope.statement(StatementKind.INSERT, text(rows.size(), returning),
				lists ? RowValues.inColumns(rows) : RowValues.inRows(rows));
	}

	/**
	 * Tell whether nothing is delivered but the number of a row, which is the one after
	 * that of the row before.
	 */
	boolean deliversNumberOnly() {
		return identity() && !givesId() && this.delivered.size() == 1;
	}

	private String text(int rows, boolean returning) {
		Sized known = this.last;
		if (known.rows() == rows && known.returning() == returning) {
			return known.sql();
		}
		String insert = insertText(rows);
		String sql = returning
				? String.valueOf(this.scope.dialect().insertReturning(insert, this.scope.quoted(this.delivered)))
				: insert;
		this.last = new Sized(rows, returning, sql);
		return sql;
	}

	/**
	 * Return the command that takes rows as a stream, {@code null} if there is none.
	 */
	@Nullable String loadText() {
		return this.given.isEmpty() ? null : this.scope.dialect().bulk().load(this.scope.model().table(), this.columns);
	}

	private String insertText(int rows) {
		return (rows == 1) ? this.single
				: this.scope.dialect().bulk().insert(this.scope.model().table(), this.columns, rows);
	}

	/**
	 * The text for a number of rows.
	 */
	private record Sized(int rows, boolean returning, String sql) {

	}

}
