package io.masterrecord.query;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.masterrecord.testing.BeforeEngine;
import io.masterrecord.testing.EngineSpec;
import io.masterrecord.testing.TestDatabase;

import org.springframework.dao.DataAccessException;
import org.springframework.dao.EmptyResultDataAccessException;
import org.springframework.dao.IncorrectResultSizeDataAccessException;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Transient;
import org.springframework.data.domain.Limit;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.ScrollPosition;

import static io.masterrecord.query.Expressions.max;
import static io.masterrecord.query.SortKey.desc;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The ways a query is read.
 */
@EngineSpec
class QueryReadingTests {

	private final Database database;

	private final Query<Plan> plans;

	QueryReadingTests(TestDatabase database) {
		this.database = Database.of(database, Plan.class, Account.class, Missing.class);
		this.plans = this.database.query(Plan.class);
	}

	@BeforeEngine
	static void fill(TestDatabase database) {
		Database.create(database, Plan.class, Account.class).insert(Plan.ALL).insert(new Account(1, "Ann", null));
	}

	@BeforeEach
	void clear() {
		this.database.recorder().clear();
	}

	@Test
	void readsAllRows() {
		assertThat(this.plans.list()).containsExactlyInAnyOrderElementsOf(Plan.ALL);
		assertThat(this.plans.where(Plan::id).eq(0).list()).isEmpty();
	}

	@Test
	void readsNoMoreThanThePartThatIsAskedFor() {
		Query<Plan> part = this.plans.sortBy(desc(Plan::id)).offset(5).limit(3);
		List<Plan> rows = part.list();
		assertThat(rows).extracting(Plan::id).containsExactly(7L, 6L, 5L);
		assertThat(part.first()).contains(rows.get(0));
		assertThat(part.list(Limit.of(2))).isEqualTo(rows.subList(0, 2));
		assertThat(part.list(Limit.of(9))).isEqualTo(rows);
		try (Stream<Plan> stream = part.stream(Limit.of(2))) {
			assertThat(stream).isEqualTo(rows.subList(0, 2));
		}
		assertThat(part.limit(1).one()).isEqualTo(rows.get(0));
		assertThat(part.offset(11).one().id()).isEqualTo(1);
		assertThatExceptionOfType(IncorrectResultSizeDataAccessException.class).isThrownBy(part::one);
		assertThat(part.exists()).isTrue();
		assertThat(part.offset(12).exists()).isFalse();
		assertThat(part.limit(0).exists()).isFalse();
		assertThat(this.plans.select(Plan::status).distinct().offset(1).exists()).isTrue();
		assertThat(this.plans.select(Plan::status).distinct().offset(2).exists()).isFalse();
		assertThat(part.value(max(Plan::id))).contains(12L);
		assertThat(part.count()).isEqualTo(12);
		for (ThrowingCallable reading : List.<ThrowingCallable>of(() -> part.page(0, 2),
				() -> part.slice(PageRequest.of(0, 2)), () -> part.page(Pageable.unpaged()),
				() -> part.window(ScrollPosition.offset(), 2), () -> part.window(ScrollPosition.keyset(), 2),
				() -> part.cursorPage(null, 2))) {
			assertThatExceptionOfType(InvalidQueryException.class).isThrownBy(reading)
				.withMessageContaining("has a place and a size of its own");
		}
	}

	@Test
	void findsNothingBehindTheLastPossibleRow() {
		for (long last : new long[] { Long.MAX_VALUE - 1, Long.MAX_VALUE / 2, 12 }) {
			assertThat(this.plans.window(ScrollPosition.offset(last), 2)).isEmpty();
		}
		assertThatExceptionOfType(QueryLimitException.class)
			.isThrownBy(() -> this.plans.window(ScrollPosition.offset(Long.MAX_VALUE), 2))
			.withMessageContaining("There is no row behind number");
	}

	@Test
	void readsTheFirstRow() {
		assertThat(this.plans.first()).contains(Plan.ALL.get(0));
		assertThat(this.plans.sortBy(desc(Plan::status), desc(Plan::createdAt)).first()).contains(Plan.ALL.get(11));
		assertThat(this.plans.where(Plan::id).gt(12).first()).isEmpty();
		assertThat(this.plans.list()).hasSize(12);
	}

