package io.masterrecord.generate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.masterrecord.annotation.BelongsTo;
import io.masterrecord.annotation.Column;
import io.masterrecord.annotation.GeneratedId;
import io.masterrecord.annotation.Unique;
import io.masterrecord.context.ContextBuilder;
import io.masterrecord.migration.MigrationFailedException;
import io.masterrecord.migration.Operations;
import io.masterrecord.migration.RowHooks;
import io.masterrecord.schema.Row;
import io.masterrecord.seed.SeedConfig.DownStrategy;
import io.masterrecord.seed.SeedConfig.Reaction;
import io.masterrecord.seed.SeedException;
import io.masterrecord.testing.Engine;
import io.masterrecord.testing.EngineTest;
import io.masterrecord.testing.SqlRecorder;
import io.masterrecord.testing.TestDatabase;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.data.annotation.Id;

import static io.masterrecord.query.SortKey.asc;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Whole stories of seeds: in which order rows come and go, what is done about rows that
 * have to stay, circles of three, partial updates, and many rows of different shapes.
 */
@ExtendWith(OutputCaptureExtension.class)
class SeedScenarioTests {

	private static final int MANY = 2500;

	@EngineTest
	void writesParentsFirstAndTakesChildrenBackFirst(TestDatabase database) {
		SeedWorld world = blog(database).declare(SeedScenarioTests::posts);
		world.add();
		Set<String> written = seeing(world);
		assertThat(world.migrate("dev").seeds()).isEqualTo(4);
		assertThat(written).containsExactlyInAnyOrder("organization", "author", "category", "post")
			.containsSubsequence("organization", "author", "post")
			.containsSubsequence("category", "post");
		assertThat(world.migrate("dev").seeds()).isZero();

		SqlRecorder recorder = new SqlRecorder(database.dataSource());
		world.migrator(recorder.dataSource(), "dev").rollback(1);
		List<String> sql = plain(recorder);
		int post = first(sql, "DELETE FROM post");
		int author = first(sql, "DELETE FROM author");
		int organization = first(sql, "DELETE FROM organization");
		int category = first(sql, "DELETE FROM category");
		assertThat(post).isLessThan(author).isLessThan(category);
		assertThat(author).isLessThan(organization);
		assertThat(first(sql, "DROP TABLE")).isGreaterThan(organization).isGreaterThan(category);
	}

	@EngineTest
	void leavesNoRowBehindWhoseParentIsLeftOut(TestDatabase database) {
		SeedWorld world = blog(database).declare(SeedScenarioTests::posts);
		world.add();
		world.migrate("production");
		assertThat(world.entities().query(Organization.class).count()).isEqualTo(1);
		assertThat(world.entities().query(Category.class).count()).isEqualTo(1);
		assertThat(world.entities().query(Author.class).count()).isZero();
		assertThat(world.entities().query(Post.class).count()).isZero();
	}

	@Test
	void refusesARowWhoseParentIsLeftOut() {
		SeedWorld world = blog(null).declare((context) -> {
			context.entity(Post.class).seed(new Post(1, 1, 1));
			context.entity(Author.class).seed(new Author(1, 1)).when("dev", "test");
			context.entity(Organization.class).seed(new Organization(1));
			context.entity(Category.class).seed(new Category(1));
		});
		assertThatExceptionOfType(SeedException.class).isThrownBy(world::generate)
			.withMessageContaining("Seed set 1 of 'Post', row 1: refers to Seed set 1 of 'Author', row 1, "
					+ "which exists only when dev, test");
	}

	@EngineTest
	void saysOnceThatARowHasToStayAndTakesTheOthersBack(TestDatabase database, CapturedOutput output) {
		SeedWorld world = accounts(database, Reaction.WARN, DownStrategy.DELETE);
		world.rollback(1, "dev");
		assertThat(numbers(world)).as("0 was taken back, 2 was gone, 3 was never ours").containsExactly(1L, 3L);
		assertThat(world.entities().query(Code.class).count()).isZero();
		assertThat(output.getAll()).containsOnlyOnce(" stays").contains("The row of 'account' with {id=1} stays");
		assertThat(output.getAll().lines().filter((line) -> line.contains("WARN"))).hasSize(1);
	}

