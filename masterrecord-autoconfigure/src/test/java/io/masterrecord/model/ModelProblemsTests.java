package io.masterrecord.model;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.masterrecord.annotation.BelongsTo;
import io.masterrecord.annotation.BelongsTo.OnDelete;
import io.masterrecord.annotation.Column;
import io.masterrecord.annotation.CompositeBelongsTo;
import io.masterrecord.annotation.CompositeIndex;
import io.masterrecord.annotation.Embedded;
import io.masterrecord.annotation.GeneratedId;
import io.masterrecord.annotation.GeneratedId.Strategy;
import io.masterrecord.annotation.Indexed;
import io.masterrecord.annotation.Searchable;
import io.masterrecord.annotation.Table;
import io.masterrecord.annotation.Unique;
import io.masterrecord.schema.ColumnDefault;
import io.masterrecord.schema.Index;
import io.masterrecord.annotation.SoftDelete;
import io.masterrecord.annotation.Sortable;
import jakarta.validation.constraints.Size;
import jakarta.validation.constraints.NotNull;
import org.junit.jupiter.api.Test;

import org.springframework.data.annotation.CreatedDate;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

/**
 * Tests for what a developer reads about a model that is not right.
 */
class ModelProblemsTests {

	private static final String HERE = ModelProblemsTests.class.getName() + ".";

	@Test
	void refusesAnIdOfBytes() {
		assertThatExceptionOfType(ModelException.class).isThrownBy(() -> Model.of(Hashed.class))
			.withMessageContaining(
					HERE + "Hashed.hash': an id cannot be of bytes, which are equal to themselves alone");
	}

	@Test
	void collectsTheProblemsOfAllEntities() {
		assertThatExceptionOfType(ModelException.class).isThrownBy(() -> Model.of(NoId.class, Odd.class))
			.withMessage(
					"""
							The model has 2 problems:
							  1. 'io.masterrecord.model.ModelProblemsTests.NoId': has no id. Mark one property with Spring Data's '@Id' ('org.springframework.data.annotation.Id').
							  2. 'io.masterrecord.model.ModelProblemsTests.Odd.owner': type 'java.util.Map<java.lang.String, java.lang.String>' fits into no column. Use a primitive or its wrapper, String, BigDecimal, BigInteger, UUID, LocalDate, LocalTime, LocalDateTime, Instant, OffsetDateTime, Duration, byte[] or an enum, or '@Column(json = true)' for a record, list or map, or mark the property with '@Transient'."""
						.stripTrailing());
	}

	@Test
	void refusesTwoVersionsAndGeneratedPartsOfAnId() {
		assertProblems(List.of(Twice.class, PartlyGenerated.class),
				"'PartlyGenerated.id': is generated, and the id has other properties too. Remove '@GeneratedId' and assign it, or leave '@Id' on this one and add '@CompositeIndex(unique = true)' for a key of several properties.",
				"'Twice': has 2 versions: 'one' and 'two'. Leave '@Version' on one of them.");
	}

	@Test
	void refusesReferencesThatDoNotFitTheIdReferredTo() {
		assertProblems(
				List.of(Room.class, ByOne.class, ByTooFew.class, ByNobody.class, ByOtherNames.class, ByType.class),
				"'ByNobody': belongs to 'Room' by 'stair', which is no property. Did you mean 'stairs'?",
				"'ByOne.room': belongs to 'io.masterrecord.model.ModelProblemsTests.Room', whose id has the properties 'floor', 'number'. Embed a value of these properties with '@Embedded @BelongsTo(Room.class)', or name them at the class with '@CompositeBelongsTo(value = Room.class, properties = { … })'.",
				"'ByOtherNames.room': belongs to 'io.masterrecord.model.ModelProblemsTests.Room', whose id has the properties 'floor', 'number'. Give one property for each of them, of the same name.",
				"'ByTooFew': belongs to 'io.masterrecord.model.ModelProblemsTests.Room', whose id has the properties 'floor', 'number'. Give one property for each of them, in order.",
				"'ByType.number': is of type 'java.lang.String', but 'number' of 'io.masterrecord.model.ModelProblemsTests.Room' is of type 'int'. Give both the same type.");
	}

