package io.masterrecord.generate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import javax.lang.model.SourceVersion;

import io.masterrecord.model.Names;
import io.masterrecord.schema.Check;
import io.masterrecord.schema.Column;
import io.masterrecord.schema.ColumnDefault;
import io.masterrecord.schema.ColumnType;
import io.masterrecord.schema.Deferral;
import io.masterrecord.schema.ForeignKey;
import io.masterrecord.schema.Index;
import io.masterrecord.schema.IndexColumn;
import io.masterrecord.schema.PrimaryKey;
import io.masterrecord.schema.ReferentialAction;
import io.masterrecord.schema.Sequence;
import io.masterrecord.schema.Table;
import io.masterrecord.schema.TypeName;
import io.masterrecord.schema.UniqueConstraint;
import org.jspecify.annotations.Nullable;

/**
 * Writes the entity of a table as a record. Everything that follows from the rules for
 * names and types is left out; what an entity cannot say is remarked.
 */
final class EntitySourceWriter {

	private static final String ANNOTATIONS = "io.masterrecord.annotation.";

	/** An enum is stored in steps of so many characters. */
	private static final int ENUM_STEP = 64;

	private static final int DEFAULT_TEXT = 255;

	private static final int LONGEST_RULE = 4000;

	/** A constructor has room for so many parameters, and needs one for itself. */
	private static final int RECORD_SLOTS = 254;

	private final String packageName;

	private final Table table;

	private final Map<String, Sequence> sequences;

	private final Map<String, Table> tables;

	private final JavaNames types;

	private final boolean validation;

	private final JavaNames components = new JavaNames();

	private final Map<String, String> imports = new LinkedHashMap<>();

	private final List<String> remarks = new ArrayList<>();

	private final Set<Check> listed = new HashSet<>();

	private final Set<Index> written = new HashSet<>();

	private final List<String> enums = new ArrayList<>();

	EntitySourceWriter(String packageName, Table table, Map<String, Sequence> sequences, Map<String, Table> tables,
			JavaNames types, boolean validation) {
		this.packageName = packageName;
		this.table = table;
		this.sequences = sequences;
		this.tables = tables;
		this.types = types;
		this.validation = validation;
		table.columns().forEach((column) -> this.components.component(column.name()));
	}

	List<String> remarks() {
		return this.remarks;
	}

	String write() {
		List<String> parts = columns().stream().map(this::component).toList();
		List<String> annotations = typeAnnotations();
		List<String> lines = new ArrayList<>();
		lines.add("package %s;".formatted(this.packageName));
		lines.add("");
		imports(lines,
				this.imports.values()
					.stream()
					.filter((name) -> name.startsWith("java.") && !name.startsWith("java.lang."))
					.toList());
		imports(lines, this.imports.values().stream().filter((name) -> !name.startsWith("java.")).toList());
		lines.add("/**");
		lines.add(" * A row of table {@code %s}.".formatted(comment(this.table.name())));
		lines.add(" */");
		lines.addAll(annotations);
		boolean record = this.table.columns().stream().mapToInt(EntitySourceWriter::slots).sum() <= RECORD_SLOTS;
		lines.add("public %s %s%s".formatted(record ? "record" : "class", this.types.type(this.table.name()),
				record ? "(" : " {"));
		if (!record) {
			lines.add("");
		}
		for (int i = 0; i < parts.size(); i++) {
			if (record) {
				lines.add("\t\t" + parts.get(i) + ((i < parts.size() - 1) ? "," : ") {"));
			}
			else {
				lines.add("\tpublic " + parts.get(i) + ";");
				lines.add("");
			}
		}
		if (record) {
			lines.add("");
		}
		this.enums.forEach(lines::add);
		lines.add("}");
		return String.join("\n", lines) + "\n";
	}

	/**
	 * Return how much of the room for parameters a component may take.
	 */
	private static int slots(Column column) {
		TypeName type = column.type().name();
		return (type == TypeName.BIGINT || type == TypeName.DOUBLE) ? 2 : 1;
	}

	/**
	 * Return a name as it may stand in a comment.
	 */
	private static String comment(String name) {
		return name.replace("*/", "* /").replace("\\u", "\\ u");
	}

	/**
	 * Return the columns, with those of the key before all others, because their order is
	 * that of the key.
	 */
	private List<Column> columns() {
		PrimaryKey key = this.table.primaryKey();
		List<String> names = (key != null) ? key.columns() : List.of();
		List<Column> columns = new ArrayList<>(this.table.columns());
		columns.sort(Comparator
			.comparingInt((column) -> names.contains(column.name()) ? names.indexOf(column.name()) : names.size()));
		return columns;
	}

