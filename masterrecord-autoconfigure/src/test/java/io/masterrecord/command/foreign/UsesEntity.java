package io.masterrecord.command.foreign;

import java.util.Locale;

import io.masterrecord.command.shop.Item;
import io.masterrecord.migration.Migration;
import io.masterrecord.migration.MigrationInfo;
import io.masterrecord.migration.SchemaEditor;

/**
 * Takes the name of a table from an entity.
 */
@MigrationInfo(id = "3", parent = "2")
public class UsesEntity extends Migration {

	@Override
	public void up(SchemaEditor schema) {
		schema.addColumn(Item.class.getSimpleName().toLowerCase(Locale.ROOT)).varchar("code", 20);
	}

	@Override
	public void down(SchemaEditor schema) {
		schema.dropColumn("item", "code");
	}

}
