package io.masterrecord.write;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import io.masterrecord.annotation.Column;
import io.masterrecord.annotation.GeneratedId;
import io.masterrecord.annotation.SoftDelete;
import io.masterrecord.query.Alias;
import io.masterrecord.query.InvalidQueryException;
import io.masterrecord.query.Query;
import io.masterrecord.query.RowWrite;
import io.masterrecord.query.SortKey;
import io.masterrecord.testing.Engine;
import io.masterrecord.testing.EngineTest;
import io.masterrecord.testing.TestDatabase;
import org.jspecify.annotations.Nullable;

import org.springframework.data.annotation.CreatedDate;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.LastModifiedDate;
import org.springframework.data.annotation.Version;

import static io.masterrecord.query.Change.set;
import static io.masterrecord.query.Condition.exists;
import static io.masterrecord.query.Expressions.col;
import static io.masterrecord.query.Expressions.max;
import static io.masterrecord.query.Expressions.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for changes and deletions of all rows of a query.
 */
class SetBasedWriteTests {

	private static final Instant FIRST = Instant.parse("2026-03-01T10:00:00.123456Z");

	@EngineTest
	void theDatabaseTellsHowItWouldRunAStatementAndDoesNot(TestDatabase database) {
		EntityOperations operations = WriteFixture.of(database, Product.class).operations();
		operations.insertAll(Product.class, List.of(Product.of("a", 10), Product.of("b", 20)));
		Query<Product> some = operations.query(Product.class).where(Product::stock).ge(20);
		assertThat(operations.explain(some.toCountSql())).containsIgnoringCase("product");
		assertThat(operations.explain(some.write().toUpdateSql(set(Product::stock).minus(1))))
			.containsIgnoringCase("product");
		assertThat(operations.explain(some.write().toDeleteSql())).containsIgnoringCase("product");
		assertThat(operations.query(Product.class).list()).extracting(Product::stock).containsExactlyInAnyOrder(10, 20);
	}

	@EngineTest
	void rowsOfAQueryAreChangedWithOneStatement(TestDatabase database) {
		WriteFixture fixture = WriteFixture.of(database, Product.class);
		EntityOperations operations = fixture.operations();
		List<Product> products = operations.insertAll(Product.class,
				List.of(Product.of("a", 10), Product.of("b", 20), Product.of("c", 30)));
		fixture.clock().forward(60);
		fixture.recorder().clear();
		int changed = operations.query(Product.class)
			.where(Product::stock)
			.ge(20)
			.update(set(Product::stock).minus(1), set(Product::price).plus(new BigDecimal("0.50")),
					set(Product::note).to("it's 'quoted' -- \\ and ?"), set(Product::label).to("x"),
					set(Product::active).to(true), set(Product::sold).plus(2));
		assertThat(changed).isEqualTo(2);
		assertThat(fixture.recorder().sql()).hasSize(1);
		List<Product> read = operations.query(Product.class).sortBy(SortKey.asc(Product::name)).list();
		assertThat(read.get(0)).isEqualTo(products.get(0));
		assertThat(read.get(2)).isEqualTo(new Product(products.get(2).id(), "c", 29, new BigDecimal("1.50"), 2,
				"it's 'quoted' -- \\ and ?", Optional.of("x"), true, FIRST, FIRST.plusSeconds(60), 2));
	}

	@EngineTest
	void propertiesAreSetToNullToOthersAndToFragments(TestDatabase database) {
		EntityOperations operations = WriteFixture.of(database, Product.class).operations();
		Product product = operations.insert(Product.of("a", 10));
		Query<Product> query = operations.query(Product.class).where(Product::name).eq("a");
		query.update(set(Product::note).toProperty(Product::name), set(Product::label).to("y"),
				set(Product::sold).plusProperty(Product::stock));
		query.update(set(Product::stock).toSql("{} * {} + {}", col(Product::stock), 3, col(Product::sold)),
				set(Product::label).toNull());
		Product read = operations.query(Product.class).one();
		assertThat(read.note()).isEqualTo("a");
		assertThat(read.label()).isEmpty();
		assertThat(read.sold()).isEqualTo(10);
		assertThat(read.stock()).isEqualTo(40);
		assertThat(read.version()).isEqualTo(product.version() + 2);
	}

