package io.masterrecord.query;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.masterrecord.testing.Dice;
import io.masterrecord.testing.Hostile;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What a search makes of what somebody types.
 */
class SearchInputTests {

	private static List<String> parts(Search search) {
		return search.parts(QuerySettings.DEFAULTS)
			.stream()
			.map((part) -> (part.excluded() ? "-" : "") + part.text() + (part.prefix() ? "*" : ""))
			.toList();
	}

	@Test
	void cutsIntoWordsPhrasesAndExclusions() {
		assertThat(parts(Search.of(" foo  \"bar   baz\" -old -\"a b\" "))).containsExactly("foo", "bar baz", "-old",
				"-a b");
		assertThat(parts(Search.of("\"open end"))).containsExactly("open end");
		assertThat(parts(Search.of("- -- a-b O'Brien 5\" --x"))).containsExactly("-", "--", "a-b", "O'Brien", "5\"",
				"--x");
		assertThat(parts(Search.of("foo FOO -foo"))).containsExactly("foo", "-foo");
		assertThat(parts(Search.of("\"\" -\"\" \"  \""))).isEmpty();
	}

	@Test
	void takesTheLastWordForABeginningWhileSomebodyTypes() {
		assertThat(parts(Search.of("foo ba").typeAhead())).containsExactly("foo", "ba*");
		assertThat(parts(Search.of("foo \"ba\"").typeAhead())).containsExactly("foo", "ba");
		assertThat(parts(Search.of("foo -ba").typeAhead())).containsExactly("foo", "-ba");
	}

	@Test
	void takesSignsLiterally() {
		assertThat(parts(Search.of("-old \"a b\"").literal())).containsExactly("-old", "\"a", "b\"");
	}

	@Test
	void isLimited() {
		String words = IntStream.range(0, 10_000).mapToObj((i) -> "w" + i).collect(Collectors.joining(" "));
		assertThatExceptionOfType(QueryLimitException.class).isThrownBy(() -> parts(Search.of(words)))
			.withMessageContaining("at most 1000 characters");
		assertThatExceptionOfType(QueryLimitException.class).isThrownBy(() -> parts(Search.of(words.substring(0, 200))))
			.withMessageContaining("at most 16 different terms");
		assertThatExceptionOfType(QueryLimitException.class).isThrownBy(() -> parts(Search.of("foo a").atLeast(2)))
			.withMessageContaining("at least 2 characters");
	}

	@Test
	void escapesFirstAndMarksThen() {
		assertThat(Search.of("b script").highlight("<script>alert('b')</script> & \"b\""))
			.isEqualTo("&lt;<mark>script</mark>&gt;alert(&#39;<mark>b</mark>&#39;)&lt;/<mark>script</mark>&gt; &amp; "
					+ "&quot;<mark>b</mark>&quot;");
		assertThat(Search.of("amp").highlight("a&b")).isEqualTo("a&amp;b");
		assertThat(Search.of("<b>").highlight("a <b> c")).isEqualTo("a <mark>&lt;b&gt;</mark> c");
		assertThat(Search.of("x").highlight(null)).isEmpty();
	}

	@Test
	void marksWithoutRegardToCaseAndAccents() {
		assertThat(Search.of("resume").highlight("Mon RÉSUMÉ")).isEqualTo("Mon <mark>RÉSUMÉ</mark>");
		assertThat(Search.of("résumé").highlight("resume re\u0301sume\u0301!"))
			.isEqualTo("<mark>resume</mark> <mark>re\u0301sume\u0301</mark>!");
		assertThat(Search.of("\"old pump\" -mill").highlight("The OLD pump, a mill"))
			.isEqualTo("The <mark>OLD pump</mark>, a mill");
	}

	@Test
	void marksWholeWordsBeforeBeginningsBeforeParts() {
		assertThat(Search.of("a").highlight("a banana apart")).isEqualTo("<mark>a</mark> banana apart");
		assertThat(Search.of("ap").highlight("a tap apart")).isEqualTo("a tap <mark>ap</mark>art");
		assertThat(Search.of("nan").highlight("a banana")).isEqualTo("a ba<mark>nan</mark>a");
		assertThat(Search.of("ab bc").highlight("abc")).isEqualTo("<mark>abc</mark>");
	}

	@Test
	void cutsASnippetAroundTheFirstHit() {
		String text = "lorem ipsum ".repeat(30) + "the \ud83d\ude00 pump " + "dolor sit ".repeat(30);
		assertThat(Search.of("pump").snippet(text, 60)).startsWith("\u2026")
			.endsWith("\u2026")
			.contains("\ud83d\ude00 <mark>pump</mark> dolor")
			.hasSizeLessThan(100);
		assertThat(Search.of("pump").snippet("a pump", 60)).isEqualTo("a <mark>pump</mark>");
		assertThat(Search.of("none").snippet(text, 30)).startsWith("lorem ipsum").endsWith("\u2026");
	}

	@Test
	void understandsAnyTextAndWritesNoMarkupButItsOwn() {
		Dice dice = new Dice(20261124);
		for (int i = 0; i < 10_000; i++) {
			String text = Hostile.text(dice);
			String content = Hostile.text(dice) + text + Hostile.text(dice);
			Search search = (i % 2 == 0) ? Search.of(text) : Search.of(text).literal().typeAhead();
			search.parts().forEach((part) -> assertThat(part.text()).isNotEmpty());
			String html = search.highlight(content);
			assertThat(html.replace("<mark>", "").replace("</mark>", "")).as("%s in %s", text, content)
				.doesNotContain("<", ">", "\"", "'");
			assertThat(unescape(html)).isEqualTo(content);
			search.snippet(content, 20);
		}
	}

	private static String unescape(String html) {
		return html.replace("<mark>", "")
			.replace("</mark>", "")
			.replace("&lt;", "<")
			.replace("&gt;", ">")
			.replace("&quot;", "\"")
			.replace("&#39;", "'")
			.replace("&amp;", "&");
	}

}
