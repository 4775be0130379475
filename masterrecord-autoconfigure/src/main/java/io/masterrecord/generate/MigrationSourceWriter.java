package io.masterrecord.generate;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import io.masterrecord.operation.AddColumn;
import io.masterrecord.operation.AlterColumn;
import io.masterrecord.operation.DeleteRows;
import io.masterrecord.operation.Destruction;
import io.masterrecord.operation.DropColumn;
import io.masterrecord.operation.InsertRows;
import io.masterrecord.operation.SchemaFold;
import io.masterrecord.operation.SchemaOperation;
import io.masterrecord.operation.UpsertRows;
import io.masterrecord.schema.Column;
import io.masterrecord.schema.Row;
import io.masterrecord.schema.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Writes a migration as a Java class. The text is the same whenever and wherever it is
 * written: sorted imports, tabs, {@code \n}.
 */
final class MigrationSourceWriter {

	/**
	 * A method of a class file has room for 64 KB, and a class for 65535 constants: both
	 * are far away with so many values.
	 */
	static final int VALUES_OF_A_METHOD = 2500;

	/** So many statements have room in a method, however long they are. */
	private static final int STATEMENTS_OF_A_METHOD = 200;

	/** Four tabs are as wide as twelve characters more. */
	private static final int TABS_OF_A_LINE = 12;

	private static final String EMPTY_TABLE = "The table must be empty: there is no value for existing rows.";

	private final JavaLiteral literals = new JavaLiteral();

	private final StatementWriter statements = new StatementWriter(this.literals);

	private final Schema before;

	/** The classes that hold the rows which {@code up} has no room for. */
	private final List<String> parts = new ArrayList<>();

	MigrationSourceWriter(Schema before) {
		this.before = before;
	}

	String write(MigrationPlan plan) {
		List<String> body = new ArrayList<>();
		body.addAll(up(plan));
		body.add("");
		body.addAll(down(plan));
		body.addAll(this.parts);
		List<String> lines = new ArrayList<>();
		lines.add("package %s;".formatted(plan.packageName()));
		lines.add("");
		if (!this.literals.imports().isEmpty()) {
			this.literals.imports().forEach((type) -> lines.add("import %s;".formatted(type)));
			lines.add("");
		}
		for (String type : this.literals.isReferring()
				? List.of("Migration", "MigrationInfo", "Reference", "SchemaEditor")
				: List.of("Migration", "MigrationInfo", "SchemaEditor")) {
			lines.add("import io.masterrecord.migration.%s;".formatted(type));
		}
		lines.add("");
		lines.add("/**");
		lines.add(" * %s"
			.formatted(plan.replaces().isEmpty() ? Summary.of(plan.up()) : Summary.standing(plan.replaces())));
		lines.add(" */");
		lines.addAll(info(plan));
		lines.add("public class %s extends Migration {".formatted(plan.className()));
		lines.add("");
		lines.addAll(body);
		lines.add("");
		lines.add("}");
		return String.join("\n", lines) + "\n";
	}

	private static List<String> info(MigrationPlan plan) {
		List<String> parts = new ArrayList<>();
		parts.add("@MigrationInfo(id = \"%s\"".formatted(plan.id()));
		if (!plan.parents().isEmpty()) {
			parts.add("parent = " + ids(plan.parents()));
		}
		if (plan.replaces().isEmpty()) {
			return List.of(String.join(", ", parts) + ")");
		}
		String whole = "%s, replaces = %s)".formatted(String.join(", ", parts), ids(plan.replaces()));
		if (whole.length() <= CallChain.LINE) {
			return List.of(whole);
		}
		List<String> lines = new ArrayList<>();
		lines.add(String.join(", ", parts) + ",");
		StringBuilder line = new StringBuilder("\t\treplaces = {");
		for (int i = 0; i < plan.replaces().size(); i++) {
			String id = " \"%s\"%s".formatted(plan.replaces().get(i), (i < plan.replaces().size() - 1) ? "," : " })");
			if (line.length() + id.length() + TABS_OF_A_LINE > CallChain.LINE) {
				lines.add(line.toString());
				line = new StringBuilder("\t\t\t\t").append(id.strip());
			}
			else {
				line.append(id);
			}
		}
		lines.add(line.toString());
		return lines;
	}

	private static String ids(List<String> ids) {
		String list = ids.stream().map("\"%s\""::formatted).collect(Collectors.joining(", "));
		return (ids.size() > 1) ? "{ " + list + " }" : list;
	}

	private List<String> up(MigrationPlan plan) {
		List<String> lines = new ArrayList<>();
		lines.add("\t@Override");
		lines.add("\tpublic void up(SchemaEditor schema) {");
		if (plan.lossReason() != null) {
			lines.addAll(new CallChain("schema")
				.call("accept", StatementWriter.text("data-loss") + ", " + StatementWriter.text(plan.lossReason()))
				.lines(2));
		}
		else if (!Destruction.in(this.before, plan.up()).isEmpty()) {
			lines.add("\t\t// Data is lost here. This is not run before it says why that may be:");
			lines.add("\t\t// schema.accept(\"data-loss\", \"...\");");
		}
		lines.addAll(statements(plan));
		lines.add("\t}");
		return lines;
	}

