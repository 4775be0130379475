package io.masterrecord.repository;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import io.masterrecord.dialect.Dialect;
import io.masterrecord.dialect.Dialects;
import io.masterrecord.jdbc.SqlStatement;
import io.masterrecord.model.Model;
import io.masterrecord.query.InvalidQueryException;
import io.masterrecord.testing.Dice;
import io.masterrecord.testing.HostileInputs;
import io.masterrecord.testing.StatementTrap;
import io.masterrecord.write.EntityOperations;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.data.annotation.Id;
import org.springframework.data.domain.Limit;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.ScrollPosition;
import org.springframework.data.domain.Slice;
import org.springframework.data.domain.Sort;
import org.springframework.data.domain.Window;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whatever is passed to a method of a repository is bound or refused: none of it becomes
 * the text of a statement, on any dialect.
 */
class HostileArgumentTests {

	@ParameterizedTest
	@MethodSource("dialects")
	void valuesOfMethodsWithSpeakingNamesAreBound(Dialect dialect) {
		Things things = things(dialect);
		HostileInputs.forEach((dice) -> {
			String text = HostileInputs.text(dice);
			requireBound(() -> {
				switch (dice.below(9)) {
					case 0 -> things.findByName(text);
					case 1 -> things.findByNoteContainingIgnoreCase(text, PageRequest.of(dice.below(3), 5));
					case 2 -> things.findByNameInOrNote(List.of(text, "x"), text);
					case 3 -> things.findByNameStartingWith(text, ScrollPosition.keyset(), Limit.of(5));
					case 4 -> things.countByNameNot(text);
					case 5 -> things.existsByNoteLike("%" + text.replace("!", ""));
					case 6 -> things.streamByNameGreaterThan(text);
					case 7 -> things.findFirstByNameOrderByRankDesc(text);
					default -> things.deleteByName(text);
				}
			});
		});
	}

	@ParameterizedTest
	@MethodSource("dialects")
	void valuesOfTextsAreBound(Dialect dialect) {
		Things things = things(dialect);
		HostileInputs.forEach((dice) -> {
			String text = HostileInputs.text(dice);
			requireBound(() -> {
				switch (dice.below(6)) {
					case 0 -> things.named(text, Sort.by("name"));
					case 4 -> things.scrolled(1, ScrollPosition.forward(Map.of("name", text, "id", 1L)), Limit.of(5),
							Sort.by("name"));
					case 1 -> things.pageOf(List.of(text, "x"), PageRequest.of(dice.below(3), 5, Sort.by("rank")));
					case 2 -> things.sliceOf(new String[] { "x", text }, PageRequest.of(dice.below(3), 5));
					case 3 -> things.streamOf(text);
					default -> things.rename(text, 1);
				}
			});
		});
	}

	@ParameterizedTest
	@MethodSource("dialects")
	void namesToSortByAreLookedUp(Dialect dialect) {
		Things things = things(dialect);
		HostileInputs.forEach((dice) -> {
			Sort sort = sort(dice);
			requireRefused(switch (dice.below(5)) {
				case 0 -> () -> things.named("x", sort);
				case 1 -> () -> things.pageOf(List.of("x"), PageRequest.of(0, 5, sort));
				case 2 -> () -> things.findByNoteContainingIgnoreCase("x", PageRequest.of(0, 5, sort));
				case 3 -> () -> things.findByRank(1, sort);
				default -> () -> things.findAll(sort);
			});
		});
	}

	@ParameterizedTest
	@MethodSource("dialects")
	void positionsAreChecked(Dialect dialect) {
		Things things = things(dialect);
		HostileInputs.forEach((dice) -> {
			String text = HostileInputs.text(dice);
			ScrollPosition position = switch (dice.below(3)) {
				case 0 -> ScrollPosition.forward(Map.of(text, 1));
				case 1 -> ScrollPosition.backward(Map.of("id", text));
				default -> ScrollPosition.forward(Map.of("id", 1L, text, text));
			};
			requireRefused(dice.oneIn(2) ? () -> things.findByNameStartingWith("x", position, Limit.of(5))
					: () -> things.scrolled(1, position, Limit.of(5), Sort.unsorted()));
		});
	}