	@EngineTest
	void whatIsReadHasWhatItHadBefore(TestDatabase database) {
		EntityOperations operations = WriteFixture.of(database, Product.class).operations();
		operations.insert(Product.of("a", 10));
		Query<Product> query = operations.query(Product.class).where(Product::name).eq("a");
		query.update(set(Product::name).to("b"), set(Product::note).toProperty(Product::name));
		assertThat(operations.query(Product.class).one().note()).isEqualTo("a");
		Query<Product> renamed = operations.query(Product.class).where(Product::name).eq("b");
		if (database.engine().isMySqlFamily()) {
			assertThatExceptionOfType(InvalidQueryException.class)
				.isThrownBy(() -> renamed.update(set(Product::name).toProperty(Product::note),
						set(Product::note).toProperty(Product::name)))
				.withMessageContaining("use several updates");
		}
		else {
			renamed.update(set(Product::name).toProperty(Product::note), set(Product::note).toProperty(Product::name));
			assertThat(operations.query(Product.class).one().name()).isEqualTo("a");
		}
	}

	@EngineTest
	void changedAndDeletedRowsAreReturnedWhereTheDatabaseCan(TestDatabase database) {
		EntityOperations operations = WriteFixture.of(database, Product.class).operations();
		List<Product> products = operations.insertAll(Product.class,
				List.of(Product.of("a", 10), Product.of("b", 20), Product.of("c", 30)));
		Query<Product> some = operations.query(Product.class).where(Product::stock).lt(30);
		String id = database.engine().name().toLowerCase(Locale.ROOT);
		if (database.engine().isMySqlFamily()) {
			assertThatExceptionOfType(InvalidQueryException.class)
				.isThrownBy(() -> some.write().updateReturning(set(Product::stock).plus(1)))
				.withMessage(
						"'%s' does not return the rows it updates. Read them before with forUpdate().list() in the same transaction, or leave 'Returning' out",
						id);
		}
		else {
			assertThat(some.write().updateReturning(set(Product::stock).plus(1))).extracting(Product::stock)
				.containsExactlyInAnyOrder(11, 21);
		}
		RowWrite<Product> third = operations.query(Product.class).where(Product::name).eq("c").write();
		if (database.engine() == Engine.MYSQL) {
			assertThatExceptionOfType(InvalidQueryException.class).isThrownBy(third::deleteReturning)
				.withMessageContaining("'%s' does not return", id);
			return;
		}
		assertThat(third.deleteReturning()).containsExactly(products.get(2));
		assertThat(operations.query(Product.class).count()).isEqualTo(2);
	}

	@EngineTest
	void queryWithoutConditionsIsRefusedUnlessAllRowsAreMeant(TestDatabase database) {
		WriteFixture fixture = WriteFixture.of(database, Product.class);
		EntityOperations operations = fixture.operations();
		operations.insertAll(Product.class, List.of(Product.of("a", 10), Product.of("b", 20)));
		fixture.recorder().clear();
		String absent = null;
		Query<Product> vanished = operations.query(Product.class).where(Product::name).eqIfPresent(absent);
		assertThatExceptionOfType(InvalidQueryException.class).isThrownBy(vanished::delete)
			.withMessage(
					"All rows of 'Product' would be written, since the query has no condition, all of them have vanished, or every row meets them. If that is meant, say all() before");
		assertThatExceptionOfType(InvalidQueryException.class)
			.isThrownBy(() -> vanished.update(set(Product::stock).to(0)));
		Query<Product> empty = operations.query(Product.class).anyOf((group) -> group);
		assertThatExceptionOfType(InvalidQueryException.class).isThrownBy(empty::delete);
		assertThatExceptionOfType(InvalidQueryException.class)
			.isThrownBy(() -> empty.update(set(Product::stock).to(0)));
		assertThat(fixture.recorder().sql()).isEmpty();
		assertThat(vanished.all().update(set(Product::stock).to(0))).isEqualTo(2);
		assertThat(vanished.all().delete()).isEqualTo(2);
	}

