package io.masterrecord.operation;

/**
 * Finds the table that an operation changes, by its name before; empty if it changes
 * none, or only rows.
 */
final class ChangedTable implements OperationVisitor<String> {

	static final ChangedTable VISITOR = new ChangedTable();

	private ChangedTable() {
	}

	@Override
	public String visit(CreateTable operation) {
		return operation.table().name();
	}

	@Override
	public String visit(DropTable operation) {
		return operation.table();
	}

	@Override
	public String visit(RenameTable operation) {
		return operation.table();
	}

	@Override
	public String visit(AddColumn operation) {
		return operation.table();
	}

	@Override
	public String visit(DropColumn operation) {
		return operation.table();
	}

	@Override
	public String visit(AlterColumn operation) {
		return operation.table();
	}

	@Override
	public String visit(RenameColumn operation) {
		return operation.table();
	}

	@Override
	public String visit(AddPrimaryKey operation) {
		return operation.table();
	}

	@Override
	public String visit(DropPrimaryKey operation) {
		return operation.table();
	}

	@Override
	public String visit(AddUnique operation) {
		return operation.table();
	}

	@Override
	public String visit(DropUnique operation) {
		return operation.table();
	}

	@Override
	public String visit(AddForeignKey operation) {
		return operation.table();
	}

	@Override
	public String visit(DropForeignKey operation) {
		return operation.table();
	}

	@Override
	public String visit(CreateIndex operation) {
		return operation.table();
	}

	@Override
	public String visit(DropIndex operation) {
		return operation.table();
	}

	@Override
	public String visit(CreateSearchIndex operation) {
		return operation.table();
	}

	@Override
	public String visit(DropSearchIndex operation) {
		return operation.table();
	}

	@Override
	public String visit(AddCheck operation) {
		return operation.table();
	}

	@Override
	public String visit(DropCheck operation) {
		return operation.table();
	}

	@Override
	public String visit(RenameIndex operation) {
		return operation.table();
	}

	@Override
	public String visit(RenameConstraint operation) {
		return operation.table();
	}

	@Override
	public String visit(CommentTable operation) {
		return operation.table();
	}

	@Override
	public String visit(CreateSequence operation) {
		return "";
	}

	@Override
	public String visit(AlterSequence operation) {
		return "";
	}

	@Override
	public String visit(RenameSequence operation) {
		return "";
	}

	@Override
	public String visit(DropSequence operation) {
		return "";
	}

	@Override
	public String visit(CreateRoutine operation) {
		return "";
	}

	@Override
	public String visit(DropRoutine operation) {
		return "";
	}

	@Override
	public String visit(InsertRows operation) {
		return "";
	}

	@Override
	public String visit(UpsertRows operation) {
		return "";
	}

	@Override
	public String visit(DeleteRows operation) {
		return "";
	}

	@Override
	public String visit(LoadRows operation) {
		return "";
	}

	@Override
	public String visit(TakeBackRows operation) {
		return "";
	}

	@Override
	public String visit(Backfill operation) {
		return "";
	}

	@Override
	public String visit(RunSql operation) {
		return "";
	}

	@Override
	public String visit(RunCode operation) {
		return "";
	}

}
