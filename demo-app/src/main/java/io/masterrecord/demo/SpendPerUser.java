package io.masterrecord.demo;

import java.math.BigDecimal;

import org.jspecify.annotations.Nullable;

/**
 * What a user has spent.
 *
 * @param userId the user, or {@code null} for orders of nobody
 * @param userName the name, or {@code null} if the user is gone
 * @param orders how many orders were paid
 * @param total what they cost
 */
record SpendPerUser(@Nullable Long userId, @Nullable String userName, long orders, BigDecimal total) {
}
