package io.masterrecord.diff;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.masterrecord.migration.Operations;
import io.masterrecord.operation.SchemaFold;
import io.masterrecord.schema.Environments;
import io.masterrecord.schema.Row;
import io.masterrecord.schema.Schema;
import io.masterrecord.schema.SeedPolicy;
import io.masterrecord.schema.SeedSet;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link SeedDiff}.
 */
class SeedDiffTests {

	private static final Environments EVERYWHERE = Environments.everywhere();

	private static final Schema TABLES = Operations.schema((s) -> {
		s.createTable("organization", (t) -> {
			t.bigint("id").primaryKey();
			t.varchar("slug", 20).unique();
			t.text("name");
		});
		s.createTable("log", (t) -> {
			t.text("line");
			t.text("note");
		});
	});

	@Test
	void insertsNewRowsInOrder() {
		SeedDiff diff = SeedDiff.between(TABLES, List.of(insert(row(2, "b", "B"), row(1, "a", "A"))));
		assertThat(diff.operations()).isEqualTo(Operations.of((s) -> s.insert("organization")
			.key("id")
			.row((r) -> r.set("id", 2).set("slug", "b").set("name", "B"))
			.row((r) -> r.set("id", 1).set("slug", "a").set("name", "A"))));
	}

	@Test
	void writesNothingTwice() {
		List<SeedSet> sets = List.of(insert(row(1, "a", "A")), upsert(EVERYWHERE, Map.of("slug", "b", "name", "B")),
				log(Map.of("line", "x")));
		assertThat(SeedDiff.between(written(sets), sets).operations()).isEmpty();
	}

	@Test
	void upsertsAChangedRowByItsKey() {
		Schema from = written(List.of(insert(row(1, "a", "A"), row(2, "b", "B"))));
		assertThat(SeedDiff.between(from, List.of(insert(row(1, "a", "A"), row(2, "b", "new"), row(3, "c", "C"))))
			.operations()).isEqualTo(Operations.of((s) -> {
				s.insert("organization").key("id").row((r) -> r.set("id", 3).set("slug", "c").set("name", "C"));
				s.upsert("organization").key("id").row((r) -> r.set("id", 2).set("slug", "b").set("name", "new"));
			}));
	}

	@Test
	void upsertsNewAndChangedRowsTogetherAsDeclared() {
		Schema from = written(List.of(upsert(EVERYWHERE, Map.of("slug", "a", "name", "A"))));
		assertThat(SeedDiff.between(from, List.of(upsert(Environments.of("dev"), Map.of("slug", "a", "name", "A"))))
			.operations())
			.isEqualTo(Operations.of((s) -> s.upsert("organization")
				.key("slug")
				.updating("name")
				.when("dev")
				.row((r) -> r.set("slug", "a").set("name", "A"))));
	}

	@Test
	void keepsRowsThatAreNotDeclaredAnyMore() {
		SeedDiff diff = SeedDiff.between(written(List.of(insert(row(1, "a", "A"), row(2, "b", "B")))), List.of());
		assertThat(diff.operations()).isEmpty();
		assertThat(diff.remarks())
			.containsExactly("2 rows of table 'organization' written by migrations and not declared as seeds: kept");
	}

	@Test
	void seesNoChangeInARename() {
		Schema from = SchemaFold.apply(written(List.of(insert(row(1, "a", "A")))), Operations.of((s) -> {
			s.renameTable("organization").to("company");
			s.renameColumn("company", "name").to("title");
		}));
		SeedSet renamed = new SeedSet("company", List.of("id"), SeedPolicy.INSERT, List.of(), EVERYWHERE,
				List.of(Row.of(Map.of("id", 1, "slug", "a", "title", "A"))));
		assertThat(SeedDiff.between(from, List.of(renamed)).operations()).isEmpty();
	}

	@Test
	void recognisesRowsWithoutKeyByAllTheirValues() {
		Schema from = written(List.of(log(Map.of("line", "x", "note", "y"))));
		assertThat(SeedDiff.between(from, List.of(log(Map.of("line", "x", "note", "z")))).operations())
			.isEqualTo(Operations.of((s) -> s.insert("log").row((r) -> r.set("line", "x").set("note", "z"))));
	}

	@Test
	void toleratesTheSameRowTwice() {
		assertThat(SeedDiff.between(TABLES, List.of(insert(row(1, "a", "A")), insert(row(1, "a", "A")))).operations())
			.hasSize(1);
	}

	@Test
	void refusesOneRowWithTwoMeanings() {
		assertThatExceptionOfType(SeedConflictException.class)
			.isThrownBy(() -> SeedDiff.between(TABLES, List.of(insert(row(1, "a", "A")), insert(row(1, "a", "B")))))
			.withMessage("The seed {id=1} of table 'organization' is declared twice, with different values or "
					+ "environments: declare it once, or give one of them another key");
	}

	@Test
	void refusesAChangedRowThatCannotBeFound() {
		SeedSet before = set(List.of("name"), Map.of("name", "A", "slug", "a"));
		SeedSet after = set(List.of("name"), Map.of("name", "A", "slug", "b"));
		assertThatExceptionOfType(SeedConflictException.class)
			.isThrownBy(() -> SeedDiff.between(written(List.of(before)), List.of(after)))
			.withMessageStartingWith("Seeds of table 'organization' have changed, and their key 'name' is not unique");
	}

	private static Schema written(List<SeedSet> sets) {
		return SchemaFold.apply(TABLES, SeedDiff.between(TABLES, sets).operations());
	}

	private static SeedSet set(List<String> key, Map<String, ?> row) {
		return new SeedSet("organization", key, SeedPolicy.INSERT, List.of(), EVERYWHERE, List.of(Row.of(row)));
	}

	private static SeedSet insert(Row... rows) {
		return new SeedSet("organization", List.of("id"), SeedPolicy.INSERT, List.of(), EVERYWHERE, List.of(rows));
	}

	private static SeedSet upsert(Environments environments, Map<String, ?> row) {
		return new SeedSet("organization", List.of("slug"), SeedPolicy.UPSERT, List.of("name"), environments,
				List.of(Row.of(row)));
	}

	private static SeedSet log(Map<String, ?> row) {
		return new SeedSet("log", List.of(), SeedPolicy.INSERT, List.of(), EVERYWHERE, List.of(Row.of(row)));
	}

	private static Row row(int id, String slug, String name) {
		Map<String, Object> values = new LinkedHashMap<>();
		values.put("id", id);
		values.put("slug", slug);
		values.put("name", name);
		return Row.of(values);
	}

}
