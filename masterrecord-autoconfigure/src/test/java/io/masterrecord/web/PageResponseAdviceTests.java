package io.masterrecord.web;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import io.masterrecord.query.CursorPage;
import io.masterrecord.query.CursorRequest;
import io.masterrecord.query.PageSizePolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.data.domain.OffsetScrollPosition;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageImpl;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Slice;
import org.springframework.data.domain.SliceImpl;
import org.springframework.data.domain.Window;
import org.springframework.data.web.PagedModel;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.test.json.JsonCompareMode;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PageResponseAdvice}: 45 rows, of which a page has 20.
 */
class PageResponseAdviceTests {

	private static final int ROWS = 45;

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = {
			"/page | <?page=0>; rel=\"first\", <?page=1>; rel=\"next\", <?page=2>; rel=\"last\"",
			"/page?page=1&size=20&q=a%20b+c | <?size=20&q=a%20b+c&page=0>; rel=\"first\", <?size=20&q=a%20b+c&page=0>; rel=\"prev\", <?size=20&q=a%20b+c&page=2>; rel=\"next\", <?size=20&q=a%20b+c&page=2>; rel=\"last\"",
			"/page?page=2&sort=title,desc | <?sort=title,desc&page=0>; rel=\"first\", <?sort=title,desc&page=1>; rel=\"prev\", <?sort=title,desc&page=2>; rel=\"last\"",
			"/page?page=9 | <?page=0>; rel=\"first\", <?page=2>; rel=\"prev\", <?page=2>; rel=\"last\"",
			"/model?page=1 | <?page=0>; rel=\"first\", <?page=0>; rel=\"prev\", <?page=2>; rel=\"next\"",
			"/model?page=2 | <?page=0>; rel=\"first\", <?page=1>; rel=\"prev\"",
			"/entity?page=2 | <?page=0>; rel=\"first\", <?page=1>; rel=\"prev\", <?page=2>; rel=\"last\"",
			"/none | <?page=0>; rel=\"first\"",
			"/slice?page=1 | <?page=0>; rel=\"first\", <?page=0>; rel=\"prev\", <?page=2>; rel=\"next\"",
			"/slice?page=2 | <?page=0>; rel=\"first\", <?page=1>; rel=\"prev\"",
			"/qualified?page=7&plans_page=1 | <?page=7&plans_page=0>; rel=\"first\", <?page=7&plans_page=0>; rel=\"prev\", <?page=7&plans_page=2>; rel=\"next\", <?page=7&plans_page=2>; rel=\"last\"",
			"/cursor?cursor=M&size=5 | <?size=5>; rel=\"first\", <?size=5&cursor=Z>; rel=\"prev\", <?size=5&cursor=A-4_=>; rel=\"next\"",
			"/window?size=3 | <?size=3>; rel=\"first\", <?size=3&offset=19>; rel=\"next\"",
			"/window?offset=39 | <?>; rel=\"first\"",
			"/optional?offset=19 | <?>; rel=\"first\", <?offset=39>; rel=\"next\"" })
	void linksToOtherPages(String path, String expected) {
		String header = get(mvc(false, false), path).getResponse().getHeader(HttpHeaders.LINK);
		assertThat(header).isEqualTo(expected.replace("A-4_=", "A-4_%3D"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "/without", "/own", "/list" })
	void linksNowhereWhereNoParameterLeadsThere(String path) {
		assertThat(get(mvc(false, false), path).getResponse().getHeaders(HttpHeaders.LINK))
			.isEqualTo(path.equals("/own") ? List.of("</elsewhere>; rel=\"next\"") : List.of());
	}

	@Test
	void linksFromReadingsAlone() {
		MvcTestResult result = mvc(false, false).post().uri("/page").exchange();
		assertThat(result).hasStatusOk();
		assertThat(result.getResponse().getHeader(HttpHeaders.LINK)).isNull();
	}

	@Test
	void letsNothingOfARequestOutOfALink() {
		String header = PageLinksProbe.header("a=<x>;rel=\"evil\"&p\u00e4ge=1&%70age=4&b=\r\nX: y&%zz=1", "page",
				"\">");
		assertThat(header)
			.isEqualTo("<?a=%3Cx%3E%3Brel=%22evil%22&p%C3%A4ge=1&b=%0D%0AX:%20y&%zz=1&page=%22%3E>; rel=\"next\"");
		assertThat(PageLinksProbe.header("q=" + "x".repeat(5000), "page", "1")).isNull();
	}

	@Test
	void countsFromOneWhereRequestsDo() {
		MockMvcTester mvc = mvc(true, true);
		MvcTestResult result = get(mvc, "/page?page=2");
		assertThat(result.getResponse().getHeader(HttpHeaders.LINK)).isEqualTo(
				"<?page=1>; rel=\"first\", <?page=1>; rel=\"prev\", <?page=3>; rel=\"next\", <?page=3>; rel=\"last\"");
		assertThat(result).bodyJson().extractingPath("$.page.number").isEqualTo(2);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = {
			"/page?page=2 | {\"content\": [40, 41, 42, 43, 44], \"page\": {\"size\": 20, \"number\": 2, \"totalElements\": 45, \"totalPages\": 3}}",
			"/page?page=7 | {\"content\": [], \"page\": {\"size\": 20, \"number\": 7, \"totalElements\": 45, \"totalPages\": 3}}",
			"/model?page=2 | {\"content\": [40, 41, 42, 43, 44], \"page\": {\"size\": 20, \"number\": 2, \"totalElements\": 45, \"totalPages\": 3}}",
			"/slice?page=2 | {\"content\": [40, 41, 42, 43, 44], \"page\": {\"size\": 20, \"number\": 2, \"hasNext\": false}}",
			"/window?offset=39 | {\"content\": [40, 41, 42, 43, 44], \"hasNext\": false}",
			"/cursor | {\"content\": [1, 2], \"next\": \"A-4_=\", \"previous\": \"Z\"}", "/list | [1]" })
	void sendsStableJsonWhereItIsWanted(String path, String expected) {
		assertThat(get(mvc(false, true), path)).hasStatusOk().bodyJson().isEqualTo(expected, JsonCompareMode.STRICT);
	}

	@Test
	void leavesTheJsonToSpringDataOtherwise() {
		assertThat(get(mvc(false, false), "/page")).bodyJson().hasPath("$.pageable");
	}

	private static MvcTestResult get(MockMvcTester mvc, String path) {
		return mvc.get().uri(URI.create(path)).exchange();
	}

	private static MockMvcTester mvc(boolean oneBased, boolean stableJson) {
		StrictPageableArgumentResolver pages = new StrictPageableArgumentResolver(new StrictSortArgumentResolver(),
				PageSizePolicy.REJECT);
		pages.setDefaultSize(20);
		pages.setMaxPageSize(100);
		pages.setOneIndexedParameters(oneBased);
		StrictOffsetArgumentResolver offsets = new StrictOffsetArgumentResolver();
		return MockMvcTester.of(List.of(new Numbers()),
				(builder) -> builder
					.setCustomArgumentResolvers(pages, offsets, new CursorRequestArgumentResolver(pages))
					.setControllerAdvice(new PageResponseAdvice(pages, offsets, true, stableJson))
					.build());
	}

	/**
	 * Links to one page.
	 */
	private static final class PageLinksProbe {

		static String header(String query, String parameter, String value) {
			PageLinks links = new PageLinks(query);
			links.add("next", parameter, value);
			return links.header();
		}

	}

	@RestController
	static class Numbers {

		@GetMapping("/page")
		Page<Integer> page(Pageable pageable) {
			return new PageImpl<>(rows(pageable.getOffset(), pageable.getPageSize()), pageable, ROWS);
		}

		@PostMapping("/page")
		Page<Integer> posted(Pageable pageable) {
			return page(pageable);
		}

		@GetMapping("/model")
		PagedModel<Integer> model(Pageable pageable) {
			return new PagedModel<>(page(pageable));
		}

		@GetMapping("/entity")
		ResponseEntity<Page<Integer>> entity(Pageable pageable) {
			return ResponseEntity.ok(page(pageable));
		}

		@GetMapping("/none")
		Page<Integer> none(Pageable pageable) {
			return new PageImpl<>(List.of(), pageable, 0);
		}

		@GetMapping("/slice")
		Slice<Integer> slice(Pageable pageable) {
			Page<Integer> page = page(pageable);
			return new SliceImpl<>(page.getContent(), pageable, page.hasNext());
		}

		@GetMapping("/qualified")
		Page<Integer> qualified(@Qualifier("plans") Pageable pageable) {
			return page(pageable);
		}

		@GetMapping("/without")
		Page<Integer> without(@RequestParam(defaultValue = "0") int page) {
			return page(PageRequest.of(page, 20));
		}

		@GetMapping("/own")
		ResponseEntity<Page<Integer>> own(Pageable pageable) {
			return ResponseEntity.ok().header(HttpHeaders.LINK, "</elsewhere>; rel=\"next\"").body(page(pageable));
		}

		@GetMapping("/list")
		List<Integer> list(Pageable pageable) {
			return List.of(1);
		}

		@GetMapping("/cursor")
		CursorPage<Integer> cursor(CursorRequest request) {
			return new CursorPage<>(List.of(1, 2), "A-4_=", "Z");
		}

		@GetMapping("/window")
		Window<Integer> window(OffsetScrollPosition position) {
			long start = position.isInitial() ? 0 : position.getOffset() + 1;
			return Window.from(rows(start, 20), OffsetScrollPosition.positionFunction(start), start + 20 < ROWS);
		}

		@GetMapping("/optional")
		Window<Integer> optional(Optional<OffsetScrollPosition> position) {
			return window(position.orElseThrow());
		}

		private static List<Integer> rows(long start, int size) {
			return IntStream.range(0, ROWS).skip(start).limit(size).boxed().toList();
		}

	}

}
