package io.masterrecord.migration.listed.sub;

import io.masterrecord.migration.Migration;
import io.masterrecord.migration.MigrationInfo;
import io.masterrecord.migration.SchemaEditor;

@MigrationInfo(id = "1")
public class Broken extends Migration {

	@Override
	public void up(SchemaEditor schema) {
		throw new UnsupportedOperationException("broken");
	}

}
