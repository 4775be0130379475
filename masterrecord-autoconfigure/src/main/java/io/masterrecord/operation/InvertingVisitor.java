package io.masterrecord.operation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NoSuchElementException;

import io.masterrecord.schema.Environments;
import io.masterrecord.schema.PrimaryKey;
import io.masterrecord.schema.Routine;
import io.masterrecord.schema.Row;
import io.masterrecord.schema.Schema;
import io.masterrecord.schema.Sequence;
import io.masterrecord.schema.Table;

/**
 * Finds the reverse of each operation in the schema before it.
 */
final class InvertingVisitor implements OperationVisitor<Inversion> {

	private final Schema before;

	InvertingVisitor(Schema before) {
		this.before = before;
	}

	@Override
	public Inversion visit(CreateTable operation) {
		return Inversion.by(new DropTable(operation.table().name()));
	}

	@Override
	public Inversion visit(DropTable operation) {
		return Inversion.losingRows(CreateTable.complete(table(operation.table())));
	}

	@Override
	public Inversion visit(RenameTable operation) {
		return Inversion.by(new RenameTable(operation.newName(), operation.table()));
	}

	@Override
	public Inversion visit(AddColumn operation) {
		return Inversion.by(new DropColumn(operation.table(), operation.column().name()));
	}

	@Override
	public Inversion visit(DropColumn operation) {
		return Inversion.losingRows(List
			.of(new AddColumn(operation.table(), table(operation.table()).column(operation.column()).orElseThrow())));
	}

	@Override
	public Inversion visit(AlterColumn operation) {
		return Inversion.by(new AlterColumn(operation.table(),
				table(operation.table()).column(operation.column().name()).orElseThrow()));
	}

	@Override
	public Inversion visit(RenameColumn operation) {
		return Inversion.by(new RenameColumn(operation.table(), operation.newName(), operation.column()));
	}

	@Override
	public Inversion visit(AddPrimaryKey operation) {
		return Inversion.by(new DropPrimaryKey(operation.table()));
	}

	@Override
	public Inversion visit(DropPrimaryKey operation) {
		PrimaryKey primaryKey = table(operation.table()).primaryKey();
		if (primaryKey == null) {
			throw new NoSuchElementException("Table '%s' has no primary key".formatted(operation.table()));
		}
		return Inversion.by(new AddPrimaryKey(operation.table(), primaryKey));
	}

	@Override
	public Inversion visit(AddUnique operation) {
		return Inversion.by(new DropUnique(operation.table(), operation.unique().name()));
	}

	@Override
	public Inversion visit(DropUnique operation) {
		return Inversion
			.by(new AddUnique(operation.table(), table(operation.table()).unique(operation.name()).orElseThrow()));
	}

	@Override
	public Inversion visit(AddForeignKey operation) {
		return Inversion.by(new DropForeignKey(operation.table(), operation.foreignKey().name()));
	}

	@Override
	public Inversion visit(DropForeignKey operation) {
		return Inversion.by(new AddForeignKey(operation.table(),
				table(operation.table()).foreignKey(operation.name()).orElseThrow()));
	}

	@Override
	public Inversion visit(CreateIndex operation) {
		return Inversion.by(new DropIndex(operation.table(), operation.index().name()));
	}

	@Override
	public Inversion visit(DropIndex operation) {
		return Inversion
			.by(new CreateIndex(operation.table(), table(operation.table()).index(operation.name()).orElseThrow()));
	}

	@Override
	public Inversion visit(CreateSearchIndex operation) {
		return Inversion.by(new DropSearchIndex(operation.table(), operation.index().name()));
	}

	@Override
	public Inversion visit(DropSearchIndex operation) {
		return Inversion.by(new CreateSearchIndex(operation.table(),
				table(operation.table()).searchIndex(operation.name()).orElseThrow()));
	}

	@Override
	public Inversion visit(AddCheck operation) {
		return Inversion.by(new DropCheck(operation.table(), operation.check().name()));
	}

	@Override
	public Inversion visit(DropCheck operation) {
		return Inversion
			.by(new AddCheck(operation.table(), table(operation.table()).check(operation.name()).orElseThrow()));
	}

