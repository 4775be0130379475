package io.masterrecord.migration.listed;

import io.masterrecord.migration.MigrationInfo;
import io.masterrecord.migration.SchemaEditor;

@MigrationInfo(id = "10")
class Second extends Shared {

	@Override
	public void up(SchemaEditor schema) {
		schema.addColumn("plan").text("note");
	}

}
