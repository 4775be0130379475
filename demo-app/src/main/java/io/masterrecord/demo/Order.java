package io.masterrecord.demo;

import java.math.BigDecimal;

import io.masterrecord.annotation.Column;
import io.masterrecord.annotation.CompositeIndex;
import io.masterrecord.annotation.GeneratedId;
import io.masterrecord.annotation.Table;
import org.jspecify.annotations.Nullable;

import org.springframework.data.annotation.Id;

/**
 * An order. It stays when its user goes, so the user is no foreign key.
 *
 * @param id the id, or {@code null} before the order is stored
 * @param userId the user who made it, or {@code null} if nobody knows
 * @param status how far it is
 * @param total what it costs
 */
@Table(name = "orders")
@CompositeIndex({ "status", "userId" })
public record Order(@Id @GeneratedId @Nullable Long id, @Nullable Long userId, OrderStatus status,
		@Column(size = 12, scale = 2) BigDecimal total) {
}
