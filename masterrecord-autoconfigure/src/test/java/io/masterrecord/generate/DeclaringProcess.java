package io.masterrecord.generate;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.masterrecord.annotation.Column;
import io.masterrecord.annotation.CompositeIndex;
import io.masterrecord.annotation.GeneratedId;
import io.masterrecord.annotation.Unique;
import io.masterrecord.context.ContextDefinition;
import io.masterrecord.context.MasterRecordConfigurer;
import io.masterrecord.migration.MigrationChain;
import io.masterrecord.seed.SeedPlan;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

import org.springframework.data.annotation.Id;

/**
 * Prints the migration of entities and seeds that are declared by way of sets and maps,
 * whose order is another one in each process.
 */
@NullMarked
public final class DeclaringProcess {

	static final Set<String> COLORS = Set.of("red", "green", "blue", "white", "black", "brown", "pink", "gray");

	private static final Map<String, String> TITLES = Map.of("a", "Anna", "b", "Ben", "c", "Cleo", "d", "Dora", "e",
			"Emil", "f", "Fritz", "g", "Gerd", "h", "Hans");

	private DeclaringProcess() {
	}

	/**
	 * Print the migration.
	 * @param args nothing
	 */
	public static void main(String[] args) {
		ContextDefinition definition = definition();
		GeneratedMigration migration = new MigrationGenerator(MigrationChain.of(List.of()),
				new GenerationSettings("db.same", null,
						Clock.fixed(Instant.parse("2026-11-01T00:00:00Z"), ZoneOffset.UTC)))
			.generate("Same", definition.model(), seeds(definition), definition.seedConfig())
			.orElseThrow();
		System.out.println("order " + String.join(",", COLORS));
		System.out.print(migration.source());
	}

	static ContextDefinition definition() {
		MasterRecordConfigurer colors = (context) -> {
			context.entity(Paint.class)
				.seed(COLORS.stream().map((color) -> new Paint(null, color, TITLES, COLORS.size())).toList())
				.upsert(Paint::color);
			TITLES.forEach((code, title) -> context.entity(Person.class)
				.seed(new Person(null, code, title, code + "@example.org"))
				.upsert(Person::code));
		};
		return ContextDefinition.of(Set.of(Person.class, Paint.class), List.of(colors), (seeds) -> {
		});
	}

	static SeedPlan seeds(ContextDefinition definition) {
		return definition.seedsToMigrate(List.of());
	}

	@CompositeIndex({ "color", "shades" })
	record Paint(@Id @GeneratedId @Nullable Long id, @Unique String color,
			@Column(json = true) Map<String, String> words, int shades) {
	}

	record Person(@Id @GeneratedId @Nullable Long id, @Unique String code, String title, String mail) {
	}

}
