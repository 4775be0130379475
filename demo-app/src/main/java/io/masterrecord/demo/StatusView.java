package io.masterrecord.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.masterrecord.context.MasterRecordContext;
import io.masterrecord.migration.MigrationProblem;
import io.masterrecord.migration.MigrationStatus;
import io.masterrecord.schema.SeedSet;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.health.actuate.endpoint.CompositeHealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.dao.DataAccessException;

/**
 * How the application and its database are, as people see it.
 *
 * @param health the health of the whole application
 * @param components the health of its parts
 * @param database how the migrations stand, or {@code null} if the database cannot be
 * asked
 * @param seeds the declared seeds
 */
record StatusView(String health, List<Component> components, @Nullable Database database, List<Seeds> seeds) {

	private static final DateTimeFormatter TIME = DateTimeFormatter
		.ofPattern("d MMM uuuu, HH:mm:ss 'UTC'", Locale.ENGLISH)
		.withZone(ZoneOffset.UTC);

	static StatusView of(MasterRecordContext context, HealthEndpoint endpoint) {
		HealthDescriptor health = endpoint.health();
		return new StatusView(health.getStatus().getCode(), components(health), database(context), seeds(context));
	}

	private static List<Component> components(HealthDescriptor health) {
		Map<String, HealthDescriptor> parts = (health instanceof CompositeHealthDescriptor composite)
				? composite.getComponents() : null;
		if (parts == null) {
			return List.of();
		}
		return parts.entrySet()
			.stream()
			.map((part) -> new Component(part.getKey(), part.getValue().getStatus().getCode()))
			.toList();
	}

	private static @Nullable Database database(MasterRecordContext context) {
		try {
			return Database.of(context.migrations().status());
		}
		catch (DataAccessException ex) {
			return null;
		}
	}

	private static List<Seeds> seeds(MasterRecordContext context) {
		return context.definition().seeds().sets().stream().map(Seeds::of).toList();
	}

	private static String words(Enum<?> constant) {
		return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
	}

	/**
	 * The health of a part of the application.
	 */
	record Component(String name, String health) {
	}

	/**
	 * How the migrations stand.
	 */
	record Database(String product, String state, int pending, List<Migration> migrations, List<String> notes) {

		static Database of(MigrationStatus status) {
			List<String> notes = new ArrayList<>();
			status.problems().stream().map(MigrationProblem::message).forEach(notes::add);
			notes.addAll(status.warnings());
			return new Database("%s %s".formatted(status.database().name(), status.database().version()),
					words(status.state()), status.pending(), status.migrations().stream().map(Migration::of).toList(),
					notes);
		}

	}

	/**
	 * A migration.
	 */
	record Migration(String id, String name, String state, int steps, @Nullable Instant startedAt,
			@Nullable String started, @Nullable String duration, List<String> conditions) {

		static Migration of(MigrationStatus.Item item) {
			Instant startedAt = item.startedAt();
			Duration duration = item.duration();
			List<String> conditions = item.conditions()
				.stream()
				.map((outcome) -> "%s for %s: %s".formatted(outcome.subject(),
						String.join(", ", outcome.environments().names()), outcome.applied() ? "written" : "left out"))
				.toList();
			return new Migration(item.id(), item.name(), words(item.state()), item.stepsTotal(), startedAt,
					(startedAt != null) ? TIME.format(startedAt) : null,
					(duration != null) ? duration.toMillis() + " ms" : null, conditions);
		}

	}

	/**
	 * A set of seeds.
	 */
	record Seeds(String table, int rows, String environments, String policy) {

		static Seeds of(SeedSet set) {
			return new Seeds(set.table(), set.rows().size(),
					set.environments().isEverywhere() ? "everywhere" : String.join(", ", set.environments().names()),
					words(set.policy()));
		}

	}

}
