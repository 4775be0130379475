package io.masterrecord.demo;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.json.AbstractJsonContentAssert;
import org.springframework.test.json.JsonCompareMode;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import static org.assertj.core.api.Assertions.assertThat;

@DemoTest
class PlanApiTests {

	@Autowired
	private MockMvcTester mvc;

	@Autowired
	private JdbcClient jdbc;

	@Test
	void listsNewestFirstTenPerPageWithoutDeletedPlans() {
		MvcTestResult result = this.mvc.get().uri("/api/plans").exchange();
		assertIds(result, 12, 11, 10, 9, 8, 7, 6, 3, 2, 1);
		assertThat(result).bodyJson()
			.extractingPath("$.page")
			.asMap()
			.containsEntry("size", 10)
			.containsEntry("number", 0)
			.containsEntry("totalElements", 10)
			.containsEntry("totalPages", 1);
	}

	@Test
	void showsAllThatIsKnownAboutAPlan() {
		assertThat(this.mvc.get().uri("/api/plans/8")).hasStatusOk().bodyJson().isEqualTo("""
				{"id": 8, "planNo": "PN_008", "title": "under_score", "planType": "C", "status": "open",
				"disabled": false, "createdBy": 2, "createdAt": "2024-01-08T00:00:00Z",
				"updatedAt": "2024-01-08T00:00:00Z", "version": 1}
				""", JsonCompareMode.STRICT);
	}

	@Test
	void listsPlansWithTheNamesOfTheirUsers() {
		assertThat(this.mvc.get().uri("/api/plans?planNo=PN_008")).hasStatusOk()
			.bodyJson()
			.extractingPath("$.content[0]")
			.asMap()
			.containsEntry("createdBy", 2)
			.containsEntry("createdByName", "Bob");
		assertThat(this.mvc.get().uri("/api/plans?planNo=PN-006")).bodyJson()
			.extractingPath("$.content[0].createdByName")
			.isNull();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			0 | 12,11,10,9
			1 | 8,7,6,3
			2 | 2,1
			3 | ''
			""")
	void cutsTheListIntoPages(int page, String ids) {
		MvcTestResult result = this.mvc.get().uri("/api/plans?size=4&page={page}", page).exchange();
		assertIds(result, numbers(ids));
		assertTotal(result, 10);
		assertThat(result).bodyJson().extractingPath("$.page.totalPages").isEqualTo(3);
	}

	@Test
	void scrollsThroughTheList() throws Exception {
		MvcTestResult first = this.mvc.get().uri("/api/plans/scroll?size=4").exchange();
		assertIds(first, 12, 11, 10, 9);
		assertThat(first).bodyJson().extractingPath("$.previous").isNull();
		MvcTestResult second = scroll(cursor(first, "next"));
		assertIds(second, 8, 7, 6, 3);
		MvcTestResult third = scroll(cursor(second, "next"));
		assertIds(third, 2, 1);
		assertThat(third).bodyJson().extractingPath("$.next").isNull();
		assertIds(scroll(cursor(third, "previous")), 8, 7, 6, 3);
	}

	@Test
	void refusesACursorOfAnotherQuery() throws Exception {
		String cursor = cursor(this.mvc.get().uri("/api/plans/scroll?size=4").exchange(), "next");
		assertCursorRefused("/api/plans/scroll?size=4&cursor={c}&status=open", cursor);
		assertCursorRefused("/api/plans/scroll?size=4&cursor={c}&sort=title", cursor);
		assertCursorRefused("/api/plans/scroll?size=4&cursor={c}", cursor.substring(1));
		assertCursorRefused("/api/plans/scroll?size=4&cursor={c}&cursor={c}", cursor, cursor);
	}

	private MvcTestResult scroll(String cursor) {
		return this.mvc.get().uri("/api/plans/scroll?size=4&cursor={c}", cursor).exchange();
	}

	private static String cursor(MvcTestResult result, String name) throws Exception {
		return JsonMapper.shared().readTree(result.getResponse().getContentAsString()).required(name).stringValue();
	}

	private void assertCursorRefused(String uri, Object... cursors) {
		assertThat(this.mvc.get().uri(uri, cursors).exchange()).hasStatus(HttpStatus.BAD_REQUEST)
			.bodyJson()
			.extractingPath("$.parameter")
			.isEqualTo("cursor");
	}

	@Test
	void findsPlansThatContainAnyWord() {
		MvcTestResult result = find("foo bar");
		assertIds(result, 3, 2, 1);
		assertTotal(result, 3);
	}

	@Test
	void narrowsASearchDownByOtherFilters() {
		assertIds(this.mvc.get().uri("/api/plans?keyword={k}&status=open", "foo bar").exchange(), 2, 1);
		assertIds(this.mvc.get().uri("/api/plans?planType=A&status=open").exchange(), 1);
		assertIds(this.mvc.get().uri("/api/plans?planType=A&status=open&keyword=zzz").exchange());
		assertIds(this.mvc.get().uri("/api/plans?planNo=PN_008").exchange(), 8);
		assertIds(this.mvc.get().uri("/api/plans?status=CLOSED").exchange(), 9, 3);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "   ", "\t" })
	void takesBlankTextForNoFilter(String blank) {
		MvcTestResult result = this.mvc.get()
			.uri("/api/plans?keyword={k}&planNo={k}&status={k}&planType={k}&page={k}&size={k}&sort={k}", blank, blank,
					blank, blank, blank, blank, blank)
			.exchange();
		assertTotal(result, 10);
	}

	@Test
	void ignoresCaseAndRepetitionOfWords() {
		assertIds(find("  foo   FOO "), 3, 1);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			100% | 6
			% | 6
			_ | 8
			r_s | 8
			N_0 | 8
			\\ | 10
			back\\slash | 10
			O'Brien | 11
			"quoted" | 11
			""")
	void looksForSpecialCharactersAsTheyAre(String keyword, String ids) {
		MvcTestResult result = find(keyword);
		assertIds(result, numbers(ids));
		assertTotal(result, numbers(ids).length);
	}

