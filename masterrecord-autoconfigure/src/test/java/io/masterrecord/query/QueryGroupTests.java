package io.masterrecord.query;

import java.util.List;

import org.junit.jupiter.api.Test;

import io.masterrecord.testing.BeforeEngine;
import io.masterrecord.testing.EngineSpec;
import io.masterrecord.testing.TestDatabase;

import org.springframework.data.annotation.Id;

import static io.masterrecord.query.Condition.allOf;
import static io.masterrecord.query.Condition.anyOf;
import static io.masterrecord.query.Condition.not;
import static io.masterrecord.query.Condition.where;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Groups of conditions, and what stands beside them.
 */
@EngineSpec
class QueryGroupTests {

	private static final Condition<Member> A = where(Member::status).eq("a");

	private static final Condition<Member> B = where(Member::status).eq("b");

	private static final Condition<Member> C = where(Member::age).gt(55);

	private static final Condition<Member> D = where(Member::age).gt(65);

	private static final Condition<Member> E = where(Member::name).eq("x");

	private final Query<Member> members;

	QueryGroupTests(TestDatabase database) {
		this.members = Database.of(database, Member.class).query(Member.class);
	}

	@BeforeEngine
	static void fill(TestDatabase database) {
		Database.create(database, Member.class)
			.insert(new Member(1, "a", 20, "x"), new Member(2, "b", 30, "y"), new Member(3, "c", 40, "z"),
					new Member(4, "a", 50, "x"), new Member(5, "b", 60, "y"), new Member(6, "b", 70, "w"));
	}

	@Test
	void keepsWhatStandsBesideWhatExplicit() {
		assertThat(ids(this.members.where(anyOf(A, allOf(B, C))))).containsExactly(1L, 4L, 5L, 6L);
		assertThat(ids(this.members.where(allOf(anyOf(A, B), C)))).containsExactly(5L, 6L);
		assertThat(ids(this.members.where(anyOf(allOf(B, D), E)))).containsExactly(1L, 4L, 6L);
	}

	@Test
	void canBeFilledInPlace() {
		Query<Member> either = this.members.anyOf((g) -> g.where(Member::status).eq("a"),
				(g) -> g.where(Member::status).eq("b").where(Member::age).gt(55));
		assertThat(ids(either)).containsExactly(1L, 4L, 5L, 6L);
		assertThat(either.toSql()).isEqualTo(this.members.anyOf(A, allOf(B, C)).toSql());
		Query<Member> nested = this.members
			.anyOf((g) -> g.anyOf((h) -> h.where(Member::age).lt(25), (h) -> h.not((i) -> i.where(Member::age).lt(65)))
				.where(Member::name)
				.in("x", "w"));
		assertThat(ids(nested)).containsExactly(1L, 6L);
	}

	@Test
	void doNotReachIntoTheirNeighbours() {
		Query<Member> both = this.members.where(Member::age).ge(50).anyOf(A, B).where(Member::name).ne("y");
		assertThat(ids(both)).containsExactly(4L, 6L);
		assertThat(ids(this.members.anyOf(A, B).anyOf(C, E))).containsExactly(1L, 4L, 5L, 6L);
	}

	@Test
	void turnIntoTheirOpposite() {
		assertThat(ids(this.members.not(anyOf(A, C)))).containsExactly(2L, 3L);
		assertThat(ids(this.members.where(not(not(B))))).containsExactly(2L, 5L, 6L);
		assertThat(ids(this.members.not((g) -> g.where(Member::status).eq("b").where(Member::age).gt(55))))
			.containsExactly(1L, 2L, 3L, 4L);
		assertThat(ids(this.members.where(not(where(Member::age).in(20, 30))))).containsExactly(3L, 4L, 5L, 6L);
	}

	@Test
	void vanishWhenEmpty() {
		Condition<Member> absent = where(Member::status).eqIfPresent(null);
		String all = this.members.toSql().sql();
		assertThat(all).doesNotContain("WHERE");
		assertThat(this.members.where(anyOf(List.<Condition<Member>>of())).toSql().sql()).isEqualTo(all);
		assertThat(this.members.where(allOf(List.<Condition<Member>>of())).toSql().sql()).isEqualTo(all);
		assertThat(this.members.where(anyOf(absent, allOf(absent, not(absent)))).toSql().sql()).isEqualTo(all);
		assertThat(this.members.anyOf((g) -> g).toSql().sql()).isEqualTo(all);
		assertThat(this.members.not((g) -> g).toSql().sql()).isEqualTo(all);
		assertThat(this.members.where(absent).where(C).toSql()).isEqualTo(this.members.where(C).toSql());
		assertThat(this.members.where(anyOf(absent, C)).toSql()).isEqualTo(this.members.where(C).toSql());
	}

	@Test
	void keepTheBoundZero() {
		assertThat(ids(this.members.where(Member::age).between(0, 30))).containsExactly(1L, 2L);
		assertThat(ids(this.members.where(Member::age).inRange(0, 30))).containsExactly(1L);
	}

	@Test
	void areBuiltToAnyDepth() {
		Condition<Member> deep = A;
		for (int i = 0; i < 100; i++) {
			deep = (i % 2 == 0) ? anyOf(deep, allOf(B, C)) : allOf(deep, not(where(Member::age).eq(-i)));
		}
		assertThat(ids(this.members.where(deep))).containsExactly(1L, 4L, 5L, 6L);
	}

	@Test
	void canBeSharedByQueries() {
		Condition<Member> shared = anyOf(A, allOf(B, C));
		assertThat(ids(this.members.where(shared).where(Member::age).lt(30))).containsExactly(1L);
		assertThat(this.members.where(shared).count()).isEqualTo(4);
		assertThat(ids(this.members.where(shared).where(shared))).containsExactly(1L, 4L, 5L, 6L);
	}

	private static List<Long> ids(Query<Member> query) {
		return query.list().stream().map(Member::id).sorted().toList();
	}

	record Member(@Id long id, String status, int age, String name) {

	}

}
