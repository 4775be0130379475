package io.masterrecord.query;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;

import io.masterrecord.dialect.Dialect;
import io.masterrecord.jdbc.SqlStatement;
import io.masterrecord.jdbc.StatementGate;
import io.masterrecord.jdbc.StatementKind;
import io.masterrecord.model.EntityModel;
import io.masterrecord.model.PropertyModel;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataIntegrityViolationException;

/**
 * A change or deletion of all rows of a query, with one statement and without reading
 * them: {@code query.where(Plan::id).eq(7).where(Plan::stock).ge(1)
 * .update(set(Plan::stock).minus(1))}.
 * <p>
 * A version counts up, and what tells of the last change is set. A query without
 * conditions, also one whose conditions have all vanished, is refused unless it is said
 * that {@link #all()} rows are meant. Filters of the entity hold; where it has
 * {@code @SoftDelete}, rows are marked instead of deleted.
 *
 * @param <T> the entity
 * @since 0.1.0
 */
public final class RowWrite<T> {

	private final Query<T> query;

	private final boolean all;

	private final boolean skipsHooks;

	RowWrite(Query<T> query, boolean all, boolean skipsHooks) {
		this.query = query;
		this.all = all;
		this.skipsHooks = skipsHooks;
	}

	/**
	 * Say that all rows are meant if there is no condition.
	 * @return a write that does not need a condition
	 */
	public RowWrite<T> all() {
		return new RowWrite<>(this.query, true, this.skipsHooks);
	}

	/**
	 * Say that hooks of the entity are not run, which cannot be since no row is read.
	 * @return a write without hooks
	 */
	public RowWrite<T> skipHooks() {
		return new RowWrite<>(this.query, this.all, true);
	}

	/**
	 * Change the rows.
	 * @param changes what becomes of them, at least one change
	 * @return how many rows there were
	 * @throws InvalidQueryException if there is no condition, or the query has joins,
	 * groups, an order or a limit
	 */
	@SafeVarargs
	@SuppressWarnings("varargs")
	public final int update(Change<T>... changes) {
		SqlStatement statement = updateStatement(Arrays.asList(changes));
		return explaining(() -> gate().update(statement));
	}

	/**
	 * Change the rows and read them as they are then.
	 * @param changes what becomes of them, at least one change
	 * @return the entities, in no particular order
	 * @throws InvalidQueryException if the dialect cannot return rows it updates
	 */
	@SafeVarargs
	@SuppressWarnings("varargs")
	public final List<T> updateReturning(Change<T>... changes) {
		SqlStatement statement = updateStatement(Arrays.asList(changes));
		return returning(statement, dialect().updateReturning(statement.sql(), columns()), "updates");
	}

	/**
	 * Delete the rows.
	 * @return how many there were
	 * @throws InvalidQueryException if there is no condition, or the query has joins,
	 * groups, an order or a limit
	 */
	public int delete() {
		SqlStatement statement = deletion();
		return explaining(() -> gate().update(statement));
	}

	/**
	 * Delete the rows and read what they were.
	 * @return the entities, in no particular order
	 * @throws InvalidQueryException if the dialect cannot return rows it deletes
	 */
	public List<T> deleteReturning() {
		SqlStatement statement = deletion();
		String sql = (statement.kind() == StatementKind.DELETE) ? dialect().deleteReturning(statement.sql(), columns())
				: dialect().updateReturning(statement.sql(), columns());
		return returning(statement, sql, "deletes");
	}

	private List<T> returning(SqlStatement statement, @Nullable String sql, String verb) {
		if (sql == null) {
			throw new InvalidQueryException(
					"'%s' does not return the rows it %s. Read them before with forUpdate().list() in the same transaction, or leave 'Returning' out"
						.formatted(dialect().id(), verb));
		}
		RowReader<T> reader = this.query.reader();
		SqlStatement returning = new SqlStatement(sql, statement.values(), statement.tables(), statement.kind());
		return explaining(() -> gate().updateReturning(returning, List.of(), reader::readAll));
	}

