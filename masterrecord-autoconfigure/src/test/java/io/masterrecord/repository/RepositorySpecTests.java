package io.masterrecord.repository;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

import io.masterrecord.query.Condition;
import io.masterrecord.query.InvalidSortException;
import io.masterrecord.testing.EngineTest;
import io.masterrecord.testing.TestDatabase;
import io.masterrecord.write.EntityOperations;
import io.masterrecord.write.StaleVersionException;
import io.masterrecord.write.WriteEntities.Plan;
import io.masterrecord.write.WriteEntities.PlanStatus;
import io.masterrecord.write.WriteEntities.Setting;
import io.masterrecord.write.WriteFixture;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Sort;

import static io.masterrecord.query.SortKey.desc;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link MasterRecordRepository} without an interface of its own.
 */
class RepositorySpecTests {

	@EngineTest
	void savesReadsAndDeletes(TestDatabase database) {
		MasterRecordRepository<Plan, Long> plans = plans(database);
		Plan first = plans.save(Plan.of("PN-1", "Foo"));
		Plan second = plans.insert(Plan.of("PN-2", "Bar"));
		assertThat(plans.findById(id(first))).contains(first);
		assertThat(plans.existsById(id(first))).isTrue();
		assertThat(plans.existsById(99L)).isFalse();
		assertThat(plans.findById(99L)).isEmpty();
		assertThat(plans.count()).isEqualTo(2);
		assertThat(plans.findAllById(List.of(id(second), 99L, id(first), id(second)))).containsExactlyInAnyOrder(first,
				second);
		Plan changed = plans.patch(id(first)).set(Plan::title).to("Baz").executeAndRead();
		assertThat(plans.findAll()).containsExactlyInAnyOrder(changed, second);
		assertThatExceptionOfType(StaleVersionException.class).isThrownBy(() -> plans.update(first));
		assertThatExceptionOfType(DuplicateKeyException.class).isThrownBy(() -> plans.save(Plan.of("PN-2", "x")));
		plans.deleteById(99L);
		plans.deleteById(id(second));
		plans.delete(changed);
		assertThat(plans.findAll()).isEmpty();
	}

	@EngineTest
	void savesAllInInputOrderAndDeletesAll(TestDatabase database) {
		MasterRecordRepository<Plan, Long> plans = plans(database);
		List<Plan> input = new ArrayList<>(
				IntStream.range(0, 30).mapToObj((i) -> Plan.of("PN-" + i, "t" + i)).toList());
		Collections.reverse(input);
		List<Plan> saved = plans.saveAll(input);
		assertThat(saved).extracting(Plan::planNo).containsExactlyElementsOf(input.stream().map(Plan::planNo).toList());
		assertThat(saved).extracting(Plan::id).doesNotContainNull().doesNotHaveDuplicates();
		plans.deleteAllById(saved.subList(0, 10).stream().map(RepositorySpecTests::id).toList());
		plans.deleteAll(saved.subList(10, 20));
		assertThat(plans.findAll()).containsExactlyInAnyOrderElementsOf(saved.subList(20, 30));
		plans.deleteAll();
		assertThat(plans.count()).isZero();
	}

	@EngineTest
	void pagesAndSortsByMappedPropertiesOnly(TestDatabase database) {
		MasterRecordRepository<Plan, Long> plans = plans(database);
		plans.saveAll(IntStream.range(0, 25).mapToObj((i) -> Plan.of("PN-" + (10 + i), "t" + (i % 2))).toList());
		Page<Plan> page = plans.findAll(PageRequest.of(1, 10, Sort.by(Sort.Direction.DESC, "title", "planNo")));
		assertThat(page.getTotalElements()).isEqualTo(25);
		assertThat(page.getTotalPages()).isEqualTo(3);
		assertThat(page.getContent()).extracting(Plan::planNo)
			.containsExactly("PN-13", "PN-11", "PN-34", "PN-32", "PN-30", "PN-28", "PN-26", "PN-24", "PN-22", "PN-20");
		assertThat(plans.findAll(Pageable.unpaged()).getContent()).hasSize(25);
		assertThat(plans.findAll(Sort.by("planNo")).get(0).planNo()).isEqualTo("PN-10");
		assertThatExceptionOfType(InvalidSortException.class).isThrownBy(() -> plans.findAll(Sort.by("title; --")));
		assertThatExceptionOfType(InvalidSortException.class)
			.isThrownBy(() -> plans.findAll(PageRequest.of(0, 10, Sort.by("plan_no"))));
	}

