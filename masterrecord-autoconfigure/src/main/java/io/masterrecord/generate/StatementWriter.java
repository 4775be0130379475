package io.masterrecord.generate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

import io.masterrecord.operation.AddCheck;
import io.masterrecord.operation.AddColumn;
import io.masterrecord.operation.AddForeignKey;
import io.masterrecord.operation.AddPrimaryKey;
import io.masterrecord.operation.AddUnique;
import io.masterrecord.operation.AlterColumn;
import io.masterrecord.operation.AlterSequence;
import io.masterrecord.operation.Backfill;
import io.masterrecord.operation.CommentTable;
import io.masterrecord.operation.CreateIndex;
import io.masterrecord.operation.CreateRoutine;
import io.masterrecord.operation.CreateSearchIndex;
import io.masterrecord.operation.CreateSequence;
import io.masterrecord.operation.CreateTable;
import io.masterrecord.operation.DeleteRows;
import io.masterrecord.operation.DropCheck;
import io.masterrecord.operation.DropColumn;
import io.masterrecord.operation.DropForeignKey;
import io.masterrecord.operation.DropIndex;
import io.masterrecord.operation.DropPrimaryKey;
import io.masterrecord.operation.DropRoutine;
import io.masterrecord.operation.DropSearchIndex;
import io.masterrecord.operation.DropSequence;
import io.masterrecord.operation.DropTable;
import io.masterrecord.operation.DropUnique;
import io.masterrecord.operation.InsertRows;
import io.masterrecord.operation.LoadRows;
import io.masterrecord.operation.OperationVisitor;
import io.masterrecord.operation.RenameColumn;
import io.masterrecord.operation.RenameConstraint;
import io.masterrecord.operation.RenameIndex;
import io.masterrecord.operation.RenameSequence;
import io.masterrecord.operation.RenameTable;
import io.masterrecord.operation.RunCode;
import io.masterrecord.operation.RunSql;
import io.masterrecord.operation.SchemaOperation;
import io.masterrecord.operation.TakeBackRows;
import io.masterrecord.operation.UpsertRows;
import io.masterrecord.schema.Check;
import io.masterrecord.schema.Column;
import io.masterrecord.schema.ColumnDefault;
import io.masterrecord.schema.ColumnType;
import io.masterrecord.schema.Environments;
import io.masterrecord.schema.ForeignKey;
import io.masterrecord.schema.IndexColumn;
import io.masterrecord.schema.PrimaryKey;
import io.masterrecord.schema.ReferentialAction;
import io.masterrecord.schema.Routine;
import io.masterrecord.schema.Row;
import io.masterrecord.schema.SearchColumn;
import io.masterrecord.schema.SearchIndex;
import io.masterrecord.schema.SearchMatch;
import io.masterrecord.schema.Sequence;
import org.jspecify.annotations.Nullable;

/**
 * Writes each operation as a statement of the migration API, so that running the
 * statement records an equal operation.
 */
final class StatementWriter implements OperationVisitor<List<String>> {

	private final JavaLiteral literals;

	private final String receiver;

	private final int depth;

	StatementWriter(JavaLiteral literals) {
		this(literals, "schema", 2);
	}

	private StatementWriter(JavaLiteral literals, String receiver, int depth) {
		this.literals = literals;
		this.receiver = receiver;
		this.depth = depth;
	}

	@Override
	public List<String> visit(CreateTable operation) {
		List<String> lines = new ArrayList<>();
		lines.add("\t".repeat(this.depth)
				+ "%s.createTable(%s, (table) -> {".formatted(this.receiver, text(operation.table().name())));
		lines.addAll(new TableWriter(operation.table(), this.literals).lines(this.depth + 1));
		lines.add("\t".repeat(this.depth) + "});");
		return lines;
	}

	@Override
	public List<String> visit(DropTable operation) {
		return statement("dropTable", operation.table()).lines(this.depth);
	}

	@Override
	public List<String> visit(RenameTable operation) {
		return statement("renameTable", operation.table()).call("to", text(operation.newName())).lines(this.depth);
	}

