package io.masterrecord.autoconfigure.shop.migrations;

import io.masterrecord.migration.Migration;
import io.masterrecord.migration.MigrationInfo;
import io.masterrecord.migration.SchemaEditor;

@MigrationInfo(id = "20261102080000", parent = "20261101080000")
public class AddCustomer extends Migration {

	@Override
	public void up(SchemaEditor schema) {
		schema.createTable("customer", (table) -> {
			table.bigint("id").identity().primaryKey();
			table.varchar("name", 255).notNull();
		});
		schema.insert("product")
			.key("title")
			.row((row) -> row.set("title", "Paper").set("stock", 7))
			.when("development", "test");
	}

	@Override
	public void down(SchemaEditor schema) {
		schema.dropTable("customer");
	}

}
