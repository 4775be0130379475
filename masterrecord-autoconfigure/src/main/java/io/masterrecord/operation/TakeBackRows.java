package io.masterrecord.operation;

import java.util.List;

/**
 * Takes back what the same migration did to rows, as this database has it on record, the
 * last row first: rows that it inserted are deleted, rows that it changed get their
 * former values, rows that it deleted return. A row that somebody else has changed since,
 * or that other rows refer to, stays as it is.
 *
 * @param tables the tables whose rows are taken back; empty for all
 * @param byKey whether rows are recognised by the key of their set instead of their
 * primary key
 * @param obstacle what happens where a row has to stay
 * @since 0.1.0
 */
public record TakeBackRows(List<String> tables, boolean byKey, Obstacle obstacle) implements SchemaOperation {

	public TakeBackRows {
		tables = List.copyOf(tables);
	}

	/**
	 * What happens where a row has to stay.
	 */
	public enum Obstacle {

		/** A warning names it. */
		WARN,

		/** The migration is not undone. */
		THROW,

		/** Nothing. */
		IGNORE

	}

	@Override
	public <R> R accept(OperationVisitor<R> visitor) {
		return visitor.visit(this);
	}

}