	@Override
	public List<String> visit(AddColumn operation) {
		return column(statement("addColumn", operation.table()), operation.column(), this.literals).lines(this.depth);
	}

	@Override
	public List<String> visit(DropColumn operation) {
		return statement("dropColumn", operation.table(), operation.column()).lines(this.depth);
	}

	@Override
	public List<String> visit(AlterColumn operation) {
		return column(statement("alterColumn", operation.table()), operation.column(), this.literals).lines(this.depth);
	}

	@Override
	public List<String> visit(RenameColumn operation) {
		return statement("renameColumn", operation.table(), operation.column()).call("to", text(operation.newName()))
			.lines(this.depth);
	}

	@Override
	public List<String> visit(AddPrimaryKey operation) {
		PrimaryKey key = operation.primaryKey();
		return statement("addPrimaryKey", key.name()).call("on", names(operation.table(), key.columns()))
			.lines(this.depth);
	}

	@Override
	public List<String> visit(DropPrimaryKey operation) {
		return statement("dropPrimaryKey", operation.table()).lines(this.depth);
	}

	@Override
	public List<String> visit(AddUnique operation) {
		return statement("addUnique", operation.unique().name())
			.call("on", names(operation.table(), operation.unique().columns()))
			.lines(this.depth);
	}

	@Override
	public List<String> visit(DropUnique operation) {
		return statement("dropUnique", operation.name()).call("on", text(operation.table())).lines(this.depth);
	}

	@Override
	public List<String> visit(AddForeignKey operation) {
		ForeignKey key = operation.foreignKey();
		CallChain chain = statement("addForeignKey", key.name()).call("on", names(operation.table(), key.columns()));
		return references(chain, key).lines(this.depth);
	}

	@Override
	public List<String> visit(DropForeignKey operation) {
		return statement("dropForeignKey", operation.name()).call("on", text(operation.table())).lines(this.depth);
	}

	@Override
	public List<String> visit(CreateIndex operation) {
		CallChain chain = statement("createIndex", operation.index().name());
		if (operation.index().unique()) {
			chain.call("unique");
		}
		List<String> first = new ArrayList<>();
		List<IndexColumn> columns = operation.index().columns();
		int i = 0;
		for (; i < columns.size() && isPlain(columns.get(i)); i++) {
			first.add(columns.get(i).name());
		}
		chain.call("on", names(operation.table(), first));
		columns.subList(i, columns.size()).forEach((column) -> part(chain, column));
		if (!operation.index().included().isEmpty()) {
			chain.call("include", texts(operation.index().included()));
		}
		if (operation.index().filter() != null) {
			chain.call("where", text(operation.index().filter()));
		}
		return when(chain, operation.index().environments()).lines(this.depth);
	}

	private static boolean isPlain(IndexColumn column) {
		return !column.descending() && !column.isExpression() && column.nullsFirst() == null;
	}

	private static void part(CallChain chain, IndexColumn column) {
		if (column.isExpression()) {
			chain.call(column.descending() ? "descendingExpression" : "expression", text(column.name()));
		}
		else {
			chain.call(column.descending() ? "descending" : "ascending", text(column.name()));
		}
		Boolean nullsFirst = column.nullsFirst();
		if (nullsFirst != null) {
			chain.call(nullsFirst ? "nullsFirst" : "nullsLast");
		}
	}

	@Override
	public List<String> visit(DropIndex operation) {
		return statement("dropIndex", operation.name()).call("on", text(operation.table())).lines(this.depth);
	}

	@Override
	public List<String> visit(CreateSearchIndex operation) {
		SearchIndex index = operation.index();
		CallChain chain = statement("createSearchIndex", index.name());
		if (index.match() == SearchMatch.PARTS) {
			chain.call("parts");
		}
		if (!index.language().isEmpty()) {
			chain.call("language", text(index.language()));
		}
		List<String> first = new ArrayList<>();
		List<SearchColumn> columns = index.columns();
		int i = 0;
		for (; i < columns.size() && columns.get(i).weight() == SearchColumn.USUAL_WEIGHT; i++) {
			first.add(columns.get(i).name());
		}
		chain.call("on", names(operation.table(), first));
		for (; i < columns.size(); i++) {
			chain.call("weighted", text(columns.get(i).name()), String.valueOf(columns.get(i).weight()));
		}
		return chain.lines(this.depth);
	}

