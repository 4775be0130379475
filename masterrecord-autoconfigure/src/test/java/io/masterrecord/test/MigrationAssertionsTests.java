package io.masterrecord.test;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;

import io.masterrecord.annotation.GeneratedId;
import io.masterrecord.annotation.Indexed;
import io.masterrecord.context.ContextDefinition;
import io.masterrecord.context.MasterRecordConfigurer;
import io.masterrecord.context.MasterRecordContext;
import io.masterrecord.context.ModelChangesPolicy;
import io.masterrecord.context.ModelGate;
import io.masterrecord.context.ModelVariation;
import io.masterrecord.context.UnmigratedModelException;
import io.masterrecord.context.UnstableModelException;
import io.masterrecord.generate.PendingChanges;
import io.masterrecord.jdbc.StatementGate;
import io.masterrecord.migration.MigrationChain;
import io.masterrecord.migration.MigrationDefinition;
import io.masterrecord.migration.MigrationSettings;
import io.masterrecord.migration.Migrator;
import io.masterrecord.seed.SeedConfig;
import io.masterrecord.testing.EngineTest;
import io.masterrecord.testing.TestDatabase;
import io.masterrecord.write.EntityOperations;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.data.annotation.Id;
import org.springframework.jdbc.support.JdbcTransactionManager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link MigrationAssertions} and for the gate at start-up, which asks the same
 * of the entities.
 */
class MigrationAssertionsTests {

	private static final List<String> NO_PROFILES = List.of();

	@Test
	void passWhereMigrationsSayEverything() {
		ContextDefinition definition = definition(
				(context) -> context.entity(Ticket.class).seed(new Ticket(1L, "first")));
		MigrationAssertions.assertThatModelIsMigrated(definition, migrated(definition), NO_PROFILES);
		assertThat(gate(definition, ModelChangesPolicy.FAIL).check().summary()).isEqualTo("model in sync");
	}

	@Test
	void nameTheChangesThatNoMigrationMakes() {
		ContextDefinition before = definition((context) -> context.entity(Ticket.class));
		ContextDefinition after = definition((context) -> context.entity(Ticket.class)
			.seed(new Ticket(1L, "first"))
			.compositeIndex(Ticket::title, Ticket::id));
		assertThatExceptionOfType(AssertionError.class)
			.isThrownBy(() -> MigrationAssertions.assertThatModelIsMigrated(after, migrated(before), NO_PROFILES))
			.withMessageContaining("create index idx_ticket_title_id on ticket (title, id)")
			.withMessageContaining("insert 1 row into ticket")
			.withMessageEndingWith("Write it with the argument 'masterrecord add NAME' of the application");
		ModelGate gate = new ModelGate(after, migrated(before), ModelChangesPolicy.FAIL);
		assertThatExceptionOfType(UnmigratedModelException.class).isThrownBy(gate::check)
			.withMessageStartingWith("The entities say 1 change that no migration makes: create index")
			.satisfies((ex) -> assertThat(ex.changes().count()).isOne());
	}

	@Test
	void leaveSeedsOfOtherEnvironmentsOutWhereMigrationsDo() {
		MasterRecordConfigurer configurer = (context) -> context
			.seedConfig((seeds) -> seeds.environmentFilter(SeedConfig.EnvironmentFilter.GENERATION))
			.entity(Ticket.class)
			.seedFactory(1, (i) -> new Ticket(1L, UUID.randomUUID().toString()))
			.when("test");
		ContextDefinition definition = definition(configurer);
		MigrationChain chain = migrated(definition((context) -> context.entity(Ticket.class)));
		MigrationAssertions.assertThatModelIsMigrated(definition, chain, List.of("production"));
		assertThatExceptionOfType(AssertionError.class)
			.isThrownBy(() -> MigrationAssertions.assertThatModelIsMigrated(definition, chain, List.of("test")))
			.withMessageContaining("row 1 of the seeds of 'Ticket', property 'title': first '");
	}

	@Test
	void sayThatASeedIsNeverTheSame() {
		Random random = new Random();
		ContextDefinition definition = definition((context) -> context.entity(Ticket.class)
			.seed(new Ticket(1L, "fixed"))
			.seedFactory(3, (i) -> new Ticket(i + 2L, (i > 0) ? "R" + random.nextLong() : "also fixed")));
		assertThatExceptionOfType(UnstableModelException.class).isThrownBy(() -> definition.requireStable(NO_PROFILES))
			.satisfies((ex) -> {
				assertThat(ex.variations()).as("once for all rows").hasSize(1);
				ModelVariation variation = ex.variations().get(0);
				assertThat(variation.place()).isEqualTo("row 3 of the seeds of 'Ticket', property 'title'");
				assertThat(variation.first()).startsWith("'R").isNotEqualTo(variation.second());
				assertThat(variation.second()).startsWith("'R");
			});
	}

