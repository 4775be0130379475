package db.migrations;

import java.time.Instant;

import io.masterrecord.migration.Migration;
import io.masterrecord.migration.MigrationInfo;
import io.masterrecord.migration.SchemaEditor;

/**
 * Insert 2 rows into users, and 2 more changes.
 */
@MigrationInfo(id = "20261122120732", parent = "20261122112834")
public class SeedUsersAndPlans extends Migration {

	@Override
	public void up(SchemaEditor schema) {
		schema.insert("users").key("id").columns("id", "name").values(1, "Ann").values(2, "Bob");
		schema.insert("users").key("id").when("development").columns("id", "name").values(3, "Demo visitor");
		schema.insert("plans")
			.key("id")
			.columns("id", "plan_no", "title", "plan_type", "status", "disabled", "created_by", "created_at",
					"updated_at", "version")
			.values(1, "PN-001", "Foo pump", "A", "OPEN", false, 1, Instant.parse("2024-01-01T00:00:00Z"),
					Instant.parse("2024-01-01T00:00:00Z"), 1)
			.values(2, "PN-002", "bar valve", "B", "OPEN", false, 2, Instant.parse("2024-01-02T00:00:00Z"),
					Instant.parse("2024-01-02T00:00:00Z"), 1)
			.values(3, "PN-003", "Foo and bar", "A", "CLOSED", false, 1, Instant.parse("2024-01-03T00:00:00Z"),
					Instant.parse("2024-01-03T00:00:00Z"), 1)
			.values(4, "PN-004", "foo legacy", "A", "OPEN", true, 1, Instant.parse("2024-01-04T00:00:00Z"),
					Instant.parse("2024-01-04T00:00:00Z"), 1)
			.values(5, "PN-005", "bar legacy", "B", "OPEN", true, 2, Instant.parse("2024-01-05T00:00:00Z"),
					Instant.parse("2024-01-05T00:00:00Z"), 1)
			.values(6, "PN-006", "100% cotton", "C", "OPEN", false, null, Instant.parse("2024-01-06T00:00:00Z"),
					Instant.parse("2024-01-06T00:00:00Z"), 1)
			.values(7, "PN-007", "100 cotton", "C", "OPEN", false, null, Instant.parse("2024-01-07T00:00:00Z"),
					Instant.parse("2024-01-07T00:00:00Z"), 1)
			.values(8, "PN_008", "under_score", "C", "OPEN", false, 2, Instant.parse("2024-01-08T00:00:00Z"),
					Instant.parse("2024-01-08T00:00:00Z"), 1)
			.values(9, "PNX008", "underXscore", "C", "CLOSED", false, 2, Instant.parse("2024-01-09T00:00:00Z"),
					Instant.parse("2024-01-09T00:00:00Z"), 1)
			.values(10, "PN-010", "back\\slash", "C", "OPEN", false, 1, Instant.parse("2024-01-10T00:00:00Z"),
					Instant.parse("2024-01-10T00:00:00Z"), 1)
			.values(11, "PN-011", "O'Brien \"quoted\"", "C", "OPEN", false, 1, Instant.parse("2024-01-11T00:00:00Z"),
					Instant.parse("2024-01-11T00:00:00Z"), 1)
			.values(12, "PN-012", "Smith, John", "C", "OPEN", false, 1, Instant.parse("2024-01-12T00:00:00Z"),
					Instant.parse("2024-01-12T00:00:00Z"), 1);
	}

	@Override
	public void down(SchemaEditor schema) {
		schema.delete("plans")
			.key("id")
			.columns("id")
			.values(12)
			.values(11)
			.values(10)
			.values(9)
			.values(8)
			.values(7)
			.values(6)
			.values(5)
			.values(4)
			.values(3)
			.values(2)
			.values(1);
		schema.delete("users").key("id").when("development").columns("id").values(3);
		schema.delete("users").key("id").columns("id").values(2).values(1);
	}

}