	private List<String> statements(MigrationPlan plan) {
		boolean large = plan.up().stream().mapToInt(MigrationSourceWriter::values).sum() > VALUES_OF_A_METHOD;
		List<List<String>> groups = new ArrayList<>();
		List<String> rows = new ArrayList<>();
		int values = 0;
		int number = 0;
		Schema schema = this.before;
		MoveComments moves = MoveComments.of(schema, plan.up());
		for (SchemaOperation operation : plan.up()) {
			boolean part = large && values(operation) > 0;
			if (!rows.isEmpty() && (!part || values + values(operation) > VALUES_OF_A_METHOD)) {
				groups.add(List.of(part(plan.className() + "Rows" + ++number, rows)));
				rows.clear();
				values = 0;
			}
			List<String> statement = moves.before(schema, operation);
			String hint = backfill(schema, operation);
			if (hint != null) {
				statement.add("\t\t// " + hint);
			}
			String comment = comment(schema, operation);
			if (comment != null) {
				statement.add("\t\t// " + comment);
			}
			statement.addAll(operation.accept(this.statements));
			if (part) {
				rows.addAll(statement);
			}
			else {
				groups.add(statement);
			}
			values += part ? values(operation) : 0;
			schema = SchemaFold.apply(schema, operation);
		}
		if (!rows.isEmpty()) {
			groups.add(List.of(part(plan.className() + "Rows" + ++number, rows)));
		}
		return lines(groups, plan.className() + "Up");
	}

	/**
	 * Return the lines of statements, of which many are put into classes of their own.
	 */
	private List<String> lines(List<List<String>> statements, String name) {
		List<String> lines = new ArrayList<>();
		if (statements.size() <= 2 * STATEMENTS_OF_A_METHOD) {
			statements.forEach(lines::addAll);
			return lines;
		}
		for (int from = 0; from < statements.size(); from += STATEMENTS_OF_A_METHOD) {
			List<String> some = new ArrayList<>();
			statements.subList(from, Math.min(statements.size(), from + STATEMENTS_OF_A_METHOD)).forEach(some::addAll);
			lines.add(part(name + (from / STATEMENTS_OF_A_METHOD + 1), some));
		}
		return lines;
	}

	private static int values(SchemaOperation operation) {
		List<Row> rows = List.of();
		if (operation instanceof InsertRows insert) {
			rows = insert.rows();
		}
		if (operation instanceof UpsertRows upsert) {
			rows = upsert.rows();
		}
		if (operation instanceof DeleteRows delete) {
			rows = delete.rows();
		}
		return rows.stream().mapToInt((row) -> row.values().size()).sum();
	}

	/**
	 * Put statements into a class of their own, which has constants of its own, too.
	 * @return the statement that runs them
	 */
	private String part(String name, List<String> statements) {
		this.parts.add("");
		this.parts.add("\tprivate static final class %s {".formatted(name));
		this.parts.add("");
		this.parts.add("\t\tstatic void write(SchemaEditor schema) {");
		statements.forEach((line) -> this.parts.add("\t" + line));
		this.parts.add("\t\t}");
		this.parts.add("");
		this.parts.add("\t}");
		return "\t\t%s.write(schema);".formatted(name);
	}

	private List<String> down(MigrationPlan plan) {
		List<String> lines = new ArrayList<>();
		lines.add("\t@Override");
		lines.add("\tpublic void down(SchemaEditor schema) {");
		if (plan.irreversible() != null) {
			lines.addAll(
					new CallChain("schema").call("irreversible", StatementWriter.text(plan.irreversible())).lines(2));
		}
		else if (plan.down().isEmpty()) {
			lines.add("\t\t// The rows stay.");
		}
		Schema schema = SchemaFold.apply(this.before, plan.up());
		MoveComments moves = MoveComments.of(schema, plan.down());
		for (SchemaOperation operation : plan.down()) {
			lines.addAll(moves.before(schema, operation));
			if (operation instanceof AddColumn add && ExistingRows.needsEmptyTable(schema, add)) {
				lines.add("\t\t// %s".formatted(EMPTY_TABLE));
			}
			lines.addAll(operation.accept(this.statements));
			schema = SchemaFold.apply(schema, operation);
		}
		lines.add("\t}");
		return lines;
	}

	/**
	 * Say how rows that are there get a value which they have to have.
	 */
	private static @Nullable String backfill(Schema schema, SchemaOperation operation) {
		if (operation instanceof AddColumn add && ExistingRows.needsEmptyTable(schema, add)) {
			return "With rows: add it nullable, schema.backfill(...) it, then alterColumn.";
		}
		boolean refusing = operation instanceof AlterColumn alter && !alter.column().nullable()
				&& !alter.fillsNulls(schema)
				&& schema.table(alter.table())
					.flatMap((table) -> table.column(alter.column().name()))
					.filter(Column::nullable)
					.isPresent();
		return refusing ? "NULL is refused: give such rows a value before, with schema.backfill(...)." : null;
	}

	private @Nullable String comment(Schema schema, SchemaOperation operation) {
		if (Destruction.isDestructive(schema, operation)) {
			return (operation instanceof DropColumn) ? "The values of the column are lost."
					: "Data may be lost or refused.";
		}
		if (operation instanceof AddColumn add && ExistingRows.needsEmptyTable(schema, add)) {
			return EMPTY_TABLE;
		}
		if (operation instanceof AlterColumn alter && alter.fillsNulls(schema)) {
			return "Rows get the default for NULL, which going back does not undo.";
		}
		return null;
	}

}
