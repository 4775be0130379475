package io.masterrecord.demo;

import java.math.BigDecimal;

import io.masterrecord.query.Alias;
import io.masterrecord.query.Selection;
import org.jspecify.annotations.Nullable;

import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import static io.masterrecord.query.Expressions.col;
import static io.masterrecord.query.Expressions.count;
import static io.masterrecord.query.Expressions.sum;
import static io.masterrecord.query.SortKey.asc;
import static io.masterrecord.query.SortKey.desc;

/**
 * What is known of many rows at once.
 */
@Service
class ReportService {

	private static final int MOST_PLANS = 3;

	private final OrderRepository orders;

	private final UserRepository users;

	ReportService(OrderRepository orders, UserRepository users) {
		this.orders = orders;
		this.users = users;
	}

	/**
	 * Read a page of what users have spent on paid orders, the most first unless asked
	 * otherwise. The total of the page is the number of users.
	 * @param userId one user, or {@code null} for all
	 * @param minTotal the least that was spent, or {@code null} for any
	 */
	@Transactional(readOnly = true)
	Page<SpendPerUser> spendPerUser(@Nullable Long userId, @Nullable BigDecimal minTotal, Pageable pageable) {
		Alias<User> user = Alias.of(User.class);
		Selection<Order, SpendPerUser> spending = this.orders.query()
			.leftJoin(user, user.col(User::id).eq(col(Order::userId)))
			.where(Order::status)
			.eq(OrderStatus.PAID)
			.where(Order::userId)
			.eqIfPresent(userId)
			.groupBy(col(Order::userId), user.col(User::name))
			.having(sum(Order::total).geIfPresent(minTotal))
			.select(SpendPerUser.class, col(Order::userId), user.col(User::name), count(), sum(Order::total))
			.sortable(SpendPerUser::userId, SpendPerUser::userName, SpendPerUser::orders, SpendPerUser::total);
		return (pageable.getSort().isUnsorted() ? spending.sortBy(desc(sum(Order::total)), asc(Order::userId))
				: spending)
			.page(pageable);
	}

	/**
	 * Read a page of users with the latest plans of each of them: the plans of all users
	 * of the page by one statement.
	 */
	@Transactional(readOnly = true)
	Page<PlansOfUser> latestPlansPerUser(Pageable pageable) {
		return this.users.query()
			.include(User::plans,
					(plans) -> plans.where(PlanScopes.active()).sortBy(desc(Plan::createdAt)).first(MOST_PLANS))
			.sortable(User::id, User::name)
			.sortBy(asc(User::name))
			.page(pageable)
			.map(PlansOfUser::of);
	}

}
