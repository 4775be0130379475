package io.masterrecord.write;

import java.util.List;
import java.util.stream.IntStream;

import io.masterrecord.dialect.Dialects;
import io.masterrecord.jdbc.StatementGate;
import io.masterrecord.query.Query;
import io.masterrecord.testing.MySqlOffline;
import io.masterrecord.write.WriteEntities.Plan;
import io.masterrecord.write.WriteEntities.PlanNote;
import io.masterrecord.write.WriteEntities.Sample;
import io.masterrecord.write.WriteEntities.Setting;
import io.masterrecord.write.WriteEntities.Ticket;
import io.masterrecord.write.WriteEntities.Token;
import org.junit.jupiter.api.Test;

import org.springframework.dao.InvalidDataAccessResourceUsageException;
import org.springframework.transaction.support.TransactionOperations;

import static io.masterrecord.query.Change.set;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What writes send to MySQL is SQL of MySQL by its grammar. No server is needed, so
 * nothing is said about the rows.
 */
class MySqlWriteTests {

	private static final List<PlanNote> NOTES = List.of(new PlanNote(null, "a"), new PlanNote(null, "b"),
			new PlanNote(null, "c"));

	private final MySqlOffline mysql = new MySqlOffline();

	private final EntityOperations operations = WriteFixture
		.of(this.mysql.dataSource(), Plan.class, PlanNote.class, Sample.class, Setting.class, Ticket.class, Token.class)
		.operations();

	@Test
	void rowByRowAndInBulk() {
		assertThat(this.operations.gate().dialect().id()).isEqualTo("mysql");
		List<Setting> settings = IntStream.range(0, 300).mapToObj((i) -> new Setting("s" + i, "x")).toList();
		this.operations.insert(settings.get(0));
		this.operations.insertAll(Setting.class, settings);
		this.operations.update(settings.get(0));
		assertThatExceptionOfType(MissingRowException.class).as("one row is said to have changed")
			.isThrownBy(() -> this.operations.updateAll(Setting.class, settings));
		this.operations.delete(settings.get(0));
		this.operations.deleteAll(Setting.class, settings);
		this.operations.deleteById(Plan.class, 1L);
		this.operations.deleteEverything(Setting.class);
		this.operations.exists(Plan.class, 1L);
		this.operations.findAll(Plan.class, List.of(1L, 2L));
		this.operations.insert(new Ticket(null));
		assertThat(this.mysql.statements()).hasSizeGreaterThan(12)
			.anySatisfy((sql) -> assertThat(sql).contains("VALUES ROW("))
			.anySatisfy((sql) -> assertThat(sql).contains("() VALUES ()"));
		assertThat(this.mysql.problems()).isEmpty();
	}

	@Test
	void theFirstNumberOfAStatementAndTheStepTellTheOthers() {
		this.mysql.answering("SELECT @@auto_increment_increment, count(*)", 5, 3);
		assertThat(this.operations.insertAll(PlanNote.class, NOTES)).extracting(PlanNote::id)
			.containsExactly(1L, 6L, 11L);
		assertThat(this.operations.insertAll(PlanNote.class, NOTES)).as("what the driver says of others is not asked")
			.extracting(PlanNote::id)
			.containsExactly(2L, 7L, 12L);
		assertThat(this.mysql.statements())
			.anySatisfy((sql) -> assertThat(sql).startsWith("INSERT").endsWith("VALUES (?), (?), (?)"));
		assertThat(this.mysql.problems()).isEmpty();
	}

	@Test
	void numbersThatDoNotFollowEachOtherAreRefused() {
		this.mysql.answering("SELECT @@auto_increment_increment, count(*)", 1, 2);
		assertThatExceptionOfType(InvalidDataAccessResourceUsageException.class)
			.isThrownBy(() -> this.operations.insertAll(PlanNote.class, NOTES))
			.withMessageStartingWith("3 rows of 'plan_note' were inserted of which the first has the id 1, but");
	}

	@Test
	void whereNothingKeepsTheSessionRowsAreInsertedOneByOne() {
		EntityOperations withoutTransactions = EntityOperations
			.builder(this.operations.model(), StatementGate.of(this.mysql.dataSource(), Dialects.of("mysql")))
			.transactions(TransactionOperations.withoutTransaction())
			.build();
		assertThat(withoutTransactions.insertAll(PlanNote.class, NOTES)).extracting(PlanNote::id)
			.containsExactly(1L, 2L, 3L);
		assertThat(this.mysql.statements()).noneSatisfy((sql) -> assertThat(sql).contains("@@auto_increment"));
	}

	@Test
	void byConditions() {
		Query<Plan> plans = this.operations.query(Plan.class).where(Plan::title).containsIgnoreCase("x");
		plans.update(set(Plan::priority).plus(1), set(Plan::note).toNull());
		plans.delete();
		Query<Plan> some = this.operations.query(Plan.class)
			.where(Plan::id)
			.in(plans.where(Plan::priority).gt(3).select(Plan::id));
		some.update(set(Plan::title).to("y"));
		some.delete();
		assertThat(this.mysql.statements()).hasSizeGreaterThan(8);
		assertThat(this.mysql.problems()).isEmpty();
	}

	@Test
	void byRowsOfTheSameTableThatArePutAside() {
		Query<Plan> plans = this.operations.query(Plan.class);
		Query<Plan> others = plans.where(Plan::priority).gt(3);
		plans.where(Plan::title).in(others.select(Plan::title)).delete();
		plans.where(Plan::note).notIn(others.select(Plan::note)).delete();
		plans.where(Plan::title).in(others.limit(1).select(Plan::title)).delete();
		assertThat(this.mysql.statements().stream().filter((sql) -> sql.startsWith("DELETE"))).hasSize(3)
			.allSatisfy((sql) -> assertThat(sql).containsPattern("IN \\(SELECT \\* FROM \\(SELECT .*\\) limited\\)"));
		assertThat(this.mysql.problems()).isEmpty();
	}

}
