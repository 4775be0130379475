package io.masterrecord.context;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

import io.masterrecord.annotation.BelongsTo;
import io.masterrecord.annotation.Column;
import io.masterrecord.annotation.GeneratedId;
import io.masterrecord.annotation.Table;
import io.masterrecord.annotation.Unique;
import io.masterrecord.query.Alias;
import io.masterrecord.query.Condition;
import io.masterrecord.query.InvalidQueryException;
import io.masterrecord.query.Query;
import io.masterrecord.query.Selection;
import io.masterrecord.testing.Engine;
import io.masterrecord.testing.EngineTest;
import io.masterrecord.testing.TestDatabase;
import io.masterrecord.write.EntityOperations;
import io.masterrecord.write.UpsertOutcome;
import org.jspecify.annotations.Nullable;

import org.springframework.data.annotation.Id;
import org.springframework.data.domain.Page;

import static io.masterrecord.query.Change.set;
import static io.masterrecord.query.Condition.allOf;
import static io.masterrecord.query.Condition.anyOf;
import static io.masterrecord.query.Condition.where;
import static io.masterrecord.query.Expressions.col;
import static io.masterrecord.query.Expressions.count;
import static io.masterrecord.query.Expressions.sum;
import static io.masterrecord.query.Expressions.value;
import static io.masterrecord.query.SortKey.asc;
import static io.masterrecord.query.SortKey.desc;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The queries and writes that people write first, on every engine.
 */
class QueryExamplesTests {

	@EngineTest
	void selectsRowsColumnsAndAValueOfASubqueryPerRow(TestDatabase database) {
		MasterRecordContext context = shop(database);
		Query<User> users = context.query(User.class);
		assertThat(users.list()).hasSize(4);
		assertThat(users.where(User::email).eq("joe@example.com").first()).map(User::name).contains("Joe");
		assertThat(users.where(User::status).eq("active").count()).isEqualTo(3);
		assertThat(users.select(Contact.class, User::name, User::email).sortBy(asc(User::name)).list()).first()
			.isEqualTo(new Contact("Ann", "ann@example.com"));
		Alias<User> user = Alias.of(User.class);
		Selection<Order, Long> own = context.query(Order.class)
			.where(Order::userId)
			.eq(user.col(User::id))
			.select(count());
		assertThat(users.as(user).select(Counted.class, col(User::name), value(own)).sortBy(asc(User::name)).list())
			.containsExactly(new Counted("Ann", 1), new Counted("Joe", 2), new Counted("Max", 0),
					new Counted("Zoe", 0));
	}

	@EngineTest
	void takesPartsOfSortedRows(TestDatabase database) {
		Query<User> users = shop(database).query(User.class);
		Query<User> sorted = users.sortBy(desc(User::createdAt)).sortBy(asc(User::name));
		assertThat(names(sorted)).containsExactly("Zoe", "Max", "Joe", "Ann");
		assertThat(names(sorted.limit(2))).containsExactly("Zoe", "Max");
		assertThat(names(sorted.offset(3))).containsExactly("Ann");
		assertThat(names(sorted.limit(2).offset(1))).containsExactly("Max", "Joe");
		assertThat(names(sorted.limit(0))).isEmpty();
		assertThat(names(sorted.offset(0))).hasSize(4);
		assertThat(sorted.page(0, 3)).hasSize(3);
		assertThat(sorted.page(1, 3).getContent()).extracting(User::name).containsExactly("Ann");
		assertThat(sorted.page(1, 3).getTotalElements()).isEqualTo(4);
		assertThat(sorted.pluck(User::name)).containsExactly("Zoe", "Max", "Joe", "Ann");
	}

