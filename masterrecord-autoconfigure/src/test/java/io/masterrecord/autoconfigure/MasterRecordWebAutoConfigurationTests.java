package io.masterrecord.autoconfigure;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.masterrecord.autoconfigure.shop.Product;
import io.masterrecord.context.MasterRecordContext;
import io.masterrecord.query.CursorPage;
import io.masterrecord.query.CursorRequest;
import io.masterrecord.query.FilterNames;
import io.masterrecord.query.SortKey;
import io.masterrecord.query.Total;
import io.masterrecord.web.PageRequestAdvice;
import io.masterrecord.web.SortableBy;
import io.masterrecord.web.StrictPageableArgumentResolver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.data.autoconfigure.web.DataWebAutoConfiguration;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.Order;
import org.springframework.data.domain.OffsetScrollPosition;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.ScrollPosition;
import org.springframework.data.domain.Sort;
import org.springframework.data.domain.Window;
import org.springframework.data.web.PageableDefault;
import org.springframework.data.web.SortDefault;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.test.json.JsonCompareMode;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.WebApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link MasterRecordWebAutoConfiguration}.
 */
@ExtendWith(OutputCaptureExtension.class)
class MasterRecordWebAutoConfigurationTests {

	private final WebApplicationContextRunner runner = new WebApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(DispatcherServletAutoConfiguration.class,
				WebMvcAutoConfiguration.class, HttpMessageConvertersAutoConfiguration.class,
				JacksonAutoConfiguration.class, DataWebAutoConfiguration.class, DataSourceAutoConfiguration.class,
				MasterRecordAutoConfiguration.class, MasterRecordWebAutoConfiguration.class))
		.withUserConfiguration(Shop.class)
		.withPropertyValues("spring.datasource.generate-unique-name=true",
				"masterrecord.migrations.package-name=io.masterrecord.autoconfigure.shop.migrations");

	@ParameterizedTest
	@CsvSource(delimiter = '|', nullValues = "-",
			value = { "-                         | 0 20 UNSORTED", "page=3&size=7                   | 3 7 UNSORTED",
					"page=&size=&sort=               | 0 20 UNSORTED",
					"size=1000                       | 0 1000 UNSORTED",
					"sort=title,desc&sort=id         | 0 20 title: DESC,id: ASC",
					"sort=title,id,DESC,ignorecase   | 0 20 title: DESC, ignoring case,id: DESC, ignoring case" })
	void readsPageRequests(String query, String expected) {
		this.runner
			.run((context) -> assertThat(get(context, "/echo" + ((query != null) ? "?" + query : ""))).hasStatusOk()
				.bodyText()
				.isEqualTo(expected));
	}

	@ParameterizedTest
	@CsvSource({ "page=-1, page", "page=one, page", "page=1.0, page", "page=+1, page", "page=0x1, page",
			"page=2147483648, page", "page=99999999999999999999, page", "page=1&page=2, page",
			"page=%F0%9F%98%80, page", "page=%D9%A1, page", "size=0, size", "size=-5, size", "size=1001, size",
			"size=ten, size", "size=5&size=6, size", "'sort=,desc', sort", "sort=desc, sort", "'sort=title;drop', sort",
			"sort=%22title%22, sort", "sort=lower(title), sort", "'sort=title,', sort", "sort=title.., sort" })
	void refusesWhatCannotBeServedAndNamesTheParameter(String query, String parameter) {
		this.runner.run((context) -> {
			var response = assertThat(get(context, "/echo?" + query));
			response.hasStatus(HttpStatus.BAD_REQUEST).hasContentType(MediaType.APPLICATION_PROBLEM_JSON);
			response.bodyJson().extractingPath("$.parameter").isEqualTo(parameter);
			response.bodyJson().extractingPath("$.title").isEqualTo("Invalid request parameter");
			response.bodyJson().extractingPath("$.status").isEqualTo(400);
			response.bodyJson().extractingPath("$.detail").asString().contains("'" + parameter + "'");
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "page", "size", "sort" })
	void repeatsNothingOfWhatWasSent(String parameter) {
		this.runner.run((context) -> assertThat(
				get(context, "/echo?" + parameter + "=%3Cscript%3Ealert(1)%3C/script%3E" + "x".repeat(5000)))
			.hasStatus(HttpStatus.BAD_REQUEST)
			.bodyText()
			.doesNotContain("script")
			.hasSizeLessThan(400));
	}

	@Test
	void namesTheParameterOfAnUnknownSortProperty() {
		this.runner.run((context) -> {
			var response = assertThat(get(context, "/products?sort=colour"));
			response.hasStatus(HttpStatus.BAD_REQUEST).hasContentType(MediaType.APPLICATION_PROBLEM_JSON);
			response.bodyJson().extractingPath("$.parameter").isEqualTo("sort");
			response.bodyJson().extractingPath("$.detail").asString().contains("'colour'");
			response.bodyJson().extractingPath("$.sortable").asArray().containsExactly("title");
		});
	}

	@Test
	void sortsByDeclaredNamesAlone() {
		this.runner.run((context) -> {
			for (String path : List.of("/products?sort=title,desc", "/scroll?sort=title", "/declared?sort=stock,desc",
					"/by?sort=id", "/by?sort=stock,desc&sort=id", "/by-cursor?sort=stock", "/records?sort=name",
					"/repository?sort=title", "/reversed?sort=title", "/standard")) {
				assertThat(get(context, path)).hasStatusOk();
			}
			assertSortRefused(context, "/products?sort=stock", "title");
			assertSortRefused(context, "/products?sort=title&sort=stock", "title");
			assertSortRefused(context, "/products?sort=id,desc", "title");
			assertSortRefused(context, "/scroll?sort=stock", "title");
			assertSortRefused(context, "/declared?sort=title", "stock");
			assertSortRefused(context, "/by?sort=title", "stock", "id");
			assertSortRefused(context, "/by-cursor?sort=title", "stock");
			assertSortRefused(context, "/records?sort=number", "name");
			assertSortRefused(context, "/repository?sort=stock", "title");
			assertSortRefused(context, "/reversed?sort=stock", "title");
		});
	}

	private static void assertSortRefused(WebApplicationContext context, String path, String... allowed) {
		var response = assertThat(get(context, path));
		response.hasStatus(HttpStatus.BAD_REQUEST).hasContentType(MediaType.APPLICATION_PROBLEM_JSON);
		response.bodyJson().extractingPath("$.parameter").isEqualTo("sort");
		response.bodyJson()
			.extractingPath("$.detail")
			.asString()
			.endsWith("Sort by one of: " + String.join(", ", allowed));
		response.bodyJson().extractingPath("$.sortable").asArray().containsExactly((Object[]) allowed);
	}

	@Test
	void saysWhereOtherPagesAreAndSendsStableJsonOnDemand() {
		this.runner.run((context) -> {
			assertThat(get(context, "/bounded?size=2")).hasHeader("Link",
					"<?size=2&page=0>; rel=\"first\", <?size=2&page=1>; rel=\"next\"");
			assertThat(get(context, "/bounded?size=2")).bodyJson().hasPath("$.pageable");
		});
		this.runner
			.withPropertyValues("masterrecord.pagination.links=false", "masterrecord.pagination.stable-json=true")
			.run((context) -> assertThat(get(context, "/bounded?size=2")).doesNotContainHeader("Link")
				.bodyJson()
				.isEqualTo("""
						{"content": ["P1", "P2"],
						"page": {"size": 2, "number": 0, "totalElements": 3, "totalPages": 2, "precision": "AT_LEAST"}}
						""", JsonCompareMode.STRICT));
	}

	@Test
	void readsCursorsWithSizeAndOrder() {
		this.runner.run((context) -> {
			assertThat(get(context, "/cursor")).bodyText().isEqualTo("null 20 UNSORTED");
			assertThat(get(context, "/cursor?cursor=&size=3&sort=title,desc")).bodyText()
				.isEqualTo("null 3 title: DESC");
			assertThat(get(context, "/cursor?cursor=abc&page=7")).bodyText().isEqualTo("abc 20 UNSORTED");
			assertThat(get(context, "/cursor?size=0")).hasStatus(HttpStatus.BAD_REQUEST);
		});
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "cursor=abc", "cursor=a&cursor=b", "cursor=%3Cscript%3E", "cursor=AAAAAAAAAAAAAAAAAAAAAAAA" })
	void refusesCursorsAndNamesTheParameter(String query) {
		this.runner.run((context) -> {
			var response = assertThat(get(context, "/scroll?" + query));
			response.hasStatus(HttpStatus.BAD_REQUEST).hasContentType(MediaType.APPLICATION_PROBLEM_JSON);
			response.bodyJson().extractingPath("$.parameter").isEqualTo("cursor");
			response.bodyText().doesNotContain("script");
		});
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', nullValues = "-", value = { "- | 1 2 3 more", "offset= | 1 2 3 more",
			"offset=2 | 4 5 6 more", "offset=5 | 7", "offset=999999999999999999 | nothing" })
	void readsOffsetsAsPositions(String query, String expected) {
		this.runner.run((context) -> {
			context.getBean(MasterRecordContext.class)
				.repository(Product.class)
				.saveAll(IntStream.rangeClosed(1, 6).mapToObj((i) -> new Product(null, "P" + i, i)).toList());
			for (String path : List.of("/offset", "/optional-offset")) {
				assertThat(get(context, path + ((query != null) ? "?" + query : ""))).hasStatusOk()
					.bodyText()
					.isEqualTo(expected);
			}
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "offset=-1", "offset=x", "offset=1.5", "offset=1&offset=2", "offset=9999999999999999999",
			"offset=%3Cscript%3E" })
	void refusesOffsetsAndNamesTheParameter(String query) {
		this.runner.run((context) -> {
			var response = assertThat(get(context, "/offset?" + query));
			response.hasStatus(HttpStatus.BAD_REQUEST).hasContentType(MediaType.APPLICATION_PROBLEM_JSON);
			response.bodyJson().extractingPath("$.parameter").isEqualTo("offset");
			response.bodyText().doesNotContain("script");
		});
	}

	@Test
	void refusesFiltersAndTellsWhichThereAre() {
		this.runner.run((context) -> {
			var response = assertThat(get(context, "/filtered?colour=red"));
			response.hasStatus(HttpStatus.BAD_REQUEST).hasContentType(MediaType.APPLICATION_PROBLEM_JSON);
			response.bodyJson().extractingPath("$.filters").asArray().containsExactly("stock");
			response.bodyJson().doesNotHavePath("$.parameter");
			response.bodyText().doesNotContain("colour");
			var wrong = assertThat(get(context, "/filtered?stock=many"));
			wrong.hasStatus(HttpStatus.BAD_REQUEST).hasContentType(MediaType.APPLICATION_PROBLEM_JSON);
			wrong.bodyJson().extractingPath("$.parameter").isEqualTo("stock");
			wrong.bodyText().doesNotContain("many");
		});
	}

	@Test
	void limitsOfSearchAreBadRequestsToo() {
		this.runner.run((context) -> assertThat(get(context, "/search?keyword=" + "x".repeat(1001)))
			.hasStatus(HttpStatus.BAD_REQUEST)
			.hasContentType(MediaType.APPLICATION_PROBLEM_JSON));
	}

	@Test
	void clampsOnDemand() {
		this.runner.withPropertyValues("masterrecord.pagination.on-excess=clamp", "masterrecord.pagination.max-size=50")
			.run((context) -> assertThat(get(context, "/echo?size=51")).bodyText().isEqualTo("0 50 UNSORTED"));
	}

	@Test
	void countsFromOneOnDemand() {
		this.runner.withPropertyValues("masterrecord.pagination.one-based=true").run((context) -> {
			assertThat(get(context, "/echo")).bodyText().isEqualTo("0 20 UNSORTED");
			assertThat(get(context, "/echo?page=1")).bodyText().isEqualTo("0 20 UNSORTED");
			assertThat(get(context, "/echo?page=2")).bodyText().isEqualTo("1 20 UNSORTED");
			assertThat(get(context, "/echo?page=0")).hasStatus(HttpStatus.BAD_REQUEST);
		});
	}

	@Test
	void sizesComeFromOurProperties() {
		this.runner
			.withPropertyValues("masterrecord.pagination.default-size=5",
					"spring.data.web.pageable.default-page-size=9", "spring.data.web.pageable.page-parameter=p")
			.run((context) -> {
				assertThat(get(context, "/echo?p=2")).bodyText().isEqualTo("2 5 UNSORTED");
				assertThat(get(context, "/echo?p=x")).bodyJson().extractingPath("$.parameter").isEqualTo("p");
			});
	}

	@Test
	void sizesOfSpringDataHoldWhereOursAreNotStated(CapturedOutput output) {
		WebApplicationContextRunner client = this.runner.withPropertyValues(
				"spring.data.web.pageable.one-indexed-parameters=true", "spring.data.web.pageable.default-page-size=7",
				"spring.data.web.pageable.maxPageSize=50");
		client.run((context) -> {
			assertThat(get(context, "/echo?page=2")).bodyText().isEqualTo("1 7 UNSORTED");
			assertThat(get(context, "/echo?size=50")).bodyText().isEqualTo("0 50 UNSORTED");
			assertThat(get(context, "/echo?size=51")).hasStatus(HttpStatus.BAD_REQUEST);
			assertThat(output).doesNotContain("is followed");
		});
		client.withPropertyValues("masterrecord.pagination.max-size=60", "masterrecord.pagination.default-size=7")
			.run((context) -> {
				assertThat(get(context, "/echo?size=60")).bodyText().isEqualTo("0 60 UNSORTED");
				assertThat(output).containsOnlyOnce("is followed")
					.contains("'masterrecord.pagination.max-size' is '60' and "
							+ "'spring.data.web.pageable.max-page-size' is '50'");
			});
	}

	@Test
	void defaultsOfTheMethodAreHonoured() {
		this.runner.run((context) -> assertThat(get(context, "/defaults")).bodyText().isEqualTo("0 10 title: DESC"));
	}

	@Test
	void refusesValuesThatTheDatabaseCannotHold() {
		this.runner.run((context) -> {
			var response = assertThat(mvc(context).get().uri("/titled").param("title", "half \uD800").exchange());
			response.hasStatus(HttpStatus.BAD_REQUEST).hasContentType(MediaType.APPLICATION_PROBLEM_JSON);
			response.bodyJson()
				.extractingPath("$.detail")
				.isEqualTo("A value of the request is none that the database can hold");
		});
	}

	@Test
	void readsSortsAlone() {
		this.runner.run((context) -> {
			assertThat(get(context, "/sort?sort=title,desc")).bodyText().isEqualTo("title: DESC");
			assertThat(get(context, "/sort?sort=;")).hasStatus(HttpStatus.BAD_REQUEST);
		});
	}

	@Test
	void browsersGetTheErrorPageOfTheApplication() {
		this.runner.run((context) -> {
			var result = mvc(context).get()
				.uri("/echo?page=x")
				.header("Accept", "text/html,application/xhtml+xml,*/*;q=0.8")
				.exchange();
			assertThat(result).hasStatus(HttpStatus.BAD_REQUEST).bodyText().isEmpty();
			assertThat(result.getResponse().getErrorMessage()).contains("'page'");
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "/echo?page=x", "/echo?size=5000", "/sort?sort=a;b", "/products?sort=colour" })
	void adviceForAnyExceptionOfTheApplicationComesAfter(String path) {
		this.runner.withUserConfiguration(AnyAdvice.class)
			.run((context) -> assertThat(get(context, path)).hasStatus(HttpStatus.BAD_REQUEST));
	}

	@Test
	void adviceOfTheApplicationComesFirstWhereItIsOrderedSo() {
		this.runner.withUserConfiguration(FirstAdvice.class)
			.run((context) -> assertThat(get(context, "/products?sort=colour")).hasStatus(HttpStatus.CONFLICT));
	}

	@Test
	void isSwitchedOffByProperty() {
		this.runner.withPropertyValues("masterrecord.pagination.strict=false").run((context) -> {
			assertThat(context).doesNotHaveBean(StrictPageableArgumentResolver.class);
			assertThat(get(context, "/echo?page=x")).bodyText().isEqualTo("0 20 UNSORTED");
		});
	}

	@Test
	void backsOffWithoutWebApplication() {
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(MasterRecordWebAutoConfiguration.class))
			.run((context) -> assertThat(context).doesNotHaveBean(PageRequestAdvice.class));
	}

	@Test
	void backsOffWithoutSpringMvc() {
		new WebApplicationContextRunner().withClassLoader(new FilteredClassLoader("org.springframework.web.servlet"))
			.withConfiguration(AutoConfigurations.of(MasterRecordWebAutoConfiguration.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(PageRequestAdvice.class));
	}

	private static MockMvcTester mvc(WebApplicationContext context) {
		return MockMvcTester.from(context);
	}

	private static MvcTestResult get(WebApplicationContext context, String uri) {
		return mvc(context).get().uri(URI.create(uri)).exchange();
	}

	@Configuration(proxyBeanMethods = false)
	@AutoConfigurationPackage(basePackageClasses = Product.class)
	@Import(Products.class)
	static class Shop {

	}

	@RestController
	static class Products {

		private final MasterRecordContext context;

		Products(MasterRecordContext context) {
			this.context = context;
		}

		@GetMapping("/echo")
		String echo(Pageable pageable) {
			return pageable.getPageNumber() + " " + pageable.getPageSize() + " " + pageable.getSort();
		}

		@GetMapping("/defaults")
		String defaults(
				@PageableDefault(size = 10, sort = "title", direction = Sort.Direction.DESC) Pageable pageable) {
			return echo(pageable);
		}

		@GetMapping("/sort")
		String sort(Sort sort) {
			return sort.toString();
		}

		@GetMapping("/products")
		List<Product> products(Pageable pageable) {
			return this.context.query(Product.class).page(pageable).getContent();
		}

		@GetMapping("/bounded")
		Page<String> bounded(Pageable pageable) {
			this.context.repository(Product.class)
				.saveAll(IntStream.rangeClosed(1, 5).mapToObj((i) -> new Product(null, "P" + i, i)).toList());
			return this.context.query(Product.class)
				.sortBy(SortKey.asc(Product::title))
				.where(Product::title)
				.startsWith("P")
				.page(pageable, Total.atMost(3))
				.map(Product::title);
		}

		@GetMapping("/declared")
		List<Product> declared(Pageable pageable) {
			return this.context.query(Product.class).sortable(Product::stock).page(pageable).getContent();
		}

		@GetMapping("/by")
		List<Product> by(@SortableBy({ "stock", "id" }) Pageable pageable) {
			return products(pageable);
		}

		@GetMapping("/by-cursor")
		CursorPage<Product> byCursor(@SortableBy("stock") CursorRequest request) {
			return scroll(request);
		}

		@GetMapping("/records")
		List<Named> records(Pageable pageable) {
			return this.context.query(Product.class)
				.select(Named.class, Product::title, Product::stock)
				.page(pageable)
				.getContent();
		}

		@GetMapping("/repository")
		List<Product> repository(Pageable pageable) {
			return this.context.repository(Product.class).findAll(pageable).getContent();
		}

		@GetMapping("/reversed")
		List<Product> reversed(Sort sort) {
			Sort reversed = Sort.by("id").and(sort.descending()).reverse();
			return products(PageRequest.of(0, 3, reversed).next().previousOrFirst());
		}

		@GetMapping("/standard")
		List<Product> standard(@SortDefault("stock") Sort sort) {
			return products(PageRequest.of(0, 3, sort));
		}

		@GetMapping("/cursor")
		String cursor(CursorRequest request) {
			return request.cursor() + " " + request.size() + " " + request.sort();
		}

		@GetMapping("/scroll")
		CursorPage<Product> scroll(CursorRequest request) {
			return this.context.query(Product.class).cursorPage(request);
		}

		@GetMapping("/filtered")
		List<Product> filtered(@RequestParam MultiValueMap<String, String> parameters) {
			return this.context.query(Product.class)
				.where(FilterNames.of(Product.class).allow(Product::stock).read(parameters))
				.list();
		}

		@GetMapping("/offset")
		String offset(OffsetScrollPosition position) {
			Window<Product> window = this.context.query(Product.class)
				.sortBy(SortKey.asc(Product::stock))
				.window(position, 3);
			String ids = window.stream()
				.map((product) -> String.valueOf(product.stock()))
				.collect(Collectors.joining(" "));
			return ids.isEmpty() ? "nothing" : ids + (window.hasNext() ? " more" : "");
		}

		@GetMapping("/optional-offset")
		String optionalOffset(Optional<OffsetScrollPosition> position) {
			return offset(position.orElse(ScrollPosition.offset()));
		}

		@GetMapping("/titled")
		Object titled(@RequestParam String title) {
			return this.context.query(Product.class).where(Product::title).eq(title).list();
		}

		@GetMapping("/search")
		List<Product> search(String keyword) {
			return this.context.query(Product.class).search(keyword, Product::title).list();
		}

	}

	record Named(String name, int number) {

	}

	@RestControllerAdvice
	@Order(-1)
	static class FirstAdvice extends AnyAdvice {

	}

	@RestControllerAdvice
	static class AnyAdvice {

		@ExceptionHandler(RuntimeException.class)
		ProblemDetail any(RuntimeException ex) {
			return ProblemDetail.forStatus(HttpStatus.CONFLICT);
		}

	}

}
