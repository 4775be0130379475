package io.masterrecord.migration;

/**
 * One step in the life of a database, written in Java. A migration carries a
 * {@link MigrationInfo} and has a constructor without arguments.
 * <p>
 * {@link #up} and {@link #down} only describe: they are called without a database, more
 * than once, and have to say the same each time. What varies between databases is said as
 * data ({@code when}, {@code onDialect}), never with an {@code if}.
 *
 * @since 0.1.0
 */
public abstract class Migration {

	/**
	 * Describe the changes.
	 * @param schema what the changes are told to
	 */
	public abstract void up(SchemaEditor schema);

	/**
	 * Describe the way back. Unless it is overridden, there is none, and a rollback
	 * refuses.
	 * @param schema what the changes are told to
	 */
	public void down(SchemaEditor schema) {
		schema.irreversible("the migration does not say how");
	}

}
