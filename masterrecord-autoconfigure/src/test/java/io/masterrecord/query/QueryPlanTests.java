package io.masterrecord.query;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import io.masterrecord.annotation.CompositeIndex;
import io.masterrecord.testing.Engine;
import io.masterrecord.testing.EngineTest;
import io.masterrecord.testing.TestDatabase;

import org.springframework.data.annotation.Id;

import static io.masterrecord.query.SortKey.desc;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * How databases read what queries ask for.
 */
class QueryPlanTests {

	@EngineTest(only = { Engine.POSTGRESQL, Engine.MARIADB })
	void oneIndexServesTheFilterAndTheOrder(TestDatabase database) {
		Database filled = Database.create(database, Entry.class);
		List<Entry> entries = new ArrayList<>();
		for (int i = 1; i <= 2000; i++) {
			entries.add(new Entry(i, (i % 50 == 0) ? "open" : "closed", Instant.EPOCH.plusSeconds(i), "text " + i));
		}
		filled.insert(entries);
		String plan = filled.query(Entry.class)
			.where(Entry::status)
			.eq("open")
			.sortBy(desc(Entry::createdAt))
			.limit(5)
			.explain();
		assertThat(plan).contains("idx_entry_status_created_at").doesNotContainIgnoringCase("sort");
	}

	@CompositeIndex({ "status", "createdAt" })
	record Entry(@Id long id, String status, Instant createdAt, String text) {
	}

}
