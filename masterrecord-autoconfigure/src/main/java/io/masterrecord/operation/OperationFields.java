package io.masterrecord.operation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

import io.masterrecord.schema.Check;
import io.masterrecord.schema.Column;
import io.masterrecord.schema.ColumnDefault;
import io.masterrecord.schema.ColumnType;
import io.masterrecord.schema.Deferral;
import io.masterrecord.schema.Environments;
import io.masterrecord.schema.ForeignKey;
import io.masterrecord.schema.Index;
import io.masterrecord.schema.IndexColumn;
import io.masterrecord.schema.PrimaryKey;
import io.masterrecord.schema.ReferentialAction;
import io.masterrecord.schema.Routine;
import io.masterrecord.schema.Row;
import io.masterrecord.schema.SearchColumn;
import io.masterrecord.schema.SearchIndex;
import io.masterrecord.schema.SearchMatch;
import io.masterrecord.schema.Sequence;
import io.masterrecord.schema.Table;
import io.masterrecord.schema.UniqueConstraint;
import org.jspecify.annotations.Nullable;

/**
 * Takes an operation apart into named fields: texts, integers, booleans, lists and maps.
 * What is as usual is left out, so that a facet that is invented later changes nothing
 * about the operations that do not use it. The checksum and the stored JSON are both made
 * of these fields: their names and forms never change.
 */
final class OperationFields implements OperationVisitor<Map<String, Object>> {

	private static final OperationFields INSTANCE = new OperationFields();

	private OperationFields() {
	}

	static Map<String, Object> of(SchemaOperation operation) {
		return operation.accept(INSTANCE);
	}

	@Override
	public Map<String, Object> visit(CreateTable operation) {
		Table table = operation.table();
		Fields fields = new Fields("createTable").put("table", table.name())
			.put("columns", all(table.columns(), OperationFields::column));
		PrimaryKey primaryKey = table.primaryKey();
		if (primaryKey != null) {
			fields.put("primaryKey", key(primaryKey.name(), primaryKey.columns()));
		}
		return fields.put("uniques", all(table.uniques(), (unique) -> key(unique.name(), unique.columns())))
			.put("foreignKeys", all(table.foreignKeys(), OperationFields::foreignKey))
			.put("indexes", all(table.indexes(), OperationFields::index))
			.put("checks", all(table.checks(), OperationFields::check))
			.putIfStated("comment", table.comment())
			.map();
	}

	@Override
	public Map<String, Object> visit(DropTable operation) {
		return new Fields("dropTable").put("table", operation.table()).map();
	}

	@Override
	public Map<String, Object> visit(RenameTable operation) {
		return new Fields("renameTable").put("table", operation.table()).put("newName", operation.newName()).map();
	}

	@Override
	public Map<String, Object> visit(AddColumn operation) {
		return new Fields("addColumn").put("table", operation.table()).put("column", column(operation.column())).map();
	}

	@Override
	public Map<String, Object> visit(DropColumn operation) {
		return new Fields("dropColumn").put("table", operation.table()).put("column", operation.column()).map();
	}

	@Override
	public Map<String, Object> visit(AlterColumn operation) {
		return new Fields("alterColumn").put("table", operation.table())
			.put("column", column(operation.column()))
			.map();
	}

	@Override
	public Map<String, Object> visit(RenameColumn operation) {
		return new Fields("renameColumn").put("table", operation.table())
			.put("column", operation.column())
			.put("newName", operation.newName())
			.map();
	}

	@Override
	public Map<String, Object> visit(AddPrimaryKey operation) {
		PrimaryKey key = operation.primaryKey();
		return new Fields("addPrimaryKey").put("table", operation.table())
			.put("primaryKey", key(key.name(), key.columns()))
			.map();
	}

	@Override
	public Map<String, Object> visit(DropPrimaryKey operation) {
		return new Fields("dropPrimaryKey").put("table", operation.table()).map();
	}

