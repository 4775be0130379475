package io.masterrecord.operation;

import java.util.List;

import io.masterrecord.migration.Operations;
import io.masterrecord.schema.Column;
import io.masterrecord.schema.ColumnType;
import io.masterrecord.schema.PrimaryKey;
import io.masterrecord.schema.Schema;
import io.masterrecord.schema.SearchColumn;
import io.masterrecord.schema.SearchIndex;
import io.masterrecord.schema.SearchMatch;
import io.masterrecord.schema.Table;
import io.masterrecord.schema.TypeName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What the pure interpreters make of {@link CreateSearchIndex} and
 * {@link DropSearchIndex}.
 */
class SearchIndexOperationsTests {

	private static final SearchIndex INDEX = new SearchIndex("search_plan",
			List.of(new SearchColumn("title", 4), new SearchColumn("note", 1)), SearchMatch.WORDS, "");

	private static final Schema SCHEMA = Schema.of(List.of(new Table("plan",
			List.of(new Column("id", ColumnType.of(TypeName.BIGINT), false, null, true),
					new Column("title", ColumnType.varchar(40), false, null, false),
					new Column("note", ColumnType.of(TypeName.TEXT), true, null, false)),
			new PrimaryKey("pk_plan", List.of("id")), List.of(), List.of(), List.of())));

	private static final Schema INDEXED = SchemaFold.apply(SCHEMA, new CreateSearchIndex("plan", INDEX));

	@Test
	void areSaidByMigrations() {
		assertThat(Operations.of((schema) -> {
			schema.createSearchIndex("search_plan").on("plan").weighted("title", 4).weighted("note", 1);
			schema.createSearchIndex("search_note").parts().language("english").on("plan", "note");
			schema.dropSearchIndex("search_plan").on("plan");
		})).containsExactly(
				new CreateSearchIndex("plan", INDEX), new CreateSearchIndex("plan", new SearchIndex("search_note",
						List.of(new SearchColumn("note", 1)), SearchMatch.PARTS, "english")),
				new DropSearchIndex("plan", "search_plan"));
	}

	// What is hashed never changes.
	@Test
	void keepTheirCanonicalFormAndTheirJson() {
		List<SchemaOperation> operations = List.of(
				new CreateSearchIndex("plan", INDEX), new CreateSearchIndex("plan", new SearchIndex("search_note",
						List.of(new SearchColumn("note", 1)), SearchMatch.PARTS, "english")),
				new DropSearchIndex("plan", "search_plan"));
		assertThat(OperationJson.write(operations)).isEqualTo("""
				[{"operation":"createSearchIndex","table":"plan","index":{"name":"search_plan",\
				"columns":[{"name":"title","weight":4},{"name":"note"}]}},\
				{"operation":"createSearchIndex","table":"plan","index":{"name":"search_note",\
				"columns":[{"name":"note"}],"match":"parts","language":"english"}},\
				{"operation":"dropSearchIndex","table":"plan","name":"search_plan"}]""");
		assertThat(CanonicalForm.checksum(operations))
			.isEqualTo("a280cd44ae5ce8af319a4eb3700cdbe876725948261b3343c95ac9fc46289de3");
	}

	@Test
	void areDescribed() {
		assertThat(Description.of(new CreateSearchIndex("plan", INDEX)))
			.isEqualTo("create search index search_plan on plan (title weight 4, note) for words");
		assertThat(Description.of(new DropSearchIndex("plan", "search_plan")))
			.isEqualTo("drop search index search_plan of plan");
	}

	@Test
	void areTheReverseOfEachOther() {
		assertThat(Inversion.of(SCHEMA, new CreateSearchIndex("plan", INDEX)).operations())
			.containsExactly(new DropSearchIndex("plan", "search_plan"));
		assertThat(Inversion.of(INDEXED, new DropSearchIndex("plan", "search_plan")).operations())
			.containsExactly(new CreateSearchIndex("plan", INDEX));
	}

	@Test
	void foldAndFollowRenames() {
		Schema renamed = SchemaFold.apply(INDEXED,
				List.of(new RenameColumn("plan", "title", "headline"), new RenameTable("plan", "scheme")));
		assertThat(renamed.table("scheme").orElseThrow().searchIndexes())
			.containsExactly(INDEX.withColumns(List.of(new SearchColumn("headline", 4), new SearchColumn("note", 1))));
		assertThat(SchemaFold.apply(INDEXED, new DropSearchIndex("plan", "search_plan"))).isEqualTo(SCHEMA);
	}

	@Test
	void areCreatedAfterTheirTable() {
		assertThat(CreateTable.complete(INDEXED.table("plan").orElseThrow()))
			.containsExactly(new CreateTable(SCHEMA.table("plan").orElseThrow()), new CreateSearchIndex("plan", INDEX));
	}

	@Test
	void haveToFit() {
		refused(SCHEMA, index("search_plan", "", new SearchColumn("id", 1)), "only text can be searched");
		refused(SCHEMA, index("search_plan", ""), "it has no columns");
		Schema computed = SchemaFold.apply(SCHEMA, new AddColumn("plan",
				new Column("loud", ColumnType.varchar(40), true, null, false).withComputed("upper(title)")));
		refused(computed, index("search_plan", "", new SearchColumn("loud", 1)), "computed from stored columns only");
		refused(SCHEMA, index("title", "", new SearchColumn("title", 1)), "taken by a column");
		refused(SCHEMA, index("search_plan", "", new SearchColumn("title", 11)), "not one of 1 to 10");
		refused(SCHEMA, index("search_plan", "'); --", new SearchColumn("title", 1)), "no name of a language");
		refused(INDEXED, index("search_plan", "", new SearchColumn("title", 1)), "a search index of table 'plan'");
		refused(INDEXED, new DropColumn("plan", "note"), "part of search index 'search_plan': drop that first");
		refused(INDEXED, new AlterColumn("plan", new Column("note", ColumnType.of(TypeName.BIGINT), true, null, false)),
				"which searches text only");
		refused(INDEXED,
				new AddColumn("plan", new Column("search_plan", ColumnType.of(TypeName.BIGINT), true, null, false)),
				"taken by a search index");
		refused(SCHEMA, new DropSearchIndex("plan", "search_plan"), "has no search index 'search_plan'; it has none");
	}

	private static SchemaOperation index(String name, String language, SearchColumn... columns) {
		return new CreateSearchIndex("plan", new SearchIndex(name, List.of(columns), SearchMatch.WORDS, language));
	}

	private static void refused(Schema schema, SchemaOperation operation, String problem) {
		assertThatExceptionOfType(SchemaFoldException.class).isThrownBy(() -> SchemaFold.apply(schema, operation))
			.withMessageContaining(problem);
	}

}
