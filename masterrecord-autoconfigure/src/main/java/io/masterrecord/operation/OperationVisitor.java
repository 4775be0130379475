package io.masterrecord.operation;

/**
 * An interpreter of schema operations: one method for each kind. Java 17 has no
 * exhaustive pattern switch; with a visitor, an operation that an interpreter does not
 * know is a compile error.
 *
 * @param <R> what the interpreter makes of an operation
 * @since 0.1.0
 */
public interface OperationVisitor<R> {

	/**
	 * Interpret a {@link CreateTable}.
	 * @param operation the operation
	 * @return what the interpreter makes of it
	 */
	R visit(CreateTable operation);

	/**
	 * Interpret a {@link DropTable}.
	 * @param operation the operation
	 * @return what the interpreter makes of it
	 */
	R visit(DropTable operation);

	/**
	 * Interpret a {@link RenameTable}.
	 * @param operation the operation
	 * @return what the interpreter makes of it
	 */
	R visit(RenameTable operation);

	/**
	 * Interpret a {@link AddColumn}.
	 * @param operation the operation
	 * @return what the interpreter makes of it
	 */
	R visit(AddColumn operation);

	/**
	 * Interpret a {@link DropColumn}.
	 * @param operation the operation
	 * @return what the interpreter makes of it
	 */
	R visit(DropColumn operation);

	/**
	 * Interpret a {@link AlterColumn}.
	 * @param operation the operation
	 * @return what the interpreter makes of it
	 */
	R visit(AlterColumn operation);

	/**
	 * Interpret a {@link RenameColumn}.
	 * @param operation the operation
	 * @return what the interpreter makes of it
	 */
	R visit(RenameColumn operation);

	/**
	 * Interpret a {@link AddPrimaryKey}.
	 * @param operation the operation
	 * @return what the interpreter makes of it
	 */
	R visit(AddPrimaryKey operation);

	/**
	 * Interpret a {@link DropPrimaryKey}.
	 * @param operation the operation
	 * @return what the interpreter makes of it
	 */
	R visit(DropPrimaryKey operation);

	/**
	 * Interpret a {@link AddUnique}.
	 * @param operation the operation
	 * @return what the interpreter makes of it
	 */
	R visit(AddUnique operation);

	/**
	 * Interpret a {@link DropUnique}.
	 * @param operation the operation
	 * @return what the interpreter makes of it
	 */
	R visit(DropUnique operation);

	/**
	 * Interpret a {@link AddForeignKey}.
	 * @param operation the operation
	 * @return what the interpreter makes of it
	 */
	R visit(AddForeignKey operation);

	/**
	 * Interpret a {@link DropForeignKey}.
	 * @param operation the operation
	 * @return what the interpreter makes of it
	 */
	R visit(DropForeignKey operation);

	/**
	 * Interpret a {@link CreateIndex}.
	 * @param operation the operation
	 * @return what the interpreter makes of it
	 */
	R visit(CreateIndex operation);

	/**
	 * Interpret a {@link DropIndex}.
	 * @param operation the operation
	 * @return what the interpreter makes of it
	 */
	R visit(DropIndex operation);

	/**
	 * Interpret a {@link CreateSearchIndex}.
	 * @param operation the operation
	 * @return what the interpreter makes of it
	 */
	R visit(CreateSearchIndex operation);

	/**
	 * Interpret a {@link DropSearchIndex}.
	 * @param operation the operation
	 * @return what the interpreter makes of it
	 */
	R visit(DropSearchIndex operation);

	/**
	 * Interpret an {@link AddCheck}.
	 * @param operation the operation
	 * @return what the interpreter makes of it
	 */
	R visit(AddCheck operation);

	/**
	 * Interpret a {@link DropCheck}.
	 * @param operation the operation
	 * @return what the interpreter makes of it
	 */
	R visit(DropCheck operation);

	/**
	 * Interpret a {@link RenameIndex}.
	 * @param operation the operation
	 * @return what the interpreter makes of it
	 */
	R visit(RenameIndex operation);

	/**
	 * Interpret a {@link RenameConstraint}.
	 * @param operation the operation
	 * @return what the interpreter makes of it
	 */
	R visit(RenameConstraint operation);

	/**
	 * Interpret a {@link CommentTable}.
	 * @param operation the operation
	 * @return what the interpreter makes of it
	 */
	R visit(CommentTable operation);

	/**
	 * Interpret a {@link CreateSequence}.
	 * @param operation the operation
	 * @return what the interpreter makes of it
	 */
	R visit(CreateSequence operation);

	/**
	 * Interpret an {@link AlterSequence}.
	 * @param operation the operation
	 * @return what the interpreter makes of it
	 */
	R visit(AlterSequence operation);

	/**
	 * Interpret a {@link RenameSequence}.
	 * @param operation the operation
	 * @return what the interpreter makes of it
	 */
	R visit(RenameSequence operation);

	/**
	 * Interpret a {@link DropSequence}.
	 * @param operation the operation
	 * @return what the interpreter makes of it
	 */
	R visit(DropSequence operation);

	/**
	 * Interpret a {@link CreateRoutine}.
	 * @param operation the operation
	 * @return what the interpreter makes of it
	 */
	R visit(CreateRoutine operation);

	/**
	 * Interpret a {@link DropRoutine}.
	 * @param operation the operation
	 * @return what the interpreter makes of it
	 */
	R visit(DropRoutine operation);

	/**
	 * Interpret a {@link InsertRows}.
	 * @param operation the operation
	 * @return what the interpreter makes of it
	 */
	R visit(InsertRows operation);

	/**
	 * Interpret a {@link UpsertRows}.
	 * @param operation the operation
	 * @return what the interpreter makes of it
	 */
	R visit(UpsertRows operation);

	/**
	 * Interpret a {@link DeleteRows}.
	 * @param operation the operation
	 * @return what the interpreter makes of it
	 */
	R visit(DeleteRows operation);

	/**
	 * Interpret a {@link LoadRows}.
	 * @param operation the operation
	 * @return what the interpreter makes of it
	 */
	R visit(LoadRows operation);

	/**
	 * Interpret a {@link TakeBackRows}.
	 * @param operation the operation
	 * @return what the interpreter makes of it
	 */
	R visit(TakeBackRows operation);

	/**
	 * Interpret a {@link Backfill}.
	 * @param operation the operation
	 * @return what the interpreter makes of it
	 */
	R visit(Backfill operation);

	/**
	 * Interpret a {@link RunSql}.
	 * @param operation the operation
	 * @return what the interpreter makes of it
	 */
	R visit(RunSql operation);

	/**
	 * Interpret a {@link RunCode}.
	 * @param operation the operation
	 * @return what the interpreter makes of it
	 */
	R visit(RunCode operation);

}