	@EngineTest
	void conditionsThatEveryRowMeetsAreNone(TestDatabase database) {
		WriteFixture fixture = WriteFixture.of(database, Product.class);
		Query<Product> query = fixture.operations().query(Product.class);
		List<Query<Product>> everything = List.of(query.where(Product::id).notIn(List.of()),
				query.not((group) -> group.where(Product::id).in(List.of())),
				query.anyOf((group) -> group.where(Product::stock).gt(5),
						(group) -> group.where(Product::id).notIn(List.of())),
				query.where(Product::id).notIn(List.of()).where(Product::name).notIn(List.of()));
		fixture.recorder().clear();
		everything.forEach((all) -> {
			assertThatExceptionOfType(InvalidQueryException.class).isThrownBy(all::delete)
				.withMessageContaining("every row meets them");
			assertThatExceptionOfType(InvalidQueryException.class)
				.isThrownBy(() -> all.update(set(Product::stock).to(0)));
		});
		assertThat(fixture.recorder().sql()).isEmpty();
		assertThat(query.where(Product::id).notIn(List.of()).where(Product::stock).gt(5).delete()).isZero();
		assertThat(query.where(Product::id).in(List.of()).delete()).isZero();
	}

	@EngineTest
	void rowsAreWrittenThatAQueryOfTheSameTableFinds(TestDatabase database) {
		EntityOperations operations = WriteFixture.of(database, Product.class).operations();
		operations.insertAll(Product.class, List.of(Product.of("a", 10), Product.of("b", 20), Product.of("c", 30)));
		Query<Product> products = operations.query(Product.class);
		Query<Product> dearest = products.sortBy(SortKey.desc(Product::stock)).limit(1);
		assertThat(products.where(Product::name)
			.in(products.where(Product::stock).ge(20).select(Product::name))
			.update(set(Product::stock).minus(1))).isEqualTo(2);
		assertThat(products.where(Product::name).in(dearest.select(Product::name)).delete()).isEqualTo(1);
		assertThat(products.where(Product::name)
			.notIn(products.where(Product::stock).gt(15).select(Product::name))
			.delete()).isEqualTo(1);
		products.where(Product::name).eq("b").update(set(Product::note).to("kept"));
		assertThat(products.where(Product::note)
			.notIn(products.where(Product::stock).gt(15).select(Product::note))
			.delete()).isZero();
		assertThat(products.list()).extracting(Product::name).containsExactly("b");
	}

	@EngineTest
	void rowsAreWrittenThatAQueryOfAnotherTableFinds(TestDatabase database) {
		EntityOperations operations = WriteFixture.of(database, Product.class, Purchase.class).operations();
		List<Product> stored = operations.insertAll(Product.class,
				List.of(Product.of("a", 10), Product.of("b", 20), Product.of("c", 30), Product.of("d", 40)));
		operations.insertAll(Purchase.class, List.of(new Purchase(null, "a"), new Purchase(null, "c")));
		Query<Product> products = operations.query(Product.class);
		Query<Purchase> purchases = operations.query(Purchase.class);
		Long last = purchases.sortBy(SortKey.desc(Purchase::id)).list().get(0).id();
		assertThat(stored).as("both tables number their rows").extracting(Product::id).contains(last);
		Query<Purchase> lastPurchase = purchases.where(Purchase::id).eq(last);
		assertThat(
				products.where(Product::id).in(lastPurchase.select(Purchase::id)).update(set(Product::note).to("in")))
			.isEqualTo(1);
		assertThat(products.where(Product::id)
			.notIn(lastPurchase.select(Purchase::id))
			.update(set(Product::note).to("not in"))).isEqualTo(3);
		assertThat(products.where(Product::id)
			.eq(value(purchases.select(max(Purchase::id))))
			.update(set(Product::note).to("greatest"))).isEqualTo(1);
		assertThat(products.where(Product::note).eq("greatest").one().id()).isEqualTo(last);
		assertThat(products.where(Product::id).in(purchases.select(Purchase::id)).delete()).isEqualTo(2);
		assertThat(products.list()).extracting(Product::name).containsExactlyInAnyOrder("c", "d");
	}

