package io.masterrecord.autoconfigure.broken;

import io.masterrecord.migration.Migration;
import io.masterrecord.migration.MigrationInfo;
import io.masterrecord.migration.SchemaEditor;

@MigrationInfo(id = "1")
public class Throwing extends Migration {

	@Override
	public void up(SchemaEditor schema) {
		throw new UnsupportedOperationException("not written yet");
	}

}
