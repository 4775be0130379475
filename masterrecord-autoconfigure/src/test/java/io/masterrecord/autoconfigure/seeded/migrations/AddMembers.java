package io.masterrecord.autoconfigure.seeded.migrations;

import io.masterrecord.migration.Migration;
import io.masterrecord.migration.MigrationInfo;
import io.masterrecord.migration.SchemaEditor;

@MigrationInfo(id = "20261101080000")
public class AddMembers extends Migration {

	@Override
	public void up(SchemaEditor schema) {
		schema.createTable("member", (table) -> {
			table.bigint("id").identity().primaryKey();
			table.varchar("email", 255).notNull().unique();
			table.varchar("password", 255).notNull();
		});
		schema.upsert("member").key("email").columns("email", "password").values("owner@example.com", "s3cr3t-owner");
		schema.upsert("member")
			.key("email")
			.when("development", "test")
			.columns("email", "password")
			.values("tester@example.com", "s3cr3t-tester");
		schema.insert("member")
			.key("email")
			.when("production")
			.columns("email", "password")
			.values("support@example.com", "s3cr3t-support");
	}

	@Override
	public void down(SchemaEditor schema) {
		schema.takeBackRows();
		schema.dropTable("member");
	}

}
