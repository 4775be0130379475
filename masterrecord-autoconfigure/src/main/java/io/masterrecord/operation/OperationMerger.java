package io.masterrecord.operation;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import io.masterrecord.schema.Column;
import io.masterrecord.schema.Row;
import io.masterrecord.schema.SeedKey;
import io.masterrecord.schema.Table;
import org.jspecify.annotations.Nullable;

/**
 * Makes one operation of two that follow each other, or none if the second takes back
 * what the first one does.
 */
final class OperationMerger {

	private final RowIdentities identities;

	OperationMerger(RowIdentities identities) {
		this.identities = identities;
	}

	/**
	 * What two operations are together.
	 *
	 * @param operations what is in place of the first one
	 * @param rest what is left of the second one, or {@code null} if nothing is
	 */
	record Merged(List<SchemaOperation> operations, @Nullable SchemaOperation rest) {

		static Merged nothing() {
			return new Merged(List.of(), null);
		}

		static Merged of(SchemaOperation operation) {
			return new Merged(List.of(operation), null);
		}

	}

	/**
	 * Return what two operations are together, or {@code null} if they are two.
	 * @param earlier the first one
	 * @param later the second one, which is about the names after the first one
	 * @param passedRows whether the second one has come here past rows of its table
	 */
	@Nullable Merged merge(SchemaOperation earlier, SchemaOperation later, boolean passedRows) {
		String table = tableOf(later);
		if (earlier instanceof CreateTable create) {
			return create.table().name().equals(table) ? table(create.table(), later) : null;
		}
		if (earlier instanceof CreateSequence || earlier instanceof CreateRoutine) {
			return ofItself(earlier, later);
		}
		if (later instanceof UpsertRows upsert) {
			return rows(earlier, upsert);
		}
		if (table == null) {
			return null;
		}
		if (earlier instanceof RenameTable rename) {
			return rename.newName().equals(table) ? renamed(rename, later) : null;
		}
		return table.equals(tableOf(earlier)) ? ofTable(earlier, later, passedRows) : null;
	}

	/**
	 * Return the table that an operation changes, by its name before; {@code null} if it
	 * changes none, or only rows.
	 */
	static @Nullable String tableOf(SchemaOperation operation) {
		String table = operation.accept(ChangedTable.VISITOR);
		return table.isEmpty() ? null : table;
	}

	private static @Nullable Merged table(Table created, SchemaOperation later) {
		if (later instanceof DropTable) {
			return Merged.nothing();
		}
		Table changed = TableChange.apply(created, later);
		return (changed != null) ? Merged.of(new CreateTable(changed)) : null;
	}

	private static @Nullable Merged renamed(RenameTable rename, SchemaOperation later) {
		if (later instanceof RenameTable again) {
			return again.newName().equals(rename.table()) ? Merged.nothing()
					: Merged.of(new RenameTable(rename.table(), again.newName()));
		}
		return (later instanceof DropTable) ? Merged.of(new DropTable(rename.table())) : null;
	}

	private static @Nullable Merged ofItself(SchemaOperation earlier, SchemaOperation later) {
		if (earlier instanceof CreateRoutine create) {
			return (later instanceof DropRoutine drop && drop.name().equals(create.routine().name())) ? Merged.nothing()
					: null;
		}
		String name = ((CreateSequence) earlier).sequence().name();
		if (later instanceof AlterSequence alter && alter.sequence().name().equals(name)) {
			return Merged.of(new CreateSequence(alter.sequence()));
		}
		if (later instanceof RenameSequence rename && rename.name().equals(name)) {
			return Merged.of(new CreateSequence(((CreateSequence) earlier).sequence().named(rename.newName())));
		}
		return (later instanceof DropSequence drop && drop.name().equals(name)) ? Merged.nothing() : null;
	}

