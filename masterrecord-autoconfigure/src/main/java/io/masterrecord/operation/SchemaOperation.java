package io.masterrecord.operation;

import io.masterrecord.schema.Environments;

/**
 * One change of a database, as a value.
 *
 * @since 0.1.0
 */
public sealed interface SchemaOperation permits CreateTable, DropTable, RenameTable, AddColumn, DropColumn, AlterColumn,
		RenameColumn, AddPrimaryKey, DropPrimaryKey, AddUnique, DropUnique, AddForeignKey, DropForeignKey, CreateIndex,
		DropIndex, CreateSearchIndex, DropSearchIndex, AddCheck, DropCheck, RenameIndex, RenameConstraint, CommentTable,
		CreateSequence, AlterSequence, RenameSequence, DropSequence, CreateRoutine, DropRoutine, InsertRows, UpsertRows,
		LoadRows, DeleteRows, TakeBackRows, Backfill, RunSql, RunCode {

	/**
	 * Hand this operation to the method of the visitor that is meant for its kind.
	 * @param <R> what the visitor makes of operations
	 * @param visitor the visitor
	 * @return what the visitor returned
	 */
	<R> R accept(OperationVisitor<R> visitor);

	/**
	 * Return where this operation is meant to be run; where it is not, its step is
	 * skipped and recorded as such.
	 * @return the environments, which are all of them for most operations
	 */
	default Environments environments() {
		return Environments.everywhere();
	}

}
