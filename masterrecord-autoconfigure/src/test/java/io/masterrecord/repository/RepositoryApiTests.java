package io.masterrecord.repository;

import java.util.LinkedHashMap;
import java.util.Map;

import io.masterrecord.testing.CompileCheck;
import org.junit.jupiter.api.Test;

/**
 * What repositories let compile, and what they do not.
 */
class RepositoryApiTests {

	private final CompileCheck check = CompileCheck.of("""
			package probe;
			import java.util.Optional;
			import io.masterrecord.repository.MasterRecordRepository;
			import org.springframework.data.domain.Pageable;
			record Plan(Long id, String planNo, String title, int age, Optional<String> phone) {}
			record Other(Long id, String name) {}
			class Probe {
				void run(MasterRecordRepository<Plan, Long> plans, Pageable pageable) {
					%s
				}
			}
			""");

	@Test
	void searchTakesTextPropertiesOfTheEntity() {
		this.check.accepts("plans.search(\"x\", pageable)", "plans.search(null, pageable, Plan::title)",
				"plans.search(\"x\", pageable, Plan::planNo, Plan::title)");
		Map<String, String> refused = new LinkedHashMap<>();
		refused.put("plans.search(\"x\", pageable, Plan::age)", "int");
		refused.put("plans.search(\"x\", pageable, Other::name)", "Plan");
		refused.put("plans.search(\"x\", pageable, \"title\")", "String");
		this.check.refuses(refused);
	}

	@Test
	void patchTakesValuesOfTheProperty() {
		this.check.accepts("plans.patch(1L).set(Plan::title).to(\"x\").set(Plan::age).to(3)",
				"plans.patch(1L).set(Plan::title).toNull().ifVersion(2).executeAndRead().title()",
				"plans.patch(1L).set(Plan::phone).to(\"123\").set(Plan::phone).toIfPresent(null)");
		Map<String, String> refused = new LinkedHashMap<>();
		refused.put("plans.patch(1L).set(Plan::title).to(3)", "String");
		refused.put("plans.patch(1L).set(Plan::age).to(\"x\")", "Integer");
		refused.put("plans.patch(1L).set(Plan::phone).to(Optional.of(\"x\"))", "Optional");
		refused.put("plans.patch(1L).set(Other::name).to(\"x\")", "Plan");
		refused.put("plans.patch(\"1\")", "Long");
		this.check.refuses(refused);
	}

}
