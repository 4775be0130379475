package io.masterrecord.dialect;

/**
 * The statements that suspend foreign keys while the schema changes. They are needed
 * where a change rebuilds a table: dropping the old one would delete the rows that refer
 * to it. A transaction ignores the switch, so it is set around the transaction.
 * <p>
 * The order is: {@code state}; if it says 1, {@code off}; begin; the changes;
 * {@code violations}, and a rollback if it returns a row; commit; {@code on} if it was on
 * before.
 *
 * @param state a query of one row and column: 1 if foreign keys are enforced, else 0
 * @param off suspends foreign keys on the connection
 * @param on enforces foreign keys on the connection
 * @param violations a query with a row for each row whose foreign key is broken; its
 * first column is the table
 * @since 0.1.0
 */
public record ForeignKeySwitch(String state, String off, String on, String violations) {
}
