package io.masterrecord.diff;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.masterrecord.operation.CreateRoutine;
import io.masterrecord.operation.CreateSequence;
import io.masterrecord.operation.SchemaFold;
import io.masterrecord.operation.SchemaOperation;
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
import io.masterrecord.schema.Schema;
import io.masterrecord.schema.Sequence;
import io.masterrecord.schema.Table;
import io.masterrecord.schema.TypeName;
import io.masterrecord.schema.UniqueConstraint;

/**
 * Schemas in a few words, for tests that are to be read as a list:
 * {@code plan(id bigint key, owner_id bigint -> owner(id), index(title desc))}. Names
 * that are left out are those that the model would derive.
 */
final class SchemaNotation {

	private static final Pattern TABLE = Pattern.compile("(\\w+)\\((.*)\\)(?: '(.*)')?");

	private static final Pattern SEQUENCE = Pattern.compile("sequence (\\w+) from (\\d+) by (\\d+)");

	private static final Pattern ROUTINE = Pattern.compile("(view|function|trigger) (\\w+)(?: on ([\\w ]+))?: (.*)");

	private static final Pattern COLUMN = Pattern.compile("(\\w+) (\\w+(?:\\(\\d+(?: \\d+)?\\))?(?: array)?)(.*)");

	private static final Pattern KEYS = Pattern.compile(
			"(key|unique index|unique|index|foreign key)(?: (\\w+))?\\((.*?)\\)(?: (->.*|including .*|where .*|when .*))?");

	private static final Pattern CHECK = Pattern.compile("check (\\w+): (.*)");

	private static final Pattern VALUES = Pattern.compile("values (\\w+): (\\w+) in (.*)");

	private static final Pattern TARGET = Pattern.compile("-> (\\w+)\\(([\\w ]+)\\)(.*)");

	private final List<SchemaOperation> tables = new ArrayList<>();

	private final List<SchemaOperation> routines = new ArrayList<>();

	private final List<SchemaOperation> sequences = new ArrayList<>();

	private final List<Table> parsed = new ArrayList<>();

	private SchemaNotation() {
	}

	/**
	 * Read a schema.
	 * @param lines a table, sequence, view, function or trigger each
	 */
	static Schema schema(List<String> lines) {
		SchemaNotation notation = new SchemaNotation();
		lines.forEach(notation::line);
		Schema tables = Schema.of(notation.parsed);
		List<SchemaOperation> all = new ArrayList<>(notation.sequences);
		Schema sequences = SchemaFold.apply(Schema.empty(), all);
		Schema desired = new Schema(tables.tables(), new TreeMap<>()).withSequences(sequences.sequences().values());
		Schema checked = SchemaFold.apply(Schema.empty(),
				SchemaDiff.between(Schema.empty(), desired, RenameHints.none()).operations());
		return SchemaFold.apply(checked, notation.routines);
	}

	private void line(String line) {
		Matcher sequence = SEQUENCE.matcher(line);
		Matcher routine = ROUTINE.matcher(line);
		Matcher table = TABLE.matcher(line);
		if (sequence.matches()) {
			this.sequences.add(new CreateSequence(new Sequence(sequence.group(1), Long.parseLong(sequence.group(2)),
					Long.parseLong(sequence.group(3)))));
		}
		else if (routine.matches()) {
			Routine.Kind kind = Routine.Kind.valueOf(routine.group(1).toUpperCase(Locale.ROOT));
			List<String> uses = (routine.group(3) != null) ? List.of(routine.group(3).split(" ")) : List.of();
			this.routines.add(new CreateRoutine(
					new Routine(kind, routine.group(2), (kind == Routine.Kind.TRIGGER) ? uses.get(0) : null,
							new TreeMap<>(Map.of(Routine.EVERY_DIALECT, routine.group(4))), uses)));
		}
		else if (table.matches()) {
			this.parsed.add(table(table.group(1), table.group(2)).withComment(table.group(3)));
		}
		else {
			throw new IllegalArgumentException("'%s' is no table, sequence or routine".formatted(line));
		}
	}

