package io.masterrecord.demo;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

import io.masterrecord.context.ContextBuilder;
import io.masterrecord.context.MasterRecordConfigurer;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * The rows that the application starts with. They become part of the next migration that
 * is generated. Users are written before plans, because plans refer to them: the order in
 * which they are declared does not matter.
 */
@Component
class DemoContext implements MasterRecordConfigurer {

	@Override
	public void configure(ContextBuilder context) {
		context.entity(Plan.class)
			.seed(plan(1, "PN-001", "Foo pump", "A", PlanStatus.OPEN, false, 1L),
					plan(2, "PN-002", "bar valve", "B", PlanStatus.OPEN, false, 2L),
					plan(3, "PN-003", "Foo and bar", "A", PlanStatus.CLOSED, false, 1L),
					plan(4, "PN-004", "foo legacy", "A", PlanStatus.OPEN, true, 1L),
					plan(5, "PN-005", "bar legacy", "B", PlanStatus.OPEN, true, 2L),
					plan(6, "PN-006", "100% cotton", "C", PlanStatus.OPEN, false, null),
					plan(7, "PN-007", "100 cotton", "C", PlanStatus.OPEN, false, null),
					plan(8, "PN_008", "under_score", "C", PlanStatus.OPEN, false, 2L),
					plan(9, "PNX008", "underXscore", "C", PlanStatus.CLOSED, false, 2L),
					plan(10, "PN-010", "back\\slash", "C", PlanStatus.OPEN, false, 1L),
					plan(11, "PN-011", "O'Brien \"quoted\"", "C", PlanStatus.OPEN, false, 1L),
					plan(12, "PN-012", "Smith, John", "C", PlanStatus.OPEN, false, 1L));
		context.entity(User.class).seed(new User(1L, "Ann"), new User(2L, "Bob"));
		context.entity(Order.class)
			.seed(order(1, 1L, OrderStatus.PAID, 10), order(2, 1L, OrderStatus.PAID, 20),
					order(3, 2L, OrderStatus.PAID, 5), order(4, 2L, OrderStatus.OPEN, 99),
					order(5, 3L, OrderStatus.OPEN, 1), order(6, 4L, OrderStatus.PAID, 50),
					order(7, null, OrderStatus.PAID, 7));
		context.entity(User.class).seed(new User(3L, "Demo visitor")).when("development");
	}

	private static Order order(long id, @Nullable Long userId, OrderStatus status, int total) {
		return new Order(id, userId, status, BigDecimal.valueOf(total).setScale(2));
	}

	private static Plan plan(int id, String planNo, String title, String planType, PlanStatus status, boolean disabled,
			@Nullable Long createdBy) {
		Instant created = LocalDate.of(2024, 1, id).atStartOfDay(ZoneOffset.UTC).toInstant();
		return new Plan((long) id, planNo, title, planType, status, disabled, createdBy, created, created, 1);
	}

}
