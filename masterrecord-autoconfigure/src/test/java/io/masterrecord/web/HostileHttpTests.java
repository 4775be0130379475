package io.masterrecord.web;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

import io.masterrecord.query.CursorPage;
import io.masterrecord.query.CursorRequest;
import io.masterrecord.query.FilterNames;
import io.masterrecord.query.FilterOperator;
import io.masterrecord.query.PageSizePolicy;
import io.masterrecord.query.Query;
import io.masterrecord.query.Search;
import io.masterrecord.testing.Dice;
import io.masterrecord.testing.Engine;
import io.masterrecord.testing.EngineTest;
import io.masterrecord.testing.Hostile;
import io.masterrecord.testing.HostileInputs;
import io.masterrecord.testing.TestDatabase;
import io.masterrecord.write.WriteFixture;
import org.jspecify.annotations.Nullable;

import org.springframework.data.annotation.Id;
import org.springframework.data.domain.OffsetScrollPosition;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Sort;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Whatever the parameters of a request are, it is answered or refused, and never fails:
 * page, size, order, cursor, position, filters and keywords go through the handlers to a
 * database and back.
 */
class HostileHttpTests {

	@EngineTest(only = { Engine.POSTGRESQL, Engine.H2 })
	void requestsAreAnsweredOrRefused(TestDatabase database) {
		WriteFixture fixture = WriteFixture.of(database, Thing.class);
		fixture.operations()
			.insertAll(Thing.class, List.of(new Thing(1, "a", null, 1, BigDecimal.TEN, Instant.EPOCH),
					new Thing(2, "b", "zq7", null, null, null)));
		StrictSortArgumentResolver sorts = new StrictSortArgumentResolver();
		StrictPageableArgumentResolver pages = new StrictPageableArgumentResolver(sorts, PageSizePolicy.REJECT);
		pages.setDefaultSize(20);
		pages.setMaxPageSize(1000);
		MockMvc mvc = MockMvcBuilders.standaloneSetup(new Things(fixture.operations().query(Thing.class)))
			.setCustomArgumentResolvers(pages, sorts, new CursorRequestArgumentResolver(pages),
					new StrictOffsetArgumentResolver())
			.setControllerAdvice(new PageRequestAdvice(pages))
			.build();
		int[] answered = new int[1];
		HostileInputs.forEach((dice) -> {
			MockHttpServletRequestBuilder request = MockMvcRequestBuilders
				.get(dice.oneOf("/page", "/cursor", "/window", "/search", "/sorted"))
				.accept(MediaType.APPLICATION_JSON);
			for (String name : List.of("page", "size", "sort", "cursor", "offset", "q")) {
				if (dice.oneIn(4)) {
					request.param(name, value(dice, name));
				}
			}
			if (dice.oneIn(2)) {
				String name = dice.oneOf("name", "rank", "price", "at", "not", "text", "start", "noted",
						HostileInputs.text(dice));
				request.param(name, dice.oneIn(3) ? value(dice, name) : HostileInputs.text(dice));
			}
			fixture.recorder().clear();
			MockHttpServletResponse response = mvc.perform(request).andReturn().getResponse();
			if (response.getStatus() == 200) {
				answered[0]++;
				fixture.recorder().sql().forEach(HostileInputs::requireAbsent);
			}
			else if (response.getStatus() != 400) {
				throw new AssertionError("The status is " + response.getStatus());
			}
		});
		if (answered[0] < HostileInputs.COUNT / 20) {
			throw new AssertionError("Only %d requests are answered".formatted(answered[0]));
		}
	}

	private static String value(Dice dice, String name) {
		return switch (dice.below(5)) {
			case 0 -> HostileInputs.text(dice);
			case 1 -> Hostile.text(dice);
			case 2 -> dice.oneOf("-1", "0", "1", "5", "1000", "1001", "2147483647", "2147483648", "9223372036854775807",
					"9223372036854775808", "1e9", "1e99999", "1e-999999999", "0x10", "+1", " 7", "\u0663", "", " ",
					"NaN", "-0", "true", "null", "\0", "a\0b", "\ud83e", "2024-02-30T00:00:00Z",
					"+999999999-12-31T23:59:59Z", "-999999999-01-01T00:00:00Z", "1970-01-01T00:00:00.000000001Z");
			case 3 -> dice.oneOf("id", "name", "id,desc", "name,asc,ignorecase", "rank", "name,", ",", "desc", "gone");
			default -> name.equals("q") ? dice.oneOf("a b", "\"a b\"", "-a", "a* ", "\"", "zq7 -b")
					: String.valueOf(dice.below(3));
		};
	}

	/**
	 * Answers requests as an application does.
	 */
	@RestController
	static final class Things {

		private static final FilterNames<Thing> FILTERS = FilterNames.of(Thing.class)
			.allow(Thing::name)
			.allow(Thing::rank)
			.allow(Thing::price)
			.allow(Thing::at)
			.allow("not", Thing::name, FilterOperator.NOT_EQUAL)
			.allow("text", Thing::note, FilterOperator.CONTAINS)
			.allow("start", Thing::note, FilterOperator.STARTS_WITH)
			.allow("noted", Thing::note, FilterOperator.PRESENT);

		private final Query<Thing> things;

		Things(Query<Thing> things) {
			this.things = things;
		}

		private Query<Thing> filtered(MultiValueMap<String, String> parameters) {
			MultiValueMap<String, String> filters = new LinkedMultiValueMap<>(parameters);
			List.of("page", "size", "sort", "cursor", "offset", "q").forEach(filters::remove);
			return this.things.where(FILTERS.read(filters));
		}

		@GetMapping("/page")
		Page<Thing> page(Pageable pageable, @RequestParam MultiValueMap<String, String> parameters) {
			return filtered(parameters).page(pageable);
		}

		@GetMapping("/cursor")
		CursorPage<Thing> cursor(CursorRequest request, @RequestParam MultiValueMap<String, String> parameters) {
			return filtered(parameters).cursorPage(request);
		}

		@GetMapping("/window")
		List<Thing> window(OffsetScrollPosition position, @RequestParam MultiValueMap<String, String> parameters) {
			return filtered(parameters).window(position, 20).getContent();
		}

		@GetMapping("/search")
		Page<Thing> search(Pageable pageable, @RequestParam(required = false) @Nullable String q) {
			return this.things.search(q, Thing::name, Thing::note)
				.search(Search.of((q != null) ? q : "").allWords(), Thing::name)
				.page(pageable);
		}

		@GetMapping("/sorted")
		List<Thing> sorted(Sort sort, @RequestParam MultiValueMap<String, String> parameters) {
			return filtered(parameters).sortable(Thing::name, Thing::id).sortBy(sort).list();
		}

	}

	record Thing(@Id long id, String name, @Nullable String note, @Nullable Integer rank, @Nullable BigDecimal price,
			@Nullable Instant at) {

	}

}
