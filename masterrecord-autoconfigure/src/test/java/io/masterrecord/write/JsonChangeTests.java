package io.masterrecord.write;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.masterrecord.annotation.Column;
import io.masterrecord.query.InvalidQueryException;
import io.masterrecord.query.Query;
import io.masterrecord.testing.Engine;
import io.masterrecord.testing.EngineTest;
import io.masterrecord.testing.TestDatabase;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;

import static io.masterrecord.query.Change.set;
import static io.masterrecord.query.SortKey.asc;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

/**
 * Tests for changes of single keys in JSON documents, where the engine can look into
 * them.
 */
class JsonChangeTests {

	@EngineTest(except = Engine.H2)
	void oneKeyIsSetAndTheRestStaysAsItIs(TestDatabase database) {
		Query<Paper> papers = fill(database, "{\"city\": \"Bonn\", \"to\": {\"name\": \"Ann\"}, \"paid\": false}");
		papers.update(set(Paper::data).json("city").to("it's \"Köln\" \\ ? --"),
				set(Paper::note).json("to", "name").to(new BigDecimal("12.50")));
		assertThat(data(papers)).isEqualTo(
				json("{\"city\": \"it's \\\"Köln\\\" \\\\ ? --\", \"to\": {\"name\": \"Ann\"}, \"paid\": false}"));
		assertThat(note(papers)).isEqualTo(json("{\"city\": \"Bonn\", \"to\": {\"name\": 12.5}, \"paid\": false}"));
		papers.update(set(Paper::data).json("paid").to(true), set(Paper::note).json("paid").toNull());
		papers.update(set(Paper::data).json("to").to(List.of(1, "x", Map.of("a", false))),
				set(Paper::note).json("to", "more key[0].$").to(new TreeMap<>(Map.of("a", List.of(), "b", 2L))));
		assertThat(data(papers)).isEqualTo(json(
				"{\"city\": \"it's \\\"Köln\\\" \\\\ ? --\", \"to\": [1, \"x\", {\"a\": false}], \"paid\": true}"));
		assertThat(note(papers)).isEqualTo(json(
				"{\"city\": \"Bonn\", \"to\": {\"name\": 12.5, \"more key[0].$\": {\"a\": [], \"b\": 2}}, \"paid\": null}"));
		assertThat(papers.where(Paper::data).json("paid").asBoolean().isTrue().count()).isEqualTo(1);
		assertThat(papers.one().version()).isEqualTo(4);
	}

	@EngineTest(except = Engine.H2)
	void keysAreTakenOut(TestDatabase database) {
		Query<Paper> papers = fill(database, "{\"a\": 1, \"b\": {\"c\": 2, \"d\": 3}}");
		papers.update(set(Paper::data).json("b", "c").remove(), set(Paper::note).json("b").remove());
		assertThat(data(papers)).isEqualTo(json("{\"a\": 1, \"b\": {\"d\": 3}}"));
		assertThat(note(papers)).isEqualTo(json("{\"a\": 1}"));
		papers.update(set(Paper::data).json("none").remove());
		assertThat(data(papers)).isEqualTo(json("{\"a\": 1, \"b\": {\"d\": 3}}"));
	}

	@EngineTest(except = Engine.H2)
	void whereThereIsNoObjectForTheKeyNothingChanges(TestDatabase database) {
		Query<Paper> papers = fill(database, "{\"a\": 5}", "{\"a\": [1, 2]}", "{\"a\": null}", "{\"b\": {}}", "[1, 2]",
				"\"a\"", "7", null);
		List<Paper> before = papers.sortBy(asc(Paper::id)).list();
		int changed = papers.update(set(Paper::data).json("a", "b").to("x"), set(Paper::note).json("a", "b").remove());
		assertThat(changed).isEqualTo(8);
		assertThat(papers.sortBy(asc(Paper::id)).list()).extracting((paper) -> json(paper.data()), Paper::note)
			.isEqualTo(before.stream().map((paper) -> tuple(json(paper.data()), paper.note())).toList());
	}

	@EngineTest
	void whatCannotBeChangedIsRefused(TestDatabase database) {
		Query<Paper> papers = fill(database, "{\"a\": [1, 2]}");
		if (database.engine() == Engine.H2) {
			assertThatExceptionOfType(InvalidQueryException.class)
				.isThrownBy(() -> papers.update(set(Paper::data).json("a").to(1)))
				.withMessageStartingWith("There is no way to look into JSON documents on h2");
			return;
		}
		assertThatExceptionOfType(InvalidQueryException.class)
			.isThrownBy(() -> papers.update(set(Paper::data).json("a", "1").to(5)))
			.withMessage("Key 2 of the path to what is changed is a position in an array: set the whole array");
		for (String key : List.of("", "a\"b", "a\\b", "a\nb")) {
			assertThatExceptionOfType(InvalidQueryException.class).as(key)
				.isThrownBy(() -> papers.update(set(Paper::data).json(key).to("x")))
				.withMessageStartingWith("Key 1 of a path");
		}
		assertThatExceptionOfType(InvalidQueryException.class)
			.isThrownBy(() -> papers.update(set(Paper::version).json("a").to(1)));
		assertThatExceptionOfType(InvalidQueryException.class)
			.isThrownBy(() -> set(Paper::data).json("a").to(Double.NaN));
		assertThatIllegalArgumentException().isThrownBy(() -> set(Paper::data).json("a").to((String) null))
			.withMessageContaining("say toNull()");
	}

	private static Query<Paper> fill(TestDatabase database, @Nullable String... documents) {
		EntityOperations operations = WriteFixture.of(database, Paper.class).operations();
		for (int i = 0; i < documents.length; i++) {
			operations.insert(new Paper(i, documents[i], json(documents[i]), 0));
		}
		return operations.query(Paper.class).where(Paper::id).ge(0L);
	}

	private static @Nullable JsonNode data(Query<Paper> papers) {
		return json(papers.one().data());
	}

	private static @Nullable JsonNode note(Query<Paper> papers) {
		return papers.one().note();
	}

	private static @Nullable JsonNode json(@Nullable String text) {
		return (text != null) ? JsonMapper.builder().build().readTree(text) : null;
	}

	record Paper(@Id long id, @Nullable @Column(text = true) String data, @Nullable @Column(json = true) JsonNode note,
			@Version int version) {

	}

}