	private Table table(String name, String content) {
		Table table = new Table(name, List.of(), null, List.of(), List.of(), List.of());
		List<String> key = new ArrayList<>();
		for (String element : elements(content)) {
			table = element(table, element, key);
		}
		if (!key.isEmpty()) {
			table = table.withPrimaryKey(new PrimaryKey("pk_" + name, key));
			table = table.withColumns(table.columns()
				.stream()
				.map((column) -> key.contains(column.name()) ? column.withNullable(false) : column)
				.toList());
		}
		return table;
	}

	private Table element(Table table, String element, List<String> key) {
		Matcher check = CHECK.matcher(element);
		Matcher values = VALUES.matcher(element);
		Matcher keys = KEYS.matcher(element);
		if (check.matches()) {
			return table.withChecks(with(table.checks(), Check.that(check.group(1), check.group(2))));
		}
		if (values.matches()) {
			return table.withChecks(with(table.checks(),
					Check.oneOf(values.group(1), values.group(2), List.of(values.group(3).split(" ")))));
		}
		if (keys.matches()) {
			return key(table, keys, key);
		}
		Matcher column = COLUMN.matcher(element);
		if (!column.matches()) {
			throw new IllegalArgumentException("'%s' is no part of a table".formatted(element));
		}
		return column(table, column.group(1), column.group(2), column.group(3), key);
	}

	private Table key(Table table, Matcher keys, List<String> key) {
		List<String> names = List.of(keys.group(3).split(" "));
		String more = (keys.group(4) != null) ? keys.group(4) : "";
		switch (keys.group(1)) {
			case "key" -> key.addAll(names);
			case "unique" -> {
				return table.withUniques(with(table.uniques(), new UniqueConstraint(
						(keys.group(2) != null) ? keys.group(2) : derive("uq", table, names), names)));
			}
			case "foreign key" -> {
				return table.withForeignKeys(with(table.foreignKeys(),
						foreignKey((keys.group(2) != null) ? keys.group(2) : derive("fk", table, names), names, more)));
			}
			default -> {
				return table.withIndexes(with(table.indexes(), index(table, keys, more)));
			}
		}
		return table;
	}

	private static Index index(Table table, Matcher keys, String more) {
		List<IndexColumn> columns = new ArrayList<>();
		for (String part : keys.group(3).split(" (?!desc|nulls|first|last)")) {
			String[] words = part.split(" ");
			boolean descending = part.contains(" desc");
			IndexColumn column = words[0].startsWith("{") ? IndexColumn.expression(
					words[0].substring(1, words[0].length() - 1).replace('[', '(').replace(']', ')'), descending)
					: new IndexColumn(words[0], descending);
			columns.add(part.contains("nulls") ? column.withNulls(part.contains("nulls first")) : column);
		}
		String name = (keys.group(2) != null) ? keys.group(2)
				: derive("idx", table, columns.stream().map(IndexColumn::name).toList());
		return new Index(name, columns, keys.group(1).startsWith("unique"),
				more.startsWith("when ") ? Environments.of(more.substring(5)) : Environments.everywhere(),
				more.contains("where ") ? more.replaceFirst(".*?where ", "") : null, included(more));
	}

	private static List<String> included(String more) {
		return more.startsWith("including ")
				? List.of(more.substring("including ".length()).replaceFirst(" where .*", "").split(" ")) : List.of();
	}

	private static ForeignKey foreignKey(String name, List<String> columns, String text) {
		Matcher target = TARGET.matcher(text);
		if (!target.matches()) {
			throw new IllegalArgumentException("'%s' is no target".formatted(text));
		}
		String more = target.group(3);
		Deferral deferral = more.contains("deferred") ? Deferral.INITIALLY_DEFERRED
				: more.contains("deferrable") ? Deferral.INITIALLY_IMMEDIATE : Deferral.NOT_DEFERRABLE;
		return new ForeignKey(name, columns, target.group(1), List.of(target.group(2).split(" ")),
				action(more, "on delete "), action(more, "on update "), deferral);
	}

