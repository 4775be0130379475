package io.masterrecord.generate;

import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.UUID;

import io.masterrecord.annotation.BelongsTo;
import io.masterrecord.annotation.Column;
import io.masterrecord.annotation.Embedded;
import io.masterrecord.annotation.GeneratedId;
import io.masterrecord.annotation.Indexed;
import io.masterrecord.annotation.ManyToMany;
import io.masterrecord.annotation.RenamedFrom;
import io.masterrecord.annotation.Table;
import io.masterrecord.annotation.Unique;
import io.masterrecord.migration.Migration;
import io.masterrecord.migration.MigrationChain;
import io.masterrecord.migration.MigrationDataException;
import io.masterrecord.migration.MigrationDefinition;
import io.masterrecord.migration.MigrationSettings;
import io.masterrecord.migration.Migrator;
import io.masterrecord.model.Model;
import io.masterrecord.operation.Description;
import io.masterrecord.seed.SeedConfig;
import io.masterrecord.seed.SeedPlan;
import io.masterrecord.testing.Engine;
import io.masterrecord.testing.EngineTest;
import io.masterrecord.testing.TestDatabase;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.core.test.tools.SourceFile;
import org.springframework.core.test.tools.TestCompiler;
import org.springframework.data.annotation.Id;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The whole way from a changed entity to a changed database and back, on every engine.
 */
class ModelToDatabaseTests {

	private final List<MigrationDefinition> migrations = new ArrayList<>();

	private @Nullable String accepted;

	@EngineTest
	void addsAFieldAndTakesItBack(TestDatabase database) {
		add("first", First.class);
		migrate(database);
		sql(database, "insert into article (title) values ('kept')").update();

		GeneratedMigration second = add("add note", Second.class);
		migrate(database);

		assertThat(second.remarks()).singleElement().asString().contains("article.note", "empty text");
		assertThat(sql(database, "select note from article").query(String.class).single()).isEmpty();
		assertThatException().as("the default was only for existing rows")
			.isThrownBy(() -> sql(database, "insert into article (title) values ('x')").update());
		assertThat(generate("nothing", Second.class)).isNull();

		migrator(database).rollback(1);

		assertThatException().isThrownBy(() -> sql(database, "select note from article").query().listOfRows());
		assertThat(sql(database, "select title from article").query(String.class).single()).isEqualTo("kept");

		migrate(database);
		assertThat(sql(database, "select note from article").query(String.class).single()).isEmpty();
	}

	@EngineTest
	void asksForTheValuesWhereOneForAllRowsWouldBeRefused(TestDatabase database) {
		add("first", First.class);
		migrate(database);
		sql(database, "insert into article (title) values ('first')").update();
		sql(database, "insert into article (title) values ('second')").update();
		assertThat(add("constrained", Constrained.class, Author.class).remarks()).satisfiesExactlyInAnyOrder(
				(remark) -> assertThat(remark).contains("article.code", "fails unless the table is empty"),
				(remark) -> assertThat(remark).contains("article.state", "fails unless the table is empty"),
				(remark) -> assertThat(remark).contains("article.author_id", "fails unless the table is empty"));
		assertThatExceptionOfType(MigrationDataException.class).isThrownBy(() -> migrate(database))
			.satisfies((failure) -> assertThat(failure.problems()).hasSize(3));
		assertThat(sql(database, "select title from article").query(String.class).list()).hasSize(2);
		sql(database, "delete from article").update();
		migrate(database);
		assertThat(generate("nothing", Constrained.class, Author.class)).isNull();
	}

	@EngineTest
	void asksForTheValuesOfANewKey(TestDatabase database) {
		add("first", Coded.class);
		migrate(database);
		sql(database, "insert into article (code, title) values ('a', 'first')").update();
		sql(database, "insert into article (code, title) values ('b', 'second')").update();
		assertThat(add("numbered", Numbered.class).remarks()).singleElement()
			.asString()
			.contains("article.number", "fails unless the table is empty");
		assertThatExceptionOfType(MigrationDataException.class).isThrownBy(() -> migrate(database));
		assertThatException().as("the key is there still")
			.isThrownBy(() -> sql(database, "insert into article (code, title) values ('a', 'third')").update());
		sql(database, "delete from article").update();
		migrate(database);
		assertThat(generate("nothing", Numbered.class)).isNull();
	}