	@ParameterizedTest
	@MethodSource("dialects")
	void textsAreReadAsTheDatabaseReadsThem(Dialect dialect) {
		HostileInputs.forEach((dice) -> {
			String name = HostileInputs.text(dice).replace("`", "");
			String literal = HostileInputs.text(dice).replace("'", "''").replace("\\", "");
			SqlTemplate template = SqlTemplate
				.of("SELECT '%s' FROM `%s` WHERE a::text = :a AND b = :b".formatted(literal, name));
			if (!template.parameters().equals(Set.of("a", "b"))) {
				throw new AssertionError("Parameters are " + template.parameters());
			}
			SqlTemplate.Part quoted = template.parts()
				.stream()
				.filter((part) -> part.kind() == SqlTemplate.Kind.NAME)
				.findFirst()
				.orElseThrow();
			if (!quoted.content().equals(name)) {
				throw new AssertionError("The name is " + quoted.content());
			}
		});
	}

	@Test
	void longTextsAreReadAtOnce() {
		String literal = "it''s ".repeat(200_000);
		SqlTemplate template = SqlTemplate.of("SELECT '%s', \"%s\" WHERE a = :a".formatted(literal, literal));
		assertThat(template.parameters()).containsExactly("a");
		assertThat(SqlTemplate.of(" ".repeat(1_000_000) + "select 1").verb()).isEqualTo("SELECT");
	}

	private static Sort sort(Dice dice) {
		String text = HostileInputs.text(dice);
		return switch (dice.below(4)) {
			case 0 -> Sort.by("name", text);
			case 1 -> Sort.by("name " + text).descending();
			case 2 -> Sort.by(Sort.Order.asc(text).ignoreCase().nullsLast());
			default -> Sort.by(text);
		};
	}

	private static void requireBound(Runnable call) {
		SqlStatement sent = StatementTrap.sentBy(call);
		HostileInputs.requireBound(sent.sql(), sent.values());
	}

	private static void requireRefused(Runnable call) {
		HostileInputs.requireRefused(InvalidQueryException.class, call);
	}

	private static Things things(Dialect dialect) {
		return new MasterRecordRepositoryFactory(
				EntityOperations.builder(Model.of(Thing.class), new StatementTrap(dialect)).build())
			.getRepository(Things.class);
	}

	static Stream<Dialect> dialects() {
		return Stream.of("postgresql", "mariadb", "mysql", "sqlite", "h2").map(Dialects::of);
	}

	interface Things extends MasterRecordRepository<Thing, Long> {

		List<Thing> findByName(String name);

		Page<Thing> findByNoteContainingIgnoreCase(String part, Pageable pageable);

		List<Thing> findByNameInOrNote(Collection<String> names, String note);

		Window<Thing> findByNameStartingWith(String start, ScrollPosition position, Limit limit);

		long countByNameNot(String name);

		boolean existsByNoteLike(String pattern);

		Stream<Thing> streamByNameGreaterThan(String name);

		@Nullable Thing findFirstByNameOrderByRankDesc(String name);

		List<Thing> findByRank(int rank, Sort sort);

		void deleteByName(String name);

		@SqlQuery(value = "SELECT * FROM `thing` WHERE `name` = :name", sortable = { "name", "`rank`" })
		List<Thing> named(String name, Sort sort);

		@SqlQuery(value = "SELECT * FROM `thing` WHERE `name` IN (:names)", sortable = { "name", "`rank`" })
		Page<Thing> pageOf(Collection<String> names, Pageable pageable);

		@SqlQuery("SELECT * FROM `thing` WHERE `name` IN (:names)")
		Slice<Thing> sliceOf(String[] names, Pageable pageable);

		@SqlQuery(value = "SELECT * FROM `thing` WHERE `rank` = :rank", key = "`id`", sortable = "name")
		Window<Thing> scrolled(int rank, ScrollPosition position, Limit limit, Sort sort);

		@SqlQuery("SELECT * FROM `thing` WHERE `name` = :name")
		Stream<Thing> streamOf(String name);

		@SqlUpdate("UPDATE `thing` SET `name` = :name WHERE `id` = :id")
		int rename(String name, long id);

	}

	record Thing(@Id long id, String name, @Nullable String note, @Nullable Integer rank) {

	}

}
