package db.migrations;

import java.math.BigDecimal;

import io.masterrecord.migration.Migration;
import io.masterrecord.migration.MigrationInfo;
import io.masterrecord.migration.SchemaEditor;

/**
 * Create orders, and 2 more changes.
 */
@MigrationInfo(id = "20261124202744", parent = "20261122120732")
public class AddOrders extends Migration {

	@Override
	public void up(SchemaEditor schema) {
		schema.createTable("orders", (table) -> {
			table.bigint("id").identity().primaryKey();
			table.bigint("user_id");
			table.varchar("status", 64).notNull();
			table.decimal("total", 12, 2).notNull();
		});
		schema.createIndex("idx_orders_status_user_id").on("orders", "status", "user_id");
		schema.insert("orders")
			.key("id")
			.columns("id", "user_id", "status", "total")
			.values(1, 1, "PAID", new BigDecimal("10.00"))
			.values(2, 1, "PAID", new BigDecimal("20.00"))
			.values(3, 2, "PAID", new BigDecimal("5.00"))
			.values(4, 2, "OPEN", new BigDecimal("99.00"))
			.values(5, 3, "OPEN", new BigDecimal("1.00"))
			.values(6, 4, "PAID", new BigDecimal("50.00"))
			.values(7, null, "PAID", new BigDecimal("7.00"));
	}

	@Override
	public void down(SchemaEditor schema) {
		schema.takeBackRows();
		schema.dropIndex("idx_orders_status_user_id").on("orders");
		schema.dropTable("orders");
	}

}