	@EngineTest
	void joinsTablesAndSubqueries(TestDatabase database) {
		MasterRecordContext context = shop(database);
		Query<User> users = context.query(User.class);
		Alias<Order> order = Alias.of(Order.class);
		Condition<Object> own = order.col(Order::userId).eq(col(User::id));
		assertThat(users.leftJoin(order, own)
			.select(Spend.class, col(User::name), order.col(Order::total))
			.sortBy(asc(User::name), asc(order.col(Order::total)))
			.list()).containsExactly(spend("Ann", 30), spend("Joe", 150), spend("Joe", 250), spend("Max", null),
					spend("Zoe", null));
		assertThat(users.rightJoin(order, own)
			.select(Spend.class, col(User::name), order.col(Order::total))
			.sortBy(asc(order.col(Order::total)))
			.list()).containsExactly(spend("Ann", 30), spend("Joe", 150), spend("Joe", 250));
		assertThat(users.join(order, own, order.where(Order::total).gt(new BigDecimal("200"))).one().name())
			.isEqualTo("Joe");
		assertThat(context.query(Order.class).join(Alias.of(User.class), Order::userId).count()).isEqualTo(3);
		assertThat(users.crossJoin(order).select(count()).list()).containsExactly(12L);
		Alias<Total> total = Alias.of(context.query(Order.class)
			.groupBy(Order::userId)
			.select(Total.class, col(Order::userId), sum(Order::total)));
		assertThat(users.leftJoin(total, total.col(Total::userId).eq(col(User::id)))
			.select(Spend.class, col(User::name), total.col(Total::total))
			.sortBy(asc(User::name))
			.list()).containsExactly(spend("Ann", 30), spend("Joe", 400), spend("Max", null), spend("Zoe", null));
	}

	@EngineTest
	void readsAPageOfActiveUsersWithOrders(TestDatabase database) {
		MasterRecordContext context = shop(database);
		Alias<Order> order = Alias.of(Order.class);
		Page<Counted> page = context.query(User.class)
			.leftJoin(order, order.col(Order::userId).eq(col(User::id)))
			.where(User::status)
			.eq("active")
			.where(User::createdAt)
			.between(day(1, 1), day(12, 31))
			.groupBy(User::id, User::name)
			.having(count(order.col(Order::id)).gt(0))
			.select(Counted.class, col(User::name), count(order.col(Order::id)))
			.sortBy(asc(User::name))
			.page(0, 20);
		assertThat(page.getContent()).containsExactly(new Counted("Ann", 1), new Counted("Joe", 2));
		assertThat(page.getTotalElements()).isEqualTo(2);
	}

	@EngineTest
	void comparesWithOneOperatorAfterTheOther(TestDatabase database) {
		Query<User> users = shop(database).query(User.class).sortBy(asc(User::name));
		assertThat(names(users.where(User::name).eq("Joe"))).containsExactly("Joe");
		assertThat(names(users.where(User::age).gt(18))).containsExactly("Ann", "Joe");
		assertThat(names(users.where(User::status).ne("banned"))).containsExactly("Ann", "Joe", "Zoe");
		assertThat(names(users.where(User::name).eq("Joe").where(User::status).eq("active"))).containsExactly("Joe");
		assertThat(
				names(users.where(User::status).eq("active").anyOf(where(User::age).gt(30), where(User::vip).isTrue())))
			.containsExactly("Joe", "Zoe");
		assertThat(names(users.where(User::status).in("active", "pending"))).containsExactly("Ann", "Joe", "Zoe");
		assertThat(names(users.where(User::status).notIn("banned", "suspended"))).containsExactly("Ann", "Joe", "Zoe");
		assertThat(names(users.where(User::age).between(18, 65))).containsExactly("Ann", "Joe", "Zoe");
		assertThat(names(users.not(where(User::age).between(18, 25)))).containsExactly("Joe", "Max");
		assertThat(names(users.where(User::nick).isNull())).containsExactly("Ann", "Max", "Zoe");
		assertThat(names(users.where(User::nick).isNotNull())).containsExactly("Joe");
	}

	@EngineTest
	void matchesTextsAndPatterns(TestDatabase database) {
		Query<User> users = shop(database).query(User.class).sortBy(asc(User::name));
		assertThat(names(users.where(User::name).contains("o"))).containsExactly("Joe", "Zoe");
		assertThat(names(users.where(User::name).like("%oe%"))).containsExactly("Joe", "Zoe");
		assertThat(names(users.not(where(User::email).like("%spam%")))).containsExactly("Ann", "Joe", "Zoe");
		List<Condition<User>> patterns = List.of("%Joe%", "%An%")
			.stream()
			.map((pattern) -> Condition.<User>where(User::name).like(pattern))
			.toList();
		assertThat(names(users.where(anyOf(patterns)))).containsExactly("Ann", "Joe");
		if (database.engine() != Engine.SQLITE) {
			assertThat(names(users.where(User::name).matches("^[AJ]"))).containsExactly("Ann", "Joe");
			assertThat(names(users.not(where(User::name).matches("^[AJ]")))).containsExactly("Max", "Zoe");
		}
	}

