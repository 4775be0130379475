package db.migrations;

import io.masterrecord.migration.Migration;
import io.masterrecord.migration.MigrationInfo;
import io.masterrecord.migration.SchemaEditor;

/**
 * Create users and plans, and 3 more changes.
 */
@MigrationInfo(id = "20261122112834")
public class CreatePlans extends Migration {

	@Override
	public void up(SchemaEditor schema) {
		schema.createTable("users", (table) -> {
			table.bigint("id").identity().primaryKey();
			table.varchar("name", 80).notNull();
		});
		schema.createTable("plans", (table) -> {
			table.bigint("id").identity().primaryKey();
			table.varchar("plan_no", 20).notNull().unique();
			table.varchar("title", 200).notNull();
			table.varchar("plan_type", 10).notNull();
			table.varchar("status", 64).notNull();
			table.bool("disabled").notNull().defaultValue(false);
			table.bigint("created_by").references("users", "id");
			table.timestamp("created_at").notNull().defaultExpression("CURRENT_TIMESTAMP");
			table.timestamp("updated_at").notNull().defaultExpression("CURRENT_TIMESTAMP");
			table.integer("version").notNull().defaultValue(1);
		});
		schema.createIndex("idx_plans_disabled_created_at_id").on("plans", "disabled", "created_at", "id");
		schema.createIndex("idx_plans_status_and_type").on("plans", "status", "plan_type");
		schema.createIndex("idx_plans_created_by").on("plans", "created_by");
	}

	@Override
	public void down(SchemaEditor schema) {
		schema.dropIndex("idx_plans_created_by").on("plans");
		schema.dropIndex("idx_plans_status_and_type").on("plans");
		schema.dropIndex("idx_plans_disabled_created_at_id").on("plans");
		schema.dropTable("plans");
		schema.dropTable("users");
	}

}