	@EngineTest
	void undoesNothingIfARowHasToStay(TestDatabase database) {
		SeedWorld world = accounts(database, Reaction.THROW, DownStrategy.DELETE);
		assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(() -> world.rollback(1, "dev"))
			.withMessageContaining("The row of 'account' with {id=1} stays");
		assertThat(numbers(world)).containsExactly(0L, 1L, 3L);
		assertThat(world.entities().query(Code.class).pluck(Code::code)).containsExactly("it's");
		world.entities().deleteById(Bill.class, 1L);
		world.rollback(1, "dev");
		assertThat(numbers(world)).as("a row that is gone is no obstacle").containsExactly(3L);
		assertThat(world.entities().query(Code.class).count()).isZero();
	}

	@EngineTest
	void isSilentAboutARowThatHasToStay(TestDatabase database, CapturedOutput output) {
		SeedWorld world = accounts(database, Reaction.IGNORE, DownStrategy.DELETE);
		world.rollback(1, "dev");
		assertThat(numbers(world)).containsExactly(1L, 3L);
		assertThat(world.entities().query(Code.class).count()).isZero();
		assertThat(output.getAll()).doesNotContain("WARN").doesNotContain(" stays");
	}

	@EngineTest
	void deletesNothingWhereRowsAreToBeLeft(TestDatabase database) {
		SeedWorld world = accounts(database, Reaction.THROW, DownStrategy.SKIP);
		SqlRecorder recorder = new SqlRecorder(database.dataSource());
		world.migrator(recorder.dataSource(), "dev").rollback(1);
		assertThat(plain(recorder)).noneMatch((sql) -> sql.startsWith("DELETE FROM account"))
			.noneMatch((sql) -> sql.startsWith("DELETE FROM code"));
		assertThat(numbers(world)).containsExactly(0L, 1L, 3L);
		assertThat(world.entities().query(Code.class).pluck(Code::code)).containsExactly("it's");
	}

	@EngineTest
	void closesACircleOfThreeInASecondStep(TestDatabase database) {
		for (Reaction reaction : List.of(Reaction.WARN, Reaction.IGNORE)) {
			SeedWorld world = new SeedWorld(database, A.class, B.class, C.class, D.class, E.class)
				.options((seeds) -> seeds.generateDownMigrations(true).circularStrategy(reaction))
				.declare(SeedScenarioTests::circle);
			assertThat(world.definition().seeds().warnings()).hasSize((reaction == Reaction.WARN) ? 1 : 0);
			world.add();
			Set<String> written = seeing(world);
			world.migrate();
			assertThat(written).containsSubsequence("e", "d").hasSize(5);
			assertThat(world.entities().query(A.class).list()).containsExactly(new A(1, 1L));
			assertThat(world.entities().query(B.class).list()).containsExactly(new B(1, 1L));
			assertThat(world.entities().query(C.class).list()).containsExactly(new C(1, 1L));
			assertThat(world.entities().query(D.class).list()).containsExactly(new D(1, 1L));
			world.rollback(1);
		}
	}

	@EngineTest
	void letsTheDatabaseJudgeACircleThatNobodyLooksFor(TestDatabase database) {
		SeedWorld world = new SeedWorld(database, A.class, B.class, C.class, D.class, E.class)
			.options((seeds) -> seeds.detectCircularDependencies(false));
		world.add();
		world.migrate();
		world.declare(SeedScenarioTests::circle);
		world.add();
		boolean looksAtTheEnd = database.engine() == Engine.SQLITE;
		if (looksAtTheEnd) {
			world.migrate();
		}
		else {
			assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(world::migrate);
		}
		for (Class<?> type : List.of(A.class, B.class, C.class, D.class, E.class)) {
			assertThat(world.entities().query(type).count()).isEqualTo(looksAtTheEnd ? 1 : 0);
		}
	}