	@Test
	void bindsWhatLooksLikeSql() {
		assertTotal(find("'; DROP TABLE plans; --"), 0);
		assertThat(this.jdbc.sql("select count(*) from \"plans\"").query(Integer.class).single()).isEqualTo(12);
	}

	@ParameterizedTest
	@ValueSource(strings = { "in", "or", "like", "`x` OR 1=1 OR `x`", "' or 1=1 --" })
	void comparesOperatorsAndQuotesAsText(String text) {
		assertTotal(this.mvc.get().uri("/api/plans?planNo={text}", text).exchange(), 0);
		assertTotal(this.mvc.get().uri("/api/plans?planType={text}", text).exchange(), 0);
	}

	@Test
	void findsACommaInATitle() {
		assertIds(find("Smith,"), 12);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			id,asc | 1,2,3
			planNo,desc | 8,9,12
			createdAt,asc | 1,2,3
			status,asc&sort=id,desc | 9,3,12
			""")
	void sortsAsAskedFor(String sort, String ids) {
		assertIds(this.mvc.get().uri("/api/plans?size=3&sort=" + sort).exchange(), numbers(ids));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			page=-1 | page
			page=abc | page
			page=1.5 | page
			page=99999999999 | page
			size=-1 | size
			size=0 | size
			size=ten | size
			size=101 | size
			sort=nothing | sort
			sort=disabled,asc | sort
			sort=title;drop | sort
			sort=title,sideways | sort
			status=unknown | status
			""")
	void refusesWhatCannotBeServedNamingTheParameter(String query, String parameter) {
		MvcTestResult result = this.mvc.get().uri("/api/plans?" + query).exchange();
		assertThat(result).hasStatus(HttpStatus.BAD_REQUEST).hasContentType(MediaType.APPLICATION_PROBLEM_JSON);
		assertThat(result).bodyJson().extractingPath("$.parameter").isEqualTo(parameter);
	}