	private static @Nullable Merged ofTable(SchemaOperation earlier, SchemaOperation later, boolean passedRows) {
		if (earlier instanceof AddColumn || earlier instanceof AlterColumn || earlier instanceof RenameColumn) {
			return ofColumn(earlier, later);
		}
		if (earlier instanceof CommentTable) {
			return (later instanceof CommentTable) ? Merged.of(later) : null;
		}
		String name = addedName(earlier);
		if (name != null && name.equals(droppedName(later)) && isSameKind(earlier, later)) {
			// What is unique may have kept rows from being written.
			return (passedRows && !(earlier instanceof CreateIndex create && !create.index().unique())) ? null
					: Merged.nothing();
		}
		if (later instanceof RenameIndex rename) {
			if (earlier instanceof CreateIndex create && create.index().name().equals(rename.name())) {
				return Merged.of(new CreateIndex(create.table(), create.index().named(rename.newName())));
			}
			return (earlier instanceof RenameIndex other && other.newName().equals(rename.name()))
					? Merged.of(new RenameIndex(other.table(), other.name(), rename.newName())) : null;
		}
		if (earlier instanceof RenameIndex rename && later instanceof DropIndex drop
				&& rename.newName().equals(drop.name())) {
			return Merged.of(new DropIndex(drop.table(), rename.name()));
		}
		return null;
	}

	private static @Nullable String addedName(SchemaOperation operation) {
		if (operation instanceof AddUnique add) {
			return add.unique().name();
		}
		if (operation instanceof AddForeignKey add) {
			return add.foreignKey().name();
		}
		if (operation instanceof AddCheck add) {
			return add.check().name();
		}
		if (operation instanceof CreateIndex create) {
			return create.index().name();
		}
		return (operation instanceof CreateSearchIndex create) ? create.index().name() : null;
	}

	private static @Nullable String droppedName(SchemaOperation operation) {
		if (operation instanceof DropUnique drop) {
			return drop.name();
		}
		if (operation instanceof DropForeignKey drop) {
			return drop.name();
		}
		if (operation instanceof DropCheck drop) {
			return drop.name();
		}
		if (operation instanceof DropIndex drop) {
			return drop.name();
		}
		return (operation instanceof DropSearchIndex drop) ? drop.name() : null;
	}

	private static boolean isSameKind(SchemaOperation added, SchemaOperation dropped) {
		return added instanceof AddUnique && dropped instanceof DropUnique
				|| added instanceof AddForeignKey && dropped instanceof DropForeignKey
				|| added instanceof AddCheck && dropped instanceof DropCheck
				|| added instanceof CreateIndex && dropped instanceof DropIndex
				|| added instanceof CreateSearchIndex && dropped instanceof DropSearchIndex;
	}

	private static @Nullable Merged ofColumn(SchemaOperation earlier, SchemaOperation later) {
		if (earlier instanceof AddColumn add) {
			if (later instanceof DropColumn drop && drop.column().equals(add.column().name())) {
				return Merged.nothing();
			}
			if (later instanceof RenameColumn rename && rename.column().equals(add.column().name())) {
				return Merged.of(new AddColumn(add.table(), add.column().named(rename.newName())));
			}
			return (later instanceof AlterColumn alter && isSameForRows(add.column(), alter.column()))
					? Merged.of(new AddColumn(add.table(), alter.column())) : null;
		}
		if (earlier instanceof AlterColumn alter) {
			if (later instanceof DropColumn drop && drop.column().equals(alter.column().name())) {
				return Merged.of(drop);
			}
			return (later instanceof AlterColumn again && isSameConversion(alter.column(), again.column()))
					? Merged.of(again) : null;
		}
		RenameColumn rename = (RenameColumn) earlier;
		if (later instanceof RenameColumn again && again.column().equals(rename.newName())) {
			return again.newName().equals(rename.column()) ? Merged.nothing()
					: Merged.of(new RenameColumn(rename.table(), rename.column(), again.newName()));
		}
		return (later instanceof DropColumn drop && drop.column().equals(rename.newName()))
				? Merged.of(new DropColumn(drop.table(), rename.column())) : null;
	}