	@EngineTest
	void updatesSomeColumnsAndInsertsAllOfThem(TestDatabase database) {
		SeedWorld world = new SeedWorld(database, Setting.class, Member.class)
			.options((seeds) -> seeds.generateDownMigrations(true));
		world.add();
		world.migrate();
		world.entities().insert(new Setting("api_url", "old", 100, "keep"));
		Member member = world.entities().insert(new Member(null, "ann@example.com", "Mine"));
		world.declare((context) -> {
			context.entity(Setting.class)
				.seed(new Setting("api_url", "new", 200, "x"))
				.upsert(Setting::key)
				.updating(Setting::value, Setting::updatedAt);
			context.entity(Member.class).seed(new Member(9L, "ann@example.com", "Ann")).upsert(Member::email);
		});
		world.add();
		world.migrate();
		assertThat(world.entities().query(Setting.class).list())
			.containsExactly(new Setting("api_url", "new", 200, "keep"));
		assertThat(world.entities().query(Member.class).list())
			.containsExactly(new Member(member.id(), "ann@example.com", "Ann"));
		assertThat(member.id()).isEqualTo(1L);
		assertThat(world.migrate().seeds()).isZero();

		world.rollback(1);
		assertThat(world.entities().query(Setting.class).list()).as("as it was")
			.containsExactly(new Setting("api_url", "old", 100, "keep"));
		world.entities().deleteById(Setting.class, "api_url");
		world.migrate();
		assertThat(world.entities().query(Setting.class).list())
			.containsExactly(new Setting("api_url", "new", 200, "x"));
	}

	@EngineTest
	void keepsValuesInTheirColumnsHoweverRowsDiffer(TestDatabase database) {
		SeedWorld world = new SeedWorld(database, Shape.class);
		world.add();
		world.add(Operations.of((schema) -> schema.bulkSeed("shape", shapes()).key("code")), List.of());
		world.migrate();
		List<Shape> read = world.entities().query(Shape.class).sortBy(asc(Shape::code)).list();
		assertThat(read).hasSize(MANY);
		for (int i = 0; i < MANY; i++) {
			Shape shape = read.get(i);
			assertThat(List.of(shape.code(), shape.a(), shape.b(), shape.c())).isEqualTo(switch (i % 3) {
				case 0 -> List.of(i, 10 + i, 20 + i, 3);
				case 1 -> List.of(i, 1, 20 + i, 30 + i);
				default -> List.of(i, 10 + i, 2, 3);
			});
		}
	}

	@EngineTest
	void writesNoneOfManyRowsIfOneFails(TestDatabase database) {
		SeedWorld world = new SeedWorld(database, Shape.class);
		world.add();
		world.migrate();
		List<Map<String, Object>> rows = shapes();
		rows.get(2000).put("title", "t0");
		world.add(Operations.of((schema) -> schema.bulkSeed("shape", rows).key("code")), List.of());
		assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(world::migrate);
		assertThat(world.entities().query(Shape.class).count()).isZero();
	}

	/** Rows of the columns {a, b}, {b, c} and {a}, one after the other. */
	private static List<Map<String, Object>> shapes() {
		List<Map<String, Object>> rows = new ArrayList<>();
		for (int i = 0; i < MANY; i++) {
			Map<String, Object> row = new HashMap<>(Map.of("code", i, "title", "t" + i));
			if (i % 3 != 1) {
				row.put("a", 10 + i);
			}
			if (i % 3 != 2) {
				row.put("b", 20 + i);
			}
			if (i % 3 == 1) {
				row.put("c", 30 + i);
			}
			rows.add(row);
		}
		return rows;
	}

	private static SeedWorld blog(@Nullable TestDatabase database) {
		return new SeedWorld(database, Post.class, Author.class, Organization.class, Category.class)
			.options((seeds) -> seeds.generateDownMigrations(true));
	}

	private static void posts(ContextBuilder context) {
		context.entity(Post.class).seed(new Post(1, 1, 1)).followParents();
		context.entity(Author.class).seed(new Author(1, 1)).when("dev", "test");
		context.entity(Organization.class).seed(new Organization(1));
		context.entity(Category.class).seed(new Category(1));
	}

