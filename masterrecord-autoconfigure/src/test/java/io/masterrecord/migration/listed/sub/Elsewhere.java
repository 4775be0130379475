package io.masterrecord.migration.listed.sub;

import io.masterrecord.migration.Migration;
import io.masterrecord.migration.SchemaEditor;

class Elsewhere extends Migration {

	@Override
	public void up(SchemaEditor schema) {
	}

}
