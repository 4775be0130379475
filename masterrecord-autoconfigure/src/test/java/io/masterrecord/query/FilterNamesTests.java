package io.masterrecord.query;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.masterrecord.testing.BeforeEngine;
import io.masterrecord.testing.EngineSpec;
import io.masterrecord.testing.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Filters that a request names.
 */
@EngineSpec
class FilterNamesTests {

	// tag::filters[]
	private static final FilterNames<Plan> FILTERS = FilterNames.of(Plan.class)
		.allow(Plan::status)
		.allow(Plan::disabled)
		.allow("from", Plan::createdAt, FilterOperator.AT_LEAST)
		.allow("before", Plan::createdAt, FilterOperator.LESS)
		.allow("title", Plan::title, FilterOperator.CONTAINS)
		.allow("created", Plan::createdBy, FilterOperator.PRESENT)
		.allow("notType", Plan::planType, FilterOperator.NOT_EQUAL)
		.allow("id", Plan::id, FilterOperator.EQUAL)
		.ignore("page", "size", "sort");

	// end::filters[]

	private final Database database;

	FilterNamesTests(TestDatabase database) {
		this.database = Database.of(database, Plan.class);
	}

	@BeforeEngine
	static void fill(TestDatabase database) {
		Database.create(database, Plan.class).insert(Plan.ALL);
	}

	@BeforeEach
	void clear() {
		this.database.recorder().clear();
	}

	@Test
	void readTheValuesAsThoseOfTheProperty() {
		assertThat(ids(Map.of("status", List.of("closed")))).containsExactly(3L, 9L);
		assertThat(ids(Map.of("disabled", List.of("true")))).containsExactly(4L, 5L);
		assertThat(ids(Map.of("from", List.of("2024-01-11T00:00:00Z")))).containsExactly(11L, 12L);
		assertThat(ids(Map.of("before", List.of("2024-01-02T01:00:00+01:00")))).containsExactly(1L);
		assertThat(ids(Map.of("created", List.of("false")))).containsExactly(6L, 7L);
		assertThat(ids(Map.of("title", List.of("100%")))).containsExactly(6L);
	}

	@Test
	void takeSeveralValuesForAlternatives() {
		assertThat(ids(Map.of("id", List.of("1", "3", "99")))).containsExactly(1L, 3L);
		assertThat(ids(Map.of("notType", List.of("A", "C")))).containsExactly(2L, 5L);
	}

	@Test
	void haveToHoldTogether() {
		Map<String, List<String>> parameters = new LinkedHashMap<>();
		parameters.put("status", List.of("open"));
		parameters.put("title", List.of("foo"));
		parameters.put("disabled", List.of(" "));
		parameters.put("id", List.of());
		parameters.put("page", List.of("7"));
		assertThat(ids(parameters)).containsExactly(1L, 4L);
		assertThat(ids(Map.of())).hasSize(12);
	}

	@Test
	void refuseOtherNames() {
		for (String name : List.of("planNo", "title' or 1=1 --", "", "Status", "plan.status")) {
			assertRefused(Map.of(name, List.of("x")),
					"Rows cannot be filtered by this name. Filter by: status, disabled, "
							+ "from, before, title, created, notType, id");
		}
		assertThat(this.database.recorder().statements()).isEmpty();
	}

	@Test
	void refuseWhatIsNoValue() {
		assertRefused(Map.of("disabled", List.of("yes")), "Filter 'disabled' takes 'true' or 'false'");
		assertRefused(Map.of("id", List.of("1 or 1=1")), "Filter 'id' takes a number of its type");
		assertRefused(Map.of("id", List.of("9223372036854775808")), "Filter 'id' takes a number of its type");
		assertRefused(Map.of("id", List.of("1e3")), "Filter 'id' takes a number of its type");
		assertRefused(Map.of("from", List.of("yesterday")),
				"Filter 'from' takes a time such as '2026-01-31T12:00:00Z'");
		assertRefused(Map.of("from", List.of("2024-01-11T00:00:00Z", "2024-01-12T00:00:00Z")),
				"Filter 'from' takes one value");
		assertRefused(Map.of("title", List.of("x".repeat(1001))), "Filter 'title' has more than 1000 characters");
		assertRefused(Map.of("id", Collections.nCopies(101, "1")), "Filter 'id' has more than 100 values");
		assertThat(this.database.recorder().statements()).isEmpty();
	}

	@Test
	void areDeclaredOnce() {
		assertThatIllegalArgumentException().isThrownBy(() -> FILTERS.allow(Plan::status))
			.withMessage("There are two filters 'status'");
	}

	private List<Long> ids(Map<String, List<String>> parameters) {
		return query(parameters).sortBy(SortKey.asc(Plan::id)).list().stream().map(Plan::id).toList();
	}

	private Query<Plan> query(Map<String, List<String>> parameters) {
		return this.database.query(Plan.class).where(FILTERS.read(parameters));
	}

	private void assertRefused(Map<String, List<String>> parameters, String message) {
		assertThatExceptionOfType(InvalidFilterException.class).isThrownBy(() -> query(parameters).list())
			.withMessageStartingWith(message);
	}

}
