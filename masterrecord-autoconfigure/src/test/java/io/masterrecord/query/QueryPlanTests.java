package io.masterrecord.query;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import io.masterrecord.annotation.CompositeIndex;
import io.masterrecord.testing.Engine;
import io.masterrecord.testing.EngineTest;
import io.masterrecord.testing.SqlRecorder;
import io.masterrecord.testing.TestDatabase;

import org.springframework.data.annotation.Id;
import org.springframework.data.domain.KeysetScrollPosition;
import org.springframework.data.domain.ScrollPosition;
import org.springframework.data.domain.Window;

import static io.masterrecord.query.SortKey.desc;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * How databases read what queries ask for.
 */
class QueryPlanTests {

	@EngineTest(only = { Engine.POSTGRESQL, Engine.MARIADB, Engine.MYSQL })
	void oneIndexServesTheFilterAndTheOrder(TestDatabase database) {
		String plan = open(filled(database)).limit(5).explain();
		assertThat(plan).contains("idx_entry_status_created_at_id").doesNotContainIgnoringCase("sort");
	}

	@EngineTest(only = { Engine.POSTGRESQL, Engine.MARIADB, Engine.MYSQL })
	void theSameIndexServesWindowsInBothDirections(TestDatabase database) throws SQLException {
		Database filled = filled(database);
		Query<Entry> open = open(filled);
		List<Entry> all = open.list();
		Window<Entry> middle = open.window(open.window(ScrollPosition.keyset(), 20).positionAt(19), 5);
		assertThat(middle.getContent()).isEqualTo(all.subList(20, 25));
		assertThat(plan(filled)).contains("idx_entry_status_created_at_id").doesNotContainIgnoringCase("sort");
		KeysetScrollPosition start = (KeysetScrollPosition) middle.positionAt(0);
		assertThat(open.window(start.backward(), 5).getContent()).isEqualTo(all.subList(15, 20));
		assertThat(plan(filled)).contains("idx_entry_status_created_at_id").doesNotContainIgnoringCase("sort");
		assertThat(open.window(ScrollPosition.keyset().backward(), 5).getContent()).isEqualTo(all.subList(35, 40));
		assertThat(plan(filled)).contains("idx_entry_status_created_at_id").doesNotContainIgnoringCase("sort");
	}

	@EngineTest(only = { Engine.POSTGRESQL, Engine.MARIADB, Engine.MYSQL })
	void oneDirectionReadsTheIndexBackwards(TestDatabase database) throws SQLException {
		Database filled = filled(database);
		assertThat(open(filled).window(ScrollPosition.keyset(), 5)).hasSize(5);
		String descending = plan(filled);
		assertThat(open(filled).window(ScrollPosition.keyset().backward(), 5)).hasSize(5);
		String ascending = plan(filled);
		if (database.engine() == Engine.POSTGRESQL) {
			assertThat(descending).contains("Backward using idx_entry_status_created_at_id");
			assertThat(ascending).contains("using idx_entry_status_created_at_id").doesNotContain("Backward");
		}
		else {
			assertThat(descending).contains("idx_entry_status_created_at_id").doesNotContain("filesort");
			assertThat(ascending).contains("idx_entry_status_created_at_id").doesNotContain("filesort");
		}
	}

	@EngineTest
	void anIndexCanBeAskedFor(TestDatabase database) {
		Database filled = filled(database);
		Query<Entry> hinted = filled.query(Entry.class)
			.useIndex("idx_entry_status_created_at_id")
			.where(Entry::text)
			.startsWith("text 1")
			.where(Entry::status)
			.in("open", "closed")
			.sortBy(desc(Entry::createdAt));
		String sql = hinted.toSql().sql();
		switch (database.engine()) {
			case MARIADB, MYSQL -> {
				assertThat(sql).contains("`entry` FORCE INDEX (`idx_entry_status_created_at_id`)");
				assertThat(hinted.explain()).contains("idx_entry_status_created_at_id");
			}
			case H2 -> assertThat(sql).contains("USE INDEX (\"idx_entry_status_created_at_id\")");
			default -> assertThat(sql).doesNotContain("idx_");
		}
		assertThat(hinted.count()).isEqualTo(hinted.list().size()).isEqualTo(1111);
		Alias<Entry> other = Alias.of(Entry.class);
		assertThat(hinted.join(other, other.col(Entry::id).eq(Expressions.col(Entry::id))).page(0, 10)).hasSize(10);
		assertThatExceptionOfType(InvalidQueryException.class)
			.isThrownBy(() -> filled.query(Entry.class).useIndex("idx_entry_text) --"))
			.withMessage("'Entry' has no index of this name. Its indexes are: idx_entry_status_created_at_id");
		assertThatExceptionOfType(InvalidQueryException.class)
			.isThrownBy(
					filled.query(Entry.class).useIndex("idx_entry_status_created_at_id").where(Entry::id).eq(1)::delete)
			.withMessageContaining("an index to use");
	}

	private static Query<Entry> open(Database filled) {
		return filled.query(Entry.class).where(Entry::status).eq("open").sortBy(desc(Entry::createdAt));
	}

	private static Database filled(TestDatabase database) {
		Database filled = Database.create(database, Entry.class);
		List<Entry> entries = new ArrayList<>();
		for (int i = 1; i <= 2000; i++) {
			entries.add(new Entry(i, (i % 50 == 0) ? "open" : "closed", Instant.EPOCH.plusSeconds(i), "text " + i));
		}
		return filled.insert(entries);
	}

	/**
	 * Return the plan of the statement that was run last.
	 */
	private static String plan(Database filled) throws SQLException {
		SqlRecorder.Recorded last = filled.recorder().statements().get(filled.recorder().statements().size() - 1);
		StringBuilder plan = new StringBuilder();
		try (Connection connection = filled.recorder().dataSource().getConnection();
				PreparedStatement explain = connection.prepareStatement(filled.dialect().explain(last.sql()))) {
			for (int i = 0; i < last.parameters().size(); i++) {
				explain.setObject(i + 1, last.parameters().get(i));
			}
			try (ResultSet rows = explain.executeQuery()) {
				while (rows.next()) {
					for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
						plan.append(rows.getString(i)).append(' ');
					}
				}
			}
		}
		return plan.toString();
	}

	@CompositeIndex({ "status", "createdAt", "id" })
	record Entry(@Id long id, String status, Instant createdAt, String text) {
	}

}
