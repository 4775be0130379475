package io.masterrecord.query;

import java.util.List;

import org.junit.jupiter.api.Test;

import io.masterrecord.jdbc.SqlStatement;
import io.masterrecord.jdbc.StatementGate;
import io.masterrecord.model.Model;
import io.masterrecord.testing.Engine;
import io.masterrecord.testing.EngineTest;
import io.masterrecord.testing.SqlRecorder;
import io.masterrecord.testing.TestDatabase;

import org.springframework.jdbc.datasource.SingleConnectionDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link QueryContext}.
 */
class QueryContextTests {

	@EngineTest(only = Engine.H2)
	void asksForTheDialectWhenTheFirstQueryIsRead(TestDatabase database) {
		Database.create(database, Plan.class).insert(Plan.ALL);
		SqlRecorder recorder = new SqlRecorder(database.dataSource());
		Model model = Model.of(Plan.class);
		QueryContext context = QueryContext.of(model, StatementGate.of(recorder.dataSource()), QuerySettings.DEFAULTS);
		Query<Plan> query = Query.of(model.entity(Plan.class), context).where(Plan::id).le(3);
		assertThat(recorder.connections()).isZero();
		assertThat(query.count()).isEqualTo(3);
		assertThat(recorder.connections()).isPositive();
	}

	@EngineTest(only = Engine.H2)
	void remembersATextByItsShape(TestDatabase database) {
		Query<Plan> plans = Database.of(database, Plan.class).query(Plan.class);
		SqlStatement first = plans.where(Plan::title).eq("a").toSql();
		SqlStatement second = plans.where(Plan::title).eq("b").toSql();
		assertThat(second.sql()).isSameAs(first.sql());
		assertThat(plans.where(Plan::title).ne("a").toSql().sql()).isNotEqualTo(first.sql());
		assertThat(plans.where(Plan::status).eq("a").toSql().sql()).isNotEqualTo(first.sql());
		assertThat(plans.where(Plan::title).eq("a").toCountSql().sql()).isNotEqualTo(first.sql());
	}

	@EngineTest(only = { Engine.MARIADB, Engine.MYSQL })
	void findsBackslashesWhetherOrNotTheServerTakesThemForEscapes(TestDatabase database) {
		Database.create(database, Plan.class).insert(Plan.ALL);
		for (String mode : List.of("''", "'NO_BACKSLASH_ESCAPES'")) {
			// the driver of MySQL only knows of a mode that it has set itself
			String setting = (database.url().contains("?") ? "&" : "?") + "sessionVariables=sql_mode=" + mode;
			SingleConnectionDataSource single = new SingleConnectionDataSource(database.url() + setting,
					database.user(), database.password(), true);
			try {
				Query<Plan> plans = Database.of(single, Plan.class).query(Plan.class);
				assertThat(plans.search("\\", Plan::planNo, Plan::title).pluck(Plan::id)).as(mode).containsExactly(10L);
				assertThat(plans.search("back\\slash", Plan::title).pluck(Plan::id)).containsExactly(10L);
				assertThat(plans.where(Plan::title).contains("k\\s").pluck(Plan::id)).containsExactly(10L);
				assertThat(plans.where(Plan::title).eq("back\\slash").pluck(Plan::id)).containsExactly(10L);
				assertThat(plans.search("100%", Plan::title).pluck(Plan::id)).containsExactly(6L);
				assertThat(plans.search("N_0", Plan::planNo).pluck(Plan::id)).containsExactly(8L);
				assertThat(plans.search("' OR 1=1 -- \\'", Plan::title).where(Plan::id).ne(11).pluck(Plan::id))
					.containsExactlyInAnyOrder(8L, 9L);
			}
			finally {
				single.destroy();
			}
		}
	}

	@Test
	void refusesSettingsThatAllowNothing() {
		assertThatIllegalArgumentException().isThrownBy(() -> new QuerySettings(0, PageSizePolicy.REJECT, 1, 1))
			.withMessageContaining("maxPageSize");
	}

}
