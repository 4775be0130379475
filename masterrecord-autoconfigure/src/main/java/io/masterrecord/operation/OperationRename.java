package io.masterrecord.operation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

import io.masterrecord.schema.Column;
import io.masterrecord.schema.ForeignKey;
import io.masterrecord.schema.PrimaryKey;
import io.masterrecord.schema.Row;
import io.masterrecord.schema.SearchIndex;
import io.masterrecord.schema.SqlText;
import io.masterrecord.schema.Table;
import io.masterrecord.schema.UniqueConstraint;
import org.jspecify.annotations.Nullable;

/**
 * What an operation is if a table or column is renamed before it instead of after it.
 */
final class OperationRename {

	private final SchemaOperation rename;

	private final String table;

	private final @Nullable String column;

	private final String newName;

	private OperationRename(SchemaOperation rename, String table, @Nullable String column, String newName) {
		this.rename = rename;
		this.table = table;
		this.column = column;
		this.newName = newName;
	}

	static OperationRename of(SchemaOperation operation) {
		return (operation instanceof RenameColumn rename)
				? new OperationRename(rename, rename.table(), rename.column(), rename.newName())
				: of((RenameTable) operation);
	}

	private static OperationRename of(RenameTable rename) {
		return new OperationRename(rename, rename.table(), null, rename.newName());
	}

	/**
	 * Return an operation with the new name.
	 * @param operation the operation
	 * @param touches what it has to do with
	 * @return the operation, or {@code null} if it cannot come after the rename
	 */
	@Nullable SchemaOperation apply(SchemaOperation operation, List<Touch> touches) {
		boolean concerned = false;
		for (Touch touch : touches) {
			if (isNewName(touch) || touch.kind() == Touch.Kind.ANYTHING) {
				return null;
			}
			concerned |= touch.kind() == Touch.Kind.TABLE && touch.name().equalsIgnoreCase(this.table);
		}
		return concerned ? renamed(operation) : operation;
	}

	private boolean isNewName(Touch touch) {
		return (this.column == null) ? touch.kind() == Touch.Kind.TABLE && touch.name().equalsIgnoreCase(this.newName)
				: touch.kind() == Touch.Kind.COLUMN && touch.name().equalsIgnoreCase(this.table + "." + this.newName);
	}

	private @Nullable SchemaOperation renamed(SchemaOperation operation) {
		if (operation instanceof InsertRows || operation instanceof UpsertRows || operation instanceof LoadRows) {
			return rows(operation);
		}
		if (operation instanceof DeleteRows delete) {
			RowRename rowRename = RowRename.of(this.rename).get(0);
			List<Row> rows = delete.rows().stream().map((row) -> rowRename.row(delete.table(), row)).toList();
			return new DeleteRows(table(delete.table()), columns(delete.table(), delete.key()), delete.environments(),
					rows, delete.guarded());
		}
		if (operation instanceof CreateTable create) {
			// Of the table itself it is a part.
			return create.table().name().equals(this.table) ? null : new CreateTable(create.table()
				.withForeignKeys(
						create.table().foreignKeys().stream().map((key) -> key(create.table().name(), key)).toList()));
		}
		if (operation instanceof AddForeignKey add) {
			return new AddForeignKey(table(add.table()), key(add.table(), add.foreignKey()));
		}
		return this.table.equals(OperationMerger.tableOf(operation)) ? ofTable(operation) : null;
	}

	/** The rows of a file are as they are, so their columns cannot be renamed. */
	private @Nullable SchemaOperation rows(SchemaOperation operation) {
		if (operation instanceof LoadRows && this.column != null) {
			return null;
		}
		return (operation instanceof LoadRows load && !load.table().equals(this.table)) ? null
				: RowRename.of(this.rename).get(0).operation(operation);
	}

