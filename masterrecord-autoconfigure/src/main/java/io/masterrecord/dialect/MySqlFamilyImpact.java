package io.masterrecord.dialect;

import java.util.ArrayList;
import java.util.List;

import io.masterrecord.operation.CreateIndex;
import io.masterrecord.schema.Column;
import io.masterrecord.schema.ColumnType;
import io.masterrecord.schema.Schema;
import io.masterrecord.schema.SearchIndex;
import io.masterrecord.schema.TypeName;

/**
 * What changes cost on InnoDB, as the manuals of MySQL ("Online DDL Operations") and
 * MariaDB ("InnoDB Online DDL") have it.
 */
final class MySqlFamilyImpact extends ImpactRules {

	/** The length of a text takes one byte up to here, of at most 4 bytes a character. */
	private static final int ONE_BYTE_LENGTH = 255 / 4;

	private static final String ONLINE_TOOL = "Make the change with an online schema change tool, and declare it";

	private final boolean instantAdd;

	private final boolean instantDrop;

	/**
	 * Create the rules of a server.
	 * @param instantAdd whether it adds columns without touching rows
	 * @param instantDrop whether it drops columns without touching rows
	 */
	MySqlFamilyImpact(Schema before, boolean instantAdd, boolean instantDrop) {
		super(before);
		this.instantAdd = instantAdd;
		this.instantDrop = instantDrop;
	}

	@Override
	List<Impact> addColumn(Column column) {
		if (column.identity()) {
			return List.of(new Impact(Impact.Kind.BLOCKS_WRITES, "Every row is given a number", ONLINE_TOOL));
		}
		return this.instantAdd ? List.of() : rebuild("This version writes all rows anew to add a column");
	}

	@Override
	List<Impact> dropColumn() {
		return this.instantDrop ? List.of() : rebuild("This version writes all rows anew to drop a column");
	}

	@Override
	List<Impact> alterColumn(Column from, Column to) {
		List<Impact> impacts = new ArrayList<>();
		if (copies(from.type(), to.type())) {
			impacts.add(new Impact(Impact.Kind.BLOCKS_WRITES,
					"The type of all values changes: the table is copied and cannot be written meanwhile",
					"Add a new column, write both for a while, fill it in batches, then drop the old one"));
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
		return List.of();
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

	@Override
	List<Impact> addForeignKey() {
		return List.of(new Impact(Impact.Kind.BLOCKS_WRITES,
				"The table is copied to check all rows, and cannot be written meanwhile",
				"Check the rows with a query first, and add the key with foreign_key_checks=0"));
	}

	@Override
	List<Impact> addPrimaryKey() {
		return rebuild("All rows are put in order of the key");
	}

	@Override
	List<Impact> dropPrimaryKey() {
		return List.of(new Impact(Impact.Kind.BLOCKS_WRITES, "The table is copied, and cannot be written meanwhile",
				"Drop it in the same statement as the new one is added"));
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
