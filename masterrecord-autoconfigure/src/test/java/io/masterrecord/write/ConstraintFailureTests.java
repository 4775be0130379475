package io.masterrecord.write;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import io.masterrecord.annotation.BelongsTo;
import io.masterrecord.annotation.GeneratedId;
import io.masterrecord.annotation.Table;
import io.masterrecord.annotation.Unique;
import io.masterrecord.query.Change;
import io.masterrecord.testing.Engine;
import io.masterrecord.testing.EngineTest;
import io.masterrecord.testing.TestDatabase;
import io.masterrecord.write.WriteEntities.Plan;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.annotation.Id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for what is said of constraints that are broken.
 */
class ConstraintFailureTests {

	@EngineTest
	void rowOfManyThatHasTheKeyOfAnotherOneIsNamed(TestDatabase database) {
		EntityOperations operations = WriteFixture.of(database, Plan.class).operations();
		operations.insert(Plan.of("PN-137", "before"));
		List<Plan> plans = IntStream.range(0, 250).mapToObj((i) -> Plan.of("PN-" + i, "t")).toList();
		assertThatExceptionOfType(DuplicateRowException.class).isThrownBy(() -> operations.insertAll(Plan.class, plans))
			.satisfies((ex) -> {
				assertThat(ex.violation().type()).isEqualTo(Plan.class);
				assertThat(ex.violation().row()).isEqualTo(137);
				assertThat(ex.violation().properties()).containsExactly("planNo");
				assertThat(ex.violation().constraint()).isNotNull();
			})
			.withMessageStartingWith("Row 137 of 'Plan' breaks '")
			.withMessageNotContaining("PN-137");
		assertThat(operations.query(Plan.class).count()).isEqualTo(1);
	}

	@EngineTest
	void rowsOfAQueryThatAreReferredToAreNotDeleted(TestDatabase database) {
		EntityOperations operations = WriteFixture.of(database, Order.class, OrderLine.class).operations();
		List<Order> orders = operations.insertAll(Order.class, List.of(new Order(null, "a"), new Order(null, "b")));
		Long referred = orders.get(1).id();
		assertThat(referred).isNotNull();
		operations.insert(new OrderLine(null, referred, "l"));
		assertThatExceptionOfType(BrokenConstraintException.class)
			.isThrownBy(() -> operations.deleteAll(Order.class, operations.query(Order.class)))
			.satisfies((ex) -> assertThat(ex.violation().type()).isEqualTo(Order.class));
		assertThat(operations.query(Order.class).count()).isEqualTo(2);
	}

	@EngineTest
	void rowOfAnUpsertThatBreaksAConstraintIsNamed(TestDatabase database) {
		EntityOperations operations = WriteFixture.of(database, Order.class, OrderLine.class).operations();
		Order order = operations.insert(new Order(null, "a"));
		Long id = order.id();
		assertThat(id).isNotNull();
		List<OrderLine> lines = new ArrayList<>(operations.insertAll(OrderLine.class,
				List.of(new OrderLine(null, id, "l"), new OrderLine(null, id, "m"))));
		lines.set(1, new OrderLine(lines.get(1).id(), id + 100, "m"));
		assertThatExceptionOfType(BrokenConstraintException.class)
			.isThrownBy(() -> operations.upsertAll(OrderLine.class, lines).execute())
			.satisfies((ex) -> assertThat(ex.violation().row()).isEqualTo(1));
		assertThat(operations.query(OrderLine.class).where(OrderLine::orderId).eq(id).count()).isEqualTo(2);
	}

	@EngineTest
	void constraintThatAWriteByQueryBreaksIsNamed(TestDatabase database) {
		EntityOperations operations = WriteFixture.of(database, Plan.class).operations();
		operations.insertAll(Plan.class, List.of(Plan.of("PN-1", "a"), Plan.of("PN-2", "b")));
		assertThatExceptionOfType(DuplicateRowException.class)
			.isThrownBy(() -> operations.query(Plan.class)
				.where(Plan::title)
				.eq("b")
				.update(Change.set(Plan::planNo).to("PN-1")))
			.satisfies((ex) -> {
				assertThat(ex.violation().type()).isEqualTo(Plan.class);
				assertThat(ex.violation().properties()).containsExactly("planNo");
				assertThat(ex.violation().row()).isNull();
			});
	}