	@Test
	void readsTheOnlyRow() {
		assertThat(this.plans.where(Plan::id).eq(3).one()).isEqualTo(Plan.ALL.get(2));
		assertThat(this.plans.where(Plan::id).eq(3).optional()).contains(Plan.ALL.get(2));
		assertThat(this.plans.where(Plan::id).eq(99).optional()).isEmpty();
		assertThatExceptionOfType(EmptyResultDataAccessException.class)
			.isThrownBy(() -> this.plans.where(Plan::id).eq(99).one())
			.withMessageContaining("'Plan'");
		assertThatExceptionOfType(IncorrectResultSizeDataAccessException.class)
			.isThrownBy(() -> this.plans.where(Plan::planType).eq("A").one());
		assertThatExceptionOfType(IncorrectResultSizeDataAccessException.class)
			.isThrownBy(() -> this.plans.where(Plan::planType).eq("A").optional());
	}

	@Test
	void asksWhetherThereIsARowWithoutReadingIt() {
		assertThat(this.plans.where(Plan::planType).eq("A").exists()).isTrue();
		assertThat(this.plans.where(Plan::planType).eq("Z").exists()).isFalse();
		assertThat(this.database.recorder().sql()).hasSize(2)
			.allMatch((sql) -> sql.startsWith("SELECT 1 FROM ") && !sql.contains("title"))
			.allMatch((sql) -> sql.contains("LIMIT"));
	}

	@Test
	void plucksOneProperty() {
		List<@Nullable String> numbers = this.plans.where(Plan::id).le(2).sortBy(desc(Plan::id)).pluck(Plan::planNo);
		assertThat(numbers).containsExactly("PN-002", "PN-001");
		List<@Nullable Long> creators = this.plans.where(Plan::id).between(5, 6).pluck(Plan::createdBy);
		assertThat(creators).containsExactlyInAnyOrder(2L, null);
		assertThat(this.plans.where(Plan::id).eq(4).pluck(Plan::disabled)).containsExactly(true);
		assertThat(this.database.recorder().sql().get(0)).doesNotContain("title").doesNotContain("status");
	}

	@Test
	void readsAClassByItsFields() {
		Account account = this.database.query(Account.class).one();
		assertThat(account.getId()).isEqualTo(1);
		assertThat(account.getName()).isEqualTo("Ann");
		assertThat(account.getNick()).isEmpty();
		assertThat(account.getNotStored()).isEqualTo("set by the constructor");
		assertThat(this.database.query(Account.class).where(Account::getNick).isNull().exists()).isTrue();
		assertThat(this.database.query(Account.class).where(Account::getNick).eq("x").exists()).isFalse();
		assertThat(this.database.query(Account.class).pluck(Account::getNick)).containsExactly(Optional.empty());
	}

	@Test
	void translatesFailures() {
		assertThatExceptionOfType(DataAccessException.class)
			.isThrownBy(() -> this.database.query(Missing.class).where(Missing::name).eq("zq7-canary").list())
			.withMessageContaining("missing")
			.withMessageNotContaining("zq7-canary");
	}

	@Test
	void givesItsConnectionBack() {
		for (int i = 0; i < 10; i++) {
			this.plans.where(Plan::id).eq(i).optional();
		}
		assertThat(this.database.recorder().connections()).isEqualTo(10);
	}

	record Missing(@Id long id, String name) {

	}

	/**
	 * A class with fields.
	 */
	static class Account {

		@Id
		private long id;

		private String name;

		private @Nullable String nick;

		@Transient
		private String notStored = "set by the constructor";

		Account() {
			this.name = "";
		}

		Account(long id, String name, @Nullable String nick) {
			this.id = id;
			this.name = name;
			this.nick = nick;
		}

		public long getId() {
			return this.id;
		}

		public String getName() {
			return this.name;
		}

		public Optional<String> getNick() {
			return Optional.ofNullable(this.nick);
		}

		public String getNotStored() {
			return this.notStored;
		}

	}

}
