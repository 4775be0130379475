package io.masterrecord.migration;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;

import io.masterrecord.schema.Check;
import io.masterrecord.schema.Column;
import io.masterrecord.schema.Index;
import io.masterrecord.schema.Routine;
import io.masterrecord.schema.Schema;
import io.masterrecord.schema.SqlText;
import io.masterrecord.schema.Table;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what the catalog says of SQL that the application wrote, as it was read after the
 * migration that wrote it. Every database writes expressions in its own way, so that what
 * is there can be compared with nothing else.
 */
final class ExpressionLedger {

	private static final List<String> COLUMNS = List.of("kind", "table_name", "name", "declared_hash", "catalog_text");

	private final RunSession session;

	private final Table table;

	private final TableRows rows;

	private final Expressions expressions;

	ExpressionLedger(RunSession session, HistoryTables tables) {
		this.session = session;
		this.table = tables.expressions();
		this.rows = new TableRows(session.gate(), this.table);
		this.expressions = new Expressions(session.dialect());
	}

	/**
	 * Tell whether a schema has any SQL of the application.
	 */
	boolean concerns(Schema declared) {
		return !this.expressions.declarations(declared).isEmpty();
	}

	/**
	 * Keep what is new or was written anew since it was kept, and forget what is gone.
	 * @param declared the schema as migrations made it
	 * @param actual the same tables and routines as they are
	 */
	void keep(Schema declared, Schema actual) {
		Map<ExpressionKey, String> declarations = this.expressions.declarations(declared);
		Map<ExpressionKey, String> texts = this.expressions.texts(actual);
		Map<ExpressionKey, Entry> known = read();
		List<Map<String, Object>> added = new ArrayList<>();
		declarations.forEach((key, declaration) -> {
			String hash = Checksums.of(declaration);
			String text = texts.get(key);
			Entry entry = known.remove(key);
			if (entry != null && entry.hash().equals(hash)) {
				return;
			}
			if (entry != null) {
				delete(key);
			}
			if (text != null) {
				added.add(row(key, hash, text));
			}
		});
		known.keySet().forEach(this::delete);
		this.rows.insertAll(added);
	}

	/**
	 * Put a schema that was read into the words of the application, wherever it says what
	 * was kept, or where nothing is known.
	 * @param declared the schema as migrations made it
	 * @param actual the same tables and routines as they are
	 */
	Translation translate(Schema declared, Schema actual) {
		return new Translator(declared, actual).translate();
	}

	private Map<ExpressionKey, Entry> read() {
		Map<ExpressionKey, Entry> entries = new LinkedHashMap<>();
		if (this.session.hasTable(this.table.name())) {
			for (Map<String, @Nullable Object> row : this.rows.select(COLUMNS, Map.of(), "name")) {
				if (!text(row, "kind").startsWith(ForeignLedger.KIND)) {
					entries.put(new ExpressionKey(text(row, "kind"), text(row, "table_name"), text(row, "name")),
							new Entry(text(row, "declared_hash"), text(row, "catalog_text")));
				}
			}
		}
		return entries;
	}

	private void delete(ExpressionKey key) {
		this.rows.delete(Map.of("kind", key.kind(), "table_name", key.table(), "name", key.name()));
	}

	private static Map<String, Object> row(ExpressionKey key, String hash, String text) {
		Map<String, Object> row = new LinkedHashMap<>();
		row.put("kind", key.kind());
		row.put("table_name", key.table());
		row.put("name", key.name());
		row.put("declared_hash", hash);
		row.put("catalog_text", text);
		return row;
	}

	private static String text(Map<String, @Nullable Object> row, String column) {
		return String.valueOf(row.get(column));
	}

	/**
	 * A schema in the words of the application.
	 *
	 * @param schema the schema
	 * @param unknown what could not be compared, because nothing was kept of it
	 */
	record Translation(Schema schema, Set<ExpressionKey> unknown) {
	}

	/**
	 * What was kept.
	 *
	 * @param hash the hash of what the application says
	 * @param text what the catalog made of it
	 */
	private record Entry(String hash, String text) {
	}

	/**
	 * One translation.
	 */
	private final class Translator {

		private final Schema declared;

		private final Schema actual;