	@EngineTest
	void searchesWhatIsSearchableOrNamed(TestDatabase database) {
		MasterRecordRepository<Plan, Long> plans = plans(database);
		plans.saveAll(List.of(Plan.of("PN-001", "Foo pump"), Plan.of("PN-002", "bar valve"),
				Plan.of("PN-003", "Foo and bar"), Plan.of("FOO-4", "nothing"), Plan.of("PN-006", "100% cotton")));
		Pageable pageable = PageRequest.of(0, 2, Sort.by("planNo").descending());
		Page<Plan> page = plans.search("foo", pageable);
		assertThat(page.getContent()).extracting(Plan::planNo).containsExactly("PN-003", "PN-001");
		assertThat(page.getTotalElements()).isEqualTo(3);
		assertThat(plans.search("foo", pageable, Plan::title).getTotalElements()).isEqualTo(2);
		assertThat(plans.search("foo", pageable, Plan::title, Plan::planNo).getTotalElements()).isEqualTo(3);
		assertThat(plans.search("0%", pageable).getContent()).extracting(Plan::planNo).containsExactly("PN-006");
		assertThat(plans.search(null, pageable).getTotalElements()).isEqualTo(5);
		assertThat(plans.search(" ", pageable).getTotalElements()).isEqualTo(5);
	}

	@EngineTest(only = io.masterrecord.testing.Engine.H2)
	void searchWithoutAnythingSearchableIsRefused(TestDatabase database) {
		EntityOperations operations = WriteFixture.of(database, Setting.class).operations();
		MasterRecordRepository<Setting, String> settings = MasterRecordRepository.of(operations, Setting.class);
		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
			.isThrownBy(() -> settings.search("x", Pageable.ofSize(10)))
			.withMessage(
					"'Setting' has nothing to search in: annotate properties with @Searchable, or name them in the call");
	}

	@EngineTest
	void queriesGoOnFromTheRepository(TestDatabase database) {
		MasterRecordRepository<Plan, Long> plans = plans(database);
		plans.saveAll(List.of(Plan.of("PN-1", "a"), Plan.of("PN-2", "b"), Plan.of("PN-3", "b")));
		assertThat(plans.query().where(Plan::title).eq("b").sortBy(desc(Plan::planNo)).pluck(Plan::planNo))
			.containsExactly("PN-3", "PN-2");
		assertThat(plans.query().where(Plan::title).eq("c").exists()).isFalse();
	}

	@EngineTest
	void conditionsAreReadInEveryWay(TestDatabase database) {
		MasterRecordRepository<Plan, Long> plans = plans(database);
		plans.saveAll(List.of(Plan.of("PN-1", "pump"), Plan.of("PN-2", "valve"), Plan.of("PN-3", "pump station")));
		assertThat(plans.findAll(PlanScopes.about("pump"))).extracting(Plan::planNo)
			.containsExactlyInAnyOrder("PN-1", "PN-3");
		assertThat(plans.query(PlanScopes.open()).where(PlanScopes.about("pump")).count()).isEqualTo(2);
		assertThat(plans.findOne(Condition.allOf(PlanScopes.open(), PlanScopes.about("valve")))).map(Plan::planNo)
			.contains("PN-2");
		assertThat(plans.exists(PlanScopes.about("wheel"))).isFalse();
		assertThat(plans.count(PlanScopes.open())).isEqualTo(3);
		Page<Plan> page = plans.findAll(PlanScopes.open(), PageRequest.of(0, 2, Sort.by("planNo")));
		assertThat(page.getTotalElements()).isEqualTo(3);
		assertThat(plans.pluck(Plan::planNo, PlanScopes.about("valve"))).containsExactly("PN-2");
		assertThat(plans.select(Numbered.class, PlanScopes.about("valve")))
			.containsExactly(new Numbered("PN-2", "valve"));
	}

	record Numbered(String planNo, String title) {
	}

	/**
	 * Conditions with a name.
	 */
	static final class PlanScopes {

		private PlanScopes() {
		}

		static Condition<Plan> open() {
			return Condition.where(Plan::status).eq(PlanStatus.OPEN);
		}

		static Condition<Plan> about(String subject) {
			return Condition.where(Plan::title).contains(subject);
		}

	}

	private static MasterRecordRepository<Plan, Long> plans(TestDatabase database) {
		return MasterRecordRepository.of(WriteFixture.of(database, Plan.class).operations(), Plan.class);
	}

	private static Long id(Plan plan) {
		Long id = plan.id();
		assertThat(id).isNotNull();
		return id;
	}

}
