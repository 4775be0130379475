package io.masterrecord.migration.listed;

import io.masterrecord.migration.Migration;
import io.masterrecord.migration.MigrationInfo;
import io.masterrecord.migration.SchemaEditor;

@MigrationInfo(id = "2")
class First extends Migration {

	@Override
	public void up(SchemaEditor schema) {
		schema.createTable("plan", (table) -> table.bigint("id").primaryKey());
	}

	static class Nested {

	}

}