	private @Nullable SchemaOperation ofTable(SchemaOperation operation) {
		String renamed = table(this.table);
		if (operation instanceof AddColumn add) {
			return new AddColumn(renamed, column(add.column()));
		}
		if (operation instanceof AlterColumn alter) {
			return new AlterColumn(renamed, column(alter.column()));
		}
		if (operation instanceof DropColumn drop) {
			return new DropColumn(renamed, drop.column());
		}
		if (operation instanceof RenameColumn other) {
			return (this.column != null) ? null : new RenameColumn(renamed, other.column(), other.newName());
		}
		if (operation instanceof AddPrimaryKey add) {
			return new AddPrimaryKey(renamed,
					new PrimaryKey(add.primaryKey().name(), columns(this.table, add.primaryKey().columns())));
		}
		if (operation instanceof AddUnique add) {
			return new AddUnique(renamed,
					new UniqueConstraint(add.unique().name(), columns(this.table, add.unique().columns())));
		}
		if (operation instanceof AddCheck add) {
			return new AddCheck(renamed,
					(this.column != null) ? add.check().withColumnRenamed(this.column, this.newName) : add.check());
		}
		if (operation instanceof CreateIndex create) {
			return new CreateIndex(renamed, (this.column != null)
					? create.index().withColumnRenamed(this.column, this.newName) : create.index());
		}
		if (operation instanceof CreateSearchIndex create) {
			SearchIndex index = create.index();
			return new CreateSearchIndex(renamed,
					index.withColumns(index.columns()
						.stream()
						.map((part) -> part.named(columns(this.table, List.of(part.name())).get(0)))
						.toList()));
		}
		return ofName(operation, renamed);
	}

	private static @Nullable SchemaOperation ofName(SchemaOperation operation, String renamed) {
		if (operation instanceof DropPrimaryKey) {
			return new DropPrimaryKey(renamed);
		}
		if (operation instanceof DropUnique drop) {
			return new DropUnique(renamed, drop.name());
		}
		if (operation instanceof DropForeignKey drop) {
			return new DropForeignKey(renamed, drop.name());
		}
		if (operation instanceof DropCheck drop) {
			return new DropCheck(renamed, drop.name());
		}
		if (operation instanceof DropIndex drop) {
			return new DropIndex(renamed, drop.name());
		}
		if (operation instanceof DropSearchIndex drop) {
			return new DropSearchIndex(renamed, drop.name());
		}
		if (operation instanceof RenameIndex other) {
			return new RenameIndex(renamed, other.name(), other.newName());
		}
		if (operation instanceof RenameConstraint other) {
			return new RenameConstraint(renamed, other.name(), other.newName());
		}
		return (operation instanceof CommentTable comment) ? new CommentTable(renamed, comment.comment()) : null;
	}

	/**
	 * Return a table with the new name, or with the new name of its column.
	 */
	Table apply(Table before) {
		if (this.column == null) {
			return before.withName(this.newName)
				.withForeignKeys(before.foreignKeys().stream().map((key) -> key(this.table, key)).toList());
		}
		UnaryOperator<String> name = (old) -> old.equals(this.column) ? this.newName : old;
		Table renamed = FoldingVisitor.renamed(before, name, (RenameColumn) this.rename);
		List<ForeignKey> keys = new ArrayList<>();
		renamed.foreignKeys()
			.forEach((key) -> keys.add(key.targetTable().equals(this.table)
					? key.to(this.table, key.targetColumns().stream().map(name).toList()) : key));
		return renamed.withForeignKeys(keys);
	}

	private ForeignKey key(String ofTable, ForeignKey key) {
		ForeignKey renamed = key.from(columns(ofTable, key.columns()));
		return key.targetTable().equals(this.table)
				? renamed.to(table(this.table), columns(this.table, key.targetColumns())) : renamed;
	}

	private Column column(Column before) {
		if (this.column == null) {
			return before;
		}
		String computed = before.computed();
		Column named = before.named(columns(this.table, List.of(before.name())).get(0));
		return (computed != null) ? named.withComputed(SqlText.rename(computed, this.column, this.newName)) : named;
	}

	private String table(String name) {
		return (this.column == null && name.equals(this.table)) ? this.newName : name;
	}

	private List<String> columns(String ofTable, List<String> names) {
		return ofTable.equals(this.table)
				? names.stream().map((name) -> name.equals(this.column) ? this.newName : name).toList() : names;
	}

}