	private static void imports(List<String> lines, List<String> names) {
		if (!names.isEmpty()) {
			names.stream().sorted().forEach((name) -> lines.add("import %s;".formatted(name)));
			lines.add("");
		}
	}

	private List<String> typeAnnotations() {
		List<String> lines = new ArrayList<>();
		lines.add("@" + use("org.jspecify.annotations.NullMarked"));
		String name = this.table.name();
		Attributes facets = new Attributes();
		if (!Names.derived(this.types.type(name)).equals(name)) {
			facets.text("name", name);
		}
		PrimaryKey key = this.table.primaryKey();
		if (key != null && !key.name().equals("PRIMARY")) {
			stateName(facets, "primaryKey", key.name(), Names.derived("pk", name, List.of()));
		}
		String comment = this.table.comment();
		if (comment != null) {
			facets.text("comment", comment);
		}
		if (!facets.isEmpty()) {
			lines.add("@" + use(ANNOTATIONS + "Table") + facets);
		}
		this.table.uniques().stream().filter((unique) -> unique.columns().size() > 1).forEach((unique) -> {
			Attributes index = new Attributes();
			index.texts("value", unique.columns().stream().map(this.components::component).toList());
			stateName(index, "name", unique.name(), Names.derived("uq", name, unique.columns()));
			index.plain("unique", "true").plain("constraint", "true");
			lines.add("@" + use(ANNOTATIONS + "CompositeIndex") + index);
		});
		this.table.indexes().stream().filter((index) -> !this.written.contains(index)).forEach((index) -> {
			String line = compositeIndex(index);
			if (line != null) {
				lines.add(line);
			}
		});
		for (Check check : this.table.checks()) {
			if (!this.listed.contains(check) && check.rule() instanceof Check.Sql rule) {
				lines.add("@" + use(ANNOTATIONS + "Check")
						+ new Attributes().text("name", check.name()).text("value", rule.sql()));
			}
		}
		this.table.foreignKeys()
			.stream()
			.filter((foreign) -> foreign.columns().size() > 1)
			.forEach((foreign) -> lines.add(belongsTo(foreign)));
		this.table.searchIndexes()
			.forEach((index) -> remark("search index '%s' of '%s' is to be declared with @Searchable and @SearchIndexed"
				.formatted(index.name(), name)));
		return lines;
	}

	/**
	 * Tell whether an entity can say an index.
	 */
	private boolean isDeclared(Index index) {
		return index.columns().size() > 1 || index.columns().stream().anyMatch(IndexColumn::isExpression)
				|| plainIndex(index.columnNames()).filter(index::equals).isPresent();
	}

	private @Nullable String compositeIndex(Index index) {
		boolean expressions = index.columns().stream().anyMatch(IndexColumn::isExpression);
		if (!isDeclared(index)) {
			remark("index '%s' of '%s' is to be declared in a MasterRecordConfigurer: it is over one column, and %s"
				.formatted(index.name(), this.table.name(), facets(index)));
			return null;
		}
		Attributes attributes = new Attributes();
		attributes.texts("value",
				index.columns()
					.stream()
					.map((column) -> (column.isExpression() ? "(%s)".formatted(column.name())
							: this.components.component(column.name())) + (column.descending() ? " desc" : ""))
					.toList());
		stateName(attributes, "name", index.name(),
				expressions ? "" : Names.derived("idx", this.table.name(), index.columnNames()));
		if (index.unique()) {
			attributes.plain("unique", "true");
		}
		include(attributes, index);
		if (index.filter() != null) {
			attributes.text("where", index.filter());
		}
		return "@" + use(ANNOTATIONS + "CompositeIndex") + attributes;
	}

	private void include(Attributes attributes, Index index) {
		if (!index.included().isEmpty()) {
			attributes.texts("include", index.included().stream().map(this.components::component).toList());
		}
	}

	private static String facets(Index index) {
		List<String> facets = new ArrayList<>();
		if (index.unique()) {
			facets.add("unique");
		}
		if (index.columns().stream().anyMatch(IndexColumn::descending)) {
			facets.add("descending");
		}
		if (!index.included().isEmpty()) {
			facets.add("including " + String.join(", ", index.included()));
		}
		if (index.filter() != null) {
			facets.add("where " + index.filter());
		}
		return facets.isEmpty() ? "of a foreign key" : String.join(", ", facets);
	}

