package io.masterrecord.write;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import io.masterrecord.annotation.Column;
import io.masterrecord.testing.Engine;
import io.masterrecord.testing.EngineTest;
import io.masterrecord.testing.TestDatabase;
import org.jspecify.annotations.Nullable;

import org.springframework.data.annotation.Id;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Lists of every type of element are read from array columns as they were written.
 */
class ArrayColumnTests {

	@EngineTest(only = { Engine.POSTGRESQL, Engine.H2 })
	void elementsAreOfTheTypeOfTheList(TestDatabase database) {
		EntityOperations operations = WriteFixture.of(database, Lists.class).operations();
		Lists lists = new Lists(1, List.of(LocalDate.of(2026, 3, 1), LocalDate.of(1500, 2, 28)),
				List.of(LocalTime.of(23, 59, 59, 123_456_000)),
				List.of(LocalDateTime.of(2026, 3, 29, 2, 30, 0, 123_456_000)),
				List.of(Instant.parse("2026-03-29T01:30:00.123456Z")),
				List.of(OffsetDateTime.of(2026, 10, 25, 0, 30, 0, 0, ZoneOffset.UTC)), List.of(new UUID(1, 2)),
				List.of(true, false), List.of((short) 1), List.of(2), List.of(3.5), List.of('c'), List.of(Kind.B));
		assertThat(operations.insert(lists)).isEqualTo(lists);
		Lists read = operations.find(Lists.class, 1L).orElseThrow();
		assertThat(read).isEqualTo(lists);
		for (LocalDate day : read.dates()) {
			assertThat(day.getDayOfMonth()).isPositive();
		}
		assertThat(operations.update(read)).isEqualTo(lists);
		assertThat(operations.query(Lists.class).one()).isEqualTo(lists);
	}

	@EngineTest(only = { Engine.POSTGRESQL, Engine.H2 })
	void elementsThatAreNullStayNull(TestDatabase database) {
		EntityOperations operations = WriteFixture.of(database, Lists.class).operations();
		Lists lists = new Lists(1, withNull(LocalDate.of(2026, 3, 1)), withNull(LocalTime.NOON),
				withNull(LocalDateTime.of(2026, 3, 29, 2, 30)), withNull(Instant.parse("2026-03-29T01:30:00Z")),
				withNull(OffsetDateTime.of(2026, 10, 25, 0, 30, 0, 0, ZoneOffset.UTC)), withNull(new UUID(1, 2)),
				withNull(true), withNull((short) 1), withNull(2), withNull(3.5), withNull('c'), withNull(Kind.B));
		operations.insert(lists);
		assertThat(operations.query(Lists.class).one()).isEqualTo(lists);
	}

	private static <T> List<@Nullable T> withNull(T element) {
		List<@Nullable T> list = new ArrayList<>();
		list.add(element);
		list.add(null);
		return list;
	}

	enum Kind {

		A, B

	}

	record Lists(@Id long id, @Column(array = true) List<@Nullable LocalDate> dates,
			@Column(array = true) List<@Nullable LocalTime> times,
			@Column(array = true) List<@Nullable LocalDateTime> moments,
			@Column(array = true) List<@Nullable Instant> instants,
			@Column(array = true) List<@Nullable OffsetDateTime> offsets,
			@Column(array = true) List<@Nullable UUID> uuids, @Column(array = true) List<@Nullable Boolean> flags,
			@Column(array = true) List<@Nullable Short> shorts, @Column(array = true) List<@Nullable Integer> numbers,
			@Column(array = true) List<@Nullable Double> doubles,
			@Column(array = true) List<@Nullable Character> letters, @Column(array = true) List<@Nullable Kind> kinds) {
	}

}