	@Test
	void refusesReferencesAndSequencesThatCannotDoWhatTheySay() {
		assertProblems(List.of(Room.class, Acting.class, Numbered.class, NumberedToo.class, NotNumbered.class),
				"'NotNumbered.id': states how a sequence numbers rows, but no sequence does. Write '@GeneratedId(strategy = SEQUENCE, …)', or remove 'sequence', 'start' and 'increment'.",
				"'Acting': 'onDelete = SET_NULL' needs a column that accepts NULL, and 'floor' does not. Make the property '@Nullable', or choose RESTRICT or CASCADE.",
				"'Acting': 'onDelete = SET_NULL' needs a column that accepts NULL, and 'number' does not. Make the property '@Nullable', or choose RESTRICT or CASCADE.",
				"'Acting': 'onUpdate = SET_DEFAULT' needs a column with a default, and 'floor' has none. Give it one with '@Column(defaultValue = …)', or choose RESTRICT or CASCADE.",
				"'Acting': 'onUpdate = SET_DEFAULT' needs a column with a default, and 'number' has none. Give it one with '@Column(defaultValue = …)', or choose RESTRICT or CASCADE.",
				"'NumberedToo.id': shares the sequence 'no', which elsewhere starts at 1 and goes on by 1. State the same 'start' and 'increment' wherever it is used.");
	}

	@Test
	void refusesTwoEntitiesOnOneTable() {
		assertProblems(List.of(Plan.class, OtherPlan.class),
				"'Plan': has the table 'plan', and so has 'io.masterrecord.model.ModelProblemsTests.OtherPlan'. Give one of them another table with '@Table(name = …)'.");
	}

	@Test
	void refusesTwoPropertiesOnOneColumn() {
		assertProblems(List.of(SameColumn.class),
				"'SameColumn.other': has the column 'Title', and so has 'title'. Give one of them another name with '@Column'.");
	}

	@Test
	void refusesIdsThatCannotBeGenerated() {
		assertProblems(List.of(TextIdentity.class, NumberUuid.class, NotAnId.class),
				"'NotAnId.number': '@GeneratedId' is for an id. Add Spring Data's '@Id', or remove '@GeneratedId'.",
				"'NumberUuid.id': an id of type 'java.lang.Long' cannot be generated by UUID_V7. Use 'Long' or 'Integer' for an identity, 'UUID' for a UUID_V7, or remove '@GeneratedId' and assign the id.",
				"'TextIdentity.id': an id of type 'java.lang.String' cannot be generated by IDENTITY. Use 'Long' or 'Integer' for an identity, 'UUID' for a UUID_V7, or remove '@GeneratedId' and assign the id.");
	}

	@Test
	void refusesRolesThatDoNotFitTheType() {
		assertProblems(List.of(Roles.class),
				"'Roles.version': '@Version' cannot count in a 'java.lang.String'. Use 'int' or 'long'.",
				"'Roles.created': 'java.lang.String' cannot hold when a row was written. Use 'Instant', 'LocalDateTime', 'LocalDate' or 'long'.",
				"'Roles.amount': '@Searchable' looks for words, which a 'int' has not. Remove '@Searchable'.");
	}

	@Test
	void refusesToSortByBytes() {
		assertProblems(List.of(Pictured.class),
				"'Pictured.picture': rows cannot be sorted by bytes. Remove '@Sortable'.");
	}

	@Test
	void refusesWhatCannotTellWhetherARowIsDeleted() {
		assertProblems(List.of(Deleted.class),
				"'Deleted.status': '@SoftDelete' cannot tell by a 'java.lang.String' whether a row is deleted. Use 'Instant', 'LocalDateTime' or 'LocalDate' for when it was, or 'boolean'.",
				"'Deleted.at': '@SoftDelete' needs NULL for a row that is not deleted, and 'at' does not accept it. Make the property '@Nullable'.",
				"'Deleted': has 2 properties that tell whether it is deleted: 'status' and 'at'. Leave '@SoftDelete' on one of them.");
	}

	@Test
	void refusesReferencesThatPointNowhere() {
		assertProblems(List.of(Plan.class, Reference.class),
				"'Reference.stranger': belongs to 'java.lang.String', which is no entity of this model. Make it an entity with Spring Data's '@Id' in a package that is scanned, or register it with 'context.entity(String.class)'.",
				"'Reference.planId': is of type 'java.lang.String', but the id of 'io.masterrecord.model.ModelProblemsTests.Plan' is of type 'long'. Give both the same type.");
		assertProblems(List.of(Plan.class, Nulled.class),
				"'Nulled.planId': 'onDelete = SET_NULL' needs a column that accepts NULL, and 'plan_id' does not. Make the property '@Nullable', or choose RESTRICT or CASCADE.");
	}

