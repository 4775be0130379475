package io.masterrecord.demo;

import java.util.Objects;

import io.masterrecord.query.CursorPage;
import io.masterrecord.query.CursorRequest;
import io.masterrecord.query.Query;
import io.masterrecord.query.Selection;
import org.jspecify.annotations.Nullable;

import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import static io.masterrecord.query.SortKey.desc;

/**
 * What can be done with plans. A plan that was deleted is treated as one that never was.
 */
@Service
@Transactional
class PlanService {

	private final PlanRepository plans;

	private final UserRepository users;

	PlanService(PlanRepository plans, UserRepository users) {
		this.plans = plans;
		this.users = users;
	}

	/**
	 * Read a page of plans, newest first unless asked otherwise.
	 */
	@Transactional(readOnly = true)
	Page<ListedPlan> page(PlanFilter filter, Pageable pageable) {
		Selection<Plan, ListedPlan> plans = ListedPlan.of(filter.in(this.plans.active()));
		return (pageable.getSort().isUnsorted() ? plans.sortBy(desc(Plan::createdAt), desc(Plan::id)) : plans)
			.page(pageable);
	}

	/**
	 * Read plans from a cursor on, newest first unless asked otherwise. However far one
	 * goes, it takes no longer, and plans that are made meanwhile repeat none.
	 */
	@Transactional(readOnly = true)
	CursorPage<Plan> scroll(PlanFilter filter, CursorRequest request) {
		Query<Plan> query = filter.in(this.plans.active())
			.sortable(Plan::id, Plan::planNo, Plan::title, Plan::planType, Plan::status, Plan::createdAt,
					Plan::updatedAt);
		return (request.sort().isUnsorted() ? query.sortBy(desc(Plan::createdAt), desc(Plan::id)) : query)
			.cursorPage(request);
	}

	@Transactional(readOnly = true)
	Plan get(long id) {
		return this.plans.active().where(Plan::id).eq(id).optional().orElseThrow(() -> new PlanNotFoundException(id));
	}

	Plan create(PlanForm form) {
		return this.plans.insert(Plan.draft(given(form.planNo()), given(form.title()), given(form.planType()),
				given(form.status()), known(form.createdBy())));
	}

	/**
	 * Change a plan, if it is still in the version that the client has seen. Without a
	 * version, the last one to write wins.
	 */
	Plan update(long id, PlanForm form) {
		Plan revised = get(id).revised(given(form.planNo()), given(form.title()), given(form.planType()),
				given(form.status()), known(form.createdBy()));
		Integer seen = form.version();
		return this.plans.update((seen != null) ? revised.seenInVersion(seen) : revised);
	}

	/**
	 * Delete a plan: it is kept, but nobody sees it any more.
	 */
	Plan delete(long id) {
		Plan plan = get(id);
		this.plans.patch(id).set(Plan::disabled).to(true).execute();
		return plan;
	}

	private @Nullable Long known(@Nullable Long user) {
		if (user != null && !this.users.existsById(user)) {
			throw new UnknownUserException(user);
		}
		return user;
	}

	private static <V> V given(@Nullable V value) {
		return Objects.requireNonNull(value, "The form has been validated");
	}

}