	@Test
	void sayThatADefaultOfTheMomentIsNeverTheSame() {
		ContextDefinition definition = definition((context) -> context.entity(Event.class).seed(new Event(1L, null)));
		assertThatExceptionOfType(AssertionError.class)
			.isThrownBy(() -> MigrationAssertions.assertThatModelIsMigrated(definition, MigrationChain.of(List.of()),
					NO_PROFILES))
			.withMessageContaining("not the same when it is built twice")
			.withMessageContaining("row 1 of the seeds of 'Event', property 'happenedAt': first '");
	}

	@Test
	void sayThatALargeSetIsNeverTheSame() {
		Random random = new Random();
		ContextDefinition definition = definition((context) -> context.entity(Ticket.class)
			.seedFactory(5000, (i) -> new Ticket(i + 1L, (i == 4321) ? "R" + random.nextLong() : "T" + i))
			.upsert(Ticket::id));
		assertThatExceptionOfType(UnstableModelException.class).isThrownBy(() -> definition.requireStable(NO_PROFILES))
			.withMessageContaining("row 4322 of the seeds of 'Ticket', property 'title'");
	}

	@Test
	void sayThatAnIndexAndAViewAreNeverTheSame() {
		MasterRecordConfigurer configurer = (context) -> {
			context.entity(Ticket.class).index(Ticket::title).name("idx_" + Math.abs(new Random().nextLong()));
			context.view("recent").as("select id from ticket where id > " + System.nanoTime());
		};
		ContextDefinition definition = definition(configurer);
		assertThatExceptionOfType(UnstableModelException.class).isThrownBy(definition::requireStableModel)
			.withMessageMatching(
					"(?s).*- index 'idx_\\d+' of 'Ticket': first create index idx_\\d+ on ticket \\(title\\), "
							+ "then missing\n.*")
			.withMessageContaining("view, function or trigger 'recent': first [select id from ticket where id > ");
		ModelGate gate = new ModelGate(definition, MigrationChain.of(List.of()), ModelChangesPolicy.FAIL);
		assertThatExceptionOfType(UnstableModelException.class).isThrownBy(gate::check);
		assertThat(new ModelGate(definition, MigrationChain.of(List.of()), ModelChangesPolicy.WARN).check())
			.satisfies((outcome) -> {
				assertThat(outcome.summary()).isEqualTo("model not in sync");
				assertThat(outcome.warning().orElseThrow()).contains("not the same when it is built twice");
			});
		assertThat(new ModelGate(definition, MigrationChain.of(List.of()), ModelChangesPolicy.IGNORE).check())
			.isEqualTo(new ModelGate.Outcome("model not compared", Optional.empty(), List.of()));
	}

	@Test
	void gateCallsNoFactoryOfSeeds() {
		ContextDefinition definition = definition((context) -> context.entity(Ticket.class).seedFactory(1, (i) -> {
			throw new IllegalStateException("called");
		}));
		assertThat(new ModelGate(definition, MigrationChain.of(List.of()), ModelChangesPolicy.WARN).check().warning())
			.hasValueSatisfying((warning) -> assertThat(warning).contains("create table ticket"));
	}

	@EngineTest
	void nameWhatWasChangedInTheTables(TestDatabase database) {
		ContextDefinition definition = definition((context) -> context.entity(Ticket.class));
		Migrator migrator = new Migrator(database.dataSource(), migrated(definition), MigrationSettings.defaults());
		MasterRecordContext context = new MasterRecordContext(definition,
				EntityOperations.builder(definition.model(), StatementGate.of(database.dataSource())).build(), migrator,
				() -> new JdbcTransactionManager(database.dataSource()));
		migrator.migrate();
		MigrationAssertions.assertThatModelIsMigrated(context);
		MigrationAssertions.assertThatTablesAreAsMigrated(context);
		String quote = database.engine().isMySqlFamily() ? "`" : "\"";
		database.jdbc().sql("ALTER TABLE %1$sticket%1$s ADD COLUMN %1$shotfix%1$s integer".formatted(quote)).update();
		assertThatExceptionOfType(AssertionError.class)
			.isThrownBy(() -> MigrationAssertions.assertThatTablesAreAsMigrated(context))
			.withMessageContaining("column 'hotfix' of 'ticket' is not expected");
	}

	private static ModelGate gate(ContextDefinition definition, ModelChangesPolicy policy) {
		return new ModelGate(definition, migrated(definition), policy);
	}

	private static ContextDefinition definition(MasterRecordConfigurer configurer) {
		return ContextDefinition.of(List.of(), List.of(configurer), (seeds) -> {
		});
	}

	private static MigrationChain migrated(ContextDefinition definition) {
		MigrationChain none = MigrationChain.of(List.of());
		return MigrationChain.of(List.of(MigrationDefinition.of("1", "First", "",
				PendingChanges.between(none, definition.model(), definition.seeds()).operations(), List.of())));
	}

	record Ticket(@Id @GeneratedId @Nullable Long id, String title) {
	}

	record Event(@Id long id, @Indexed @Nullable Instant happenedAt) {

		Event {
			happenedAt = (happenedAt != null) ? happenedAt : Instant.now();
		}

	}

}