	private static void circle(ContextBuilder context) {
		context.entity(D.class).seed(new D(1, 1L));
		context.entity(A.class).seed(new A(1, 1L));
		context.entity(B.class).seed(new B(1, 1L));
		context.entity(C.class).seed(new C(1, 1L));
		context.entity(E.class).seed(new E(1));
	}

	/**
	 * Accounts that were seeded, of which one is referred to and one is gone, beside one
	 * of the same key as a seed of another environment.
	 */
	private static SeedWorld accounts(TestDatabase database, Reaction reaction, DownStrategy strategy) {
		SeedWorld world = new SeedWorld(database, Account.class, Bill.class, Code.class)
			.options((seeds) -> seeds.generateDownMigrations(true).downStrategy(strategy).onRollbackError(reaction));
		world.add();
		world.migrate("dev");
		world.declare((context) -> {
			context.entity(Account.class).seed(new Account(0, "zero"), new Account(1, "one"), new Account(2, "two"));
			context.entity(Account.class).seed(new Account(3, "three")).when("production");
			context.entity(Code.class).seed(new Code("it's"));
		});
		world.add();
		world.migrate("dev");
		assertThat(numbers(world)).containsExactly(0L, 1L, 2L);
		world.entities().insert(new Account(3, "three"));
		world.entities().insert(new Bill(1, 1));
		world.entities().deleteById(Account.class, 2L);
		return world;
	}

	private static List<Long> numbers(SeedWorld world) {
		return world.entities().query(Account.class).sortBy(asc(Account::id)).pluck(Account::id);
	}

	private static Set<String> seeing(SeedWorld world) {
		Set<String> written = new LinkedHashSet<>();
		world.hooks(new RowHooks() {
			@Override
			public void afterWrite(String table, Row row) {
				written.add(table);
			}
		});
		return written;
	}

	private static List<String> plain(SqlRecorder recorder) {
		return recorder.sql().stream().map((sql) -> sql.replaceAll("[\"`]", "")).toList();
	}

	private static int first(List<String> sql, String start) {
		for (int i = 0; i < sql.size(); i++) {
			if (sql.get(i).startsWith(start)) {
				return i;
			}
		}
		throw new AssertionError("Nothing starts with '" + start + "' in " + sql);
	}

	@NullMarked
	record Organization(@Id long id) {
	}

	@NullMarked
	record Author(@Id long id, @BelongsTo(Organization.class) long organizationId) {
	}

	@NullMarked
	record Category(@Id long id) {
	}

	@NullMarked
	record Post(@Id long id, @BelongsTo(Author.class) long authorId, @BelongsTo(Category.class) long categoryId) {
	}

	@NullMarked
	record Account(@Id long id, String name) {
	}

	@NullMarked
	record Bill(@Id long id, @BelongsTo(Account.class) long accountId) {
	}

	@NullMarked
	record Code(@Id String code) {
	}

	@NullMarked
	record Setting(@Id String key, String value, long updatedAt, @Nullable String note) {
	}

	@NullMarked
	record Member(@Id @GeneratedId @Nullable Long id, @Unique String email, String name) {
	}

	@NullMarked
	record Shape(@Id @GeneratedId @Nullable Long id, @Unique int code, @Unique String title,
			@Column(defaultValue = "1") int a, @Column(defaultValue = "2") int b, @Column(defaultValue = "3") int c) {
	}

	@NullMarked
	record A(@Id long id, @BelongsTo(B.class) @Nullable Long bId) {
	}

	@NullMarked
	record B(@Id long id, @BelongsTo(C.class) @Nullable Long cId) {
	}

	@NullMarked
	record C(@Id long id, @BelongsTo(A.class) @Nullable Long aId) {
	}

	@NullMarked
	record D(@Id long id, @BelongsTo(E.class) @Nullable Long eId) {
	}

	@NullMarked
	record E(@Id long id) {
	}

}
