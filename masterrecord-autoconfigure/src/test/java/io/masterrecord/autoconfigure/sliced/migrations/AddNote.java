package io.masterrecord.autoconfigure.sliced.migrations;

import io.masterrecord.migration.Migration;
import io.masterrecord.migration.MigrationInfo;
import io.masterrecord.migration.SchemaEditor;

@MigrationInfo(id = "20261101000000")
public class AddNote extends Migration {

	@Override
	public void up(SchemaEditor schema) {
		schema.createTable("note", (table) -> {
			table.bigint("id").identity().primaryKey();
			table.varchar("text", 10).notNull();
			table.integer("grade").notNull();
		});
		schema.insert("note").row((row) -> row.set("text", "seeded").set("grade", 3));
	}

	@Override
	public void down(SchemaEditor schema) {
		schema.dropTable("note");
	}

}
