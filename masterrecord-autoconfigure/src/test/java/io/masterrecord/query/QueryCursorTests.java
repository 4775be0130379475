package io.masterrecord.query;

import java.util.Base64;
import java.util.List;
import java.util.Random;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.masterrecord.jdbc.SqlStatement;
import io.masterrecord.jdbc.StatementKind;
import io.masterrecord.testing.BeforeEngine;
import io.masterrecord.testing.Dice;
import io.masterrecord.testing.EngineSpec;
import io.masterrecord.testing.Hostile;
import io.masterrecord.testing.TestDatabase;

import org.springframework.data.domain.Sort;

import static io.masterrecord.query.SortKey.asc;
import static io.masterrecord.query.SortKey.desc;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Cursors lead on from where they were made, or nowhere.
 */
@EngineSpec
class QueryCursorTests {

	private static final long SEED = Long.getLong("masterrecord.test.seed", 20_240_131L);

	private final TestDatabase connected;

	private final Database database;

	private final Query<Plan> open;

	QueryCursorTests(TestDatabase database) {
		this.connected = database;
		this.database = Database.of(database, Plan.class);
		this.open = this.database.query(Plan.class).where(Plan::status).eq("open");
	}

	@BeforeEngine
	static void fill(TestDatabase database) {
		Database.create(database, Plan.class).insert(Plan.ALL);
	}

	@BeforeEach
	void clear() {
		this.database.recorder().clear();
	}

	@Test
	void leadForwardAndBack() {
		Query<Plan> newest = this.open.sortBy(desc(Plan::createdAt));
		CursorPage<Plan> first = newest.cursorPage(null, 4);
		assertThat(first.content()).extracting(Plan::id).containsExactly(12L, 11L, 10L, 8L);
		assertThat(first.previous()).isNull();
		CursorPage<Plan> second = newest.cursorPage(first.next(), 4);
		assertThat(second.content()).extracting(Plan::id).containsExactly(7L, 6L, 5L, 4L);
		CursorPage<Plan> third = newest.cursorPage(second.next(), 4);
		assertThat(third.content()).extracting(Plan::id).containsExactly(2L, 1L);
		assertThat(third.next()).isNull();
		CursorPage<Plan> back = newest.cursorPage(third.previous(), 4);
		assertThat(back.content()).isEqualTo(second.content());
		assertThat(newest.cursorPage(back.previous(), 4).content()).isEqualTo(first.content());
		assertThat(newest.cursorPage(back.previous(), 4).previous()).isNull();
		assertThat(newest.cursorPage(back.next(), 4).content()).isEqualTo(third.content());
		assertThat(this.database.recorder().sql()).as("one statement each")
			.hasSize(7)
			.noneMatch((sql) -> sql.contains("COUNT"));
	}

	@Test
	void leadOnInPagesOfAnotherSize() {
		String next = this.open.cursorPage(null, 2).next();
		assertThat(this.open.cursorPage(next, 100).content()).hasSize(8);
	}

	@Test
	void belongToOneQuery() {
		String cursor = this.open.sortBy(desc(Plan::createdAt)).cursorPage(null, 3).next();
		this.database.recorder().clear();
		List<Query<Plan>> others = List.of(this.open.sortBy(asc(Plan::createdAt)), this.open.sortBy(desc(Plan::id)),
				this.open.sortBy(desc(Plan::createdAt), asc(Plan::title)),
				this.database.query(Plan.class).sortBy(desc(Plan::createdAt)),
				this.database.query(Plan.class).where(Plan::status).eq("closed").sortBy(desc(Plan::createdAt)),
				this.database.query(Plan.class).where(Plan::status).ne("open").sortBy(desc(Plan::createdAt)),
				this.open.where(Plan::id).in(1, 2).sortBy(desc(Plan::createdAt)));
		for (Query<Plan> other : others) {
			assertThatExceptionOfType(InvalidCursorException.class).isThrownBy(() -> other.cursorPage(cursor, 3))
				.withMessageStartingWith("This cursor belongs to another query");
		}
		assertThatExceptionOfType(InvalidCursorException.class)
			.isThrownBy(() -> this.open.sortBy(desc(Plan::createdAt)).select(Plan::title).cursorPage(cursor, 3));
		assertThatExceptionOfType(InvalidCursorException.class).isThrownBy(
				() -> this.open.cursorPage(new CursorRequest(cursor, 3, Sort.by(Sort.Direction.ASC, "createdAt"))));
		assertThat(this.database.recorder().statements()).isEmpty();
	}

