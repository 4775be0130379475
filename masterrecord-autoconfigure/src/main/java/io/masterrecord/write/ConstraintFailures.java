package io.masterrecord.write;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import io.masterrecord.dialect.BrokenConstraint;
import io.masterrecord.jdbc.ConstraintSqlException;
import io.masterrecord.model.EntityModel;
import io.masterrecord.model.PropertyModel;
import io.masterrecord.schema.ForeignKey;
import io.masterrecord.schema.Index;
import io.masterrecord.schema.Table;
import io.masterrecord.schema.UniqueConstraint;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.transaction.SavepointManager;

/**
 * Says in the words of the entity which constraint a write broke, and which of its rows
 * did: databases do not tell, so the rows are tried again in halves, within a savepoint.
 */
final class ConstraintFailures {

	/** Beyond this nobody wants to wait for a better message. */
	private static final int MOST_ROWS = 50_000;

	private ConstraintFailures() {
	}

	/**
	 * Run the statements of rows.
	 * @param statements writes some of the rows, and may be run again
	 */
	static <E> void explain(EntityScope<?> scope, List<E> rows, Consumer<List<E>> statements) {
		explain(scope, rows, 0, statements, statements);
	}

	/**
	 * Run the statements of rows.
	 * @param first the place of the first row in what was given to be written
	 * @param statements writes the rows
	 * @param again writes some of the rows, perhaps in another transaction
	 */
	static <E> void explain(EntityScope<?> scope, List<E> rows, int first, Consumer<List<E>> statements,
			Consumer<List<E>> again) {
		try {
			statements.accept(rows);
		}
		catch (DuplicateRowException | BrokenConstraintException ex) {
			throw ex;
		}
		catch (DataIntegrityViolationException ex) {
			if (rows.size() == 1) {
				throw translated(scope.model(), ex, first);
			}
			throw new UnexplainedFailure(ex, (savepoints) -> {
				Integer row = find(rows, again, savepoints);
				return translated(scope.model(), ex, (row != null) ? (Integer) (first + row) : null);
			});
		}
	}

	private static <E> @Nullable Integer find(List<E> rows, Consumer<List<E>> statements,
			@Nullable SavepointManager savepoints) {
		if (savepoints == null || rows.size() > MOST_ROWS) {
			return null;
		}
		Object start = savepoints.createSavepoint();
		int good = 0;
		int end = rows.size();
		try {
			while (end - good > 1) {
				int middle = (good + end) >>> 1;
				if (fails(rows.subList(good, middle), statements, savepoints)) {
					end = middle;
				}
				else {
					good = middle;
				}
			}
			// Somebody else may have taken away what was in the way.
			return fails(rows.subList(good, end), statements, savepoints) ? (Integer) good : null;
		}
		catch (DataAccessException | UnexplainedFailure ex) {
			// The message is worth no other failure than the one at hand.
			return null;
		}
		finally {
			savepoints.rollbackToSavepoint(start);
		}
	}

	private static <E> boolean fails(List<E> rows, Consumer<List<E>> statements, SavepointManager savepoints) {
		Object start = savepoints.createSavepoint();
		try {
			statements.accept(rows);
			return false;
		}
		catch (DataIntegrityViolationException ex) {
			savepoints.rollbackToSavepoint(start);
			return true;
		}
	}

	static DataIntegrityViolationException translated(EntityModel<?> model, DataIntegrityViolationException failure,
			@Nullable Integer row) {
		WriteViolation violation = violation(model, failure, row);
		return (failure instanceof DuplicateKeyException duplicate) ? new DuplicateRowException(violation, duplicate)
				: new BrokenConstraintException(violation, failure);
	}

	private static WriteViolation violation(EntityModel<?> model, DataIntegrityViolationException failure,
			@Nullable Integer row) {
		BrokenConstraint told = (failure.getCause() instanceof ConstraintSqlException cause) ? cause.constraint()
				: null;
		if (told == null) {
			return new WriteViolation(model.type(), null, List.of(), row);
		}
		List<String> columns = told.columns();
		String name = told.name();
		if (columns.isEmpty() && name != null) {
			columns = columnsOf(model.toTable(), name);
		}
		else if (name == null && failure instanceof DuplicateKeyException) {
			name = nameOf(model.toTable(), columns);
		}
		return new WriteViolation(model.type(), name,
				columns.stream()
					.map(model::propertyOfColumn)
					.flatMap(Optional::stream)
					.map(PropertyModel::name)
					.toList(),
				row);
	}

	private static List<String> columnsOf(Table table, String name) {
		if (table.primaryKey() != null && (name.equals("PRIMARY") || name.equals(table.primaryKey().name()))) {
			return table.primaryKey().columns();
		}
		return table.unique(name)
			.map(UniqueConstraint::columns)
			.or(() -> table.index(name).map(Index::columnNames))
			.or(() -> table.foreignKey(name).map(ForeignKey::columns))
			.orElse(List.of());
	}

	private static @Nullable String nameOf(Table table, List<String> columns) {
		if (table.primaryKey() != null && table.primaryKey().columns().equals(columns)) {
			return table.primaryKey().name();
		}
		for (UniqueConstraint unique : table.uniques()) {
			if (unique.columns().equals(columns)) {
				return unique.name();
			}
		}
		return table.indexes()
			.stream()
			.filter((index) -> index.unique() && index.columnNames().equals(columns))
			.map(Index::name)
			.findFirst()
			.orElse(null);
	}

}
