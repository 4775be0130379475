package io.masterrecord.demo;

import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import static org.assertj.core.api.Assertions.assertThat;

@DemoTest
class PlanPagesTests {

	@Autowired
	private MockMvcTester mvc;

	@Test
	void listsPlansWithTheNamesOfTheirMakers() {
		MvcTestResult result = get("/");
		assertThat(result).hasStatusOk().hasContentTypeCompatibleWith(MediaType.TEXT_HTML);
		assertThat(result).bodyText()
			.contains("PN-012", "Smith, John", "Ann", "Bob", "unknown", "12 Jan 2024", "1–10 of 10 plans")
			.contains("O&#39;Brien &quot;quoted&quot;")
			.doesNotContain("PN-004", "legacy");
	}

	@Test
	void keepsFilterAndOrderInTheLinksToOtherPages() {
		assertThat(get("/?keyword=a%26b%20o&status=open&size=5&sort=title,asc&page=1")).bodyText()
			.contains("value=\"a&amp;b o\"")
			.contains("href=\"/?keyword=a%26b%20o&amp;status=open&amp;sort=title%2Casc&amp;size=5\"");
	}

	@Test
	void tellsByWhichColumnRowsAreSorted() {
		assertThat(get("/?sort=title,asc")).bodyText()
			.containsOnlyOnce("aria-sort=\"ascending\"")
			.contains("href=\"/?sort=title%2Cdesc\"", "selected=\"selected\">Title, A to Z<");
		assertThat(get("/")).bodyText().containsOnlyOnce("aria-sort=\"descending\"");
	}

	@Test
	void offersTheOtherPages() {
		assertThat(get("/?size=5")).bodyText()
			.contains("1–5 of 10 plans", "href=\"/?size=5&amp;page=1\"", "rel=\"next\"")
			.doesNotContain("rel=\"prev\"");
		assertThat(get("/?size=5&page=1")).bodyText()
			.contains("6–10 of 10 plans", "rel=\"prev\"")
			.doesNotContain("rel=\"next\"");
	}

	@Test
	void leadsOnFromTheLatestPlans() throws Exception {
		MvcTestResult latest = get("/latest?size=4");
		assertThat(latest).hasStatusOk().bodyText().contains("PN-012", "Load more").doesNotContain("Newer");
		MvcTestResult older = get(more(latest));
		assertThat(older).hasStatusOk().bodyText().contains("PN_008", "Load more", "Newer").doesNotContain("PN-012");
		assertThat(get(more(older))).hasStatusOk().bodyText().contains("PN-001", "Newer").doesNotContain("Load more");
		assertThat(get("/latest?cursor=unknown")).hasStatus(HttpStatus.BAD_REQUEST);
	}

	private static String more(MvcTestResult page) throws Exception {
		Matcher link = Pattern.compile("rel=\"next\" href=\"([^\"]+)\"")
			.matcher(page.getResponse().getContentAsString());
		assertThat(link.find()).isTrue();
		return link.group(1).replace("&amp;", "&");
	}

	@Test
	void saysThatNothingMatches() {
		assertThat(get("/?keyword=zzz")).hasStatusOk().bodyText().contains("No plans match", "show all plans");
	}

	@Test
	void marksTheWordsThatWereLookedFor() {
		assertThat(get("/?keyword=foo%20quoted")).hasStatusOk()
			.bodyText()
			.contains("<mark>Foo</mark> pump", "O&#39;Brien &quot;<mark>quoted</mark>&quot;");
	}

