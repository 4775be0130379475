package io.masterrecord.write;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import io.masterrecord.model.IdGeneration;
import io.masterrecord.model.PropertyModel;
import org.jspecify.annotations.Nullable;

/**
 * The statements that insert rows which name the same columns.
 */
final class InsertShape {

	/** Rows of one statement. More gain little and make packets large. */
	private static final int MOST_ROWS = 200;

	private final EntityScope<?> scope;

	private final List<PropertyModel> given;

	private final List<PropertyModel> delivered;

	private final String head;

	private final String tuple;

	private final String single;

	InsertShape(EntityScope<?> scope, PendingRow<?> row) {
		this.scope = scope;
		this.given = List.copyOf(row.given());
		this.delivered = delivered(scope, row.left());
		this.head = "INSERT INTO " + scope.table() + " (" + scope.columns(this.given) + ") VALUES ";
		this.tuple = "(" + String.join(", ", Collections.nCopies(this.given.size(), "?")) + ")";
		this.single = this.given.isEmpty() ? scope.dialect().insertDefaults(scope.table()) : this.head + this.tuple;
	}

	private static List<PropertyModel> delivered(EntityScope<?> scope, List<PropertyModel> left) {
		if (left.isEmpty()) {
			return List.of();
		}
		List<PropertyModel> result = new ArrayList<>();
		result.add(scope.id());
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
		return this.scope.id().generation() == IdGeneration.IDENTITY && !this.given.contains(this.scope.id());
	}

	int rowsOfOneStatement() {
		boolean matchable = this.delivered.isEmpty() || numbered() || this.given.contains(this.scope.id());
		if (this.given.isEmpty() || !matchable || (!deliversNothing() && returningSql(1) == null)) {
			return 1;
		}
		return Math.max(1, Math.min(MOST_ROWS, this.scope.dialect().maxValues() / this.given.size()));
	}

	/**
	 * Return the text that inserts rows.
	 */
	String sql(int rows) {
		return (rows == 1) ? this.single : this.head + String.join(", ", Collections.nCopies(rows, this.tuple));
	}

	/**
	 * Return the text that inserts rows and delivers what was left to the database.
	 * @return the text, or {@code null} if inserts deliver nothing
	 */
	@Nullable String returningSql(int rows) {
		return this.scope.dialect().insertReturning(sql(rows), this.scope.quoted(this.delivered));
	}

}
