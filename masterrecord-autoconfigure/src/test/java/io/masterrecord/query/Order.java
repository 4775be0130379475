package io.masterrecord.query;

import java.math.BigDecimal;
import java.util.List;

import io.masterrecord.annotation.Column;
import io.masterrecord.annotation.Table;
import org.jspecify.annotations.Nullable;

import org.springframework.data.annotation.Id;

/**
 * An order of a user, and the seven of them that specifications speak of.
 */
@Table(name = "orders")
record Order(@Id long id, @Nullable Long userId, String status, @Column(size = 12, scale = 2) BigDecimal total) {

	static final List<Order> ALL = List.of(order(1, 1L, "paid", 10), order(2, 1L, "paid", 20), order(3, 2L, "paid", 5),
			order(4, 2L, "open", 99), order(5, 3L, "open", 1), order(6, 4L, "paid", 50), order(7, null, "paid", 7));

	static BigDecimal money(int amount) {
		return BigDecimal.valueOf(amount).setScale(2);
	}

	private static Order order(long id, @Nullable Long userId, String status, int total) {
		return new Order(id, userId, status, money(total));
	}

}