	private String component(Column column) {
		List<String> parts = new ArrayList<>();
		Attributes facets = new Attributes();
		String name = this.components.component(column.name());
		if (!Names.derived(name).equals(column.name())) {
			facets.text("name", column.name());
		}
		boolean id = isId(column);
		if (id) {
			parts.add("@" + use("org.springframework.data.annotation.Id"));
		}
		boolean generated = id && generated(column, parts);
		Optional<ForeignKey> reference = this.table.foreignKeys()
			.stream()
			.filter((key) -> key.columns().equals(List.of(column.name())))
			.findFirst();
		reference.ifPresent((key) -> parts.add(belongsTo(key)));
		this.table.uniques()
			.stream()
			.filter((unique) -> unique.columns().equals(List.of(column.name())))
			.findFirst()
			.ifPresent((unique) -> parts.add(unique(unique)));
		indexed(column, reference.isPresent(), parts);
		boolean defaulted = !generated && stateDefault(column, facets);
		String type = type(column, facets, parts);
		boolean computed = column.isComputed();
		if (computed) {
			facets.text("computed", String.valueOf(column.computed()));
		}
		if (column.collation() != null) {
			facets.text("collation", column.collation());
		}
		if (column.comment() != null) {
			facets.text("comment", column.comment());
		}
		if (column.nullable() && defaulted) {
			facets.plain("nullable", "true");
		}
		if (!facets.isEmpty()) {
			parts.add("@" + use(ANNOTATIONS + "Column") + facets);
		}
		boolean absent = column.nullable() || generated || defaulted || computed;
		parts.add((absent ? nullable(type) : type) + " " + name);
		return String.join(" ", parts);
	}

	private String nullable(String type) {
		String box = switch (type) {
			case "boolean" -> "Boolean";
			case "short" -> "Short";
			case "int" -> "Integer";
			case "long" -> "Long";
			case "float" -> "Float";
			case "double" -> "Double";
			default -> type;
		};
		String mark = "@" + use("org.jspecify.annotations.Nullable");
		// The mark of an array stands with its brackets.
		return box.endsWith("[]") ? box.substring(0, box.length() - 2) + " " + mark + " []" : mark + " " + box;
	}

	private boolean isId(Column column) {
		PrimaryKey key = this.table.primaryKey();
		return key != null && key.columns().contains(column.name());
	}

	private boolean generated(Column column, List<String> parts) {
		String sequence = sequence(this.table, column);
		if (column.identity()) {
			parts.add("@" + use(ANNOTATIONS + "GeneratedId"));
			return true;
		}
		if (sequence == null) {
			return false;
		}
		Attributes attributes = new Attributes();
		attributes.plain("strategy", use(ANNOTATIONS + "GeneratedId") + ".Strategy.SEQUENCE");
		if (!sequence.equals(Names.derived("seq", this.table.name(), List.of()))) {
			attributes.text("sequence", sequence);
		}
		Sequence known = this.sequences.get(sequence);
		if (known != null && known.start() != 1) {
			attributes.plain("start", known.start() + "L");
		}
		if (known != null && known.increment() != 1) {
			attributes.plain("increment", known.increment() + "L");
		}
		parts.add("@" + use(ANNOTATIONS + "GeneratedId") + attributes);
		return true;
	}

	/**
	 * Return the sequence that numbers the rows of a table by a column, if one does.
	 */
	static @Nullable String sequence(Table table, Column column) {
		PrimaryKey key = table.primaryKey();
		boolean number = column.type().name() == TypeName.BIGINT || column.type().name() == TypeName.INTEGER;
		return (key != null && key.columns().equals(List.of(column.name())) && number
				&& column.defaultValue() instanceof ColumnDefault.Expression expression)
						? CatalogText.sequence(expression.sql()).orElse(null) : null;
	}