	@EngineTest
	void rowsAreWrittenByWhatIsReadOfTheirOwnTable(TestDatabase database) {
		EntityOperations operations = WriteFixture.of(database, Product.class).operations();
		operations.insertAll(Product.class,
				List.of(Product.of("a", 10), Product.of("b", 20), Product.of("c", 30), Product.of("d", 40)));
		Query<Product> products = operations.query(Product.class);
		assertThat(products.where(Product::stock)
			.eq(value(products.select(max(Product::stock))))
			.update(set(Product::note).to("greatest"))).isEqualTo(1);
		assertThat(products.where(Product::note).eq("greatest").one().name()).isEqualTo("d");
		assertThat(products.where(exists(products.where(Product::stock).gt(35)))
			.where(Product::stock)
			.lt(15)
			.update(set(Product::note).to("there are more"))).isEqualTo(1);
		assertThat(products.where(exists(products.where(Product::stock).gt(50))).delete()).isZero();
		assertThat(products.where(Product::stock)
			.eq(value(products.sortBy(SortKey.asc(Product::stock)).limit(1).select(Product::stock)))
			.delete()).isEqualTo(1);
		assertThat(products.list()).extracting(Product::name).containsExactlyInAnyOrder("b", "c", "d");
	}

	@EngineTest
	void whatIsReadOfTheirOwnTableMayReferToTheRowWhereTheDatabaseCan(TestDatabase database) {
		EntityOperations operations = WriteFixture.of(database, Product.class).operations();
		operations.insertAll(Product.class, List.of(Product.of("a", 10), Product.of("b", 20), Product.of("c", 30)));
		Alias<Product> product = Alias.of(Product.class);
		Query<Product> more = operations.query(Product.class).where(Product::stock).gt(product.col(Product::stock));
		Query<Product> exceeded = operations.query(Product.class).as(product).where(exists(more));
		if (database.engine() == Engine.MYSQL) {
			assertThatExceptionOfType(InvalidQueryException.class)
				.isThrownBy(() -> exceeded.update(set(Product::note).to("exceeded")))
				.withMessageStartingWith("This database cannot read 'product' in a sub-query that refers to the row");
			return;
		}
		assertThat(exceeded.update(set(Product::note).to("exceeded"))).isEqualTo(2);
		assertThat(exceeded.delete()).isEqualTo(2);
		assertThat(operations.query(Product.class).one().name()).isEqualTo("c");
	}

	@EngineTest
	void rowsAreWrittenByConditionsOnRowsThatBelongToThem(TestDatabase database) {
		WriteFixture fixture = WriteFixture.of(database, Product.class, Purchase.class);
		EntityOperations operations = fixture.operations();
		operations.insertAll(Product.class, List.of(Product.of("a", 10), Product.of("b", 20), Product.of("c", 30)));
		operations.insertAll(Purchase.class, List.of(new Purchase(null, "a"), new Purchase(null, "c")));
		Alias<Product> product = Alias.of(Product.class);
		Query<Purchase> own = operations.query(Purchase.class).where(Purchase::product).eq(product.col(Product::name));
		Query<Product> bought = operations.query(Product.class).as(product).where(exists(own));
		assertThat(bought.update(set(Product::stock).minus(1), set(Product::note).toProperty(Product::name)))
			.isEqualTo(2);
		assertThat(operations.query(Product.class).sortBy(SortKey.asc(Product::name)).list()).extracting(Product::stock)
			.containsExactly(9, 20, 29);
		assertThat(bought.where(Product::stock).gt(10).delete()).isEqualTo(1);
		assertThat(operations.query(Product.class).sortBy(SortKey.asc(Product::name)).list()).extracting(Product::note)
			.containsExactly("a", null);
	}