	@EngineTest
	void numbersRowsThatHadAKeyOfTheirOwn(TestDatabase database) {
		add("first", Coded.class);
		migrate(database);
		sql(database, "insert into article (code, title) values ('a', 'first')").update();
		sql(database, "insert into article (code, title) values ('b', 'second')").update();
		assertThat(add("identified", Identified.class).remarks()).isEmpty();
		migrate(database);
		assertThat(generate("nothing", Identified.class)).isNull();
		sql(database, "insert into article (code, title) values ('c', 'third')").update();
		assertThat(sql(database, "select id from article").query(Long.class).list()).containsExactlyInAnyOrder(1L, 2L,
				3L);
		migrator(database).rollback(1, "the numbers are made up");
		assertThatException().as("the key is back")
			.isThrownBy(() -> sql(database, "insert into article (code, title) values ('a', 'other')").update());
		migrate(database);
		assertThat(migrator(database).drift().differences()).isEmpty();
	}

	@EngineTest
	void exchangesAnIdWithThoseWhoReferToItWhereNoDatabaseTurnsItsTypeIntoAnother(TestDatabase database) {
		add("first", First.class, Comment.class);
		migrate(database);
		sql(database, "insert into article (title) values ('kept')").update();
		this.accepted = "nobody uses it yet";
		assertThat(add("second", ByUuid.class, CommentByUuid.class).remarks()).hasSize(4);
		assertThatExceptionOfType(MigrationDataException.class).isThrownBy(() -> migrate(database))
			.withMessageContaining("no value for the new 'id'");
		sql(database, "delete from article").update();
		migrate(database);
		assertThat(generate("nothing", ByUuid.class, CommentByUuid.class)).isNull();
		assertThat(migrator(database).drift().differences()).isEmpty();
		add("third", First.class, Comment.class);
		migrate(database);
		sql(database, "insert into article (title) values ('numbered')").update();
		sql(database, "delete from article").update();
		migrator(database).rollback(2);
		migrate(database);
		assertThat(migrator(database).drift().differences()).isEmpty();
	}

	@EngineTest
	void letsNumbersOfTheDatabaseBecomeTexts(TestDatabase database) {
		add("first", First.class);
		migrate(database);
		sql(database, "insert into article (title) values ('kept')").update();
		this.accepted = "texts have room";
		add("second", ByText.class);
		migrate(database);
		assertThat(sql(database, "select id from article").query(String.class).single()).isEqualTo("1");
		migrator(database).rollback(1);
		sql(database, "insert into article (title) values ('next')").update();
		assertThat(sql(database, "select id from article").query(Long.class).list()).containsExactlyInAnyOrder(1L, 2L);
	}

	@EngineTest
	void renamesWithoutLosingAnything(TestDatabase database) {
		add("first", First.class);
		migrate(database);
		sql(database, "insert into article (title) values ('kept')").update();

		add("rename", Renamed.class);
		migrate(database);

		assertThat(sql(database, "select headline from article").query(String.class).single()).isEqualTo("kept");
		assertThat(generate("nothing", Renamed.class)).isNull();

		migrator(database).rollback(1);

		assertThat(sql(database, "select title from article").query(String.class).single()).isEqualTo("kept");
	}

	@EngineTest
	void createsTheTableOfPairsAndTakesItBack(TestDatabase database) {
		add("first", First.class, Label.class);
		migrate(database);
		sql(database, "insert into article (title) values ('a')").update();
		sql(database, "insert into label (name) values ('x')").update();

		GeneratedMigration pairs = add("pairs", Labelled.class, Label.class);
		migrate(database);

		assertThat(pairs.source()).contains("schema.createTable(\"article_label\"");
		assertThat(generate("nothing", Labelled.class, Label.class)).isNull();
		String insert = "insert into article_label (article_id, label_name) values (1, 'x')";
		sql(database, insert).update();
		assertThatException().as("the pair is unique").isThrownBy(() -> sql(database, insert).update());
		assertThatException().as("both sides have to exist")
			.isThrownBy(
					() -> sql(database, "insert into article_label (article_id, label_name) values (7, 'x')").update());
		sql(database, "delete from article").update();
		assertThat(sql(database, "select count(*) from article_label").query(Long.class).single()).isZero();

		migrator(database).rollback(1);

		assertThatException()
			.isThrownBy(() -> sql(database, "select article_id from article_label").query().listOfRows());
	}

	@EngineTest
	void keepsPairsWhereBothSidesGetOtherNames(TestDatabase database) {
		add("first", Labelled.class, Label.class);
		migrate(database);
		sql(database, "insert into article (title) values ('a')").update();
		sql(database, "insert into label (name) values ('x')").update();
		sql(database, "insert into article_label (article_id, label_name) values (1, 'x')").update();

		GeneratedMigration renamed = add("renamed", Post.class, Tag.class);
		migrate(database);

		assertThat(renamed.remarks()).isEmpty();
		assertThat(renamed.up()).extracting(Description::of)
			.contains("rename table article_label to post_tag", "rename column post_tag.article_id to post_number",
					"rename column post_tag.label_name to tag_word")
			.noneMatch((operation) -> operation.startsWith("drop") || operation.startsWith("create"));
		assertThat(generate("nothing", Post.class, Tag.class)).isNull();
		assertThat(sql(database, "select tag_word from post_tag").query(String.class).single()).isEqualTo("x");
		assertThat(migrator(database).drift().differences()).isEmpty();

		add("stated", StatedPost.class, Tag.class);
		migrate(database);
		assertThat(sql(database, "select tag_word from marks").query(String.class).single()).isEqualTo("x");

		migrator(database).rollback(2);
		assertThat(sql(database, "select label_name from article_label").query(String.class).single()).isEqualTo("x");
	}