	@Override
	public Map<String, Object> visit(AddUnique operation) {
		UniqueConstraint unique = operation.unique();
		return new Fields("addUnique").put("table", operation.table())
			.put("unique", key(unique.name(), unique.columns()))
			.map();
	}

	@Override
	public Map<String, Object> visit(DropUnique operation) {
		return new Fields("dropUnique").put("table", operation.table()).put("name", operation.name()).map();
	}

	@Override
	public Map<String, Object> visit(AddForeignKey operation) {
		return new Fields("addForeignKey").put("table", operation.table())
			.put("foreignKey", foreignKey(operation.foreignKey()))
			.map();
	}

	@Override
	public Map<String, Object> visit(DropForeignKey operation) {
		return new Fields("dropForeignKey").put("table", operation.table()).put("name", operation.name()).map();
	}

	@Override
	public Map<String, Object> visit(CreateIndex operation) {
		return new Fields("createIndex").put("table", operation.table()).put("index", index(operation.index())).map();
	}

	@Override
	public Map<String, Object> visit(DropIndex operation) {
		return new Fields("dropIndex").put("table", operation.table()).put("name", operation.name()).map();
	}

	@Override
	public Map<String, Object> visit(CreateSearchIndex operation) {
		return new Fields("createSearchIndex").put("table", operation.table())
			.put("index", searchIndex(operation.index()))
			.map();
	}

	@Override
	public Map<String, Object> visit(AddCheck operation) {
		return new Fields("addCheck").put("table", operation.table()).put("check", check(operation.check())).map();
	}

	@Override
	public Map<String, Object> visit(DropCheck operation) {
		return new Fields("dropCheck").put("table", operation.table()).put("name", operation.name()).map();
	}

	@Override
	public Map<String, Object> visit(RenameIndex operation) {
		return new Fields("renameIndex").put("table", operation.table())
			.put("name", operation.name())
			.put("newName", operation.newName())
			.map();
	}

	@Override
	public Map<String, Object> visit(DropSearchIndex operation) {
		return new Fields("dropSearchIndex").put("table", operation.table()).put("name", operation.name()).map();
	}

	@Override
	public Map<String, Object> visit(RenameConstraint operation) {
		return new Fields("renameConstraint").put("table", operation.table())
			.put("name", operation.name())
			.put("newName", operation.newName())
			.map();
	}

	@Override
	public Map<String, Object> visit(CommentTable operation) {
		return new Fields("commentTable").put("table", operation.table())
			.putIfStated("comment", operation.comment())
			.map();
	}

	@Override
	public Map<String, Object> visit(CreateSequence operation) {
		return new Fields("createSequence").put("sequence", sequence(operation.sequence())).map();
	}

	@Override
	public Map<String, Object> visit(AlterSequence operation) {
		return new Fields("alterSequence").put("sequence", sequence(operation.sequence())).map();
	}

	@Override
	public Map<String, Object> visit(RenameSequence operation) {
		return new Fields("renameSequence").put("name", operation.name()).put("newName", operation.newName()).map();
	}

	@Override
	public Map<String, Object> visit(DropSequence operation) {
		return new Fields("dropSequence").put("name", operation.name()).map();
	}

	@Override
	public Map<String, Object> visit(CreateRoutine operation) {
		return new Fields("createRoutine").put("routine", routine(operation.routine())).map();
	}

	@Override
	public Map<String, Object> visit(DropRoutine operation) {
		return new Fields("dropRoutine").put("name", operation.name()).map();
	}

	@Override
	public Map<String, Object> visit(InsertRows operation) {
		return rows("insertRows", operation.table(), operation.key(), operation.environments(), operation.rows())
			.put("ifAbsent", operation.ifAbsent())
			.map();
	}

	@Override
	public Map<String, Object> visit(UpsertRows operation) {
		return rows("upsertRows", operation.table(), operation.key(), operation.environments(), operation.rows())
			.put("updating", operation.updating())
			.put("sync", operation.sync())
			.map();
	}