	@Override
	public List<String> visit(AddCheck operation) {
		CallChain chain = statement("addCheck", operation.check().name()).call("on", text(operation.table()));
		if (operation.check().rule() instanceof Check.OneOf values) {
			return chain.call("oneOf", oneOf(values)).lines(this.depth);
		}
		return chain.call("that", text(((Check.Sql) operation.check().rule()).sql())).lines(this.depth);
	}

	static List<String> oneOf(Check.OneOf values) {
		List<String> arguments = new ArrayList<>();
		arguments.add(text(values.column()));
		values.values()
			.forEach((value) -> arguments.add((value instanceof String string) ? text(string) : value + "L"));
		return arguments;
	}

	@Override
	public List<String> visit(DropCheck operation) {
		return statement("dropCheck", operation.name()).call("on", text(operation.table())).lines(this.depth);
	}

	@Override
	public List<String> visit(RenameIndex operation) {
		return statement("renameIndex", operation.table(), operation.name()).call("to", text(operation.newName()))
			.lines(this.depth);
	}

	@Override
	public List<String> visit(RenameConstraint operation) {
		return statement("renameConstraint", operation.table(), operation.name()).call("to", text(operation.newName()))
			.lines(this.depth);
	}

	@Override
	public List<String> visit(CommentTable operation) {
		String comment = operation.comment();
		return new CallChain(this.receiver)
			.call("commentTable", text(operation.table()), (comment != null) ? text(comment) : "null")
			.lines(this.depth);
	}

	@Override
	public List<String> visit(CreateSequence operation) {
		return sequence("createSequence", operation.sequence());
	}

	@Override
	public List<String> visit(AlterSequence operation) {
		return sequence("alterSequence", operation.sequence());
	}

	private List<String> sequence(String method, Sequence sequence) {
		return new CallChain(this.receiver)
			.call(method, text(sequence.name()), number(sequence.start()), number(sequence.increment()))
			.lines(this.depth);
	}

	private static String number(long number) {
		return (number == (int) number) ? String.valueOf(number) : number + "L";
	}

	@Override
	public List<String> visit(RenameSequence operation) {
		return statement("renameSequence", operation.name()).call("to", text(operation.newName())).lines(this.depth);
	}

	@Override
	public List<String> visit(DropSequence operation) {
		return statement("dropSequence", operation.name()).lines(this.depth);
	}

	@Override
	public List<String> visit(CreateRoutine operation) {
		Routine routine = operation.routine();
		String trigger = routine.table();
		CallChain chain = (trigger != null) ? statement("createTrigger", routine.name(), trigger)
				: statement((routine.kind() == Routine.Kind.VIEW) ? "createView" : "createFunction", routine.name());
		if (!routine.uses().isEmpty()) {
			chain.call("uses", texts(routine.uses()));
		}
		routine.sql().forEach((dialect, sql) -> {
			if (dialect.equals(Routine.EVERY_DIALECT)) {
				chain.call("as", text(sql));
			}
			else {
				chain.call("onDialect", text(dialect), text(sql));
			}
		});
		return chain.lines(this.depth);
	}

	@Override
	public List<String> visit(DropSearchIndex operation) {
		return statement("dropSearchIndex", operation.name()).call("on", text(operation.table())).lines(this.depth);
	}

	@Override
	public List<String> visit(DropRoutine operation) {
		return statement("dropRoutine", operation.name()).lines(this.depth);
	}

	@Override
	public List<String> visit(InsertRows operation) {
		CallChain chain = key(statement(operation.ifAbsent() ? "seed" : "insert", operation.table()), operation.key());
		return rows(when(chain, operation.environments()), operation.rows());
	}

