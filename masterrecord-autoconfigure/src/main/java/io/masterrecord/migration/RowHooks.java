package io.masterrecord.migration;

import io.masterrecord.schema.Row;

/**
 * Sees the rows that migrations write, as the entities of the application are seen when
 * they are saved. It runs inside the migration and must not reach for anything that needs
 * a migrated database, such as a repository.
 *
 * @since 0.1.0
 */
public interface RowHooks {

	/** Sees nothing. */
	RowHooks NONE = new RowHooks() {
	};

	/**
	 * Be told of a row before it is written.
	 * @param table its table
	 * @param row its values by column
	 * @return what is to be written; the values by which the row is recognised are not to
	 * be changed
	 */
	default Row beforeWrite(String table, Row row) {
		return row;
	}

	/**
	 * Be told of a row that was written, before the migration is committed.
	 * @param table its table
	 * @param row its values by column
	 */
	default void afterWrite(String table, Row row) {
	}

	/**
	 * Return what sees the rows of a table that later migrations change again: an entity
	 * of today may not hold them, and its rules may not be theirs. They must be written
	 * all the same, or no new database could be built.
	 * @return hooks that refuse nothing
	 */
	default RowHooks ofThePast() {
		return this;
	}

}