	/**
	 * Tell whether rows that are there have the same values if a column is added as it
	 * becomes: NULL, or the same default.
	 */
	private static boolean isSameForRows(Column added, Column altered) {
		if (!added.name().equals(altered.name()) || added.isComputed() || altered.isComputed() || added.identity()
				|| altered.identity()) {
			return false;
		}
		boolean empty = added.nullable() && added.defaultValue() == null && altered.nullable()
				&& altered.defaultValue() == null;
		return empty || added.type().equals(altered.type()) && added.nullable() == altered.nullable()
				&& Objects.equals(added.defaultValue(), altered.defaultValue())
				&& Objects.equals(added.collation(), altered.collation());
	}

	/**
	 * Tell whether values are the same if a column is altered at once: they are converted
	 * once only, and NULL is not filled by a default that goes again.
	 */
	private static boolean isSameConversion(Column first, Column second) {
		return first.name().equals(second.name()) && first.type().equals(second.type())
				&& Objects.equals(first.collation(), second.collation()) && first.identity() == second.identity()
				&& Objects.equals(first.computed(), second.computed())
				&& (first.nullable() || first.defaultValue() == null);
	}

	/**
	 * Write rows with the values that an upsert gives them, as far as it gives them all.
	 */
	private @Nullable Merged rows(SchemaOperation earlier, UpsertRows later) {
		if (earlier instanceof InsertRows insert && !insert.ifAbsent() && !later.sync()
				&& insert.table().equals(later.table()) && insert.key().equals(later.key())
				&& insert.environments().equals(later.environments())) {
			List<Row> rest = new ArrayList<>(later.rows());
			List<Row> merged = merged(insert.rows(), rest, later);
			return merged.equals(insert.rows()) ? null
					: new Merged(
							List.of(new InsertRows(insert.table(), insert.key(), insert.environments(), merged, false)),
							rest(later, rest));
		}
		if (earlier instanceof UpsertRows upsert && upsert.sync() == later.sync()
				&& upsert.table().equals(later.table()) && upsert.key().equals(later.key())
				&& upsert.updating().equals(later.updating()) && upsert.environments().equals(later.environments())) {
			List<Row> rest = new ArrayList<>(later.rows());
			List<Row> merged = merged(upsert.rows(), rest, later);
			return (rest.size() == later.rows().size()) ? null : new Merged(List.of(new UpsertRows(upsert.table(),
					upsert.key(), upsert.updating(), upsert.environments(), merged, upsert.sync())), rest(later, rest));
		}
		return null;
	}

	private static @Nullable SchemaOperation rest(UpsertRows upsert, List<Row> rows) {
		return rows.isEmpty() ? null : new UpsertRows(upsert.table(), upsert.key(), upsert.updating(),
				upsert.environments(), rows, upsert.sync());
	}

	private List<Row> merged(List<Row> rows, List<Row> rest, UpsertRows upsert) {
		Map<SeedKey, Row> again = new LinkedHashMap<>();
		upsert.rows().forEach((row) -> again.put(SeedFingerprint.key(upsert.table(), upsert.key(), row), row));
		List<Row> merged = new ArrayList<>();
		for (Row row : rows) {
			Row last = again.get(SeedFingerprint.key(upsert.table(), upsert.key(), row));
			if (last != null && overwrites(row, last, upsert)) {
				rest.remove(last);
				merged.add(last);
			}
			else {
				merged.add(row);
			}
		}
		return merged;
	}

	/**
	 * Tell whether a row has the values of another one, and no others, after an upsert.
	 */
	private boolean overwrites(Row row, Row last, UpsertRows upsert) {
		if (!last.values().keySet().containsAll(row.values().keySet())) {
			return false;
		}
		Set<String> different = new HashSet<>();
		last.values().forEach((column, value) -> {
			if (!row.values().containsKey(column) || !Objects.equals(row.values().get(column), value)) {
				different.add(column);
			}
		});
		return different.stream().noneMatch(this.identities.of(upsert.table())::contains)
				&& (upsert.updating().isEmpty() || upsert.updating().containsAll(different));
	}

}
