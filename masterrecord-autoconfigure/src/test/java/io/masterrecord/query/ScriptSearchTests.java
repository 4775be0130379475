package io.masterrecord.query;

import java.util.ArrayList;
import java.util.List;

import io.masterrecord.testing.BeforeEngine;
import io.masterrecord.testing.EngineSpec;
import io.masterrecord.testing.TestDatabase;
import org.junit.jupiter.api.Test;

import org.springframework.data.annotation.Id;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Texts of many scripts are found by themselves where accents are ignored.
 */
@EngineSpec
class ScriptSearchTests {

	private static final List<String> TEXTS = List.of("Cr\u00e8me br\u00fbl\u00e9e",
			"\u043c\u0430\u0439 \u0451\u043b\u043a\u0430",
			"\u0386\u03bd\u03bf\u03b9\u03be\u03b7 \u0395\u03bb\u03bb\u03ac\u03b4\u03b1", "\ud55c\uad6d\uc5b4",
			"\u30ac\u30a4\u30c9", "\u4e2d\u6587", "\u05e9\u05dc\u05d5\u05dd", "Stra\u00dfe 5");

	private final Query<Line> lines;

	ScriptSearchTests(TestDatabase database) {
		this.lines = Database.of(database, Line.class).query(Line.class);
	}

	@BeforeEngine
	static void fill(TestDatabase database) {
		List<Line> lines = new ArrayList<>();
		TEXTS.forEach((text) -> lines.add(new Line(lines.size(), text)));
		Database.create(database, Line.class).insert(lines);
	}

	@Test
	void areFoundByThemselves() {
		for (int i = 0; i < TEXTS.size(); i++) {
			assertThat(found(TEXTS.get(i))).as(TEXTS.get(i)).containsExactly((long) i);
		}
	}

	@Test
	void areFoundWithoutTheirMarks() {
		assertThat(found("creme brulee")).containsExactly(0L);
		assertThat(found("CRE\u0300ME")).containsExactly(0L);
		assertThat(found("\u0435\u043b\u043a\u0430")).containsExactly(1L);
		assertThat(found("\u0395\u039b\u039b\u0391\u0394\u0391")).containsExactly(2L);
	}

	private List<Long> found(String text) {
		return this.lines.search(Search.of("\"" + text + "\"").ignoringAccents(), Line::text)
			.list()
			.stream()
			.map(Line::id)
			.toList();
	}

	record Line(@Id long id, String text) {

	}

}
