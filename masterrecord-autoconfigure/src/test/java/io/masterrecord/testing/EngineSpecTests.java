package io.masterrecord.testing;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link EngineSpec}.
 */
@EngineSpec
class EngineSpecTests {

	private final TestDatabase database;

	EngineSpecTests(TestDatabase database) {
		this.database = database;
	}

	@BeforeEngine
	static void seed(TestDatabase database) {
		database.jdbc().sql("CREATE TABLE thing (id INT)").update();
	}

	@BeforeEach
	void add(TestDatabase database) {
		assertThat(database).isSameAs(this.database);
		database.jdbc().sql("INSERT INTO thing VALUES (1)").update();
	}

	@RepeatedTest(2)
	void sharesTheDatabase() {
		assertThat(this.database.jdbc().sql("SELECT COUNT(*) FROM thing").query(Integer.class).single()).isPositive();
	}

	@Test
	void injectsMethodsToo(TestDatabase database) {
		assertThat(database).isSameAs(this.database);
	}

}
