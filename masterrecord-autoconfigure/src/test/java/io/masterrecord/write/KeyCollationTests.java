package io.masterrecord.write;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import io.masterrecord.annotation.BelongsTo;
import io.masterrecord.annotation.HasMany;
import io.masterrecord.annotation.RefersTo;
import io.masterrecord.model.Model;
import io.masterrecord.query.Query;
import io.masterrecord.testing.Engine;
import io.masterrecord.testing.EngineTest;
import io.masterrecord.testing.TestDatabase;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.NonTransientDataAccessException;
import org.springframework.data.annotation.Id;

import static io.masterrecord.query.SortKey.asc;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Keys that differ in Java, and are one in a column whose collation does not tell case
 * apart.
 */
class KeyCollationTests {

	@EngineTest
	void loadsRowsWhoseKeysAreWrittenInAnotherWay(TestDatabase database) {
		EntityOperations operations = operations(database);
		Query<Country> countries = operations.query(Country.class).sortBy(asc(Country::code));
		List<Country> loaded = countries.include(Country::towns, (towns) -> towns.sortBy(asc(Town::id))).list();
		assertThat(loaded).extracting((country) -> ids(country))
			.containsExactly(List.of(1L, 2L, 4L), List.of(3L), List.of());
		assertThat(countries.include(Country::towns, (towns) -> towns.sortBy(asc(Town::id)).first(2)).list())
			.extracting((country) -> ids(country))
			.containsExactly(List.of(1L, 2L), List.of(3L), List.of());
		assertThat(operations.relations(Country.class).count(countries.list(), Country::towns))
			.isEqualTo(Map.of("de", 3L, "FR", 1L, "it", 0L));
		assertThat(operations.query(Town.class).sortBy(asc(Town::id)).include(Town::country).list())
			.extracting((town) -> (town.country() != null) ? town.country().code() : null)
			.containsExactly("de", "de", "FR", "de", null);
		Country other = new Country("DE", "as it is written here", null);
		assertThat(operations.relations(Country.class).load(List.of(other), Country::towns).get(0).towns()).hasSize(3);
	}

	@EngineTest
	void writesTheRowThatIsThere(TestDatabase database) {
		EntityOperations operations = operations(database);
		operations.save(country("DE", "saved"));
		assertThat(names(operations)).containsExactly("saved", "France", "Italy");
		operations.saveAll(Country.class, List.of(country("fr", "saved"), country("es", "Spain")));
		assertThat(names(operations)).containsExactlyInAnyOrder("saved", "Spain", "saved", "Italy");
		assertThat(operations.upsert(country("De", "upserted")).execute().updated()).hasSize(1);
		assertThat(operations.upsertAll(Country.class, List.of(country("pt", "Portugal"), country("IT", "upserted")))
			.execute()
			.inserted()).extracting(Country::code).containsExactly("pt");
		assertThat(names(operations)).containsExactlyInAnyOrder("upserted", "Spain", "saved", "upserted", "Portugal");
		assertThat(operations.find(Country.class, "dE")).isPresent();
	}

	@EngineTest
	void refusesRowsThatAreOneForTheDatabase(TestDatabase database) {
		EntityOperations operations = operations(database);
		for (List<String> keys : List.of(List.of("es", "ES"), List.of("DE", "De"), List.of("de", "DE"))) {
			List<Country> doubled = keys.stream().map((key) -> country(key, key)).toList();
			assertThatExceptionOfType(NonTransientDataAccessException.class).as(keys.toString())
				.isThrownBy(() -> operations.upsertAll(Country.class, doubled).execute());
		}
		List<Country> many = new ArrayList<>(
				IntStream.range(0, 3000).mapToObj((i) -> country("c" + i, "new")).toList());
		many.add(country("C5", "lost"));
		assertThatExceptionOfType(NonTransientDataAccessException.class)
			.isThrownBy(() -> operations.upsertAll(Country.class, many).execute());
		assertThat(names(operations)).containsExactly("Germany", "France", "Italy");
	}

	private static Country country(String code, String name) {
		return new Country(code, name, null);
	}

	private static List<Long> ids(Country country) {
		return (country.towns() != null) ? country.towns().stream().map(Town::id).toList() : List.of();
	}

	private static List<String> names(EntityOperations operations) {
		return operations.query(Country.class).sortBy(asc(Country::code)).pluck(Country::name);
	}

	private static EntityOperations operations(TestDatabase database) {
		EntityOperations operations = WriteFixture.of(database, Model.of(Country.class, Town.class)).operations();
		Engine engine = database.engine();
		String key = switch (engine) {
			case POSTGRESQL -> {
				database.jdbc()
					.sql("CREATE COLLATION any_case (provider = icu, locale = 'und-u-ks-level2', deterministic = false)")
					.update();
				yield "varchar(20) COLLATE any_case";
			}
			case MARIADB, MYSQL -> "varchar(20) CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci";
			case SQLITE -> "varchar(20) COLLATE NOCASE";
			case H2 -> "varchar_ignorecase(20)";
		};
		database.jdbc()
			.sql("CREATE TABLE %s (%s %s NOT NULL PRIMARY KEY, %s varchar(40) NOT NULL)"
				.formatted(engine.quote("country"), engine.quote("code"), key, engine.quote("name")))
			.update();
		database.jdbc()
			.sql("CREATE TABLE %s (%s bigint NOT NULL PRIMARY KEY, %s %s)".formatted(engine.quote("town"),
					engine.quote("id"), engine.quote("country_code"), key))
			.update();
		operations.insertAll(Country.class,
				List.of(country("de", "Germany"), country("FR", "France"), country("it", "Italy")));
		operations.insertAll(Town.class, List.of(new Town(1, "de", null), new Town(2, "DE", null),
				new Town(3, "fr", null), new Town(4, "De", null), new Town(5, null, null)));
		return operations;
	}

	record Country(@Id String code, String name, @HasMany @Nullable List<Town> towns) {
	}

	record Town(@Id long id, @BelongsTo(Country.class) @Nullable String countryCode,
			@RefersTo @Nullable Country country) {
	}

}