	/**
	 * Run a statement, and say in the words of the entity which constraint it broke.
	 */
	private <R> R explaining(Supplier<R> write) {
		try {
			return write.get();
		}
		catch (DataIntegrityViolationException ex) {
			throw this.query.context().rules().translated(entity(), ex);
		}
	}

	/**
	 * Return the statement of an update, for looking at it.
	 * @param changes what becomes of the rows
	 * @return the statement
	 */
	@SafeVarargs
	@SuppressWarnings("varargs")
	public final SqlStatement toUpdateSql(Change<T>... changes) {
		return updateStatement(Arrays.asList(changes));
	}

	/**
	 * Return the statement of a deletion, for looking at it.
	 * @return the statement
	 */
	public SqlStatement toDeleteSql() {
		return deletion();
	}

	private SqlStatement updateStatement(List<Change<T>> changes) {
		EntityModel<?> entity = entity();
		List<Assignment> assignments = new ArrayList<>();
		Map<PropertyModel, @Nullable Object> values = new HashMap<>();
		for (Change<T> change : changes) {
			for (Assignment assignment : change.in(this.query.scope())) {
				if (assignments.stream().anyMatch((other) -> other.property() == assignment.property())) {
					throw new InvalidQueryException("%s is set twice".formatted(assignment.property()));
				}
				assignments.add(assignment);
				if (assignment.value() != Assignment.COMPUTED) {
					values.put(assignment.property(), assignment.value());
				}
			}
		}
		if (assignments.isEmpty()) {
			throw new InvalidQueryException("An update needs something to set: name at least one property");
		}
		checkDemanded(entity, assignments);
		this.query.context().rules().checkChange(entity, values, this.skipsHooks);
		List<Assignment> ordered = Assignment.readersFirst(assignments);
		if (ordered == null && dialect().assignsInOrder()) {
			throw new InvalidQueryException(
					"'%s' sets one property after the other, so properties cannot be set to what the others were: use several updates"
						.formatted(dialect().id()));
		}
		return statement(StatementKind.UPDATE, update(entity, (ordered != null) ? ordered : assignments));
	}

	private void checkDemanded(EntityModel<?> entity, List<Assignment> assignments) {
		Map<PropertyModel, Object> demanded = this.query.context()
			.filters()
			.demandedValues(entity, this.query.select().unfiltered());
		for (Assignment assignment : assignments) {
			PropertyModel property = assignment.property();
			boolean meets = !demanded.containsKey(property) || (assignment.value() != Assignment.COMPUTED && Objects
				.equals(property.toColumn(demanded.get(property)), property.toColumn(assignment.value())));
			if (!meets) {
				throw new InvalidQueryException(
						"%s would get another value than its filter demands, so that whoever writes the rows would not see them any more. Leave the change out, or the filter with withoutFilter"
							.formatted(property));
			}
		}
	}

	private Consumer<SqlSink> update(EntityModel<?> entity, List<Assignment> assignments) {
		List<Assignment> set = new ArrayList<>(assignments);
		for (PropertyModel property : entity.properties()) {
			Object ours = property.isLastModification() ? this.query.context().rules().valueFor(property) : null;
			if (ours != null) {
				set.add(ours(property, ours));
			}
		}
		Select select = this.query.select();
		Predicate where = where(entity);
		return (sink) -> {
			sink.sql("UPDATE ");
			Predicate seen = where.and(select.from().describe(sink, select.unfiltered()));
			for (int i = 0; i < set.size(); i++) {
				sink.sql((i == 0) ? " SET " : ", ");
				set.get(i).describe(sink);
			}
			entity.version().ifPresent((version) -> {
				Operand.Column column = this.query.scope().column(version);
				sink.sql(", ");
				sink.label(column.name());
				sink.sql(" = ");
				sink.column(column);
				sink.sql(" + 1");
			});
			describeWhere(sink, seen);
		};
	}