	private String belongsTo(ForeignKey key) {
		boolean single = key.columns().size() == 1;
		String reference = ANNOTATIONS + "BelongsTo";
		Attributes attributes = new Attributes();
		attributes.plain("value", this.types.type(key.targetTable()) + ".class");
		if (!single) {
			attributes.texts("properties", key.columns().stream().map(this.components::component).toList());
		}
		if (key.onDelete() != ReferentialAction.RESTRICT) {
			attributes.plain("onDelete", use(reference) + ".OnDelete." + key.onDelete().name());
		}
		if (key.onUpdate() != ReferentialAction.RESTRICT) {
			attributes.plain("onUpdate", use(reference) + ".OnUpdate." + key.onUpdate().name());
		}
		if (key.deferral() != Deferral.NOT_DEFERRABLE) {
			attributes.plain("deferral", use(reference) + ".Deferral." + key.deferral().name());
		}
		stateName(attributes, "name", key.name(), Names.derived("fk", this.table.name(), key.columns()));
		boolean indexed = single && plainIndex(key.columns()).isPresent();
		if (!indexed && !isLed(key.columns(), null)) {
			attributes.plain("index", "false");
		}
		return "@" + use(single ? reference : ANNOTATIONS + "CompositeBelongsTo") + attributes;
	}

	private Optional<Index> plainIndex(List<String> columns) {
		return this.table.indexes()
			.stream()
			.filter((index) -> index.columnNames().equals(columns) && index.columns().size() == columns.size()
					&& index.filter() == null && !index.unique()
					&& index.columns().stream().noneMatch(IndexColumn::descending))
			.findFirst();
	}

	private void indexed(Column column, boolean reference, List<String> parts) {
		List<String> columns = List.of(column.name());
		plainIndex(columns).ifPresent((index) -> {
			this.written.add(index);
			Attributes attributes = new Attributes();
			stateName(attributes, "name", index.name(), Names.derived("idx", this.table.name(), columns));
			include(attributes, index);
			if (!attributes.isEmpty() || !reference || isLed(columns, index)) {
				parts.add("@" + use(ANNOTATIONS + "Indexed") + attributes);
			}
		});
	}

	/**
	 * Tell whether a key or an index other than its own begins with the columns of a
	 * reference, which has no index of its own then unless it is asked for.
	 */
	private boolean isLed(List<String> columns, @Nullable Index own) {
		Stream<List<String>> keys = Stream.concat(Stream.ofNullable(this.table.primaryKey()).map(PrimaryKey::columns),
				this.table.uniques().stream().map(UniqueConstraint::columns));
		Stream<List<String>> indexes = this.table.indexes()
			.stream()
			.filter((index) -> index != own && index.filter() == null && isDeclared(index))
			.map((index) -> index.columns()
				.stream()
				.takeWhile((part) -> !part.isExpression())
				.map(IndexColumn::name)
				.toList());
		return Stream.concat(keys, indexes)
			.anyMatch((others) -> others.size() >= columns.size() && others.subList(0, columns.size()).equals(columns));
	}

	private String unique(UniqueConstraint unique) {
		Attributes attributes = new Attributes();
		stateName(attributes, "name", unique.name(), Names.derived("uq", this.table.name(), unique.columns()));
		return "@" + use(ANNOTATIONS + "Unique") + attributes;
	}

	private static void stateName(Attributes attributes, String attribute, String name, String derived) {
		if (!name.isEmpty() && !name.equals(derived)) {
			attributes.text(attribute, name);
		}
	}

	private static boolean stateDefault(Column column, Attributes facets) {
		if (!(column.defaultValue() instanceof ColumnDefault.Expression expression)) {
			return false;
		}
		Optional<String> value = CatalogText.value(expression.sql(), column.type());
		if (value.isPresent() && !value.get().isEmpty()) {
			facets.text("defaultValue", value.get());
		}
		else {
			facets.text("defaultExpression", CatalogText.moment(expression.sql()).orElse(expression.sql()));
		}
		return true;
	}

	private String type(Column column, Attributes facets, List<String> parts) {
		ColumnType type = column.type();
		return switch (type.name()) {
			case BOOLEAN -> "boolean";
			case SMALLINT -> "short";
			case INTEGER -> "int";
			case BIGINT -> "long";
			case REAL -> "float";
			case DOUBLE -> "double";
			case DECIMAL -> decimal(type, facets, parts);
			case VARCHAR -> text(column, facets, parts);
			case TEXT -> {
				facets.plain("text", "true");
				yield "String";
			}
			case UUID -> use("java.util.UUID");
			case DATE -> use("java.time.LocalDate");
			case TIME -> use("java.time.LocalTime");
			case DATETIME -> use("java.time.LocalDateTime");
			case TIMESTAMP -> use("java.time.Instant");
			case BINARY -> {
				if (type.size() > 0) {
					facets.plain("size", String.valueOf(type.size()));
				}
				yield "byte[]";
			}
			case JSON -> {
				facets.plain("json", "true");
				remark("column '%s' of '%s' holds documents: say in the entity what is in them".formatted(column.name(),
						this.table.name()));
				yield use("java.util.Map") + "<String, Object>";
			}
			case ARRAY -> {
				facets.plain("array", "true");
				yield use("java.util.List") + "<" + element(type.elementType()) + ">";
			}
		};
	}