	@Test
	void refusesColumnsThatContradictThemselves() {
		assertProblems(List.of(Columns.class),
				"'Columns.flag': a column of type 'boolean' has no size. Remove 'size' from '@Column'.",
				"'Columns.text': 'text' is for a String without a size. Remove 'text' from '@Column', or the size.",
				"'Columns.digits': 3 digits cannot have 4 of them after the point. State 'size', all digits, and 'scale', those after the point, in '@Column'.",
				"'Columns.state': 'size = 2' is less than the 4 characters of its longest constant. Leave 'size' out, or make it greater.",
				"'Columns.whole': more than one default is stated. State one 'defaultValue' or one 'defaultExpression' in '@Column'.",
				"'Columns.number': default 'many' is no value of type 'int'. Correct 'defaultValue', or use 'defaultExpression' for an SQL expression.",
				"'Columns.open': default 'AJAR' is no value of type 'io.masterrecord.model.ModelProblemsTests.State'. Correct 'defaultValue', or use 'defaultExpression' for an SQL expression.",
				"'Columns.nothing': a primitive cannot be NULL. Use the wrapper type, or remove 'nullable = true' from '@Column'.",
				"'Columns.version': a version always starts at 1. Remove the default from '@Column'.");
	}

	@Test
	void refusesIndexesThatNameNothing() {
		assertProblems(List.of(Indexes.class),
				"'Indexes': the index on (organisationId, title) names 'organisationId', which is no property. Did you mean 'organizationId'?",
				"'Indexes': the index on (organization_id, title) names 'organization_id', which is no property. Did you mean 'organizationId'?",
				"'Indexes.title': stands twice in the index on (title, title). Name each property once.",
				"'Indexes.title': the index 'alone' on (title) needs at least two properties. Use '@Indexed' on a property for an index of its own.");
	}

	@Test
	void refusesIndexesThatIncludeNothingNew() {
		assertProblems(List.of(Including.class),
				"'Including': the index on (title) includes 'colour', which is no property. Did you mean 'color'?",
				"'Including.size': stands twice in the index on (size). Name each property once.",
				"'Including': the index on (title, color) is no unique constraint. A constraint is 'unique', over ascending columns and for all rows, and includes nothing; or remove 'constraint = true'.");
	}

	@Test
	void keepsAnIndexThatIncludesMoreThanAnother() {
		Model model = Model.of(Plan.class, Wide.class);
		assertThat(model.entity(Wide.class).toTable().indexes()).extracting(Index::name, Index::included)
			.containsExactly(tuple("idx_wide_id", List.of("rank")), tuple("idx_wide_plan_id", List.of("rank", "id")),
					tuple("idx_wide_rank", List.of("plan_id")), tuple("idx_wide_rank_id", List.of("plan_id")));
	}

	@Test
	void refusesClassesThatCannotBeMade() {
		assertProblems(List.of(NoConstructor.class, Inner.class, Abstract.class, State.class, Final.class),
				"'Abstract': is abstract. Register the classes that extend it: they inherit its properties.",
				"'Final.title': is final, so a row that was read cannot be put into it. Remove 'final', mark the property with '@Transient', or make the entity a record.",
				"'Inner': belongs to an instance of the class around it. Make it 'static'.",
				"'NoConstructor': has no constructor without arguments. Add one (it may be private), or make it a record.",
				"'State': is neither a record nor a class. Make it a record, or a class with a constructor without arguments.");
	}

	@Test
	void leavesOutIndexesThatAKeyReplaces() {
		Model model = Model.of(Redundant.class, Plan.class);
		assertThat(model.entity(Redundant.class).toTable().indexes()).extracting(Index::name)
			.containsExactly("by_code", "idx_redundant_notes", "idx_redundant_code_name");
		assertThat(model.warnings()).extracting(ModelProblem::toString)
			.containsExactlyInAnyOrder("'" + HERE
					+ "Redundant.id': index on 'redundant' (id) does what the primary key does already. It is left out; remove its declaration.",
					"'" + HERE
							+ "Redundant.code': index on 'redundant' (code) does what the unique constraint does already. Remove it: it slows down every write.",
					"'" + HERE
							+ "Redundant.notes': is a text without a limit, which MariaDB and MySQL cannot index. Give it a size with '@Size(max = …)' or '@Column(size = …)'.");
		assertThat(model.entity(Redundant.class).toTable().uniques()).as("none for the id").hasSize(2);
	}

