package io.masterrecord.context;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

import io.masterrecord.MasterRecordException;
import io.masterrecord.annotation.CompositeIndex;
import io.masterrecord.annotation.Convert;
import io.masterrecord.annotation.GeneratedId;
import io.masterrecord.annotation.Indexed;
import io.masterrecord.annotation.Unique;
import io.masterrecord.annotation.ValueConverter;
import io.masterrecord.model.ModelException;
import io.masterrecord.model.ModelProblem;
import io.masterrecord.schema.Environments;
import io.masterrecord.schema.Index;
import io.masterrecord.schema.IndexColumn;
import io.masterrecord.schema.SeedPolicy;
import io.masterrecord.schema.SeedSet;
import io.masterrecord.schema.Table;
import io.masterrecord.seed.SeedConfig;
import io.masterrecord.seed.SeedConfig.Reaction;
import io.masterrecord.testing.CompileCheck;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.data.annotation.Id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link ContextBuilder}, its steps and {@link ContextDefinition}.
 */
class ContextBuilderTests {

	@Test
	void declaresIndexesInAChain() {
		Table table = define((context) -> context.entity(Ledger.class)
			.compositeIndex(Ledger::organizationId, Ledger::status)
			.compositeIndex(Ledger::tenantId, Ledger::title)
			.when("production")
			.index(Ledger::title)
			.name("idx_by_title")
			.include(Ledger::status, Ledger::tenantId)
			.unique()).model().entity(Ledger.class).toTable();
		assertThat(table.indexes()).containsExactly(index("idx_ledger_status", false, "status"),
				new Index("idx_by_title", List.of(IndexColumn.ascending("title")), true, Environments.everywhere(),
						null, List.of("status", "tenant_id")),
				index("idx_status_timeline", false, "status", "created_on"),
				index("idx_ledger_organization_id_status", false, "organization_id", "status"),
				new Index("idx_ledger_tenant_id_title",
						List.of(IndexColumn.ascending("tenant_id"), IndexColumn.ascending("title")), false,
						Environments.of("production")));
	}

	@Test
	void readsEntitiesAgainOnlyWhereConfigurersSaySomethingElse() {
		Spelled.CONVERTERS.set(0);
		AtomicInteger asked = new AtomicInteger();
		List<MasterRecordConfigurer> stable = List.of((context) -> {
			asked.incrementAndGet();
			context.entity(Spelled.class).index(Spelled::word).name("idx_word");
		});
		ContextDefinition.of(List.of(Spelled.class), stable, (seeds) -> {
		}).requireStable(List.of());
		assertThat(asked).as("times the configurer was asked").hasValue(2);
		assertThat(Spelled.CONVERTERS).as("times the entity was read").hasValue(1);

		List<MasterRecordConfigurer> varying = List.of((context) -> context.entity(Spelled.class)
			.index(Spelled::word)
			.name("idx_word_" + asked.incrementAndGet()));
		ContextDefinition unstable = ContextDefinition.of(List.of(Spelled.class), varying, (seeds) -> {
		});
		assertThatExceptionOfType(UnstableModelException.class).isThrownBy(() -> unstable.requireStable(List.of()))
			.withMessageContaining("idx_word_3");
		assertThat(Spelled.CONVERTERS).hasValue(3);
	}

	@Test
	void doesNotMindTheOrderOfEntitiesAndConfigurers() {
		List<MasterRecordConfigurer> configurers = new ArrayList<>(
				List.of((context) -> context.entity(Ledger.class).compositeIndex(Ledger::tenantId, Ledger::title),
						(context) -> context.entity(User.class).index(User::name),
						(context) -> context.entity(Ledger.class).compositeIndex(Ledger::title, Ledger::tenantId),
						(context) -> context.seedConfig((seeds) -> seeds.defaultStrategy(SeedPolicy.UPSERT))));
		ContextDefinition one = ContextDefinition.of(List.of(User.class, Ledger.class), configurers, (seeds) -> {
		});
		Collections.reverse(configurers);
		ContextDefinition other = ContextDefinition.of(List.of(Ledger.class), configurers, (seeds) -> {
		});
		assertThat(other.seedConfig()).isEqualTo(one.seedConfig());
		assertThat(other.model().toSchema().table("user")).isEqualTo(one.model().toSchema().table("user"));
		assertThat(Set.copyOf(other.model().entity(Ledger.class).toTable().indexes()))
			.isEqualTo(Set.copyOf(one.model().entity(Ledger.class).toTable().indexes()))
			.extracting(Index::name)
			.contains("idx_ledger_tenant_id_title", "idx_ledger_title_tenant_id");
	}

	@Test
	void takesAnIndexDeclaredTwiceForOne() {
		Table table = define((context) -> context.entity(Ledger.class)
			.compositeIndex(Ledger::status, Ledger::createdOn)
			.name("idx_status_timeline")
			.index(Ledger::status)
			.index(Ledger::status)).model().entity(Ledger.class).toTable();
		assertThat(table.indexes()).extracting(Index::name).containsExactly("idx_ledger_status", "idx_status_timeline");
	}

