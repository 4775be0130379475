package io.masterrecord.query;

import io.masterrecord.annotation.Table;
import io.masterrecord.testing.BeforeEngine;
import io.masterrecord.testing.EngineSpec;
import io.masterrecord.testing.TestDatabase;
import org.junit.jupiter.api.Test;

import org.springframework.data.annotation.Id;

import static io.masterrecord.query.Condition.exists;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tables that are called as statements call their sources.
 */
@EngineSpec
class ShortNameTests {

	private final Query<First> firsts;

	private final Query<Second> seconds;

	private final Query<Third> thirds;

	ShortNameTests(TestDatabase database) {
		Database own = Database.of(database, First.class, Second.class, Third.class);
		this.firsts = own.query(First.class);
		this.seconds = own.query(Second.class);
		this.thirds = own.query(Third.class);
	}

	@BeforeEngine
	static void fill(TestDatabase database) {
		Database.create(database, First.class, Second.class, Third.class)
			.insert(new First(1, 10), new First(2, 20), new First(3, 30))
			.insert(new Second(1, 1), new Second(2, 99), new Second(3, 3))
			.insert(new Third(1, 1), new Third(2, 1), new Third(3, 3), new Third(4, 5));
	}

	@Test
	void areReadAndWritten() {
		Alias<First> first = Alias.of(First.class);
		Query<Second> same = this.seconds.where(Second::firstId).eq(first.col(First::id));
		Query<First> found = this.firsts.as(first).where(exists(same));
		assertThat(found.pluck(First::id)).containsExactlyInAnyOrder(1L, 3L);
		assertThat(found.update(Change.set(First::number).to(0))).isEqualTo(2);
		assertThat(this.firsts.where(First::number).eq(0).pluck(First::id)).containsExactlyInAnyOrder(1L, 3L);
	}

	@Test
	void areReadBesideCommonTables() {
		CommonTable<Row> some = CommonTable.of(this.thirds.where(Third::id).gt(1L).select(Row.class));
		assertThat(this.thirds.where(Third::firstId).in(some.asQuery().select(Row::firstId)).pluck(Third::id))
			.containsExactlyInAnyOrder(1L, 2L, 3L, 4L);
	}

	@Table(name = "t2")
	record First(@Id long id, int number) {
	}

	@Table(name = "T1")
	record Second(@Id long id, long firstId) {
	}

	@Table(name = "w1")
	record Third(@Id long id, long firstId) {
	}

	record Row(long id, long firstId) {
	}

}