	@Test
	void leadsBackFromAPageThatIsEmpty() {
		assertThat(get("/?page=7")).hasStatusOk().bodyText().contains("nothing on this page", "first page");
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "${7*191}", "__${7*191}__" })
	void showsAHostileKeywordAsText(String keyword) {
		assertThat(this.mvc.get().uri("/?keyword={k}&planNo={k}&planType={k}", keyword, keyword, keyword).exchange())
			.hasStatusOk()
			.bodyText()
			.doesNotContain("<script", "<img src=x", "1337");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/?page=-1", "/?size=1000", "/?sort=disabled", "/?status=unknown", "/plans/one" })
	void explainsWhatItCannotShow(String address) {
		assertThat(get(address)).hasStatus(HttpStatus.BAD_REQUEST)
			.hasContentTypeCompatibleWith(MediaType.TEXT_HTML)
			.bodyText()
			.contains("That did not work", "Show all plans");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/plans/4", "/plans/77", "/nothing" })
	void saysThatThereIsNoSuchPage(String address) {
		assertThat(get(address)).hasStatus(HttpStatus.NOT_FOUND).bodyText().contains("Not found", "There is no such");
	}

	@Test
	void keepsItsMistakesToItself() {
		assertThat(this.mvc.get()
			.uri("/error")
			.accept(MediaType.TEXT_HTML)
			.requestAttr("jakarta.servlet.error.status_code", 500)
			.requestAttr("jakarta.servlet.error.exception", new IllegalStateException("secret"))
			.exchange()).hasStatus(HttpStatus.INTERNAL_SERVER_ERROR)
			.bodyText()
			.contains("Something went wrong", "try again later")
			.doesNotContain("secret");
	}

	@Test
	void createsAPlan() {
		assertThat(get("/plans/new")).hasStatusOk().bodyText().contains("New plan", "Ann", "Bob", "Demo visitor");
		MvcTestResult result = this.mvc.post()
			.uri("/plans")
			.formField("planNo", "PN-100")
			.formField("title", "Ladder")
			.formField("planType", "A")
			.formField("status", "open")
			.formField("createdBy", "")
			.exchange();
		assertThat(result).hasStatus3xxRedirection().hasRedirectedUrl("/");
		assertThat(result).flash().containsEntry("message", "Plan PN-100 was created.");
		assertThat(get("/?keyword=ladder")).bodyText().contains("PN-100", "1–1 of 1 plan<");
	}

	@Test
	void marksFieldsThatAreNotRightAndKeepsWhatWasTyped() {
		MvcTestResult result = this.mvc.post()
			.uri("/plans")
			.formField("planNo", "")
			.formField("title", "<b>Ladder</b>")
			.formField("planType", "A")
			.formField("status", "open")
			.exchange();
		assertThat(result).hasStatusOk()
			.bodyText()
			.contains("The number must not be blank.", "aria-describedby=\"planNo-error\"",
					"value=\"&lt;b&gt;Ladder&lt;/b&gt;\"");
	}

	@Test
	void refusesAFormThatCannotBeRead() {
		assertThat(this.mvc.post().uri("/plans").formField("status", "unknown").formField("createdBy", "x").exchange())
			.hasStatusOk()
			.bodyText()
			.contains("Nothing was saved", "The status cannot be read.", "The user cannot be read.");
	}

	@Test
	void saysThatANumberIsTaken() {
		assertThat(save(1, "PN-002", 1)).hasStatusOk().bodyText().contains("is taken by another plan");
	}

	@Test
	void changesAPlan() {
		assertThat(get("/plans/1")).hasStatusOk()
			.bodyText()
			.contains("value=\"Foo pump\"", "name=\"version\" value=\"1\"", "selected=\"selected\">Ann<");
		MvcTestResult result = save(1, "PN-101", 1);
		assertThat(result).hasRedirectedUrl("/");
		assertThat(result).flash().containsEntry("message", "Plan PN-101 was changed.");
	}

	@Test
	void saysThatSomebodyElseWasFaster() {
		assertThat(save(1, "PN-101", 1)).hasRedirectedUrl("/");
		assertThat(save(1, "PN-102", 1)).hasStatusOk().bodyText().contains("Somebody else has changed this plan");
	}

	@Test
	void deletesAPlan() {
		MvcTestResult result = this.mvc.post().uri("/plans/1/delete").exchange();
		assertThat(result).hasRedirectedUrl("/");
		assertThat(result).flash().containsEntry("message", "Plan PN-001 was deleted.");
		assertThat(get("/plans/1")).hasStatus(HttpStatus.NOT_FOUND);
	}

	private MvcTestResult get(String address) {
		return this.mvc.get().uri(URI.create(address)).accept(MediaType.TEXT_HTML).exchange();
	}

	private MvcTestResult save(long id, String planNo, int version) {
		return this.mvc.post()
			.uri("/plans/{id}", id)
			.formField("planNo", planNo)
			.formField("title", "Foot pump")
			.formField("planType", "A")
			.formField("status", "closed")
			.formField("createdBy", "2")
			.formField("version", String.valueOf(version))
			.exchange();
	}

}