	@EngineTest
	void looksIntoListsThatAreKeptAsJson(TestDatabase database) {
		Query<Product> products = shop(database).query(Product.class).sortBy(asc(Product::sku));
		if (database.engine() == Engine.H2) {
			assertThatExceptionOfType(InvalidQueryException.class)
				.isThrownBy(() -> products.where(Product::tags).jsonOverlaps(List.of("java")).list());
			return;
		}
		assertThat(products.where(Product::tags).jsonOverlaps(List.of("java")).pluck(Product::sku))
			.containsExactly("BOOK-1");
		assertThat(products.where(Product::tags).jsonOverlaps(List.of("java", "phone")).pluck(Product::sku))
			.containsExactly("BOOK-1", "PHONE-1");
		assertThat(products.not(where(Product::tags).jsonOverlaps(List.of("java", "old"))).pluck(Product::sku))
			.containsExactly("LAPTOP-001", "PHONE-1");
		if (database.engine() != Engine.SQLITE) {
			assertThat(products.where(Product::tags).jsonContains("java").pluck(Product::sku))
				.containsExactly("BOOK-1");
			assertThat(products.not(where(Product::tags).jsonContains("old")).pluck(Product::sku))
				.containsExactly("LAPTOP-001", "PHONE-1");
		}
	}

	@EngineTest
	void groupsConditionsWithoutLeakingIntoTheirNeighbours(TestDatabase database) {
		MasterRecordContext context = shop(database);
		Query<User> users = context.query(User.class).sortBy(asc(User::name));
		Condition<User> adult = allOf(where(User::age).gt(18), where(User::age).lt(65));
		assertThat(names(users.where(User::status).eq("active").where(adult))).containsExactly("Ann", "Joe");
		Condition<User> one = anyOf(where(User::name).eq("Ann"), where(User::name).eq("Max"));
		Condition<User> other = anyOf(where(User::age).gt(30), where(User::vip).isTrue());
		assertThat(names(users.where(User::status).eq("active").where(one).where(other))).isEmpty();
		assertThat(names(users.where(User::status).eq("active").anyOf(one, other))).containsExactly("Ann", "Joe",
				"Zoe");
		assertThat(names(users.where(User::status).eq("active").not(one))).containsExactly("Joe", "Zoe");
		assertThat(names(users.where(User::id)
			.in(context.query(Order.class).where(Order::total).gt(new BigDecimal("100")).select(Order::userId))))
			.containsExactly("Joe");
	}

	@EngineTest
	void findsProductsByAllThatIsAskedFor(TestDatabase database) {
		Query<Product> products = shop(database).query(Product.class);
		List<Long> blocked = products.where(Product::sku).eq("BOOK-1").select(Product::id).list();
		assertThat(products.where(Product::category)
			.eq("electronics")
			.where(Product::price)
			.between(new BigDecimal("10"), new BigDecimal("1000"))
			.where(Product::sku)
			.in("LAPTOP-001", "PHONE-1", "BOOK-1")
			.where(Product::name)
			.containsIgnoreCase("PHONE")
			.where(Product::id)
			.notIn(blocked)
			.sortBy(asc(Product::price))
			.page(0, 20)
			.getContent()).extracting(Product::sku).containsExactly("PHONE-1");
	}

	@EngineTest
	void filtersOnceForTheTotalAndThePage(TestDatabase database) {
		MasterRecordContext context = shop(database);
		assertThat(page(context, null, null).getTotalElements()).isEqualTo(4);
		assertThat(page(context, null, null).getContent()).hasSize(3);
		Page<User> active = page(context, "active", null);
		assertThat(active.getTotalElements()).isEqualTo(3);
		assertThat(active.getContent()).extracting(User::name).containsExactly("Zoe", "Joe", "Ann");
		assertThat(page(context, "active", "ZOE ann").getContent()).extracting(User::name)
			.containsExactly("Zoe", "Ann");
		assertThat(page(context, " ", "nobody")).isEmpty();
	}

	private static Page<User> page(MasterRecordContext context, @Nullable String status, @Nullable String keyword) {
		return context.query(User.class)
			.where(User::status)
			.eqIfPresent(status)
			.search(keyword, User::name, User::email)
			.sortBy(desc(User::createdAt))
			.page(0, 3);
	}