	private Assignment ours(PropertyModel property, Object value) {
		return Assignment.of(this.query.scope().column(property), property, value);
	}

	private SqlStatement deletion() {
		EntityModel<?> entity = entity();
		this.query.context().rules().checkDeletion(entity, this.skipsHooks);
		PropertyModel mark = entity.softDelete().orElse(null);
		if (mark != null) {
			Object value = this.query.context().rules().valueFor(mark);
			if (value == null) {
				throw new InvalidQueryException("%s marks deleted rows, but there is no value for it".formatted(mark));
			}
			return statement(StatementKind.UPDATE, update(entity, List.of(ours(mark, value))));
		}
		Select select = this.query.select();
		Predicate where = where(entity);
		return statement(StatementKind.DELETE, (sink) -> {
			sink.sql("DELETE FROM ");
			describeWhere(sink, where.and(select.from().describe(sink, select.unfiltered())));
		});
	}

	/**
	 * Return the conditions on the rows. Where a database runs a sub-query of the written
	 * table not before it needs it, one of several alternatives may be run when rows that
	 * met another one are written already: such alternatives decide on ids first.
	 */
	private Predicate where(EntityModel<?> entity) {
		Select select = this.query.select();
		if (dialect().readsBeforeItWrites()) {
			return select.where();
		}
		List<Predicate> parts = (select.where() instanceof Predicate.AllOf group) ? group.parts()
				: List.of(select.where());
		List<Predicate> late = parts.stream()
			.filter((part) -> part.hasAlternatives() && SourceUse.of(part).reads(entity.table()))
			.toList();
		if (late.isEmpty()) {
			return select.where();
		}
		List<Operand> id = new ArrayList<>();
		entity.key().properties().forEach((property) -> id.add(this.query.scope().column(property)));
		Subquery ids = new Subquery(select.where(Predicate.allOf(late)), new Projection.Values(id));
		List<Predicate> where = new ArrayList<>(parts);
		where.removeAll(late);
		where.add((id.size() == 1) ? new Predicate.Inside(id.get(0), false, ids, false)
				: new Predicate.InsideRows(id, false, ids, false));
		return Predicate.allOf(where);
	}

	private static void describeWhere(SqlSink sink, Predicate seen) {
		if (!seen.isNone()) {
			sink.sql(" WHERE ");
			seen.describe(sink);
		}
	}

	private SqlStatement statement(StatementKind kind, Consumer<SqlSink> tree) {
		From from = this.query.select().from();
		return this.query.context().statements().write(kind, (sink) -> {
			sink.enter(from);
			sink.written((Source.Table) from.root());
			tree.accept(sink);
			sink.leave(from);
		});
	}

	private EntityModel<?> entity() {
		Select select = this.query.select();
		if (!(select.root() instanceof Source.Table table)) {
			throw new InvalidQueryException("Rows of a sub-query can be read only: write to the table itself");
		}
		boolean plain = select.from().joins().isEmpty() && select.groups().isNone() && !select.distinct()
				&& select.order().isEmpty() && select.range().equals(Select.Range.ALL) && select.lock() == null
				&& select.from().indexes().isEmpty();
		if (!plain) {
			throw new InvalidQueryException(
					"Rows are written by conditions alone, and this query of '%s' has joins, groups, an order, a limit, a lock or an index to use. Put it into a condition on the id: where(id).in(subquery)"
						.formatted(table.name()));
		}
		if (select.where().holdsAlways() && !this.all) {
			throw new InvalidQueryException(
					"All rows of '%s' would be written, since the query has no condition, all of them have vanished, or every row meets them. If that is meant, say all() before"
						.formatted(table.name()));
		}
		return table.entity();
	}

	private List<String> columns() {
		return entity().properties().stream().map((property) -> dialect().quote(property.column())).toList();
	}

	private Dialect dialect() {
		return gate().dialect();
	}

	private StatementGate gate() {
		return this.query.context().gate();
	}

}