	@Test
	void refusesAKeywordOfTooManyWordsNamingTheParameter() {
		String keyword = String.join(" ", List.of("abcdefghijklmnopqrstuvwxyz".split("")));
		assertThat(find(keyword)).hasStatus(HttpStatus.BAD_REQUEST)
			.bodyJson()
			.extractingPath("$.parameter")
			.isEqualTo("keyword");
	}

	@Test
	void createsAPlan() {
		MvcTestResult result = post("""
				{"planNo": "PN-100", "title": "Ladder", "planType": "A", "status": "open", "createdBy": 1}
				""");
		assertThat(result).hasStatus(HttpStatus.CREATED);
		String location = String.valueOf(result.getResponse().getHeader("Location"));
		assertThat(location).matches("/api/plans/\\d+");
		AbstractJsonContentAssert<?> created = assertThat(this.mvc.get().uri(location)).hasStatusOk().bodyJson();
		created.extractingPath("$.planNo").isEqualTo("PN-100");
		created.extractingPath("$.version").isEqualTo(1);
		created.extractingPath("$.createdAt").asString().isNotEmpty();
		assertThat(this.mvc.get().uri("/api/plans?size=1")).bodyJson()
			.extractingPath("$.content[0].title")
			.isEqualTo("Ladder");
	}