	@EngineTest
	void countsGroupsOfOneUserOrOfAll(TestDatabase database) {
		MasterRecordContext context = shop(database);
		User joe = context.query(User.class).where(User::name).eq("Joe").one();
		assertThat(spending(context, null).page(0, 1).getTotalElements()).isEqualTo(2);
		assertThat(spending(context, null).page(0, 1).getContent()).extracting(Total::userId)
			.containsExactly(joe.requiredId());
		assertThat(spending(context, joe.requiredId()).page(0, 1).getTotalElements()).isOne();
		assertThat(spending(context, null).asQuery().count()).as("the groups as a table").isEqualTo(2);
	}

	private static Selection<Order, Total> spending(MasterRecordContext context, @Nullable Long userId) {
		return context.query(Order.class)
			.where(Order::userId)
			.eqIfPresent(userId)
			.groupBy(Order::userId)
			.select(Total.class, col(Order::userId), sum(Order::total))
			.sortBy(desc(sum(Order::total)));
	}

	@EngineTest
	void insertsChangesAndDeletesRows(TestDatabase database) {
		MasterRecordContext context = shop(database);
		EntityOperations operations = context.operations();
		User kim = operations.insert(user("Kim", 25, "active", null, 5));
		assertThat(operations.find(User.class, kim.requiredId())).contains(kim);
		Query<User> byId = context.query(User.class).where(User::id).eq(kim.requiredId());
		assertThat(byId.update(set(User::name).to("Kim B."), set(User::age).to(26))).isOne();
		byId.update(set(User::logins).plus(1));
		byId.update(set(User::logins).plus(5));
		byId.update(set(User::logins).plus(Integer.parseInt("10")));
		byId.update(set(User::logins).minus(byId.one().vip() ? 0 : 2));
		User changed = byId.one();
		assertThat(changed.name()).isEqualTo("Kim B.");
		assertThat(changed.age()).isEqualTo(26);
		assertThat(changed.logins()).isEqualTo(14);
		List<User> inserted = operations.insertAll(User.class, List.of(user("Alice", 30, "new", null, 6),
				user("Bob", 28, "new", null, 7), user("Charlie", 35, "new", null, 8)));
		assertThat(inserted).extracting(User::name).containsExactly("Alice", "Bob", "Charlie");
		assertThat(inserted).extracting(User::id).doesNotContainNull().doesNotHaveDuplicates();
		assertThat(context.query(User.class).where(User::status).eq("new").delete()).isEqualTo(3);
		assertThat(operations.deleteById(User.class, kim.requiredId())).isTrue();
		assertThat(context.query(Order.class).where(Order::userId).eq(kim.requiredId()).delete()).isZero();
		assertThatExceptionOfType(InvalidQueryException.class).isThrownBy(() -> context.query(User.class).delete());
		assertThat(context.query(User.class).count()).isEqualTo(4);
	}

	@EngineTest
	void insertsOrUpdatesByAUniqueProperty(TestDatabase database) {
		MasterRecordContext context = shop(database);
		User joe = context.query(User.class).where(User::name).eq("Joe").one();
		User again = new User(null, "Joe Updated", joe.email(), 26, "active", false, null, 0, joe.createdAt());
		assertThat(
				context.operations().upsert(again).by(User::email).updating(User::name, User::age).execute().outcomes())
			.containsExactly(UpsertOutcome.UPDATED);
		User updated = context.query(User.class).where(User::email).eq(joe.email()).one();
		assertThat(updated.id()).isEqualTo(joe.id());
		assertThat(updated.name()).isEqualTo("Joe Updated");
		assertThat(updated.nick()).as("not among what is updated").isEqualTo("J");
		assertThat(context.operations().upsert(user("New", 1, "new", null, 9)).by(User::email).execute().outcomes())
			.containsExactly(UpsertOutcome.INSERTED);
	}

	@EngineTest
	void showsStatementsWithoutRunningThem(TestDatabase database) {
		Query<User> users = shop(database).query(User.class);
		Query<User> active = users.where(User::status).eq("active");
		assertThat(active.sortBy(asc(User::name)).limit(10).toSql().sql()).startsWith("SELECT ").contains("ORDER BY");
		assertThat(active.toCountSql().sql()).startsWith("SELECT COUNT(*)");
		assertThat(active.write().toUpdateSql(set(User::age).to(26)).sql()).startsWith("UPDATE ");
		assertThat(active.write().toDeleteSql().sql()).startsWith("DELETE FROM ").contains(" WHERE ");
		assertThat(active.write().toDeleteSql().values()).extracting((bound) -> bound.value())
			.containsExactly("active");
		assertThatExceptionOfType(InvalidQueryException.class).isThrownBy(() -> users.write().toDeleteSql());
		assertThat(users.count()).isEqualTo(4);
		assertThat(active.explain()).isNotBlank();
	}