	@Override
	public Map<String, Object> visit(LoadRows operation) {
		return new Fields("loadRows").put("table", operation.table())
			.put("set", operation.set())
			.put("key", operation.key())
			.put("policy", word(operation.policy()))
			.put("updating", operation.updating())
			.put("when", operation.environments().names())
			.put("rows", operation.file().rows())
			.put("sha256", operation.file().sha256())
			.map();
	}

	@Override
	public Map<String, Object> visit(DeleteRows operation) {
		return rows("deleteRows", operation.table(), operation.key(), operation.environments(), operation.rows())
			.put("guarded", operation.guarded())
			.map();
	}

	@Override
	public Map<String, Object> visit(TakeBackRows operation) {
		Fields fields = new Fields("takeBackRows").put("tables", operation.tables()).put("byKey", operation.byKey());
		if (operation.obstacle() != TakeBackRows.Obstacle.WARN) {
			fields.put("obstacle", word(operation.obstacle()));
		}
		return fields.map();
	}

	@Override
	public Map<String, Object> visit(Backfill operation) {
		Fields fields = new Fields("backfill").put("table", operation.table())
			.put("columns", List.copyOf(operation.values().keySet()))
			.put("values", List.copyOf(operation.values().values()));
		if (operation.condition() != null) {
			fields.put("condition", operation.condition());
		}
		return fields.map();
	}

	@Override
	public Map<String, Object> visit(RunSql operation) {
		return new Fields("runSql").put("sql", operation.sql())
			.put("dialects", operation.dialects())
			.put("declares", all(operation.declares(), OperationFields::of))
			.put("apart", operation.apart())
			.map();
	}

	@Override
	public Map<String, Object> visit(RunCode operation) {
		return new Fields("runCode").put("key", operation.key())
			.put("version", (long) operation.version())
			.put("declares", all(operation.declares(), OperationFields::of))
			.map();
	}

	private static Map<String, Object> column(Column column) {
		ColumnType type = column.type();
		Fields fields = new Fields().put("name", column.name()).put("type", word(type.name()));
		if (type.size() > 0) {
			fields.put("size", (long) type.size());
		}
		if (type.scale() > 0) {
			fields.put("scale", (long) type.scale());
		}
		if (column.defaultValue() instanceof ColumnDefault.Literal literal) {
			fields.put("default", literal(literal.value()));
		}
		else if (column.defaultValue() instanceof ColumnDefault.Expression expression) {
			fields.put("defaultExpression", expression.sql());
		}
		else if (column.defaultValue() instanceof ColumnDefault.NextValue next) {
			fields.put("defaultSequence", next.sequence());
		}
		return fields.put("notNull", !column.nullable())
			.put("identity", column.identity())
			.putIfStated("computed", column.computed())
			.putIfStated("collation", column.collation())
			.putIfStated("comment", column.comment())
			.map();
	}

	/**
	 * Return a literal as a list of its type and its text, because 1, 1.0 and '1' differ.
	 * @param value the value
	 * @return the type and the text
	 */
	private static List<Object> literal(Object value) {
		String type = value.getClass().getSimpleName().toLowerCase(Locale.ROOT);
		return List.of(type, (value instanceof Boolean) ? value.toString() : CanonicalText.plain(value));
	}

	private static Map<String, Object> key(String name, List<String> columns) {
		return new Fields().put("name", name).put("columns", columns).map();
	}

	private static Map<String, Object> foreignKey(ForeignKey key) {
		Fields fields = new Fields().put("name", key.name())
			.put("columns", key.columns())
			.put("targetTable", key.targetTable())
			.put("targetColumns", key.targetColumns());
		if (key.onDelete() != ReferentialAction.RESTRICT) {
			fields.put("onDelete", word(key.onDelete()));
		}
		if (key.onUpdate() != ReferentialAction.RESTRICT) {
			fields.put("onUpdate", word(key.onUpdate()));
		}
		if (key.deferral() != Deferral.NOT_DEFERRABLE) {
			fields.put("deferral", word(key.deferral()));
		}
		return fields.map();
	}

