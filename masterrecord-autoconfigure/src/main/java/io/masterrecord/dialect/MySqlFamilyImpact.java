package io.masterrecord.dialect;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import io.masterrecord.operation.AddCheck;
import io.masterrecord.operation.AddColumn;
import io.masterrecord.operation.AddForeignKey;
import io.masterrecord.operation.AlterColumn;
import io.masterrecord.operation.CreateIndex;
import io.masterrecord.operation.DropPrimaryKey;
import io.masterrecord.schema.Column;
import io.masterrecord.schema.ColumnType;
import io.masterrecord.schema.ForeignKey;
import io.masterrecord.schema.IndexColumn;
import io.masterrecord.schema.ReferentialAction;
import io.masterrecord.schema.Schema;
import io.masterrecord.schema.SearchIndex;
import io.masterrecord.schema.SqlText;
import io.masterrecord.schema.Table;
import io.masterrecord.schema.TypeName;

/**
 * What changes cost on InnoDB, as the manuals of MySQL ("Online DDL Operations") and
 * MariaDB ("InnoDB Online DDL") have it, and as MariaDB 11.4 says when it is asked for
 * {@code LOCK=NONE}.
 */
final class MySqlFamilyImpact extends ImpactRules {

	/** The length of a text takes one byte up to here, of at most 4 bytes a character. */
	private static final int ONE_BYTE_LENGTH = 255 / 4;

	private static final String ONLINE_TOOL = "Make the change with an online schema change tool, and declare it";

	private final boolean instantAdd;

	private final boolean instantDrop;

	private final boolean writtenCopy;

	/**
	 * Create the rules of a server.
	 * @param instantAdd whether it adds columns without touching rows
	 * @param instantDrop whether it drops columns without touching rows
	 * @param writtenCopy whether a table can be written while it is copied
	 */
	MySqlFamilyImpact(Schema before, boolean instantAdd, boolean instantDrop, boolean writtenCopy) {
		super(before);
		this.instantAdd = instantAdd;
		this.instantDrop = instantDrop;
		this.writtenCopy = writtenCopy;
	}

	@Override
	List<Impact> addColumn(AddColumn operation) {
		if (operation.column().identity()) {
			return List.of(new Impact(Impact.Kind.BLOCKS_WRITES, "Every row is given a number", ONLINE_TOOL));
		}
		if (operation.column().isComputed()) {
			return copy(operation.table(), "Every row is written anew with what is computed",
					"Compute it in a view or a query, or add an ordinary column and fill it in batches");
		}
		return this.instantAdd ? List.of() : rebuild("This version writes all rows anew to add a column");
	}

	@Override
	List<Impact> dropColumn() {
		return this.instantDrop ? List.of() : rebuild("This version writes all rows anew to drop a column");
	}

	@Override
	List<Impact> alterColumn(AlterColumn operation, Column from) {
		List<Impact> impacts = new ArrayList<>();
		Column to = operation.column();
		if (copies(from.type(), to.type())) {
			impacts.addAll(copy(operation.table(), "The type of all values changes",
					"Add a new column, write both for a while, fill it in batches, then drop the old one"));
		}
		else if (!Objects.equals(from.collation(), to.collation())) {
			impacts.addAll(copy(operation.table(), "All values are sorted in another order", ONLINE_TOOL));
		}
		else if (from.nullable() != to.nullable()) {
			impacts.addAll(rebuild("All rows are written anew, as nullness is part of their form"));
		}
		return impacts;
	}

	private static boolean copies(ColumnType from, ColumnType to) {
		if (from.equals(to)) {
			return false;
		}
		return from.name() != TypeName.VARCHAR || to.name() != TypeName.VARCHAR || to.size() < from.size()
				|| (from.size() <= ONE_BYTE_LENGTH) != (to.size() <= ONE_BYTE_LENGTH);
	}

	@Override
	List<Impact> createIndex(CreateIndex operation) {
		return operation.index().columns().stream().noneMatch(IndexColumn::isExpression) ? List.of()
				: List.of(new Impact(Impact.Kind.BLOCKS_WRITES,
						"The table is locked against writes while an index over an expression is built",
						"Add a computed column while nobody writes the table, and put that into the index"));
	}

	@Override
	List<Impact> createSearchIndex(SearchIndex index) {
		return List.of(new Impact(Impact.Kind.BLOCKS_WRITES,
				"The table is copied with the words of every row, and cannot be written meanwhile",
				"Create it while nobody writes the table"));
	}

	@Override
	List<Impact> addUnique() {
		return List.of();
	}

	// In place only with foreign_key_checks=0, and then nobody looks at the rows: those
	// of transactions that are open, such as one which deletes what is referred to, would
	// be overlooked even by a query afterwards.
	@Override
	List<Impact> addForeignKey(AddForeignKey operation) {
		return copy(operation.table(), "All rows are looked at", "Add it while nobody writes the table");
	}

	@Override
	List<Impact> addCheck(AddCheck operation) {
		return copy(operation.table(), "All rows are looked at", "Add it while nobody writes the table");
	}

	// A foreign key or a check of another name is dropped and added anew.
	@Override
	List<Impact> renameConstraint(Table table, String name) {
		return (table.foreignKey(name).isPresent() || table.check(name).isPresent()) ? copy(table.name(),
				"It is added anew, and all rows are looked at", "Rename it while nobody writes the table") : List.of();
	}

	@Override
	List<Impact> renameColumn(Table table, String column) {
		boolean stated = table.checks().stream().anyMatch((check) -> check.mentions(column)) || table.columns()
			.stream()
			.map(Column::computed)
			.anyMatch((sql) -> sql != null && SqlText.mentions(sql, column));
		return stated ? copy(table.name(), "What is computed from it or checks it is stated anew for all rows",
				"Rename it while nobody writes the table") : List.of();
	}

	@Override
	List<Impact> addPrimaryKey() {
		return rebuild("All rows are put in order of the key");
	}

	@Override
	List<Impact> dropPrimaryKey(DropPrimaryKey operation) {
		return copy(operation.table(), "All rows are put in another order",
				"Drop it in the same statement as the new one is added");
	}

	/**
	 * A copy is written meanwhile, if the server can, unless others write it by a foreign
	 * key with an action.
	 */
	private List<Impact> copy(String name, String reason, String remedy) {
		boolean acting = table(name)
			.filter((table) -> table.foreignKeys().stream().anyMatch(MySqlFamilyImpact::isActing))
			.isPresent();
		return (this.writtenCopy && !acting) ? rebuild(reason + ", and the table is copied")
				: List.of(new Impact(Impact.Kind.BLOCKS_WRITES,
						reason + ": the table is copied, and cannot be written meanwhile", remedy));
	}

	private static boolean isActing(ForeignKey key) {
		return key.onDelete() != ReferentialAction.RESTRICT || key.onUpdate() != ReferentialAction.RESTRICT;
	}

	/**
	 * In place, with reads and writes going on: that costs time and space, not service.
	 * Replicas repeat it as one statement, though, and fall behind.
	 */
	private static List<Impact> rebuild(String reason) {
		return List
			.of(new Impact(Impact.Kind.REWRITES_ONLINE, reason + ". Replicas fall behind meanwhile", ONLINE_TOOL));
	}

}