	@Test
	void keepsOneIndexForAReferenceThatIsIndexedToo() {
		Model model = Model.of(Plan.class, Child.class);
		assertThat(model.entity(Child.class).toTable().indexes()).extracting(Index::name)
			.containsExactly("by_plan", "idx_child_other_id");
		assertThat(model.warnings()).isEmpty();
	}

	@Test
	void indexesAReferenceUnlessAnotherIndexBeginsWithIt() {
		Model model = Model.of(Plan.class, Covered.class);
		assertThat(model.entity(Covered.class).toTable().indexes()).extracting(Index::name)
			.containsExactly("idx_covered_long_id_rank", "idx_covered_some", "idx_covered_later", "idx_covered_some_id",
					"idx_covered_later_id", "idx_covered_last_id");
	}

	@Test
	void makesAReferenceAsLongAsItsTarget() {
		Model model = Model.of(Country.class, City.class);
		assertThat(model.entity(City.class).property("country").type()).hasToString("varchar(2)");
	}

	@Test
	void readsDefaultsByType() {
		EntityModel<Defaults> entity = Model.of(Defaults.class).entity(Defaults.class);
		assertThat(entity.properties().subList(1, 9)).extracting((property) -> property.defaultValue().orElseThrow())
			.containsExactly(new ColumnDefault.Literal(true), new ColumnDefault.Literal(7L),
					new ColumnDefault.Literal(new BigDecimal("1.50")), new ColumnDefault.Literal("OPEN"),
					new ColumnDefault.Literal(""), new ColumnDefault.Literal("2026-01-31T00:00:00Z"),
					new ColumnDefault.Literal("00000000-0000-0001-0000-000000000002"),
					new ColumnDefault.Expression("CURRENT_TIMESTAMP"));
	}

	@Test
	void tellsEntitiesFromOtherClasses() {
		assertThat(EntityModel.isEntity(Plan.class)).isTrue();
		assertThat(EntityModel.isEntity(NoId.class)).as("has @Table").isTrue();
		assertThat(EntityModel.isEntity(Odd.class)).isTrue();
		assertThat(EntityModel.isEntity(Abstract.class)).isFalse();
		assertThat(EntityModel.isEntity(State.class)).isFalse();
		assertThat(EntityModel.isEntity(String.class)).isFalse();
	}

	private static void assertProblems(List<Class<?>> entities, String... problems) {
		assertThatExceptionOfType(ModelException.class).isThrownBy(() -> Model.of(entities.toArray(Class<?>[]::new)))
			.satisfies((ex) -> assertThat(ex.problems())
				.extracting((problem) -> problem.toString().replaceFirst("'" + HERE.replace(".", "\\."), "'"))
				.containsExactly(problems));
	}

	enum State {

		OPEN, SHUT

	}

	@Table
	record NoId(String title) {

	}

	record Hashed(@Id byte[] hash) {

	}

	record Odd(@Id long id, Map<String, String> owner) {

	}

	record Room(@Id int floor, @Id int number) {

	}

	record ByOne(@Id long id, @BelongsTo(Room.class) int room) {

	}

	@CompositeBelongsTo(value = Room.class, properties = "floor")
	record ByTooFew(@Id long id, int floor) {

	}

	@CompositeBelongsTo(value = Room.class, properties = { "stair", "number" })
	record ByNobody(@Id long id, int stairs, int number) {

	}

	record RoomLike(int floor, int no) {

	}

	record ByOtherNames(@Id long id, @Embedded @BelongsTo(Room.class) RoomLike room) {

	}

	@CompositeBelongsTo(value = Room.class, properties = { "floor", "number" })
	record ByType(@Id long id, int floor, String number) {

	}

	@CompositeBelongsTo(value = Room.class, properties = { "floor", "number" }, onDelete = OnDelete.SET_NULL,
			onUpdate = BelongsTo.OnUpdate.SET_DEFAULT)
	record Acting(@Id long id, int floor, int number) {

	}

	record Numbered(@Id @GeneratedId(strategy = Strategy.SEQUENCE, sequence = "no") Long id) {

	}

	record NumberedToo(@Id @GeneratedId(strategy = Strategy.SEQUENCE, sequence = "no", start = 5) Long id) {

	}

	record NotNumbered(@Id @GeneratedId(start = 5) Long id) {

	}

	record PartlyGenerated(@Id @GeneratedId Long id, @Id long other) {

	}