	private static Map<String, Object> index(Index index) {
		Fields fields = new Fields().put("name", index.name())
			.put("columns", all(index.columns(), OperationFields::indexColumn))
			.put("unique", index.unique())
			.put("when", index.environments().names())
			.putIfStated("filter", index.filter());
		return (index.included().isEmpty() ? fields : fields.put("included", index.included())).map();
	}

	private static Map<String, Object> indexColumn(IndexColumn column) {
		Fields fields = new Fields().put(column.isExpression() ? "expression" : "name", column.name())
			.put("descending", column.descending());
		Boolean nullsFirst = column.nullsFirst();
		return ((nullsFirst != null) ? fields.put("nulls", nullsFirst ? "first" : "last") : fields).map();
	}

	private static Map<String, Object> check(Check check) {
		Fields fields = new Fields().put("name", check.name());
		if (check.rule() instanceof Check.OneOf values) {
			return fields.put("column", values.column())
				.put("values", all(values.values(), OperationFields::literal))
				.map();
		}
		return fields.put("sql", ((Check.Sql) check.rule()).sql()).map();
	}

	private static Map<String, Object> sequence(Sequence sequence) {
		return new Fields().put("name", sequence.name())
			.put("start", sequence.start())
			.put("increment", sequence.increment())
			.map();
	}

	private static Map<String, Object> routine(Routine routine) {
		return new Fields().put("kind", word(routine.kind()))
			.put("name", routine.name())
			.putIfStated("table", routine.table())
			.put("sql", new TreeMap<String, Object>(routine.sql()))
			.put("uses", routine.uses())
			.map();
	}

	private static Map<String, Object> searchIndex(SearchIndex index) {
		Fields fields = new Fields().put("name", index.name())
			.put("columns", all(index.columns(), OperationFields::searchColumn));
		if (index.match() != SearchMatch.WORDS) {
			fields.put("match", word(index.match()));
		}
		if (!index.language().isEmpty()) {
			fields.put("language", index.language());
		}
		return fields.map();
	}

	private static Map<String, Object> searchColumn(SearchColumn column) {
		Fields fields = new Fields().put("name", column.name());
		if (column.weight() != SearchColumn.USUAL_WEIGHT) {
			fields.put("weight", (long) column.weight());
		}
		return fields.map();
	}

	private static Fields rows(String operation, String table, List<String> key, Environments environments,
			List<Row> rows) {
		return new Fields(operation).put("table", table)
			.put("key", key)
			.put("when", environments.names())
			.put("rows", all(rows, (row) -> row(table, key, row)));
	}

	private static Map<String, Object> row(String table, List<String> key, Row row) {
		Fields fields = new Fields();
		if (!key.isEmpty()) {
			fields.put("key", SeedFingerprint.key(table, key, row).key());
		}
		return fields.put("hash", SeedFingerprint.of(row, Environments.everywhere())).map();
	}

	private static <T> List<Object> all(List<T> elements, Function<T, ?> fields) {
		return elements.stream().<Object>map(fields).toList();
	}

	private static String word(Enum<?> constant) {
		return constant.name().toLowerCase(Locale.ROOT);
	}

	/**
	 * Fields in order, without those that are empty or false.
	 */
	private static final class Fields {

		private final Map<String, Object> map = new LinkedHashMap<>();

		Fields() {
		}

		Fields(String operation) {
			this.map.put("operation", operation);
		}

		Fields put(String name, Object value) {
			if (!Boolean.FALSE.equals(value) && !List.of().equals(value)) {
				this.map.put(name, value);
			}
			return this;
		}

		Fields putIfStated(String name, @Nullable Object value) {
			return (value != null) ? put(name, value) : this;
		}

		Map<String, Object> map() {
			return this.map;
		}

	}

}