	@Test
	void takesNoPairsFromARelationThatIsThereStill() {
		add("first", Labelled.class, Label.class, Unrelated.class);
		GeneratedMigration second = add("second", Labelled.class, Label.class, Related.class);
		assertThat(second.remarks()).isEmpty();
		assertThat(second.up()).extracting(Description::of).first().asString().startsWith("create table label_report");
	}

	@EngineTest
	void letsAnIdBeOfSeveralPropertiesAndBack(TestDatabase database) {
		add("first", Booking.class);
		migrate(database);
		sql(database, "insert into article (id, title, city) values (1, 'a', 'Graz')").update();

		add("second", BookingByKey.class);
		migrate(database);

		assertThat(generate("nothing", BookingByKey.class)).isNull();
		String insert = "insert into article (id, title, city) values (%d, 'a', '%s')";
		sql(database, insert.formatted(2, "Linz")).update();
		assertThatException().isThrownBy(() -> sql(database, insert.formatted(3, "Graz")).update());

		migrator(database).rollback(1);

		sql(database, insert.formatted(3, "Graz")).update();
		assertThatException().isThrownBy(() -> sql(database, insert.formatted(3, "Wels")).update());
	}

	@EngineTest
	void movesFieldsIntoAnEmbeddedValueWithoutLosingAnything(TestDatabase database) {
		add("first", Flat.class);
		migrate(database);
		sql(database, "insert into article (title, city, zip) values ('a', 'Graz', '8010')").update();

		assertThat(generate("nothing", Unprefixed.class)).as("the columns keep their names").isNull();

		GeneratedMigration moved = add("moved", Prefixed.class);
		migrate(database);

		assertThat(moved.source()).contains("renameColumn(\"article\", \"city\").to(\"place_city\")")
			.contains("renameColumn(\"article\", \"zip\").to(\"place_zip\")")
			.doesNotContain("dropColumn");
		assertThat(sql(database, "select place_city from article").query(String.class).single()).isEqualTo("Graz");
		assertThat(generate("nothing", Prefixed.class)).isNull();

		GeneratedMigration renamed = add("renamed", RenamedInside.class);
		migrate(database);

		assertThat(renamed.source()).contains("renameColumn(\"article\", \"place_city\").to(\"site_town\")")
			.contains("renameColumn(\"article\", \"place_zip\").to(\"site_zip\")");
		assertThat(sql(database, "select site_town from article").query(String.class).single()).isEqualTo("Graz");
		assertThat(generate("nothing", RenamedInside.class)).isNull();

		migrator(database).rollback(2);

		assertThat(sql(database, "select city from article").query(String.class).single()).isEqualTo("Graz");
	}

	/**
	 * Names are quoted, because H2 would fold them to upper case; for SQLite with a grave
	 * accent, because it takes an unknown name in double quotes for a text.
	 */
	private static JdbcClient.StatementSpec sql(TestDatabase database, String statement) {
		String quote = EnumSet.of(Engine.POSTGRESQL, Engine.H2).contains(database.engine()) ? "\"" : "`";
		return database.jdbc()
			.sql(statement.replaceAll(
					"\\b(article|title|note|headline|label|name|article_label|article_id|id|label_name|code|city|zip|place_city|site_town|post|tag|word|number|post_tag|tag_word|marks|post_no)\\b",
					quote + "$1" + quote));
	}

	private void migrate(TestDatabase database) {
		migrator(database).migrate();
	}

	private Migrator migrator(TestDatabase database) {
		return new Migrator(database.dataSource(), MigrationChain.of(this.migrations), MigrationSettings.defaults());
	}

	private GeneratedMigration add(String name, Class<?>... entities) {
		GeneratedMigration generated = generate(name, entities);
		assertThat(generated).isNotNull();
		TestCompiler.forSystem()
			.compile(SourceFile.of(generated.source()), (compiled) -> this.migrations
				.add(MigrationDefinition.record(compiled.getInstance(Migration.class))));
		return generated;
	}