	@EngineTest
	void oneRowNeedsNoSearch(TestDatabase database) {
		WriteFixture fixture = WriteFixture.of(database, Plan.class);
		EntityOperations operations = fixture.operations();
		Plan first = operations.insert(Plan.of("PN-1", "a"));
		Plan second = operations.insert(Plan.of("PN-2", "a"));
		fixture.recorder().clear();
		assertThatExceptionOfType(DuplicateRowException.class).isThrownBy(() -> operations.insert(Plan.of("PN-1", "b")))
			.satisfies((ex) -> assertThat(ex.violation().properties()).containsExactly("planNo"))
			.withMessageStartingWith("'Plan' breaks '");
		assertThat(fixture.recorder().sql()).hasSize(1);
		assertThatExceptionOfType(DuplicateRowException.class)
			.isThrownBy(() -> operations.patch(Plan.class, second.id()).set(Plan::planNo).to("PN-1").execute())
			.withMessageStartingWith("'Plan' breaks '")
			.withCauseInstanceOf(DuplicateKeyException.class);
		assertThatExceptionOfType(DuplicateRowException.class)
			.isThrownBy(
					() -> operations.updateAll(Plan.class,
							List.of(first.withTitle("c"),
									new Plan(second.id(), "PN-1", "c", null, second.status(), null, null, null, null,
											null, 1))))
			.satisfies((ex) -> assertThat(ex.violation().row()).isEqualTo(1));
	}

	@EngineTest
	void rowThatRefersToNothingIsNamed(TestDatabase database) {
		EntityOperations operations = WriteFixture.of(database, Order.class, OrderLine.class).operations();
		Order order = operations.insert(new Order(null, "a"));
		Long id = order.id();
		assertThat(id).isNotNull();
		List<OrderLine> lines = new ArrayList<>();
		for (int i = 0; i < 30; i++) {
			lines.add(new OrderLine(null, (i == 22) ? id + 100 : id, "line"));
		}
		assertThatExceptionOfType(BrokenConstraintException.class)
			.isThrownBy(() -> operations.insertAll(OrderLine.class, lines))
			.satisfies((ex) -> {
				assertThat(ex.violation().row()).isEqualTo(22);
				if (database.engine() != Engine.SQLITE) {
					assertThat(ex.violation().properties()).containsExactly("orderId");
				}
			});
		operations.insert(lines.get(0));
		assertThatExceptionOfType(DataIntegrityViolationException.class).isThrownBy(() -> operations.delete(order));
	}

	@EngineTest
	void rowIsNamedInATransactionOfSomebodyElse(TestDatabase database) {
		WriteFixture fixture = WriteFixture.of(database, Plan.class);
		EntityOperations operations = fixture.operations();
		List<Plan> plans = IntStream.range(0, 60).mapToObj((i) -> Plan.of("PN-" + (i % 51), "t")).toList();
		assertThatExceptionOfType(DuplicateRowException.class)
			.isThrownBy(() -> fixture.transactions().executeWithoutResult((status) -> {
				operations.insert(Plan.of("before", "t"));
				operations.insertAll(Plan.class, plans);
			}))
			.satisfies((ex) -> assertThat(ex.violation().row()).isEqualTo(51));
		assertThat(operations.query(Plan.class).exists()).isFalse();
	}

	@EngineTest
	void valueThatIsMissingIsNamed(TestDatabase database) {
		EntityOperations operations = WriteFixture.of(database, Plan.class).operations();
		List<Plan> plans = new ArrayList<>(IntStream.range(0, 9).mapToObj((i) -> Plan.of("PN-" + i, "t")).toList());
		plans.set(4, untitled("PN-4"));
		assertThatExceptionOfType(BrokenConstraintException.class)
			.isThrownBy(() -> operations.insertAll(Plan.class, plans))
			.satisfies((ex) -> {
				assertThat(ex.violation().row()).isEqualTo(4);
				assertThat(ex.violation().properties()).containsExactly("title");
			});
	}

	@EngineTest
	void noInstanceIsTouchedWhenOneOfManyFails(TestDatabase database) {
		EntityOperations operations = WriteFixture.of(database, Badge.class).operations();
		List<Badge> badges = IntStream.range(0, 500).mapToObj((i) -> new Badge("b" + (i % 499))).toList();
		assertThatExceptionOfType(DuplicateRowException.class)
			.isThrownBy(() -> operations.insertAll(Badge.class, badges))
			.satisfies((ex) -> assertThat(ex.violation().row()).isEqualTo(499));
		assertThat(badges).allMatch((badge) -> badge.id == 0);
	}

	@SuppressWarnings("NullAway")
	private static Plan untitled(String planNo) {
		return Plan.of(planNo, null);
	}

	/**
	 * An order.
	 */
	@Table(name = "customer_order")
	record Order(@Id @GeneratedId @Nullable Long id, String name) {
	}

	/**
	 * A line of an order.
	 */
	record OrderLine(@Id @GeneratedId @Nullable Long id, @BelongsTo(Order.class) long orderId, String name) {
	}

	/**
	 * A class that is written in place.
	 */
	static class Badge {

		@Id
		@GeneratedId
		private long id;

		@Unique
		private String code;

		/** For reading. */
		protected Badge() {
			this("");
		}

		Badge(String code) {
			this.code = code;
		}

	}

}
