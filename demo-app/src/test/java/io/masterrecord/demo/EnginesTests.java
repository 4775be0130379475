package io.masterrecord.demo;

import io.masterrecord.testing.Engine;
import io.masterrecord.testing.EngineTest;
import io.masterrecord.testing.TestDatabase;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the demo promises, over HTTP, on every database that has a profile.
 */
class EnginesTests {

	@EngineTest(except = Engine.MYSQL)
	void servesTheSamePlansOnEveryDatabase(TestDatabase database) {
		try (RunningDemo demo = RunningDemo.start(database)) {
			assertThat(ids(demo, "")).containsExactly(12, 11, 10, 9, 8, 7, 6, 3, 2, 1);
			assertThat(ids(demo, "?size=4&page=2")).containsExactly(2, 1);
			assertThat(ids(demo, "?keyword=foo%20bar")).containsExactly(3, 2, 1);
			assertThat(ids(demo, "?keyword=foo%20bar&status=open")).containsExactly(2, 1);
			assertThat(ids(demo, "?keyword=%20foo%20FOO")).containsExactly(3, 1);
			assertThat(ids(demo, "?keyword=100%25")).containsExactly(6);
			assertThat(ids(demo, "?keyword=%25")).containsExactly(6);
			assertThat(ids(demo, "?keyword=N_0")).containsExactly(8);
			assertThat(ids(demo, "?keyword=%5C")).containsExactly(10);
			assertThat(ids(demo, "?keyword=%22quoted%22")).containsExactly(11);
			assertThat(ids(demo, "?keyword=%27%3B%20DROP%20TABLE%20plans%3B%20--")).isEmpty();
			assertThat(ids(demo, "?planNo=PN_008")).containsExactly(8);
			assertThat(ids(demo, "?planType=A&sort=id")).containsExactly(1, 3);
			assertThat(demo.get("/api/plans?sort=nothing").status()).isEqualTo(400);

			JsonNode names = demo.get("/api/plans?size=6&sort=createdByName,desc&sort=id").json().get("content");
			assertThat(names.valueStream().map((plan) -> plan.get("createdByName").asString()).toList())
				.containsExactly("Bob", "Bob", "Bob", "Ann", "Ann", "Ann");

			readsAReport(demo);
			writesAPlan(demo);

			assertThat(demo.get("/actuator/health").json().at("/components/masterrecord/status").asString())
				.isEqualTo("UP");
			assertThat(demo.get("/").body()).contains("Smith, John", "1–10 of 10 plans");
			assertThat(demo.get("/status").body()).contains(database.engine().toString(), "up to date");
		}
	}

	@EngineTest(only = Engine.H2)
	void leavesRowsForDevelopersOutOfProduction(TestDatabase database) {
		try (RunningDemo demo = RunningDemo.start(database, "--DEMO_ENVIRONMENT=production")) {
			assertThat(demo.get("/plans/new").body()).contains("Ann").doesNotContain("Demo visitor");
			assertThat(demo.get("/status").body()).contains("rows of users for development: left out");
		}
	}

	@EngineTest(only = Engine.SQLITE)
	void keepsWhatWasWrittenWhenItIsStartedAgain(TestDatabase database) {
		try (RunningDemo demo = RunningDemo.start(database)) {
			assertThat(demo.send("DELETE", "/api/plans/1", "").status()).isEqualTo(204);
		}
		try (RunningDemo demo = RunningDemo.start(database)) {
			assertThat(ids(demo, "?keyword=foo")).containsExactly(3);
		}
	}

	private static void readsAReport(RunningDemo demo) {
		JsonNode page = demo.get("/api/reports/spend-per-user?size=2").json();
		assertThat(page.at("/page/totalElements").asInt()).isEqualTo(4);
		assertThat(page.get("content").valueStream().map((row) -> row.get("userId").asInt()).toList())
			.containsExactly(4, 1);
		assertThat(demo.get("/api/reports/spend-per-user?minTotal=10&size=1").json().at("/page/totalElements").asInt())
			.isEqualTo(2);
		assertThat(demo.get("/api/reports/spend-per-user?userId=2").json().at("/content/0/userName").asString())
			.isEqualTo("Bob");
	}

	private static void writesAPlan(RunningDemo demo) {
		RunningDemo.Answer created = demo.send("POST", "/api/plans", """
				{"planNo": "PN-013", "title": "Schlüssel 🔑", "planType": "D", "status": "open", "createdBy": 2}
				""");
		assertThat(created.status()).isEqualTo(201);
		JsonNode plan = demo.get("/api/plans/" + created.json().get("id").asLong()).json();
		assertThat(plan).isEqualTo(created.json());
		assertThat(plan.get("title").asString()).isEqualTo("Schlüssel 🔑");
		assertThat(plan.get("version").asInt()).isEqualTo(1);
		String address = "/api/plans/" + plan.get("id").asLong();
		assertThat(demo.send("POST", "/api/plans", """
				{"planNo": "PN-013", "title": "Again", "planType": "D", "status": "open"}
				""").status()).isEqualTo(409);
		String change = """
				{"planNo": "PN-013", "title": "Keys", "planType": "D", "status": "closed", "version": 1}
				""";
		assertThat(demo.send("PUT", address, change).json().get("version").asInt()).isEqualTo(2);
		assertThat(demo.send("PUT", address, change).status()).isEqualTo(409);
		assertThat(demo.send("DELETE", address, "").status()).isEqualTo(204);
		assertThat(demo.get(address).status()).isEqualTo(404);
		assertThat(demo.send("DELETE", address, "").status()).isEqualTo(404);
	}

	private static Iterable<Integer> ids(RunningDemo demo, String query) {
		RunningDemo.Answer answer = demo.get("/api/plans" + query);
		assertThat(answer.status()).as(query).isEqualTo(200);
		return answer.json().get("content").valueStream().map((plan) -> plan.get("id").asInt()).toList();
	}

}
