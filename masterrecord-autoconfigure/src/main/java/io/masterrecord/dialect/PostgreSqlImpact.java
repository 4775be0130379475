package io.masterrecord.dialect;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

import io.masterrecord.operation.AddCheck;
import io.masterrecord.operation.AddColumn;
import io.masterrecord.operation.AddForeignKey;
import io.masterrecord.operation.AlterColumn;
import io.masterrecord.operation.CreateIndex;
import io.masterrecord.operation.DropPrimaryKey;
import io.masterrecord.schema.Column;
import io.masterrecord.schema.ColumnDefault;
import io.masterrecord.schema.ColumnType;
import io.masterrecord.schema.PrimaryKey;
import io.masterrecord.schema.Schema;
import io.masterrecord.schema.SearchIndex;
import io.masterrecord.schema.SearchMatch;
import io.masterrecord.schema.TypeName;

/**
 * What changes cost on PostgreSQL, as its manual has it under ALTER TABLE, CREATE INDEX
 * and explicit locking.
 */
final class PostgreSqlImpact extends ImpactRules {

	/** Functions of one value during a transaction: added as a constant. */
	private static final List<String> STABLE = List.of("current_timestamp", "current_date", "localtimestamp",
			"transaction_timestamp", "now()");

	private final ServerVersion version;

	private final boolean online;

	PostgreSqlImpact(Schema before, ServerVersion version, boolean online) {
		super(before);
		this.version = version;
		this.online = online;
	}

	@Override
	List<Impact> addColumn(AddColumn operation) {
		Column column = operation.column();
		if (column.identity()) {
			return rewrite("Every row is given a number",
					"Add the column as optional, fill it in batches, then add the key");
		}
		if (column.isComputed()) {
			return rewrite("Every row is written anew with what is computed",
					"Compute it in a view or a query, or add an ordinary column and fill it in batches");
		}
		if (column.defaultValue() == null) {
			return List.of();
		}
		boolean constant = !(column.defaultValue() instanceof ColumnDefault.Expression expression)
				|| isStable(expression.sql());
		if (constant && this.version.isAtLeast(11, 0, 0)) {
			return List.of();
		}
		return rewrite(
				constant ? "Before version 11 a default is written to every row"
						: "Every row is given a value of its own",
				"Add the column without the default, set the default, then fill the rows in batches");
	}

	private static boolean isStable(String sql) {
		String text = sql.toLowerCase(Locale.ROOT);
		return !text.contains("(") || STABLE.stream().anyMatch(text::startsWith);
	}

	@Override
	List<Impact> dropColumn() {
		return List.of();
	}

	@Override
	List<Impact> alterColumn(AlterColumn operation, Column from) {
		List<Impact> impacts = new ArrayList<>();
		Column to = operation.column();
		if (rewrites(from.type(), to.type())) {
			impacts.addAll(rewrite("The type of all values changes",
					"Add a new column, write both for a while, fill it in batches, then drop the old one"));
		}
		else if (!Objects.equals(from.collation(), to.collation()) && isIndexed(operation)) {
			impacts.add(new Impact(Impact.Kind.BLOCKS_READS,
					"Its indexes are built anew in another order while the table is locked",
					"Drop the indexes before, and create them afterwards while the table stays in use"));
		}
		if (from.nullable() && !to.nullable() && !(this.online && PostgreSqlOnline.isProvable(from, to))) {
			impacts.add(new Impact(Impact.Kind.BLOCKS_READS, "All rows are looked at for NULL",
					"Add a check of NOT NULL as NOT VALID and validate it first: version 12 and later then trust it"));
		}
		return impacts;
	}

	private boolean isIndexed(AlterColumn operation) {
		String name = operation.column().name();
		return table(operation.table()).filter((table) -> {
			PrimaryKey primaryKey = table.primaryKey();
			return (primaryKey != null && primaryKey.columns().contains(name))
					|| table.uniques().stream().anyMatch((unique) -> unique.columns().contains(name))
					|| table.indexes().stream().anyMatch((index) -> index.mentions(name));
		}).isPresent();
	}

	private static boolean rewrites(ColumnType from, ColumnType to) {
		if (from.equals(to)) {
			return false;
		}
		if (from.name() == TypeName.VARCHAR) {
			return to.name() != TypeName.TEXT && (to.name() != TypeName.VARCHAR || to.size() < from.size());
		}
		return from.name() != TypeName.DECIMAL || to.name() != TypeName.DECIMAL || to.scale() != from.scale()
				|| to.size() < from.size();
	}

	@Override
	List<Impact> createIndex(CreateIndex operation) {
		return plainly(Impact.Kind.BLOCKS_WRITES, "The table is locked against writes while the index is built",
				"Let it be built while the table stays in use");
	}

	@Override
	List<Impact> createSearchIndex(SearchIndex index) {
		return (index.match() == SearchMatch.WORDS)
				? rewrite("Every row is written anew with its words", "Create it while nobody needs the table")
				: List.of(new Impact(Impact.Kind.BLOCKS_WRITES,
						"The table is locked against writes while the index is built",
						"Create it while nobody writes the table"));
	}

	@Override
	List<Impact> addUnique() {
		return plainly(Impact.Kind.BLOCKS_READS, "Its index is built while the table is locked",
				"Let it be built while the table stays in use");
	}

	@Override
	List<Impact> addForeignKey(AddForeignKey operation) {
		return plainly(Impact.Kind.BLOCKS_WRITES, "Both tables are locked against writes while all rows are looked at",
				"Let it be validated while the tables stay in use");
	}

	@Override
	List<Impact> addCheck(AddCheck operation) {
		return plainly(Impact.Kind.BLOCKS_READS, "The table is locked while all rows are looked at",
				"Let it be validated while the table stays in use");
	}

	@Override
	List<Impact> addPrimaryKey() {
		return addUnique();
	}

	@Override
	List<Impact> dropPrimaryKey(DropPrimaryKey operation) {
		return List.of();
	}

	/**
	 * Return what is noticed unless the change is made as {@link PostgreSqlOnline} has
	 * it.
	 */
	private List<Impact> plainly(Impact.Kind kind, String reason, String remedy) {
		return this.online ? List.of() : List.of(new Impact(kind, reason, remedy));
	}

	private static List<Impact> rewrite(String reason, String remedy) {
		return List.of(new Impact(Impact.Kind.REWRITES_TABLE, reason, remedy));
	}

}