	private @Nullable GeneratedMigration generate(String name, Class<?>... entities) {
		MigrationGenerator generator = new MigrationGenerator(MigrationChain.of(this.migrations),
				new GenerationSettings("db.migrations", null, Clock.systemUTC()));
		return ((this.accepted != null) ? generator.acceptingDataLoss(this.accepted) : generator)
			.generate(name, Model.of(entities), SeedPlan.empty(), SeedConfig.defaults())
			.orElse(null);
	}

	@NullMarked
	@Table(name = "article")
	record First(@Id @GeneratedId @Nullable Long id, @Unique String title) {
	}

	@NullMarked
	@Table(name = "article")
	record Second(@Id @GeneratedId @Nullable Long id, @Unique String title, @Indexed String note) {
	}

	@NullMarked
	@Table(name = "article")
	record Constrained(@Id @GeneratedId @Nullable Long id, @Unique String title, @Unique String code, State state,
			@BelongsTo(Author.class) long authorId) {
	}

	enum State {

		DRAFT, PRINTED

	}

	@NullMarked
	record Author(@Id @GeneratedId @Nullable Long id, String name) {
	}

	@NullMarked
	@Table(name = "article")
	record Labelled(@Id @GeneratedId @Nullable Long id, @Unique String title,
			@ManyToMany(column = "article_id") @Nullable List<Label> labels) {
	}

	@NullMarked
	record Label(@Id String name) {
	}

	@NullMarked
	@Table(name = "post")
	@RenamedFrom("article")
	record Post(@Id @GeneratedId @RenamedFrom("id") @Nullable Long number, @Unique String title,
			@ManyToMany @Nullable List<Tag> labels) {
	}

	@NullMarked
	@RenamedFrom("Label")
	record Tag(@Id @RenamedFrom("name") String word) {
	}

	@NullMarked
	@Table(name = "post")
	record StatedPost(@Id @GeneratedId @Nullable Long number, @Unique String title,
			@ManyToMany(table = "marks", column = "post_no") @RenamedFrom( {
					"post_tag", "post_number" }) @Nullable List<Tag> labels){
	}

	@NullMarked
	@Table(name = "report")
	@RenamedFrom("article")
	record Unrelated(@Id long id) {
	}

	@NullMarked
	@Table(name = "report")
	@RenamedFrom("article")
	record Related(@Id long id, @ManyToMany @Nullable List<Label> labels) {
	}

	@NullMarked
	@Table(name = "article")
	record Renamed(@Id @GeneratedId @Nullable Long id, @RenamedFrom("title") @Unique String headline) {
	}

	@NullMarked
	@Table(name = "article")
	record Coded(@Id @Size(max = 20) String code, @Size(max = 20) String title) {
	}

	@NullMarked
	@Table(name = "article")
	record Identified(@Id @GeneratedId @Nullable Long id, @Unique @Size(max = 20) String code,
			@Size(max = 20) String title) {
	}

	@NullMarked
	@Table(name = "article")
	record ByUuid(@Id @GeneratedId @Nullable UUID id, @Unique String title) {
	}

	@NullMarked
	@Table(name = "article")
	record ByText(@Id @Size(max = 20) String id, @Unique String title) {
	}

	@NullMarked
	@Table(name = "comment")
	record Comment(@Id long id, @BelongsTo(First.class) long articleId) {
	}

	@NullMarked
	@Table(name = "comment")
	record CommentByUuid(@Id long id, @BelongsTo(ByUuid.class) UUID articleId) {
	}

	@NullMarked
	@Table(name = "article")
	record Numbered(@Id long number, @Size(max = 20) String code, @Size(max = 20) String title) {
	}

	@NullMarked
	@Table(name = "article")
	record Booking(@Id @GeneratedId @Nullable Long id, @Size(max = 20) String title, @Size(max = 20) String city) {
	}

	@NullMarked
	@Table(name = "article")
	record BookingByKey(@Column(nullable = false) Long id, @Id @Size(max = 20) String title,
			@Id @Size(max = 20) String city) {
	}

	@NullMarked
	@Table(name = "article")
	record Flat(@Id @GeneratedId @Nullable Long id, String title, String city, String zip) {
	}

	@NullMarked
	record Place(String city, String zip) {
	}

	@NullMarked
	@Table(name = "article")
	record Unprefixed(@Id @GeneratedId @Nullable Long id, String title, @Embedded(prefix = "") Place place) {
	}

	@NullMarked
	@Table(name = "article")
	record Prefixed(@Id @GeneratedId @Nullable Long id, String title, @Embedded @RenamedFrom("") Place place) {
	}

	@NullMarked
	record Site(@RenamedFrom("city") String town, String zip) {
	}

	@NullMarked
	@Table(name = "article")
	record RenamedInside(@Id @GeneratedId @Nullable Long id, String title, @Embedded @RenamedFrom("place") Site site) {
	}

}
