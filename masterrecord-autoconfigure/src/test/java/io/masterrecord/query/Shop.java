package io.masterrecord.query;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

import io.masterrecord.annotation.SoftDelete;
import io.masterrecord.testing.Dice;
import io.masterrecord.testing.TestDatabase;

import org.springframework.data.annotation.Id;
import org.springframework.data.domain.Page;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Random customers and purchases in a database, and the same in lists. Some of them are
 * hidden by filters, which are there or left out.
 */
final class Shop {

	static final long SEED = Long.getLong("masterrecord.test.seed", 20_240_213L);

	/** Each kind of shape takes a part of them. */
	static final int CASES = Integer.getInteger("masterrecord.test.cases", 2000) / 6;

	/** One case of so many is read in pages and windows too. */
	static final int PAGED = 8;

	private static final long TENANT = 1;

	private static final List<Customer> CUSTOMERS = new ArrayList<>();

	private static final List<Purchase> PURCHASES = new ArrayList<>();

	static {
		Dice dice = new Dice(SEED);
		for (int i = 1; i <= 18; i++) {
			CUSTOMERS.add(new Customer(i, dice.oneIn(4) ? null : "city" + dice.below(3), dice.below(4), tenant(dice),
					dice.oneIn(6)));
		}
		for (int i = 1; i <= 55; i++) {
			PURCHASES.add(new Purchase(i, dice.oneIn(5) ? null : (long) (1 + dice.below(22)), dice.below(4),
					dice.oneIn(6) ? null : dice.below(9), tenant(dice), dice.oneIn(8)));
		}
	}

	private final Database database;

	private Shop(Database database) {
		this.database = database;
	}

	static Shop of(TestDatabase database) {
		return new Shop(Database.of(database, Customer.class, Purchase.class)
			.filters(GlobalFilters.of(List.of(GlobalFilter.of(Customer.class, "tenant", Customer::tenant, () -> TENANT),
					GlobalFilter.of(Purchase.class, "tenant", Purchase::tenant, () -> TENANT)))));
	}

	static void create(TestDatabase database) {
		Database.create(database, Customer.class, Purchase.class).insert(CUSTOMERS).insert(PURCHASES);
	}

	private static long tenant(Dice dice) {
		return dice.oneIn(6) ? TENANT + 1 : TENANT;
	}

	Database database() {
		return this.database;
	}

	/**
	 * Choose which rows are seen.
	 */
	View view(Dice dice) {
		Query<Purchase> purchases = this.database.query(Purchase.class);
		Query<Customer> customers = this.database.query(Customer.class);
		String[] except = switch (dice.below(4)) {
			case 0 -> new String[0];
			case 1 -> new String[] { "tenant" };
			case 2 -> new String[] { SoftDelete.FILTER };
			default -> new String[] { "tenant", SoftDelete.FILTER };
		};
		List<String> without = List.of(except);
		return new View("all but " + without, purchases.withoutFilter(except), customers.withoutFilter(except),
				PURCHASES.stream()
					.filter((row) -> without.contains("tenant") || row.tenant() == TENANT)
					.filter((row) -> without.contains(SoftDelete.FILTER) || !row.gone())
					.toList(),
				CUSTOMERS.stream()
					.filter((row) -> without.contains("tenant") || row.tenant() == TENANT)
					.filter((row) -> without.contains(SoftDelete.FILTER) || !row.gone())
					.toList(),
				except);
	}

	/**
	 * Tell whether no filter hides a customer.
	 */
	static boolean isSeen(Customer customer) {
		return customer.tenant() == TENANT && !customer.gone();
	}

	/**
	 * Compare all rows, their number, and sometimes pages and windows.
	 */
	static <R> void assertRows(Rows<?, R, ?> query, List<R> expected, int number, int size, String description) {
		assertThat(query.list()).as(description).containsExactlyInAnyOrderElementsOf(expected);
		assertThat(query.count()).as(description).isEqualTo(expected.size());
		if (number % PAGED == 0) {
			assertThat(query.exists()).as(description).isEqualTo(!expected.isEmpty());
			assertPages(query, expected, size, description);
			assertThat(QueryWindowTests.forward(query, size)).as(description).isEqualTo(expected);
			assertThat(QueryWindowTests.backward(query, size)).as(description).isEqualTo(expected);
		}
	}

