package io.masterrecord.seed;

import java.util.List;
import java.util.function.Consumer;

import io.masterrecord.annotation.Embedded;
import io.masterrecord.annotation.Unique;
import io.masterrecord.context.ContextBuilder;
import io.masterrecord.context.ContextDefinition;
import io.masterrecord.context.MasterRecordConfigurer;
import io.masterrecord.schema.SeedSet;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.data.annotation.Id;

import static io.masterrecord.property.Props.path;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.entry;

/**
 * Seeds of entities with embedded values.
 */
class EmbeddedSeedTests {

	@Test
	void giveTheColumnsOfEmbeddedValues() {
		SeedSet set = only((context) -> context.entity(Shop.class).seed(new Shop(1L, new Place("Graz", "8010"), null)));
		assertThat(set.rows()).singleElement()
			.satisfies((row) -> assertThat(row.values()).containsExactly(entry("id", 1L), entry("place_city", "Graz"),
					entry("place_zip", "8010"), entry("depot_city", null), entry("depot_zip", null)));
	}

	@Test
	void areFoundAndUpdatedByPropertiesOfEmbeddedValues() {
		SeedSet set = only((context) -> context.entity(Shop.class)
			.seedRow((row) -> row.set(Shop::id)
				.to(2L)
				.set(path(Shop::place, Place::city))
				.to("Linz")
				.set(path(Shop::place, Place::zip))
				.to("4020"))
			.upsert(path(Shop::place, Place::zip))
			.updating(path(Shop::place, Place::city)));
		assertThat(set.key()).containsExactly("place_zip");
		assertThat(set.updating()).containsExactly("place_city");
		assertThat(set.rows()).singleElement()
			.satisfies((row) -> assertThat(row.values()).containsExactly(entry("id", 2L), entry("place_city", "Linz"),
					entry("place_zip", "4020")));
	}

	@Test
	void areRefusedWithThePathOfTheProperty() {
		assertThatExceptionOfType(SeedException.class)
			.isThrownBy(() -> only(
					(context) -> context.entity(Shop.class).seed(new Shop(1L, new Place("Graz", "80100"), null))))
			.withMessageContaining("place.zip")
			.withMessageContaining("has 5 characters, but column 'place_zip' holds 4");
		assertThatExceptionOfType(SeedException.class)
			.isThrownBy(() -> only((context) -> context.entity(Shop.class)
				.seedRow((row) -> row.set(Shop::id).to(1L).set(path(Shop::place, Place::city)).to("Graz"))))
			.withMessageContaining("place.zip")
			.withMessageContaining("is not given, but column 'place_zip' is NOT NULL");
	}

	private static SeedSet only(Consumer<ContextBuilder> seeds) {
		MasterRecordConfigurer configurer = seeds::accept;
		SeedPlan plan = ContextDefinition.of(List.of(Shop.class), List.of(configurer), (options) -> {
		}).seeds();
		assertThat(plan.sets()).hasSize(1);
		return plan.sets().get(0);
	}

	@NullMarked
	record Place(String city, @Unique @Size(max = 4) String zip) {
	}

	@NullMarked
	record Shop(@Id Long id, @Embedded Place place, @Embedded @Nullable Place depot) {
	}

}
