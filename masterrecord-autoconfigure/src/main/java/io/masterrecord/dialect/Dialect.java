package io.masterrecord.dialect;

import java.util.List;

import io.masterrecord.operation.SchemaOperation;
import io.masterrecord.schema.ColumnType;
import io.masterrecord.schema.Schema;
import io.masterrecord.schema.TypeName;
import org.jspecify.annotations.Nullable;

/**
 * The SQL of one vendor. Dialects are stateless and may be shared between threads.
 *
 * @since 0.1.0
 */
public interface Dialect {

	/**
	 * Return the name of the dialect.
	 * @return {@code postgresql}, {@code mariadb}, {@code mysql}, {@code sqlite} or
	 * {@code h2}
	 */
	String id();

	/**
	 * Quote a name, so that it means exactly itself.
	 * @param identifier the name of a table, column, index or constraint
	 * @return the quoted name
	 * @throws IllegalArgumentException if the vendor cannot hold the name exactly
	 */
	String quote(String identifier);

	/**
	 * Return the statements of an operation.
	 * @param before the schema before the operation
	 * @param operation the operation; its conditions (environments, dialects) have been
	 * decided by the caller
	 * @return the statements, in order; none for a {@code RunCode}
	 */
	List<SqlCommand> render(Schema before, SchemaOperation operation);

	/**
	 * Tell whether changes of the schema take part in transactions.
	 * @return whether a rollback undoes them
	 */
	boolean transactionalDdl();

	/**
	 * Return the form in which values of a type travel.
	 * @param type the type
	 * @return the form
	 */
	ValueForm valueForm(TypeName type);

	/**
	 * Return the type as it is written in a column definition.
	 * @param type the neutral type
	 * @return the type in the words of the vendor
	 */
	String columnType(ColumnType type);

	/**
	 * Return a condition that an expression contains, starts or ends with a text, given
	 * as a pattern whose wildcards are {@code %} and {@code _} and whose escape character
	 * is {@code !}.
	 * @param expression the SQL of the expression
	 * @param ignoreCase whether case does not matter
	 * @param type the type of the expression; other types than text are compared by their
	 * text
	 * @return a condition with exactly one placeholder, for the pattern; with
	 * {@code ignoreCase} the pattern is bound as the user wrote it, not folded
	 */
	String like(String expression, boolean ignoreCase, ColumnType type);

	/**
	 * Return the clause that limits the rows of a select, to be appended to it.
	 * @param limited whether there is a limit
	 * @param skipping whether there is an offset
	 * @return the clause, starting with a blank; its placeholders are first the limit,
	 * then the offset, each present as asked for; empty if neither is asked for
	 */
	String limit(boolean limited, boolean skipping);

	/**
	 * Return the clause that sorts by an expression.
	 * @param expression the SQL of the expression
	 * @param descending whether from the greatest to the least
	 * @param nullsFirst whether NULL comes first, or {@code null} for NULL as the least
	 * value, which is the same on every dialect
	 * @return the clause
	 */
	String orderBy(String expression, boolean descending, @Nullable Boolean nullsFirst);

}
