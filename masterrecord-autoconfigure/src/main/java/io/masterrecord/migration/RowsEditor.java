package io.masterrecord.migration;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

import io.masterrecord.operation.DeleteRows;
import io.masterrecord.operation.InsertRows;
import io.masterrecord.operation.SchemaOperation;
import io.masterrecord.operation.UpsertRows;
import io.masterrecord.schema.Environments;
import io.masterrecord.schema.Row;
import org.jspecify.annotations.Nullable;

/**
 * Says rows that are inserted, upserted or deleted, and where.
 *
 * @since 0.1.0
 */
public final class RowsEditor extends Step {

	enum Kind {

		INSERT, SEED, UPSERT, DELETE

	}

	private final Kind kind;

	private final String table;

	private final List<Row> rows = new ArrayList<>();

	private List<String> columns = List.of();

	private List<String> key = List.of();

	private List<String> updating = List.of();

	private boolean guarded;

	private Environments environments = Environments.everywhere();

	RowsEditor(Kind kind, String table) {
		this.kind = kind;
		this.table = table;
	}

	/**
	 * Name the columns by which a row is recognised.
	 * @param columns the columns; for an upsert, the primary key or columns that are
	 * unique
	 * @return this
	 */
	public RowsEditor key(String... columns) {
		this.key = List.of(columns);
		return this;
	}

	/**
	 * Name the columns that an upsert overwrites in an existing row. Unless they are
	 * named, it overwrites all but the key.
	 * @param columns the columns
	 * @return this
	 */
	public RowsEditor updating(String... columns) {
		this.updating = List.of(columns);
		return this;
	}

	/**
	 * Let the rows exist in some environments only.
	 * @param names the names of Spring profiles, one of which has to be active when the
	 * migration runs
	 * @return this
	 */
	public RowsEditor when(String... names) {
		this.environments = Environments.of(names);
		return this;
	}

	/**
	 * Let an upserted row be deleted by a later generated migration, when it is declared
	 * no more.
	 * @return this
	 */
	public RowsEditor inSync() {
		this.guarded = true;
		return this;
	}

	/**
	 * Delete only rows that migrations inserted, nobody has changed since and no other
	 * row refers to.
	 * @return this
	 */
	public RowsEditor ifUnchanged() {
		this.guarded = true;
		return this;
	}

	/**
	 * Add rows.
	 * @param rows the rows, as values by column in order
	 * @return this
	 */
	public RowsEditor rows(Iterable<? extends Map<String, ?>> rows) {
		rows.forEach((values) -> row((row) -> values.forEach(row::set)));
		return this;
	}

	/**
	 * Add a row: {@code row(row -> row.set("id", 1).set("name", "Default"))}.
	 * @param values says the values
	 * @return this, for more rows
	 */
	public RowsEditor row(Consumer<RowEditor> values) {
		RowEditor editor = new RowEditor();
		values.accept(editor);
		this.rows.add(editor.row());
		return this;
	}

	/**
	 * Name the columns of the {@link #values} that follow.
	 * @param names the columns, in order
	 * @return this
	 */
	public RowsEditor columns(String... names) {
		this.columns = List.of(names);
		return this;
	}

	/**
	 * Add a row of the columns named last.
	 * @param values the values, as many as there are columns; {@code null} is written as
	 * NULL
	 * @return this
	 */
	public RowsEditor values(@Nullable Object... values) {
		if (this.columns.isEmpty() || values.length != this.columns.size()) {
			throw new IllegalStateException("%s has %d values for %d columns: name the columns before with .columns(…)"
				.formatted(chain(), values.length, this.columns.size()));
		}
		return row((row) -> {
			for (int i = 0; i < values.length; i++) {
				row.set(this.columns.get(i), values[i]);
			}
		});
	}

	@Override
	List<SchemaOperation> operations() {
		if (this.kind == Kind.SEED && this.rows.isEmpty()) {
			return List.of();
		}
		finished(this.rows.isEmpty() ? null : this.rows, ".row(…)");
		if (this.kind != Kind.UPSERT && !this.updating.isEmpty()) {
			throw new IllegalStateException("%s cannot say 'updating': only an upsert can".formatted(chain()));
		}
		if (this.kind == Kind.UPSERT || this.kind == Kind.DELETE) {
			finished(this.key.isEmpty() ? null : this.key, ".key(columns)");
		}
		return List.of(switch (this.kind) {
			case INSERT -> new InsertRows(this.table, this.key, this.environments, this.rows);
			case SEED -> new InsertRows(this.table, this.key, this.environments, this.rows, true);
			case UPSERT ->
				new UpsertRows(this.table, this.key, this.updating, this.environments, this.rows, this.guarded);
			case DELETE -> new DeleteRows(this.table, this.key, this.environments, this.rows, this.guarded);
		});
	}

	@Override
	String chain() {
		return "%s(\"%s\")".formatted(this.kind.name().toLowerCase(Locale.ROOT), this.table);
	}

}