	@Override
	public List<String> visit(UpsertRows operation) {
		CallChain chain = key(statement("upsert", operation.table()), operation.key());
		if (!operation.updating().isEmpty()) {
			chain.call("updating", texts(operation.updating()));
		}
		if (operation.sync()) {
			chain.call("inSync");
		}
		return rows(when(chain, operation.environments()), operation.rows());
	}

	@Override
	public List<String> visit(DeleteRows operation) {
		CallChain chain = key(statement("delete", operation.table()), operation.key());
		if (operation.guarded()) {
			chain.call("ifUnchanged");
		}
		return rows(when(chain, operation.environments()), operation.rows());
	}

	@Override
	public List<String> visit(LoadRows operation) {
		CallChain chain = key(statement("load", operation.table()).call("set", text(operation.set())), operation.key());
		switch (operation.policy()) {
			case UPSERT, SYNC -> chain.call("upsert", texts(operation.updating()));
			case SKIP_IF_PRESENT -> chain.call("ifAbsent");
			case INSERT -> {
			}
		}
		return when(chain, operation.environments())
			.call("file",
					List.of(text(operation.file().name()), operation.file().rows() + "L",
							text(operation.file().sha256())))
			.lines(this.depth);
	}

	@Override
	public List<String> visit(TakeBackRows operation) {
		CallChain chain = new CallChain(this.receiver).call("takeBackRows", texts(operation.tables()));
		if (operation.byKey()) {
			chain.call("byKey");
		}
		switch (operation.obstacle()) {
			case THROW -> chain.call("orFail");
			case IGNORE -> chain.call("orIgnore");
			case WARN -> {
			}
		}
		return chain.lines(this.depth);
	}

	@Override
	public List<String> visit(Backfill operation) {
		CallChain chain = statement("backfill", operation.table());
		operation.values().forEach((column, sql) -> chain.call("set", text(column), text(sql)));
		if (operation.condition() != null) {
			chain.call("where", text(operation.condition()));
		}
		if (operation.batch() != Backfill.USUAL_BATCH) {
			chain.call("batch", String.valueOf(operation.batch()));
		}
		if (!operation.pause().isZero()) {
			chain.call("pause", this.literals.duration(operation.pause()));
		}
		return chain.lines(this.depth);
	}

	@Override
	public List<String> visit(RunSql operation) {
		CallChain chain = statement("sql", operation.sql());
		if (!operation.dialects().isEmpty()) {
			chain = chain.call("onDialect", texts(operation.dialects()));
		}
		List<String> lines = (operation.apart() ? chain.call("outsideTransaction") : chain).lines(this.depth);
		return operation.declares().isEmpty() ? lines : declaring(lines, operation.declares());
	}

	private List<String> declaring(List<String> statement, List<SchemaOperation> declares) {
		int last = statement.size() - 1;
		List<String> lines = new ArrayList<>(statement.subList(0, last));
		String end = statement.get(last);
		lines.add(end.substring(0, end.length() - 1) + ".declares((effects) -> {");
		StatementWriter effects = new StatementWriter(this.literals, "effects", this.depth + 1);
		declares.forEach((operation) -> lines.addAll(operation.accept(effects)));
		lines.add("\t".repeat(this.depth) + "});");
		return lines;
	}

	@Override
	public List<String> visit(RunCode operation) {
		throw new IllegalArgumentException("The code '%s' is written by hand".formatted(operation.key()));
	}

	private List<String> rows(CallChain chain, List<Row> rows) {
		List<String> columns = List.of();
		for (Row row : rows) {
			List<String> named = List.copyOf(row.values().keySet());
			if (!named.equals(columns)) {
				chain.call("columns", texts(named));
				columns = named;
			}
			chain.call("values", values(row.values()));
		}
		return chain.lines(this.depth);
	}

	private List<String> values(Map<String, @Nullable Object> values) {
		List<String> expressions = new ArrayList<>();
		for (Object value : values.values()) {
			expressions.add(this.literals.of(value));
		}
		// A lone null would be taken for the array of values itself.
		return expressions.equals(List.of("null")) ? List.of("(Object) null") : expressions;
	}