	private static ReferentialAction action(String text, String event) {
		int start = text.indexOf(event);
		if (start < 0) {
			return ReferentialAction.RESTRICT;
		}
		String action = text.substring(start + event.length());
		return action.startsWith("cascade") ? ReferentialAction.CASCADE
				: action.startsWith("set null") ? ReferentialAction.SET_NULL
						: action.startsWith("set default") ? ReferentialAction.SET_DEFAULT : ReferentialAction.RESTRICT;
	}

	private Table column(Table table, String name, String type, String facets, List<String> key) {
		Column column = new Column(name, type(type), true, null, false);
		String rest = facets.strip();
		Table result = table;
		while (!rest.isEmpty()) {
			String word = rest.split(" ")[0];
			rest = rest.substring(word.length()).strip();
			switch (word) {
				case "key" -> key.add(name);
				case "identity" -> column = column.withIdentity(true).withNullable(false);
				case "required" -> column = column.withNullable(false);
				case "unique" -> result = result.withUniques(with(result.uniques(),
						new UniqueConstraint(derive("uq", table, List.of(name)), List.of(name))));
				case "->" -> {
					result = result.withForeignKeys(with(result.foreignKeys(),
							foreignKey(derive("fk", table, List.of(name)), List.of(name), "-> " + rest)));
					rest = "";
				}
				case "default" -> {
					column = column.withDefault(defaultValue(column, rest));
					rest = "";
				}
				case "as" -> {
					column = column.withComputed(rest);
					rest = "";
				}
				case "collate" -> {
					column = column.withCollation(rest);
					rest = "";
				}
				case "comment" -> {
					column = column.withComment(rest.replace("'", ""));
					rest = "";
				}
				default -> throw new IllegalArgumentException("'%s' says nothing of a column".formatted(word));
			}
		}
		return result.withColumns(with(result.columns(), column));
	}

	private static ColumnDefault defaultValue(Column column, String text) {
		if (text.startsWith("next of ")) {
			return new ColumnDefault.NextValue(text.substring(8));
		}
		if (text.startsWith("sql ")) {
			return new ColumnDefault.Expression(text.substring(4));
		}
		if (text.startsWith("'")) {
			return new ColumnDefault.Literal(text.replace("'", ""));
		}
		return new ColumnDefault.Literal(switch (column.type().name()) {
			case BOOLEAN -> Boolean.valueOf(text);
			case SMALLINT, INTEGER, BIGINT -> Long.valueOf(text);
			default -> new java.math.BigDecimal(text);
		});
	}

	private static ColumnType type(String text) {
		if (text.endsWith(" array")) {
			return ColumnType.arrayOf(TypeName.valueOf(text.replace(" array", "").toUpperCase(Locale.ROOT)));
		}
		String[] parts = text.split("[( )]");
		return new ColumnType(TypeName.valueOf(parts[0].toUpperCase(Locale.ROOT)),
				(parts.length > 1) ? Integer.parseInt(parts[1]) : 0,
				(parts.length > 2) ? Integer.parseInt(parts[2]) : 0);
	}

	private static String derive(String prefix, Table table, List<String> columns) {
		return prefix + "_" + table.name() + "_" + String.join("_", columns).replaceAll("\\W+", "_");
	}

	private static <T> List<T> with(List<T> elements, T added) {
		List<T> result = new ArrayList<>(elements);
		result.add(added);
		return result;
	}

	private static List<String> elements(String content) {
		List<String> elements = new ArrayList<>();
		int depth = 0;
		int start = 0;
		for (int i = 0; i < content.length(); i++) {
			char c = content.charAt(i);
			depth += (c == '(') ? 1 : (c == ')') ? -1 : 0;
			if (c == ',' && depth == 0) {
				elements.add(content.substring(start, i).strip());
				start = i + 1;
			}
		}
		elements.add(content.substring(start).strip());
		return elements;
	}

}
