package io.masterrecord.migration;

import java.io.FileNotFoundException;
import java.io.InputStream;
import java.util.List;

import io.masterrecord.operation.LoadRows;
import io.masterrecord.operation.RowFile;
import io.masterrecord.operation.SchemaOperation;
import io.masterrecord.schema.Environments;
import io.masterrecord.schema.SeedPolicy;
import org.jspecify.annotations.Nullable;

/**
 * Says how the rows of a file beside the migration are written.
 *
 * @since 0.1.0
 */
public final class LoadEditor extends Step {

	private final String table;

	private final @Nullable Class<?> migration;

	private String set = "";

	private List<String> key = List.of();

	private SeedPolicy policy = SeedPolicy.INSERT;

	private List<String> updating = List.of();

	private Environments environments = Environments.everywhere();

	private @Nullable RowFile file;

	LoadEditor(String table, @Nullable Class<?> migration) {
		this.table = table;
		this.migration = migration;
	}

	/**
	 * Name the file.
	 * @param name its name, in the package of the migration
	 * @param rows how many rows it holds
	 * @param sha256 the SHA-256 of its content, as 64 hexadecimal digits
	 * @return this
	 */
	public LoadEditor file(String name, long rows, String sha256) {
		this.file = new RowFile(name, sha256, rows, () -> open(name));
		return this;
	}

	/**
	 * Name the set, so that a later migration recognises it.
	 * @param name what the set is called
	 * @return this
	 */
	public LoadEditor set(String name) {
		this.set = name;
		return this;
	}

	/**
	 * Name the columns by which a row is recognised.
	 * @param columns the columns
	 * @return this
	 */
	public LoadEditor key(String... columns) {
		this.key = List.of(columns);
		return this;
	}

	/**
	 * Update the existing rows of the same key.
	 * @param columns the columns to overwrite; none for all but the key
	 * @return this
	 */
	public LoadEditor upsert(String... columns) {
		this.policy = SeedPolicy.UPSERT;
		this.updating = List.of(columns);
		return this;
	}

	/**
	 * Leave existing rows of the same key as they are.
	 * @return this
	 */
	public LoadEditor ifAbsent() {
		this.policy = SeedPolicy.SKIP_IF_PRESENT;
		return this;
	}

	/**
	 * Let the rows exist in some environments only.
	 * @param names the names of Spring profiles, one of which has to be active when the
	 * migration runs
	 * @return this
	 */
	public LoadEditor when(String... names) {
		this.environments = Environments.of(names);
		return this;
	}

	@Override
	List<SchemaOperation> operations() {
		finished(this.file, ".file(name, rows, sha256)");
		if (this.file == null) {
			return List.of();
		}
		return List
			.of(new LoadRows(this.table, this.set, this.key, this.policy, this.updating, this.environments, this.file));
	}

	@Override
	String chain() {
		return "load(\"%s\")".formatted(this.table);
	}

	private InputStream open(String name) throws FileNotFoundException {
		InputStream content = (this.migration != null) ? this.migration.getResourceAsStream(name) : null;
		if (content == null) {
			throw new FileNotFoundException(
					"The file '%s' of rows is not on the class path beside its migration%s: put it back, among the resources"
						.formatted(name, (this.migration != null) ? " '" + this.migration.getName() + "'" : ""));
		}
		return content;
	}

}