	@Test
	void refusesOneNameForTwoIndexes() {
		assertThatExceptionOfType(ModelException.class)
			.isThrownBy(() -> define((context) -> context.entity(Ledger.class)
				.compositeIndex(Ledger::status, Ledger::title)
				.name("idx_status_timeline")))
			.withMessage("The model has a problem. '" + Ledger.class.getCanonicalName()
					+ "': the name 'idx_status_timeline' stands for two things: index on 'ledger' (status, created_on), and index on 'ledger' (status, title). Give one of them another name.");
	}

	@Test
	void refusesTwoMeaningsOfOneDerivedIndex() {
		assertThatExceptionOfType(ModelException.class)
			.isThrownBy(() -> define((context) -> context.entity(Ledger.class)
				.compositeIndex(Ledger::tenantId, Ledger::title)
				.compositeIndex(Ledger::tenantId, Ledger::title)
				.when("production")))
			.withMessageContaining(
					"two different indexes under one derived name: index on 'ledger' (tenant_id, title), and index on 'ledger' (tenant_id, title) when production. Remove one of them, or give one a name.");
	}

	@Test
	void refusesIndexesOfOneOrRepeatedProperties() {
		assertThatExceptionOfType(ModelException.class)
			.isThrownBy(() -> define((context) -> context.entity(Ledger.class)
				.compositeIndex(Ledger::title)
				.compositeIndex(Ledger::status, Ledger::status)))
			.satisfies((ex) -> assertThat(ex.problems()).extracting(ModelProblem::property)
				.containsExactly("title", "status"));
	}

	@Test
	void appliesWhatIsSaidToAllRowsSinceSomethingWasSaidLast() {
		List<SeedSet> sets = define((context) -> context.entity(User.class)
			.seed(user("a"))
			.seed(user("b"), user("c"))
			.seedFactory(2, (i) -> user("f" + i))
			.when("development", "test")
			.upsert(User::email)
			.updating(User::name)
			.seed(List.of(user("d")))
			.seedRow((row) -> row.set(User::name).to("e").set(User::email).to("e@x"))
			.when("production")).seeds().sets();
		assertThat(sets).hasSize(2);
		assertThat(sets.get(0).rows()).extracting((row) -> row.values().get("name"))
			.containsExactly("a", "b", "c", "f0", "f1");
		assertThat(sets.get(0)).extracting(SeedSet::policy, SeedSet::key, SeedSet::updating, SeedSet::environments)
			.containsExactly(SeedPolicy.UPSERT, List.of("email"), List.of("name"),
					Environments.of("development", "test"));
		assertThat(sets.get(1).rows()).extracting((row) -> row.values().get("name")).containsExactly("d", "e");
		assertThat(sets.get(1)).extracting(SeedSet::policy, SeedSet::environments)
			.containsExactly(SeedPolicy.INSERT, Environments.of("production"));
	}

	@Test
	void startsASetWithEveryCallOnTheBuilder() {
		List<SeedSet> sets = define((context) -> {
			EntityBuilder<User> users = context.entity(User.class);
			users.seed(user("a"));
			users.seed(user("b")).when("test");
		}).seeds().sets();
		assertThat(sets).extracting(SeedSet::environments)
			.containsExactly(Environments.everywhere(), Environments.of("test"));
	}

	@Test
	void letsASetsOwnCallWinOverConfigurationAndThatOverCode() {
		MasterRecordConfigurer configurer = (context) -> {
			context.entity(User.class).seed(user("a")).upsert(User::email).seed(user("b")).insert().seed(user("c"));
			context.seedConfig((seeds) -> seeds.defaultStrategy(SeedPolicy.INSERT).circularStrategy(Reaction.IGNORE));
		};
		ContextDefinition definition = ContextDefinition.of(List.of(), List.of(configurer),
				(seeds) -> seeds.defaultStrategy(SeedPolicy.UPSERT));
		assertThat(definition.seeds().sets()).extracting(SeedSet::policy)
			.containsExactly(SeedPolicy.UPSERT, SeedPolicy.INSERT, SeedPolicy.UPSERT);
		assertThat(definition.seedConfig().circularStrategy()).isEqualTo(Reaction.IGNORE);
	}

	@Test
	void refusesTwoConfigurersThatContradictEachOther() {
		assertThatExceptionOfType(MasterRecordException.class).isThrownBy(() -> define((context) -> {
			context.seedConfig((seeds) -> seeds.defaultStrategy(SeedPolicy.INSERT));
			context.seedConfig((seeds) -> seeds.defaultStrategy(SeedPolicy.UPSERT));
		}))
			.withMessage(
					"Seed option 'defaultStrategy' is stated as 'INSERT' and as 'UPSERT'. State it once, or in 'masterrecord.seed.*', which wins");
	}