	private static <R> void assertPages(Rows<?, R, ?> query, List<R> expected, int size, String description) {
		List<R> read = new ArrayList<>();
		for (int number = 0; number <= expected.size() / size; number++) {
			Page<R> page = query.page(number, size);
			assertThat(page.getTotalElements()).as(description).isEqualTo(expected.size());
			read.addAll(page.getContent());
		}
		assertThat(read).as(description).isEqualTo(expected);
	}

	static <V> Tested tested(String description, Condition<? super Purchase> condition,
			Function<Row, @Nullable V> getter, Predicate<V> holds) {
		return new Tested(description, Condition.allOf(List.of(condition)), (row) -> {
			V value = getter.apply(row);
			return (value != null) ? holds.test(value) : null;
		});
	}

	static @Nullable Boolean or(@Nullable Boolean first, @Nullable Boolean second) {
		if (Boolean.TRUE.equals(first) || Boolean.TRUE.equals(second)) {
			return true;
		}
		return (first == null || second == null) ? null : Boolean.FALSE;
	}

	static @Nullable Boolean opposite(@Nullable Boolean holds) {
		return (holds != null) ? !holds : null;
	}

	static <V extends Comparable<V>> Comparator<V> nullsFirst() {
		return Comparator.nullsFirst(Comparator.naturalOrder());
	}

	record Customer(@Id long id, @Nullable String city, int level, long tenant, @SoftDelete boolean gone) {
	}

	record Purchase(@Id long id, @Nullable Long customerId, int level, @Nullable Integer amount, long tenant,
			@SoftDelete boolean gone) {
	}

	/**
	 * What is seen with some filters, in the database and in memory.
	 */
	record View(String description, Query<Purchase> purchases, Query<Customer> customers, List<Purchase> bought,
			List<Customer> buyers, String[] without) {

		/**
		 * Return rows of purchases alone.
		 */
		List<Row> rows() {
			return this.bought.stream().map((purchase) -> new Row(purchase, null, null)).toList();
		}

		/**
		 * Return the rows of purchases that a condition finds.
		 */
		List<Purchase> find(Tested tested) {
			return rows().stream()
				.filter((row) -> Boolean.TRUE.equals(tested.holds().apply(row)))
				.map((row) -> Objects.requireNonNull(row.purchase()))
				.toList();
		}

	}

	/**
	 * A purchase, a customer and another customer that were joined, each of which may be
	 * missing.
	 */
	record Row(@Nullable Purchase purchase, @Nullable Customer customer, @Nullable Customer other) {

		@Nullable Long purchaseId() {
			return (this.purchase != null) ? this.purchase.id() : null;
		}

		@Nullable Long buyer() {
			return (this.purchase != null) ? this.purchase.customerId() : null;
		}

		@Nullable Integer amount() {
			return (this.purchase != null) ? this.purchase.amount() : null;
		}

		@Nullable Integer level() {
			return (this.purchase != null) ? this.purchase.level() : null;
		}

		@Nullable Long customerId() {
			return (this.customer != null) ? this.customer.id() : null;
		}

		@Nullable Integer customerLevel() {
			return (this.customer != null) ? this.customer.level() : null;
		}

		@Nullable Long otherId() {
			return (this.other != null) ? this.other.id() : null;
		}

		/**
		 * Join rows as a database does.
		 * @param kind the kind of join
		 * @param rows the rows on the left
		 * @param customers the rows on the right
		 * @param first whether they become the first customer of a row
		 * @param on which belong together
		 */
		static List<Row> join(Join.Kind kind, List<Row> rows, List<Customer> customers, boolean first,
				BiFunction<Row, Customer, Boolean> on) {
			List<Row> joined = new ArrayList<>();
			List<Customer> met = new ArrayList<>();
			for (Row row : rows) {
				List<Customer> found = customers.stream().filter((candidate) -> on.apply(row, candidate)).toList();
				met.addAll(found);
				found.forEach((candidate) -> joined.add(row.with(candidate, first)));
				if (found.isEmpty() && kind.keepsLeft()) {
					joined.add(row);
				}
			}
			if (kind.keepsRight()) {
				customers.stream()
					.filter((candidate) -> !met.contains(candidate))
					.forEach((candidate) -> joined.add(new Row(null, null, null).with(candidate, first)));
			}
			return joined;
		}

		private Row with(Customer candidate, boolean first) {
			return first ? new Row(this.purchase, candidate, this.other)
					: new Row(this.purchase, this.customer, candidate);
		}

	}

	/**
	 * A condition, and what it is for a row in memory: true, false, or {@code null} where
	 * SQL says unknown.
	 */
	record Tested(String description, Condition<? super Purchase> condition, Function<Row, @Nullable Boolean> holds) {
	}

}
