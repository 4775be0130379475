package io.masterrecord.query;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

import io.masterrecord.annotation.Table;
import org.jspecify.annotations.Nullable;

import org.springframework.data.annotation.Id;

/**
 * A plan of a procurement, and the twelve of them that specifications speak of.
 */
@Table(name = "plans")
record Plan(@Id long id, String planNo, String title, String planType, String status, boolean disabled,
		@Nullable Long createdBy, Instant createdAt) {

	static final List<Plan> ALL = List.of(plan(1, "PN-001", "Foo pump", "A", "open", false, 1L),
			plan(2, "PN-002", "bar valve", "B", "open", false, 2L),
			plan(3, "PN-003", "Foo and bar", "A", "closed", false, 1L),
			plan(4, "PN-004", "foo legacy", "A", "open", true, 1L),
			plan(5, "PN-005", "bar legacy", "B", "open", true, 2L),
			plan(6, "PN-006", "100% cotton", "C", "open", false, null),
			plan(7, "PN-007", "100 cotton", "C", "open", false, null),
			plan(8, "PN_008", "under_score", "C", "open", false, 2L),
			plan(9, "PNX008", "underXscore", "C", "closed", false, 2L),
			plan(10, "PN-010", "back\\slash", "C", "open", false, 1L),
			plan(11, "PN-011", "O'Brien \"quoted\"", "C", "open", false, 1L),
			plan(12, "PN-012", "Smith, John", "C", "open", false, 1L));

	private static Plan plan(int id, String planNo, String title, String type, String status, boolean disabled,
			@Nullable Long createdBy) {
		Instant createdAt = LocalDate.of(2024, 1, id).atStartOfDay(ZoneOffset.UTC).toInstant();
		return new Plan(id, planNo, title, type, status, disabled, createdBy, createdAt);
	}

}
