package io.masterrecord.testing;

import java.sql.SQLException;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.opentest4j.TestAbortedException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.testkit.engine.EventConditions.abortedWithReason;
import static org.junit.platform.testkit.engine.EventConditions.displayName;
import static org.junit.platform.testkit.engine.EventConditions.event;
import static org.junit.platform.testkit.engine.EventConditions.finishedSuccessfully;
import static org.junit.platform.testkit.engine.EventConditions.finishedWithFailure;
import static org.junit.platform.testkit.engine.EventConditions.skippedWithReason;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.instanceOf;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.message;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.suppressed;

/**
 * Tests for {@link EngineTest} and for what {@link EngineSpec} does alike.
 */
class EngineTestTests {

	@Test
	void runsOncePerEngineAndNamesIt() {
		run(Chosen.class).testEvents()
			.finished()
			.assertEventsMatchExactly(event(displayName("SQLite"), finishedSuccessfully()),
					event(displayName("H2"), finishedSuccessfully()));
	}

	@Test
	void leavesEnginesOut() {
		run(LeftOut.class).testEvents()
			.finished()
			.assertEventsMatchExactly(event(displayName("SQLite"), finishedSuccessfully()));
	}

	@Test
	void skipsAnEngineWithoutServerAndSaysWhy() {
		String reason = TestServers.reasonToSkip(Engine.MYSQL);
		assumeThat(reason).as("there is a MySQL here").isNotNull();
		run(OnMySql.class).testEvents()
			.skipped()
			.assertEventsMatchExactly(event(displayName("MySQL"), skippedWithReason(reason)));
		run(SpecOnMySql.class).containerEvents()
			.aborted()
			.assertEventsMatchExactly(event(displayName("MySQL"),
					abortedWithReason(instanceOf(TestAbortedException.class), message(reason))));
	}

	@Test
	void saysWhereATestFailed() {
		run(Failing.class).testEvents()
			.failed()
			.assertEventsMatchExactly(event(displayName("H2"), finishedWithFailure(suppressed(0, message("H2")))));
	}

	@Test
	void failsATestThatKeepsAConnection() {
		run(Leaking.class).testEvents()
			.failed()
			.assertEventsMatchExactly(event(displayName("H2"),
					finishedWithFailure(instanceOf(AssertionError.class),
							message((text) -> text.contains("were not given back; taken at: ")
									&& text.contains("EngineTestTests$Leaking.takes(")))));
	}

	@Test
	void failsASpecThatKeepsAConnection() {
		run(LeakingSpec.class).containerEvents()
			.failed()
			.assertEventsMatchExactly(event(displayName("H2"),
					finishedWithFailure(message((text) -> text.contains("EngineTestTests$LeakingSpec.takes(")))));
	}

	private static EngineExecutionResults run(Class<?> testClass) {
		return EngineTestKit.engine("junit-jupiter").selectors(selectClass(testClass)).execute();
	}

	static class Chosen {

		private TestDatabase beforeEach;

		@BeforeEach
		void createTable(TestDatabase database) {
			this.beforeEach = database;
			// each run has a database of its own, or this would fail the second time
			database.jdbc().sql("CREATE TABLE thing (id INT)").update();
		}

		@EngineTest(only = { Engine.H2, Engine.SQLITE })
		void test(TestDatabase database) {
			assertThat(database).isSameAs(this.beforeEach);
		}

		@AfterEach
		void isStillThere(TestDatabase database) {
			assertThat(database).isSameAs(this.beforeEach);
			assertThat(database.jdbc().sql("SELECT COUNT(*) FROM thing").query(Integer.class).single()).isZero();
		}

	}

	static class LeftOut {

		@EngineTest(only = { Engine.SQLITE, Engine.H2 }, except = Engine.H2)
		void test(TestDatabase database) {
			assertThat(database.engine()).isEqualTo(Engine.SQLITE);
		}

	}

	static class OnMySql {

		@EngineTest(only = Engine.MYSQL)
		void test(TestDatabase database) {
		}

	}

	@EngineSpec(only = Engine.MYSQL)
	static class SpecOnMySql {

		SpecOnMySql(TestDatabase database) {
		}

		@Test
		void test() {
		}

	}

	static class Failing {

		@EngineTest(only = Engine.H2)
		void test() {
			assertThat(1).isEqualTo(2);
		}

	}

	static class Leaking {

		@EngineTest(only = Engine.H2)
		void takes(TestDatabase database) throws SQLException {
			database.dataSource().getConnection();
		}

	}

	@EngineSpec(only = Engine.H2)
	static class LeakingSpec {

		@Test
		void takes(TestDatabase database) throws SQLException {
			database.dataSource().getConnection();
		}

	}

}
