package io.masterrecord.autoconfigure.shop.migrations;

import io.masterrecord.migration.Migration;
import io.masterrecord.migration.MigrationInfo;
import io.masterrecord.migration.SchemaEditor;

@MigrationInfo(id = "20261101080000")
public class AddProduct extends Migration {

	@Override
	public void up(SchemaEditor schema) {
		schema.createTable("product", (table) -> {
			table.bigint("id").identity().primaryKey();
			table.varchar("title", 255).notNull();
			table.integer("stock").notNull();
		});
	}

	@Override
	public void down(SchemaEditor schema) {
		schema.dropTable("product");
	}

}