		private final Map<ExpressionKey, Entry> known = read();

		private final Map<ExpressionKey, String> declarations;

		private final Map<ExpressionKey, String> texts;

		private final Set<ExpressionKey> unknown = new LinkedHashSet<>();

		Translator(Schema declared, Schema actual) {
			this.declared = declared;
			this.actual = actual;
			this.declarations = ExpressionLedger.this.expressions.declarations(declared);
			this.texts = ExpressionLedger.this.expressions.texts(actual);
		}

		Translation translate() {
			List<Table> tables = new ArrayList<>();
			for (Table found : this.actual.tables().values()) {
				tables
					.add(this.declared.table(found.name()).map((expected) -> translate(expected, found)).orElse(found));
			}
			List<Routine> routines = new ArrayList<>();
			this.actual.routines().values().forEach((routine) -> {
				Routine expected = this.declared.routines().get(routine.name());
				routines.add((expected != null && expected.kind() == routine.kind()
						&& isSame(ExpressionKey.routine(routine)))
								? new Routine(routine.kind(), routine.name(), routine.table(), expected.sql(),
										expected.uses())
								: routine);
			});
			return new Translation(
					Schema.of(tables).withSequences(this.actual.sequences().values()).withRoutines(routines),
					this.unknown);
		}

		private Table translate(Table expected, Table table) {
			return table.withColumns(each(expected.columns(), table.columns(), Column::name, this::column, table))
				.withChecks(each(expected.checks(), table.checks(), Check::name, this::check, table))
				.withIndexes(each(expected.indexes(), table.indexes(), Index::name, this::index, table));
		}

		private <T> List<T> each(List<T> expected, List<T> found, Function<T, String> name,
				BiFunction<Pair<T>, String, T> translation, Table table) {
			List<T> result = new ArrayList<>();
			for (T element : found) {
				result.add(expected.stream()
					.filter((candidate) -> name.apply(candidate).equals(name.apply(element)))
					.findFirst()
					.map((candidate) -> translation.apply(new Pair<>(candidate, element), table.name()))
					.orElse(element));
			}
			return result;
		}

		private Column column(Pair<Column> column, String table) {
			Column result = column.found();
			if (result.defaultValue() != null && column.expected().defaultValue() != null
					&& isSame(ExpressionKey.valueOfDefault(table, result.name()))) {
				result = result.withDefault(column.expected().defaultValue());
			}
			if (result.isComputed() && column.expected().isComputed()
					&& isSame(ExpressionKey.computed(table, result.name()))) {
				result = result.withComputed(column.expected().computed());
			}
			return result;
		}

		private Check check(Pair<Check> check, String table) {
			return isSame(ExpressionKey.check(table, check.found().name())) ? check.expected() : check.found();
		}

		private Index index(Pair<Index> index, String table) {
			boolean expressions = Expressions.text(index.expected()) != null && Expressions.text(index.found()) != null;
			boolean alike = index.expected().columns().size() == index.found().columns().size()
					&& index.expected().unique() == index.found().unique();
			return (expressions && alike && isSame(ExpressionKey.index(table, index.found().name()))) ? index.expected()
					: index.found();
		}

		private boolean isSame(ExpressionKey key) {
			String declaration = this.declarations.get(key);
			String text = this.texts.get(key);
			Entry entry = this.known.get(key);
			if (declaration == null || text == null) {
				return false;
			}
			if (entry == null || !Objects.equals(entry.hash(), Checksums.of(declaration))) {
				this.unknown.add(key);
				return true;
			}
			// A text was kept without its quotes where the catalog has none.
			String quoted = "'" + entry.text().replace("'", "''") + "'";
			return normal(key, entry.text()).equals(normal(key, text)) || quoted.equals(text);
		}

		/**
		 * What somebody wrote without quotes has them once its table was created anew.
		 */
		private String normal(ExpressionKey key, String text) {
			UnaryOperator<String> quote = ExpressionLedger.this.session.dialect()::quote;
			return SqlText.normal(
					this.declared.table(key.table()).map((table) -> SqlText.quote(text, table, quote)).orElse(text));
		}

	}

	/**
	 * What is expected, and what was found under the same name.
	 */
	private record Pair<T>(T expected, T found) {
	}

}
