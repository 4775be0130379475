package io.masterrecord.operation;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import io.masterrecord.schema.ForeignKey;
import io.masterrecord.schema.Schema;
import io.masterrecord.schema.SqlText;

/**
 * What SQL of the application could see: the tables that it names, and all that are
 * connected with them by foreign keys at any time, because rows may go with others. Where
 * there are views, functions or triggers it may see anything.
 */
final class SqlSight {

	private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{N}_$]+");

	private static final Set<String> KNOWN = Set.of("insert", "update", "delete");

	private final Map<String, String> groups = new HashMap<>();

	private boolean everything;

	private SqlSight() {
	}

	static SqlSight of(Schema before, List<? extends SchemaOperation> operations) {
		SqlSight sight = new SqlSight();
		sight.everything = !before.routines().isEmpty();
		before.tables()
			.values()
			.forEach((table) -> table.foreignKeys().forEach((key) -> sight.connect(table.name(), key)));
		operations.forEach(sight::connect);
		return sight;
	}

	private void connect(SchemaOperation operation) {
		if (operation instanceof CreateTable create) {
			create.table().foreignKeys().forEach((key) -> connect(create.table().name(), key));
		}
		else if (operation instanceof AddForeignKey add) {
			connect(add.table(), add.foreignKey());
		}
		else if (operation instanceof RenameTable rename) {
			connect(rename.table(), rename.newName());
		}
		else if (operation instanceof CreateRoutine) {
			this.everything = true;
		}
	}

	private void connect(String table, ForeignKey key) {
		connect(table, key.targetTable());
	}

	private void connect(String one, String other) {
		this.groups.put(group(one), group(other));
	}

	private String group(String table) {
		String group = table.toLowerCase(Locale.ROOT);
		while (this.groups.containsKey(group) && !this.groups.get(group).equals(group)) {
			group = this.groups.get(group);
		}
		return group;
	}

	/**
	 * Tell whether there are views, functions or triggers, so that anything may happen.
	 */
	boolean isUnlimited() {
		return this.everything;
	}

	/**
	 * Tell whether a statement could see what an operation does.
	 * @param sql the statement
	 * @param touches what the operation has to do with
	 */
	boolean sees(RunSql sql, List<Touch> touches) {
		Set<String> words = new HashSet<>(
				List.of(NO_WORD.split(SqlText.withoutComments(sql.sql()).strip().toLowerCase(Locale.ROOT))));
		String first = NO_WORD.split(SqlText.withoutComments(sql.sql()).strip().toLowerCase(Locale.ROOT))[0];
		if (this.everything || sql.apart() || !sql.declares().isEmpty() || !KNOWN.contains(first)) {
			return true;
		}
		Set<String> groupsOfWords = new HashSet<>();
		words.forEach((word) -> groupsOfWords.add(group(word)));
		for (Touch touch : touches) {
			boolean seen = switch (touch.kind()) {
				case ANYTHING -> true;
				case TABLE, ROWS, COMMENT, PRIMARY_KEY -> groupsOfWords.contains(group(touch.name()));
				case NAME -> words.contains(touch.name().toLowerCase(Locale.ROOT));
				case COLUMN, ROW -> false;
			};
			if (seen) {
				return true;
			}
		}
		return false;
	}

}