	@Test
	void callsFactoriesOnlyForTheSeeds() {
		List<Integer> calls = new ArrayList<>();
		ContextDefinition definition = define((context) -> context.entity(User.class).seedFactory(3, (i) -> {
			calls.add(i);
			return user("f" + i);
		}));
		assertThat(calls).isEmpty();
		assertThat(definition.seeds()).isSameAs(definition.seeds());
		assertThat(calls).containsExactly(0, 1, 2);
	}

	@Test
	void leavesOutConfigurersOfOtherContexts() {
		MasterRecordConfigurer other = new MasterRecordConfigurer() {

			@Override
			public void configure(ContextBuilder context) {
				context.entity(User.class);
			}

			@Override
			public String context() {
				return "reporting";
			}

		};
		assertThat(ContextDefinition.of(List.of(), List.of(other), (seeds) -> {
		}).model().entities()).isEmpty();
		ContextDefinition reporting = ContextDefinition.of("reporting", List.of(), List.of(other), (seeds) -> {
		});
		assertThat(reporting.name()).isEqualTo("reporting");
		assertThat(reporting.model().entities()).hasSize(1);
	}

	@Test
	void compilesWhatFitsAndNothingElse() {
		CompileCheck check = CompileCheck
			.of("""
					package probe;

					import io.masterrecord.context.ContextBuilder;
					import io.masterrecord.property.Prop;
					import java.util.*;
					import org.springframework.data.annotation.Id;

					class Probe {

						static class Base { private Long id; public Long getId() { return this.id; } }

						static class Tag extends Base { private String name; public String getName() { return this.name; } }

						record Setting(@Id String key, String value, long updatedAt, boolean open, Optional<String> note) { }

						void run(ContextBuilder context) {
							%s
						}

					}
					""");
		check.accepts("context.entity(Setting.class).compositeIndex(Setting::key, Setting::updatedAt, Setting::open)",
				"context.entity(Setting.class).compositeIndex(Setting::key, Setting::value).unique().name(\"i\").when(\"a\", \"b\").index(Setting::value)",
				"context.entity(Tag.class).compositeIndex(Tag::getId, Tag::getName)",
				"context.entity(Tag.class).compositeIndex(Prop.of(Tag.class, \"name\", String.class), Tag::getId)",
				"context.entity(Setting.class).seed(new Setting(\"a\", \"b\", 1, true, Optional.empty())).upsert()",
				"context.entity(Tag.class).seed(new Tag(), new Tag()).seed(List.of(new Tag())).when(\"test\")",
				"context.entity(Tag.class).seedFactory(10, i -> new Tag()).when(\"test\").upsert(Tag::getName).updating(Tag::getName, Tag::getId).index(Tag::getName)",
				"context.entity(Setting.class).seedRow(row -> row.set(Setting::key).to(\"k\").set(Setting::updatedAt).to(1L).set(Setting::note).to(\"n\").set(Setting::value).toNull()).upsert(Setting::key)",
				"context.entity(Setting.class).compositeIndex(Setting::key, Setting::value).seed(new Setting(\"a\", \"b\", 1, true, Optional.empty())).compositeIndex(Setting::key, Setting::open)");
		check.refuses(Map.of("context.entity(Setting.class).compositeIndex(Setting::key, Tag::getName)", "Tag",
				"context.entity(Setting.class).seed(new Tag())", "seed",
				"context.entity(Setting.class).seedRow(row -> row.set(Setting::key).to(4))", "int",
				"context.entity(Setting.class).seedRow(row -> row.set(Tag::getName).to(\"x\"))", "Tag",
				"context.entity(Setting.class).seedFactory(2, i -> new Tag())", "Tag",
				"context.entity(Setting.class).when(\"test\")", "when",
				"context.entity(Setting.class).compositeIndex(Setting::key, Setting::value).upsert()", "upsert",
				"context.entity(Setting.class).compositeIndex(\"key\", \"value\")", "String"));
	}

	private static ContextDefinition define(MasterRecordConfigurer configurer) {
		return ContextDefinition.of(List.of(), List.of(configurer), (SeedConfig.Builder seeds) -> {
		});
	}

	private static User user(String name) {
		return new User(null, name, name + "@x");
	}

	private static Index index(String name, boolean unique, String... columns) {
		return new Index(name, List.of(columns).stream().map(IndexColumn::ascending).toList(), unique,
				Environments.everywhere());
	}

	@NullMarked
	@CompositeIndex(value = { "status", "createdOn" }, name = "idx_status_timeline")
	record Ledger(@Id @GeneratedId @Nullable Long id, long organizationId, @Indexed String status, long tenantId,
			String title, LocalDate createdOn) {

	}

	@NullMarked
	record User(@Id @GeneratedId @Nullable Long id, String name, @Unique String email) {

	}

	@NullMarked
	record Spelled(@Id long id, @Convert(Spelled.Spelling.class) String word) {

		static final AtomicInteger CONVERTERS = new AtomicInteger();

		static final class Spelling implements ValueConverter<String, String> {

			Spelling() {
				CONVERTERS.incrementAndGet();
			}

			@Override
			public String toColumn(String value) {
				return value;
			}

			@Override
			public String fromColumn(String value) {
				return value;
			}

		}

	}

}