	record Twice(@Id long first, @Id long second, @Version int one, @Version int two) {

	}

	record Plan(@Id long id, String title) {

	}

	@Table(name = "plan")
	record OtherPlan(@Id long id) {

	}

	record SameColumn(@Id long id, String title, @Column(name = "Title") String other) {

	}

	record TextIdentity(@Id @GeneratedId(strategy = Strategy.IDENTITY) String id) {

	}

	record NumberUuid(@Id @GeneratedId(strategy = Strategy.UUID_V7) Long id) {

	}

	record NotAnId(@Id long id, @GeneratedId long number) {

	}

	record Pictured(@Id long id, @Sortable byte[] picture) {

	}

	record Deleted(@Id long id, @SoftDelete String status, @SoftDelete @NotNull Instant at) {

	}

	record Roles(@Id long id, @Version String version, @CreatedDate String created, @Searchable int amount) {

	}

	record Reference(@Id long id, @BelongsTo(String.class) long stranger, @BelongsTo(Plan.class) String planId) {

	}

	record Nulled(@Id long id, @BelongsTo(value = Plan.class, onDelete = OnDelete.SET_NULL) long planId) {

	}

	record Columns(@Id long id, @Column(size = 3) boolean flag, @Column(text = true, size = 3) String text,
			@Column(size = 3) BigDecimal digits, @Column(size = 2) State state,
			@Column(defaultValue = "1", defaultExpression = "1") int whole, @Column(defaultValue = "many") int number,
			@Column(defaultValue = "AJAR") State open, @Column(nullable = true) int nothing,
			@Version @Column(defaultValue = "0") int version) {

	}

	@CompositeIndex({ "organisationId", "title" })
	@CompositeIndex({ "organization_id", "title" })
	@CompositeIndex({ "title", "title" })
	@CompositeIndex(value = "title", name = "alone")
	record Indexes(@Id long id, long organizationId, String title) {

	}

	@CompositeIndex(value = { "title", "color" }, unique = true, constraint = true, include = "size")
	record Including(@Id long id, @Indexed(include = "colour") String title, String color, @Indexed(include = {
			"size" }) int size){

	}

	@CompositeIndex(value = { "rank", "id" }, include = "planId")
	record Wide(@Id @Indexed(include = "rank") long id, @BelongsTo(Plan.class) @Indexed(include = {
			"rank", "id" }) long planId, @Indexed(include = "planId") int rank){

	}

	static class NoConstructor {

		@Id
		private long id;

		NoConstructor(long id) {
			this.id = id;
		}

		long getId() {
			return this.id;
		}

	}

	class Inner {

		@Id
		private long id;

	}

	abstract static class Abstract {

		@Id
		private long id;

	}

	static class Final {

		@Id
		private long id;

		private final String title = "";

	}

	@CompositeIndex({ "code", "name" })
	record Redundant(@Id @Indexed @Unique long id, @Unique @Indexed(name = "by_code") String code, String name,
			@Unique @BelongsTo(Plan.class) long planId, @Indexed @Column(text = true) String notes) {

	}

	record Child(@Id long id, @BelongsTo(Plan.class) @Indexed(name = "by_plan") long planId,
			@BelongsTo(Plan.class) @Indexed long otherId) {

	}

	@CompositeIndex({ "longId desc", "rank" })
	@CompositeIndex(value = { "someId", "rank" }, where = "rank > 1", name = "idx_covered_some")
	@CompositeIndex(value = { "rank", "laterId" }, name = "idx_covered_later")
	record Covered(@Id long id, int rank, @BelongsTo(Plan.class) long longId, @BelongsTo(Plan.class) long someId,
			@BelongsTo(Plan.class) long laterId, @BelongsTo(Plan.class) long lastId) {

	}

	record Country(@Id @Size(max = 2) String code) {

	}

	record City(@Id long id, @BelongsTo(Country.class) String country) {

	}

	record Defaults(@Id long id, @Column(defaultValue = "true") boolean flag, @Column(defaultValue = "7") int number,
			@Column(defaultValue = "1.50") BigDecimal amount, @Column(defaultValue = "OPEN") State state,
			@Column(defaultValue = "") String text, @Column(defaultValue = "2026-01-31T00:00:00Z") Instant instant,
			@Column(defaultValue = "0-0-1-0-2") UUID uuid,
			@Column(defaultExpression = "CURRENT_TIMESTAMP") Instant now) {

	}

}
