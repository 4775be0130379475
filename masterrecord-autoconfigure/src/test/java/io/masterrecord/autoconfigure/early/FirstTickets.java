package io.masterrecord.autoconfigure.early;

import io.masterrecord.migration.Migration;
import io.masterrecord.migration.MigrationInfo;
import io.masterrecord.migration.SchemaEditor;

/**
 * A migration.
 */
@MigrationInfo(id = "1")
public class FirstTickets extends Migration {

	static {
		Initialized.add(FirstTickets.class);
	}

	@Override
	public void up(SchemaEditor schema) {
		schema.createTable("ticket", (table) -> table.bigint("id").notNull().primaryKey());
	}

	@Override
	public void down(SchemaEditor schema) {
		schema.dropTable("ticket");
	}

}