	@Test
	void namesAllFieldsThatAreNotRight() {
		MvcTestResult result = post("""
				{"planNo": " ", "title": "%s", "version": 0}
				""".formatted("x".repeat(201)));
		assertThat(result).hasStatus(HttpStatus.BAD_REQUEST).hasContentType(MediaType.APPLICATION_PROBLEM_JSON);
		assertThat(result).bodyJson()
			.extractingPath("$.fields")
			.asMap()
			.containsOnlyKeys("planNo", "title", "planType", "status", "version");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			"status": "unknown" | status
			"status": "open", "createdBy": "Ann" | createdBy
			"status": "open", "createdBy": 77 | createdBy
			""")
	void namesTheFieldThatCannotBeRead(String json, String field) {
		MvcTestResult result = post(
				"{\"planNo\": \"PN-100\", \"title\": \"Ladder\", \"planType\": \"A\", " + json + "}");
		assertThat(result).hasStatus(HttpStatus.BAD_REQUEST).hasContentType(MediaType.APPLICATION_PROBLEM_JSON);
		assertThat(result).bodyJson().extractingPath("$.fields").asMap().containsOnlyKeys(field);
	}

	@Test
	void refusesABodyThatIsNoJson() {
		assertThat(post("planNo=PN-100")).hasStatus(HttpStatus.BAD_REQUEST)
			.hasContentType(MediaType.APPLICATION_PROBLEM_JSON);
	}

	@ParameterizedTest
	@ValueSource(strings = { "PN-001", "PN-004" })
	void refusesANumberThatIsTakenEvenByADeletedPlan(String planNo) {
		assertThat(post("""
				{"planNo": "%s", "title": "Ladder", "planType": "A", "status": "open"}
				""".formatted(planNo))).hasStatus(HttpStatus.CONFLICT)
			.hasContentType(MediaType.APPLICATION_PROBLEM_JSON);
	}

	@Test
	void changesAPlanAndCountsItsVersionUp() {
		MvcTestResult result = put(1, """
				{"planNo": "PN-001", "title": "Foot pump", "planType": "B", "status": "closed", "version": 1}
				""");
		AbstractJsonContentAssert<?> changed = assertThat(result).hasStatusOk().bodyJson();
		changed.extractingPath("$.title").isEqualTo("Foot pump");
		changed.extractingPath("$.version").isEqualTo(2);
		changed.extractingPath("$.createdBy").isNull();
		changed.extractingPath("$.createdAt").isEqualTo("2024-01-01T00:00:00Z");
		changed.extractingPath("$.updatedAt").asString().isGreaterThan("2024-01-02");
		assertThat(this.mvc.get().uri("/api/plans/1")).bodyJson().extractingPath("$.title").isEqualTo("Foot pump");
	}

	@Test
	void refusesToChangeAVersionThatIsOutdated() {
		String json = """
				{"planNo": "PN-001", "title": "%s", "planType": "A", "status": "open", "version": 1}
				""";
		assertThat(put(1, json.formatted("First"))).hasStatusOk();
		assertThat(put(1, json.formatted("Second"))).hasStatus(HttpStatus.CONFLICT)
			.hasContentType(MediaType.APPLICATION_PROBLEM_JSON);
		assertThat(this.mvc.get().uri("/api/plans/1")).bodyJson().extractingPath("$.title").isEqualTo("First");
	}

	@Test
	void changesAPlanInWhateverVersionIfNoneIsGiven() {
		String json = """
				{"planNo": "PN-001", "title": "%s", "planType": "A", "status": "open"}
				""";
		assertThat(put(1, json.formatted("First"))).hasStatusOk();
		assertThat(put(1, json.formatted("Second"))).hasStatusOk().bodyJson().extractingPath("$.version").isEqualTo(3);
	}

	@Test
	void keepsTheRowOfADeletedPlanButShowsItToNobody() {
		assertThat(this.mvc.delete().uri("/api/plans/1")).hasStatus(HttpStatus.NO_CONTENT);
		assertMissing(1);
		assertIds(find("foo"), 3);
		assertThat(this.jdbc.sql("""
				select "disabled", "version" from "plans" where "id" = 1""").query().singleRow().values().toString())
			.isEqualTo("[true, 2]");
	}

	@ParameterizedTest
	@ValueSource(longs = { 4, 77 })
	void treatsADeletedPlanLikeOneThatNeverWas(long id) {
		assertMissing(id);
	}

	@Test
	void refusesAnIdThatIsNoNumber() {
		assertThat(this.mvc.get().uri("/api/plans/one")).hasStatus(HttpStatus.BAD_REQUEST)
			.bodyJson()
			.extractingPath("$.parameter")
			.isEqualTo("id");
	}

	@Test
	void answersWithAProblemWhereThereIsNothing() {
		assertThat(this.mvc.get().uri("/api/nothing")).hasStatus(HttpStatus.NOT_FOUND)
			.hasContentType(MediaType.APPLICATION_PROBLEM_JSON);
	}

	private void assertMissing(long id) {
		String json = """
				{"planNo": "PN-100", "title": "Ladder", "planType": "A", "status": "open"}
				""";
		for (MvcTestResult result : List.of(this.mvc.get().uri("/api/plans/{id}", id).exchange(), put(id, json),
				this.mvc.delete().uri("/api/plans/{id}", id).exchange())) {
			assertThat(result).hasStatus(HttpStatus.NOT_FOUND).hasContentType(MediaType.APPLICATION_PROBLEM_JSON);
			assertThat(result).bodyJson().extractingPath("$.detail").isEqualTo("There is no plan " + id);
		}
	}

	private MvcTestResult find(String keyword) {
		return this.mvc.get().uri("/api/plans?keyword={keyword}", keyword).exchange();
	}

	private MvcTestResult post(String json) {
		return this.mvc.post().uri("/api/plans").contentType(MediaType.APPLICATION_JSON).content(json).exchange();
	}

	private MvcTestResult put(long id, String json) {
		return this.mvc.put()
			.uri("/api/plans/{id}", id)
			.contentType(MediaType.APPLICATION_JSON)
			.content(json)
			.exchange();
	}

	private static void assertIds(MvcTestResult result, Object... ids) {
		assertThat(result).hasStatusOk().bodyJson().extractingPath("$.content[*].id").asArray().containsExactly(ids);
	}

	private static void assertTotal(MvcTestResult result, int total) {
		assertThat(result).hasStatusOk().bodyJson().extractingPath("$.page.totalElements").isEqualTo(total);
	}

	private static Object[] numbers(String list) {
		return list.isEmpty() ? new Object[0] : List.of(list.split(",")).stream().map(Integer::valueOf).toArray();
	}

}