	@Test
	void cannotBeAlteredByAByte() {
		String cursor = cursor(this.open);
		this.database.recorder().clear();
		String letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_=+/ .\u00e9";
		Random random = new Random(SEED);
		for (int i = 0; i < cursor.length(); i++) {
			char other = letters.charAt(random.nextInt(letters.length()));
			String altered = cursor.substring(0, i) + other + cursor.substring(i + 1);
			if (!altered.equals(cursor)) {
				assertRefused(altered);
			}
			assertRefused(cursor.substring(0, i));
		}
		assertRefused(cursor + "A");
		assertRefused(cursor + "=");
		byte[] bytes = Base64.getUrlDecoder().decode(cursor);
		for (int i = 0; i < bytes.length * 8; i++) {
			byte[] altered = bytes.clone();
			altered[i / 8] ^= (byte) (1 << (i % 8));
			assertRefused(Base64.getUrlEncoder().withoutPadding().encodeToString(altered));
		}
		assertThat(this.database.recorder().statements()).isEmpty();
	}

	@Test
	void refuseAnythingElse() {
		Dice dice = new Dice(SEED);
		for (int i = 0; i < 500; i++) {
			assertRefused(Hostile.text(dice));
		}
		assertRefused("A".repeat(1_000_000));
		assertThat(this.database.recorder().statements()).isEmpty();
	}

	@Test
	void areSharedByInstancesWithOneKey() {
		Query<Plan> here = openWith(CursorKey.of("a secret of at least thirty-two bytes"));
		Query<Plan> there = openWith(CursorKey.of("a secret of at least thirty-two bytes"));
		Query<Plan> elsewhere = openWith(CursorKey.of("another secret of thirty-two bytes or so"));
		String cursor = cursor(here);
		assertThat(there.cursorPage(cursor, 3)).isEqualTo(here.cursorPage(cursor, 3));
		assertThatExceptionOfType(InvalidCursorException.class).isThrownBy(() -> elsewhere.cursorPage(cursor, 3))
			.withMessageContaining("'masterrecord.pagination.cursor-key'");
		assertThatIllegalArgumentException().isThrownBy(() -> CursorKey.of("too short"))
			.withMessageContaining("at least 32 bytes");
		assertThat(CursorKey.of("a secret of at least thirty-two bytes").toString()).doesNotContain("secret of");
	}

	@Test
	void surviveWhenTheirRowIsGone() {
		try (TestDatabase own = TestDatabase.create(this.connected.engine())) {
			Database plans = Database.create(own, Plan.class).insert(Plan.ALL);
			Query<Plan> query = plans.query(Plan.class);
			String next = cursor(query);
			String delete = "delete from %s where %s = 3".formatted(plans.dialect().quote("plans"),
					plans.dialect().quote("id"));
			plans.gate().update(SqlStatement.of(StatementKind.DELETE, delete));
			assertThat(query.cursorPage(next, 2).content()).extracting(Plan::id).containsExactly(4L, 5L);
		}
	}

	private static String cursor(Query<Plan> query) {
		@Nullable String next = query.cursorPage(null, 3).next();
		assertThat(next).isNotNull();
		return next;
	}

	private Query<Plan> openWith(CursorKey key) {
		return Database.of(this.connected, Plan.class).cursorKey(key).query(Plan.class).where(Plan::status).eq("open");
	}

	private void assertRefused(String cursor) {
		assertThatExceptionOfType(InvalidCursorException.class).as(cursor)
			.isThrownBy(() -> this.open.cursorPage(cursor, 3));
	}

}