	@EngineTest
	void whatCannotBeWrittenIsRefused(TestDatabase database) {
		WriteFixture fixture = WriteFixture.of(database, Product.class);
		Query<Product> query = fixture.operations().query(Product.class).where(Product::stock).gt(1);
		assertThatExceptionOfType(InvalidQueryException.class)
			.isThrownBy(() -> query.sortBy(SortKey.asc(Product::name)).delete())
			.withMessageContaining("joins, groups, an order, a limit, a lock or an index to use");
		assertThatExceptionOfType(InvalidQueryException.class)
			.isThrownBy(() -> query.update(set(Product::version).to(7)))
			.withMessageContaining("taken care of by themselves");
		assertThatExceptionOfType(InvalidQueryException.class)
			.isThrownBy(() -> query.update(set(Product::name).toNull()))
			.withMessageContaining("NOT NULL");
		assertThatExceptionOfType(InvalidQueryException.class)
			.isThrownBy(() -> query.update(set(Product::stock).plus(1), set(Product::stock).plus(2)))
			.withMessageContaining("is set twice");
		assertThatExceptionOfType(InvalidQueryException.class)
			.isThrownBy(() -> query.update(set(Product::stock).toSql("{} + {}", 1)))
			.withMessageContaining("has 2 places, and 1 arguments are passed");
		for (String hostile : List.of("'x'", "1; DROP TABLE product", "1 -- {}", "1 /* {} */", "{} + ?", "stock # 1",
				"`stock`", "\"stock\"", "\\")) {
			assertThatExceptionOfType(InvalidQueryException.class)
				.isThrownBy(() -> query.update(set(Product::stock).toSql(hostile, 1)))
				.withMessageStartingWith("A template of SQL has a ");
		}
		assertThatExceptionOfType(InvalidQueryException.class).isThrownBy(query::update)
			.withMessageContaining("name at least one property");
		assertThat(fixture.recorder().sql()).isEmpty();
	}

	@EngineTest
	void rowsThatStayWhenTheyAreDeletedAreMarked(TestDatabase database) {
		EntityOperations operations = WriteFixture.of(database, Draft.class).operations();
		operations.insertAll(Draft.class, List.of(new Draft(null, "a", false), new Draft(null, "b", false)));
		assertThat(operations.query(Draft.class).where(Draft::text).eq("a").delete()).isEqualTo(1);
		assertThat(operations.query(Draft.class).where(Draft::text).eq("a").delete()).isZero();
		assertThat(operations.query(Draft.class).all().update(set(Draft::text).to("c"))).isEqualTo(1);
		assertThat(operations.query(Draft.class).withoutFilter(SoftDelete.FILTER).list()).extracting(Draft::text)
			.containsExactlyInAnyOrder("a", "c");
	}

	@EngineTest
	void sixteenBuyersOfTheLastTenPiecesGetTen(TestDatabase database) throws Exception {
		WriteFixture fixture = WriteFixture.of(database, Product.class, Purchase.class);
		EntityOperations operations = fixture.operations();
		Product product = operations.insert(Product.of("a", 10));
		ExecutorService executor = Executors.newFixedThreadPool(16);
		try {
			List<Future<Boolean>> buyers = new ArrayList<>();
			for (int i = 0; i < 16; i++) {
				buyers.add(executor.submit(() -> buy(fixture, operations, product)));
			}
			int bought = 0;
			for (Future<Boolean> buyer : buyers) {
				bought += buyer.get(60, TimeUnit.SECONDS) ? 1 : 0;
			}
			assertThat(bought).isEqualTo(10);
		}
		finally {
			executor.shutdownNow();
		}
		assertThat(operations.query(Purchase.class).count()).isEqualTo(10);
		Product left = operations.query(Product.class).one();
		assertThat(left.stock()).isZero();
		assertThat(left.version()).isEqualTo(11);
	}

	private static boolean buy(WriteFixture fixture, EntityOperations operations, Product product) {
		return Boolean.TRUE.equals(fixture.transactions().execute((status) -> {
			int taken = operations.query(Product.class)
				.where(Product::name)
				.eq(product.name())
				.where(Product::stock)
				.ge(1)
				.update(set(Product::stock).minus(1));
			if (taken == 1) {
				operations.insert(new Purchase(null, product.name()));
			}
			return taken == 1;
		}));
	}

	/**
	 * Something that is sold.
	 */
	record Product(@Id @GeneratedId @Nullable Long id, String name, int stock,
			@Column(size = 12, scale = 2) BigDecimal price, long sold, @Nullable String note, Optional<String> label,
			boolean active, @CreatedDate @Nullable Instant createdAt, @LastModifiedDate @Nullable Instant updatedAt,
			@Version int version) {

		static Product of(String name, int stock) {
			return new Product(null, name, stock, new BigDecimal("1.00"), 0, null, Optional.empty(), false, null, null,
					0);
		}

	}

	/**
	 * Something that was bought.
	 */
	record Purchase(@Id @GeneratedId @Nullable Long id, String product) {
	}

	/**
	 * Something that stays when it is deleted.
	 */
	record Draft(@Id @GeneratedId @Nullable Long id, String text, @SoftDelete boolean deleted) {
	}

}