	@EngineTest
	void takesAnOrderOnlyWhileThereIsStock(TestDatabase database) {
		MasterRecordContext context = shop(database);
		User joe = context.query(User.class).where(User::name).eq("Joe").one();
		assertThat(buy(context, joe, "LAPTOP-001")).isTrue();
		assertThat(buy(context, joe, "LAPTOP-001")).isFalse();
		assertThat(context.query(Order.class).where(Order::userId).eq(joe.requiredId()).count()).isEqualTo(3);
		assertThat(context.query(Product.class).where(Product::sku).eq("LAPTOP-001").one().stock()).isZero();
	}

	private static boolean buy(MasterRecordContext context, User user, String sku) {
		return context.transaction(() -> {
			Query<Product> wanted = context.query(Product.class).where(Product::sku).eq(sku);
			if (wanted.where(Product::stock).ge(1).update(set(Product::stock).minus(1)) == 0) {
				return false;
			}
			context.operations().insert(new Order(null, user.requiredId(), wanted.one().price()));
			return true;
		});
	}

	private static List<String> names(Query<User> query) {
		List<String> names = new ArrayList<>();
		query.pluck(User::name).forEach((name) -> names.add(Objects.requireNonNull(name)));
		return names;
	}

	private static MasterRecordContext shop(TestDatabase database) {
		MasterRecordContext context = ContextFixture.migrated(database.dataSource(), User.class, Order.class,
				Product.class);
		List<User> users = context.operations()
			.insertAll(User.class,
					List.of(user("Ann", 20, "active", null, 1), user("Joe", 40, "active", "J", 2),
							user("Max", 17, "banned", null, 3),
							new User(null, "Zoe", "zoe@example.com", 18, "active", true, null, 0, day(4, 1))));
		context.operations()
			.insertAll(Order.class,
					List.of(new Order(null, users.get(0).requiredId(), new BigDecimal("30.00")),
							new Order(null, users.get(1).requiredId(), new BigDecimal("150.00")),
							new Order(null, users.get(1).requiredId(), new BigDecimal("250.00"))));
		context.operations()
			.insertAll(Product.class,
					List.of(new Product(null, "LAPTOP-001", "Laptop", "electronics", new BigDecimal("999.00"), 1,
							List.of("computer")),
							new Product(null, "PHONE-1", "Smartphone", "electronics", new BigDecimal("500.00"), 5,
									List.of("phone", "new")),
							new Product(null, "BOOK-1", "Headphones, a history", "electronics", new BigDecimal("20.00"),
									5, List.of("java", "old"))));
		return context;
	}

	private static User user(String name, int age, String status, @Nullable String nick, int month) {
		String mail = name.toLowerCase(Locale.ROOT) + (name.equals("Max") ? "@spam.example.com" : "@example.com");
		return new User(null, name, mail, age, status, false, nick, 0, day(month, 1));
	}

	private static Instant day(int month, int day) {
		return LocalDate.of(2024, month, day).atStartOfDay(ZoneOffset.UTC).toInstant();
	}

	private static Spend spend(String name, @Nullable Integer total) {
		return new Spend(name, (total != null) ? BigDecimal.valueOf(total).setScale(2) : null);
	}

	@Table(name = "users")
	record User(@Id @GeneratedId @Nullable Long id, String name, @Unique String email, int age, String status,
			boolean vip, @Nullable String nick, int logins, Instant createdAt) {

		long requiredId() {
			return Objects.requireNonNull(this.id);
		}

	}

	@Table(name = "orders")
	record Order(@Id @GeneratedId @Nullable Long id, @BelongsTo(User.class) long userId,
			@Column(size = 12, scale = 2) BigDecimal total) {
	}

	record Product(@Id @GeneratedId @Nullable Long id, @Unique String sku, String name, String category,
			@Column(size = 12, scale = 2) BigDecimal price, int stock, @Column(json = true) List<String> tags) {
	}

	record Contact(String name, String email) {
	}

	record Counted(String name, long orders) {
	}

	record Spend(@Nullable String name, @Nullable BigDecimal total) {
	}

	record Total(long userId, @Nullable BigDecimal total) {
	}

}
