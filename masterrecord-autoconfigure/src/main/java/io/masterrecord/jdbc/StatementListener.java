package io.masterrecord.jdbc;

/**
 * Is told about every statement that a context sends to its database: a bean of an
 * application that logs slow ones, traces or counts. Where there is none, nothing is
 * measured. It is called on the thread of the statement, in its transaction, so it has to
 * be quick; what it throws is logged and goes no further.
 * <p>
 * A query that a cache answers sends nothing. Migrations tell of their steps themselves.
 *
 * @since 0.1.0
 * @see io.masterrecord.migration.MigrationListener
 */
@FunctionalInterface
public interface StatementListener {

	/**
	 * Learn that a statement was sent, and what became of it.
	 * @param event the statement
	 */
	void sent(StatementEvent event);

}