	private String element(ColumnType type) {
		return switch (type.name()) {
			case BOOLEAN -> "Boolean";
			case SMALLINT -> "Short";
			case INTEGER -> "Integer";
			case BIGINT -> "Long";
			case REAL -> "Float";
			case DOUBLE -> "Double";
			case DECIMAL -> use("java.math.BigDecimal");
			case UUID -> use("java.util.UUID");
			case DATE -> use("java.time.LocalDate");
			case TIME -> use("java.time.LocalTime");
			case DATETIME -> use("java.time.LocalDateTime");
			case TIMESTAMP -> use("java.time.Instant");
			default -> "String";
		};
	}

	private String decimal(ColumnType type, Attributes facets, List<String> parts) {
		if (this.validation) {
			parts.add("@" + use("jakarta.validation.constraints.Digits")
					+ new Attributes().plain("integer", String.valueOf(type.size() - type.scale()))
						.plain("fraction", String.valueOf(type.scale())));
		}
		else {
			facets.plain("size", String.valueOf(type.size())).plain("scale", String.valueOf(type.scale()));
		}
		return use("java.math.BigDecimal");
	}

	private String text(Column column, Attributes facets, List<String> parts) {
		int size = column.type().size();
		List<String> values = values(column);
		if (!values.isEmpty()) {
			facets.plain("listed", "true");
			int longest = values.stream().mapToInt(String::length).max().orElse(1);
			if (size != ENUM_STEP * ((longest + ENUM_STEP - 1) / ENUM_STEP)) {
				facets.plain("size", String.valueOf(size));
			}
			return enumeration(column, values);
		}
		if (size != DEFAULT_TEXT) {
			if (this.validation && size <= LONGEST_RULE) {
				parts.add("@" + use("jakarta.validation.constraints.Size")
						+ new Attributes().plain("max", String.valueOf(size)));
			}
			else {
				facets.plain("size", String.valueOf(size));
			}
		}
		return "String";
	}

	/**
	 * Return the values of a column whose check constraint lists names that constants of
	 * an enum can have, under the name that it has for an enum.
	 */
	private List<String> values(Column column) {
		String name = Names.derived("ck", this.table.name(), List.of(column.name()));
		for (Check check : this.table.checks()) {
			if (check.name().equals(name) && check.rule() instanceof Check.Sql rule) {
				List<String> values = CatalogText.listed(rule.sql(), column.name());
				if (!values.isEmpty() && values.stream().allMatch(SourceVersion::isName)
						&& values.stream().noneMatch((value) -> value.contains("."))) {
					this.listed.add(check);
					return values;
				}
			}
		}
		return List.of();
	}

	private String enumeration(Column column, List<String> values) {
		String component = this.components.component(column.name());
		String words = component.substring(0, 1).toUpperCase(Locale.ROOT) + component.substring(1);
		String name = isTaken(words) ? words + "Value" : words;
		this.imports.put(name, "java.lang." + name);
		this.enums.add("\t/**");
		this.enums.add("\t * The values of column {@code %s}.".formatted(comment(column.name())));
		this.enums.add("\t */");
		this.enums.add("\tpublic enum %s {".formatted(name));
		this.enums.add("");
		this.enums.add("\t\t" + String.join(", ", values));
		this.enums.add("");
		this.enums.add("\t}");
		this.enums.add("");
		return name;
	}

	private boolean isTaken(String name) {
		return isEntity(name) || this.imports.containsKey(name) || JavaNames.isOfJava(name);
	}

	private boolean isEntity(String name) {
		return this.tables.keySet().stream().anyMatch((each) -> this.types.type(each).equals(name));
	}

	/**
	 * Return how a class is named in the source: in full where an entity, or another
	 * class, has its simple name.
	 */
	private String use(String className) {
		String simple = className.substring(className.lastIndexOf('.') + 1);
		if (isEntity(simple) || !this.imports.getOrDefault(simple, className).equals(className)) {
			return className;
		}
		this.imports.put(simple, className);
		return simple;
	}

	private void remark(String text) {
		this.remarks.add(text);
	}

}