	static CallChain column(CallChain chain, Column column, JavaLiteral literals) {
		String name = text(column.name());
		String size = String.valueOf(column.type().size());
		switch (column.type().name()) {
			case BOOLEAN -> chain.call("bool", name);
			case SMALLINT -> chain.call("smallint", name);
			case INTEGER -> chain.call("integer", name);
			case BIGINT -> chain.call("bigint", name);
			case REAL -> chain.call("real", name);
			case DOUBLE -> chain.call("doublePrecision", name);
			case DECIMAL -> chain.call("decimal", name, size, String.valueOf(column.type().scale()));
			case VARCHAR -> chain.call("varchar", name, size);
			case TEXT -> chain.call("text", name);
			case UUID -> chain.call("uuid", name);
			case DATE -> chain.call("date", name);
			case TIME -> chain.call("time", name);
			case DATETIME -> chain.call("datetime", name);
			case TIMESTAMP -> chain.call("timestamp", name);
			case BINARY -> chain.call("binary", (column.type().size() > 0) ? List.of(name, size) : List.of(name));
			case JSON -> chain.call("json", name);
			case ARRAY -> chain.call("array", name, text(element(column.type())));
		}
		if (column.identity()) {
			chain.call("identity");
		}
		else if (!column.nullable()) {
			chain.call("notNull");
		}
		ColumnDefault defaultValue = column.defaultValue();
		if (defaultValue instanceof ColumnDefault.Literal literal) {
			chain.call("defaultValue", literals.of(literal.value()));
		}
		else if (defaultValue instanceof ColumnDefault.Expression expression) {
			chain.call("defaultExpression", text(expression.sql()));
		}
		else if (defaultValue instanceof ColumnDefault.NextValue next) {
			chain.call("defaultSequence", text(next.sequence()));
		}
		facet(chain, "computed", column.computed());
		facet(chain, "collation", column.collation());
		facet(chain, "comment", column.comment());
		return chain;
	}

	private static void facet(CallChain chain, String method, @Nullable String value) {
		if (value != null) {
			chain.call(method, text(value));
		}
	}

	private static String element(ColumnType array) {
		return switch (array.elementType().name()) {
			case BOOLEAN -> "bool";
			case DOUBLE -> "doublePrecision";
			default -> array.elementType().name().name().toLowerCase(Locale.ROOT);
		};
	}

	static CallChain references(CallChain chain, ForeignKey key) {
		chain.call("references", names(key.targetTable(), key.targetColumns()));
		action(chain, "onDelete", key.onDelete());
		action(chain, "onUpdate", key.onUpdate());
		switch (key.deferral()) {
			case NOT_DEFERRABLE -> {
			}
			case INITIALLY_IMMEDIATE -> chain.call("deferrable");
			case INITIALLY_DEFERRED -> chain.call("initiallyDeferred");
		}
		return chain;
	}

	private static void action(CallChain chain, String when, ReferentialAction action) {
		switch (action) {
			case CASCADE -> chain.call(when + "Cascade");
			case SET_NULL -> chain.call(when + "SetNull");
			case SET_DEFAULT -> chain.call(when + "SetDefault");
			case RESTRICT -> {
			}
		}
	}

	private static CallChain when(CallChain chain, Environments environments) {
		return environments.isEverywhere() ? chain : chain.call("when", texts(environments.names()));
	}

	private static CallChain key(CallChain chain, List<String> key) {
		return key.isEmpty() ? chain : chain.call("key", texts(key));
	}

	private CallChain statement(String method, String... names) {
		return new CallChain(this.receiver).call(method, texts(List.of(names)));
	}

	static List<String> names(String table, List<String> columns) {
		List<String> names = new ArrayList<>(Collections.singletonList(text(table)));
		names.addAll(texts(columns));
		return names;
	}

	static List<String> texts(List<String> values) {
		return values.stream().map(StatementWriter::text).toList();
	}

	static String text(String value) {
		return JavaLiteral.quote(Objects.requireNonNull(value));
	}

}
