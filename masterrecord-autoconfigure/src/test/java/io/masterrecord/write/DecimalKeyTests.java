package io.masterrecord.write;

import java.math.BigDecimal;
import java.util.List;

import io.masterrecord.annotation.BelongsTo;
import io.masterrecord.annotation.Column;
import io.masterrecord.annotation.GeneratedId;
import io.masterrecord.annotation.HasMany;
import io.masterrecord.testing.EngineTest;
import io.masterrecord.testing.TestDatabase;
import org.jspecify.annotations.Nullable;

import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Decimals that differ in zeros at the end are one key.
 */
class DecimalKeyTests {

	private static final BigDecimal SHORT = new BigDecimal("1.5");

	@EngineTest
	void instanceIsSavedAgainByAnIdOfAnotherScale(TestDatabase database) {
		EntityOperations operations = WriteFixture.of(database, Rate.class).operations();
		operations.save(new Rate(SHORT, "a", 0));
		operations.save(new Rate(SHORT, "b", 1));
		operations.saveAll(Rate.class,
				List.of(new Rate(new BigDecimal("1.50"), "c", 2), new Rate(BigDecimal.TEN, "d", 0)));
		assertThat(operations.query(Rate.class).list()).extracting(Rate::name).containsExactlyInAnyOrder("c", "d");
		operations.updateAll(Rate.class, List.of(new Rate(SHORT, "e", 3), new Rate(new BigDecimal("1E+1"), "f", 1)));
		assertThat(operations.findAll(Rate.class, List.of(SHORT, BigDecimal.TEN))).extracting(Rate::name)
			.containsExactlyInAnyOrder("e", "f");
		assertThat(operations.deleteAll(Rate.class,
				List.of(new Rate(SHORT, "e", 4), new Rate(new BigDecimal("10.0"), "f", 2))))
			.isEqualTo(2);
	}

	@EngineTest
	void rowsAreDeliveredByIdsOfAnotherScale(TestDatabase database) {
		EntityOperations operations = WriteFixture.of(database, Step.class).operations();
		List<Step> stored = operations.insertAll(Step.class,
				List.of(new Step(new BigDecimal("2.5"), 1, null), new Step(new BigDecimal("3.50"), 1, null)));
		assertThat(stored).extracting(Step::rank).containsExactly(5, 5);
	}

	@EngineTest
	void rowsAreRelatedByKeysOfAnotherScale(TestDatabase database) {
		EntityOperations operations = WriteFixture.of(database, Tariff.class, Fee.class).operations();
		operations.insert(new Tariff(SHORT, List.of()));
		operations.insert(new Tariff(new BigDecimal("100"), List.of()));
		operations.insertAll(Fee.class, List.of(new Fee(null, new BigDecimal("1.50"), "a"),
				new Fee(null, new BigDecimal("1E+2"), "b"), new Fee(null, SHORT, "c")));
		assertThat(operations.query(Tariff.class).include(Tariff::fees).list())
			.extracting((tariff) -> tariff.fees().size())
			.containsExactlyInAnyOrder(2, 1);
		Tariff notRead = new Tariff(new BigDecimal("1.5000000"), List.of());
		assertThat(operations.relations(Tariff.class).load(List.of(notRead), Tariff::fees)).singleElement()
			.satisfies((tariff) -> assertThat(tariff.fees()).extracting(Fee::name).containsExactlyInAnyOrder("a", "c"));
	}

	record Rate(@Id @Column(size = 12, scale = 4) BigDecimal id, String name, @Version int version) {
	}

	record Step(@Id @Column(size = 12, scale = 4) BigDecimal at, @Id int number,
			@Column(defaultValue = "5") @Nullable Integer rank) {
	}

	record Tariff(@Id @Column(size = 12, scale = 4) BigDecimal id, @HasMany List<Fee> fees) {
	}

	record Fee(@Id @GeneratedId @Nullable Long id,
			@BelongsTo(Tariff.class) @Column(size = 12, scale = 4) BigDecimal tariffId, String name) {
	}

}