	@Override
	public Inversion visit(RenameIndex operation) {
		return Inversion.by(new RenameIndex(operation.table(), operation.newName(), operation.name()));
	}

	@Override
	public Inversion visit(RenameConstraint operation) {
		return Inversion.by(new RenameConstraint(operation.table(), operation.newName(), operation.name()));
	}

	@Override
	public Inversion visit(CommentTable operation) {
		return Inversion.by(new CommentTable(operation.table(), table(operation.table()).comment()));
	}

	@Override
	public Inversion visit(CreateSequence operation) {
		return Inversion.by(new DropSequence(operation.sequence().name()));
	}

	@Override
	public Inversion visit(AlterSequence operation) {
		return Inversion.by(new AlterSequence(sequence(operation.sequence().name())));
	}

	@Override
	public Inversion visit(RenameSequence operation) {
		return Inversion.by(new RenameSequence(operation.newName(), operation.name()));
	}

	@Override
	public Inversion visit(DropSequence operation) {
		return Inversion.by(new CreateSequence(sequence(operation.name())));
	}

	@Override
	public Inversion visit(CreateRoutine operation) {
		return Inversion.by(new DropRoutine(operation.routine().name()));
	}

	@Override
	public Inversion visit(DropRoutine operation) {
		Routine routine = this.before.routines().get(operation.name());
		if (routine == null) {
			throw new NoSuchElementException("There is no view, function or trigger '%s'".formatted(operation.name()));
		}
		return Inversion.by(new CreateRoutine(routine));
	}

	@Override
	public Inversion visit(InsertRows operation) {
		if (operation.key().isEmpty()) {
			return Inversion.impossible("the rows inserted into %s have no key by which they could be deleted"
				.formatted(operation.table()));
		}
		return Inversion.by(delete(operation.table(), operation.key(), operation.environments(), operation.rows()));
	}

	@Override
	public Inversion visit(UpsertRows operation) {
		List<Row> added = operation.rows()
			.stream()
			.filter((row) -> !this.before.seeds()
				.containsKey(SeedFingerprint.key(operation.table(), operation.key(), row)))
			.toList();
		List<SchemaOperation> deletions = added.isEmpty() ? List.of()
				: List.of(delete(operation.table(), operation.key(), operation.environments(), added));
		return (added.size() == operation.rows().size()) ? Inversion.by(deletions.get(0)) : Inversion.partly(deletions,
				"the former values of the rows upserted into %s are not known".formatted(operation.table()));
	}

	@Override
	public Inversion visit(DeleteRows operation) {
		return Inversion
			.impossible("the values of the rows deleted from %s are not known".formatted(operation.table()));
	}

	@Override
	public Inversion visit(LoadRows operation) {
		return Inversion.by(new TakeBackRows(List.of(operation.table()), false, TakeBackRows.Obstacle.WARN));
	}

	@Override
	public Inversion visit(TakeBackRows operation) {
		return Inversion.impossible("the rows that are taken back are known to the database alone");
	}

	@Override
	public Inversion visit(Backfill operation) {
		return Inversion.impossible("the former values of %s are not known".formatted(operation.table()));
	}

	@Override
	public Inversion visit(RunSql operation) {
		return Inversion.impossible("nothing is known of what '%s' does".formatted(Description.of(operation)));
	}

	@Override
	public Inversion visit(RunCode operation) {
		return Inversion.impossible("nothing is known of what '%s' does".formatted(Description.of(operation)));
	}

	private Sequence sequence(String name) {
		Sequence sequence = this.before.sequences().get(name);
		if (sequence == null) {
			throw new NoSuchElementException("There is no sequence '%s'".formatted(name));
		}
		return sequence;
	}

	private Table table(String name) {
		return this.before.table(name)
			.orElseThrow(() -> new NoSuchElementException("There is no table '%s'".formatted(name)));
	}

	private static DeleteRows delete(String table, List<String> key, Environments environments, List<Row> rows) {
		List<Row> lastFirst = new ArrayList<>(rows.stream().map((row) -> row.only(key)).toList());
		Collections.reverse(lastFirst);
		return new DeleteRows(table, key, environments, lastFirst);
	}

}
