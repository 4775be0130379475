package io.masterrecord.model;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

import io.masterrecord.annotation.BelongsTo;
import io.masterrecord.annotation.Column;
import io.masterrecord.annotation.CompositeIndex;
import io.masterrecord.annotation.GeneratedId;
import io.masterrecord.annotation.Indexed;
import io.masterrecord.annotation.RenamedFrom;
import io.masterrecord.annotation.Table;
import io.masterrecord.annotation.Unique;
import io.masterrecord.dialect.Dialect;
import io.masterrecord.dialect.Dialects;
import io.masterrecord.dialect.SqlCommand;
import io.masterrecord.jdbc.SqlStatement;
import io.masterrecord.jdbc.StatementGate;
import io.masterrecord.jdbc.StatementKind;
import io.masterrecord.operation.CreateTable;
import io.masterrecord.operation.DropIndex;
import io.masterrecord.operation.SchemaFold;
import io.masterrecord.operation.SchemaOperation;
import io.masterrecord.schema.ForeignKey;
import io.masterrecord.schema.Index;
import io.masterrecord.schema.PrimaryKey;
import io.masterrecord.schema.Schema;
import io.masterrecord.schema.TableOrder;
import io.masterrecord.schema.UniqueConstraint;
import io.masterrecord.testing.EngineTest;
import io.masterrecord.testing.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.data.annotation.Id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for the names of tables, columns, constraints and indexes.
 */
class NamesTests {

	@ParameterizedTest
	@CsvSource({ "planNo, plan_no", "URLPath, url_path", "userID, user_id", "CreditLedger, credit_ledger", "id, id",
			"planNo2, plan_no2", "address1Line, address1_line", "S3Bucket, s3_bucket", "user_name, user_name",
			"User_profile, user_profile", "JSON, json", "größeInCm, größe_in_cm", "ISBN, isbn", "aB, a_b" })
	void writesWordsInLowerCase(String name, String expected) {
		assertThat(Names.snakeCase(name)).isEqualTo(expected);
	}

	@Test
	void doesNotDependOnTheLanguageOfTheMachine() {
		Locale before = Locale.getDefault();
		try {
			Locale.setDefault(Locale.forLanguageTag("tr"));
			assertThat(Names.snakeCase("TITLE")).isEqualTo("title");
			assertThat(ReservedWords.contains("INDEX")).isTrue();
		}
		finally {
			Locale.setDefault(before);
		}
	}

	@Test
	void namesConstraintsAfterTableAndColumns() {
		io.masterrecord.schema.Table table = Model.of(Order.class, Customer.class).entity(Order.class).toTable();
		assertThat(table.primaryKey()).isEqualTo(new PrimaryKey("pk_purchase", List.of("id")));
		assertThat(table.uniques()).containsExactly(new UniqueConstraint("uq_purchase_number", List.of("number")),
				new UniqueConstraint("one_code", List.of("code")));
		assertThat(table.foreignKeys()).extracting(ForeignKey::name).containsExactly("fk_purchase_customer_id");
		assertThat(table.indexes()).extracting(Index::name)
			.containsExactly("idx_purchase_state", "idx_purchase_state_number", "idx_purchase_customer_id");
	}

	@Test
	void givesCollidingIndexesNamesOfTheirOwn() {
		Schema schema = Model.of(User.class, UserProfile.class).toSchema();
		String first = schema.tables().get("user").indexes().get(0).name();
		String second = schema.tables().get("user_profile").indexes().get(0).name();
		assertThat(first).isEqualTo("idx_user_profile_name");
		assertThat(second).matches("idx_user_profile_name_[0-9a-f]{8}");
		assertThat(Model.of(UserProfile.class, User.class).toSchema()).isEqualTo(schema);
	}

	@Test
	void refusesTablesThatDifferInCaseOnly() {
		assertThatExceptionOfType(ModelException.class)
			.isThrownBy(() -> Model.of(LowerCase.class, UpperCase.class).toSchema())
			.withMessageContaining(
					"has the table 'thing', and 'io.masterrecord.model.NamesTests.UpperCase' has 'Thing'")
			.withMessageContaining("differs in case only")
			.withMessageContaining("@Table(name = …)");
	}

	@Test
	void refusesASequenceThatIsCalledLikeATable() {
		assertThatExceptionOfType(ModelException.class)
			.isThrownBy(() -> Model.of(LowerCase.class, NumberedByThing.class).toSchema())
			.withMessageContaining("the name 'THING' stands for two things: table 'thing'")
			.withMessageContaining("sequence of 'numbered_by_thing'");
	}

	@Test
	void keepsAStatedNameAndMovesTheDerivedOne() {
		Schema schema = Model.of(User.class, Squatter.class).toSchema();
		assertThat(schema.tables().get("squatter").indexes().get(0).name()).isEqualTo("idx_user_profile_name");
		assertThat(schema.tables().get("user").indexes().get(0).name()).matches("idx_user_profile_name_[0-9a-f]{8}");
	}

	@Test
	void shortensLongNamesToBytes() {
		Schema schema = Model.of(CustomerSubscriptionInvoiceLineItems.class, Multibyte.class).toSchema();
		Set<String> names = new HashSet<>();
		schema.tables().values().forEach((table) -> allNames(table).forEach((name) -> {
			assertThat(name.getBytes(StandardCharsets.UTF_8).length).as(name).isLessThanOrEqualTo(63);
			assertThat(name).doesNotContain("\uFFFD");
			assertThat(names.add(name)).as("%s is there once", name).isTrue();
		}));
		assertThat(schema.tables().get("customer_subscription_invoice_line_items").indexes()).extracting(Index::name)
			.containsExactly("idx_customer_subscription_invoice_line_items_organizat_138b2226",
					"idx_customer_subscription_invoice_line_items_organizat_ec5c30dd");
	}

	@Test
	void refusesStatedNamesThatAreTooLong() {
		assertThatExceptionOfType(ModelException.class).isThrownBy(() -> Model.of(TooLong.class))
			.satisfies((ex) -> assertThat(ex.problems()).extracting(ModelProblem::problem)
				.containsExactly("column name '" + "ü".repeat(32) + "' is longer than 63 bytes",
						"the name '" + "i".repeat(64) + "' is longer than 63 bytes"));
	}

	@Test
	void warnsOfReservedWordsUnlessTheyAreStated() {
		assertThat(Model.of(Reserved.class).warnings()).extracting(ModelProblem::toString)
			.containsExactly(
					"'io.masterrecord.model.NamesTests.Reserved.order': column 'order' is a reserved word of a database. Choose another name, or keep it knowingly with '@Column(name = \"order\")': it is quoted in every statement of ours, but has to be in yours too.");
		assertThat(Model.of(User.class).warnings()).extracting(ModelProblem::problem)
			.containsExactly("table 'user' is a reserved word of a database");
	}

	@Test
	void remembersFormerNamesAsWrittenInJavaOrInTheDatabase() {
		assertThat(Model.of(Renamed.class).renameHints()).containsExactly(new RenameHint("renamed", null, "OldName"),
				new RenameHint("renamed", null, "old_name"), new RenameHint("renamed", "email", "mailAddress"),
				new RenameHint("renamed", "email", "mail_address"), new RenameHint("renamed", "email", "mail"));
	}

	@EngineTest
	void givesNamesThatEveryEngineKeeps(TestDatabase database) throws SQLException {
		Schema schema = Model
			.of(User.class, UserProfile.class, Order.class, Customer.class, CustomerSubscriptionInvoiceLineItems.class,
					Multibyte.class, Reserved.class)
			.toSchema();
		try (Connection connection = database.dataSource().getConnection()) {
			Dialect dialect = Dialects.of(connection);
			create(connection, dialect, schema);
			for (io.masterrecord.schema.Table table : schema.tables().values()) {
				assertThat(indexNames(connection, table.name()))
					.containsAll(table.indexes().stream().map(Index::name).toList());
			}
			for (String name : List.of("customer_subscription_invoice_line_items",
					"überweisungsträgerverzeichnisänderungsübersicht")) {
				for (Index index : schema.tables().get(name).indexes()) {
					schema = run(connection, dialect, schema, name, new DropIndex(name, index.name()));
					assertThat(indexNames(connection, name)).doesNotContain(index.name());
				}
			}
		}
	}

	private static void create(Connection connection, Dialect dialect, Schema schema) {
		Schema before = Schema.empty();
		for (String name : TableOrder.of(schema.tables().values()).tables()) {
			for (SchemaOperation operation : CreateTable.complete(schema.tables().get(name))) {
				before = run(connection, dialect, before, name, operation);
			}
		}
	}

	private static Schema run(Connection connection, Dialect dialect, Schema before, String table,
			SchemaOperation operation) {
		StatementGate gate = StatementGate.on(connection, dialect);
		for (SqlCommand command : dialect.render(before, operation)) {
			gate.update(SqlStatement.of(StatementKind.DDL, command, Set.of(table)));
		}
		return SchemaFold.apply(before, operation);
	}

	private static Set<String> indexNames(Connection connection, String table) throws SQLException {
		Set<String> names = new HashSet<>();
		try (ResultSet indexes = connection.getMetaData()
			.getIndexInfo(connection.getCatalog(), connection.getSchema(), table, false, false)) {
			while (indexes.next()) {
				names.add(indexes.getString("INDEX_NAME"));
			}
		}
		return names;
	}

	private static Stream<String> allNames(io.masterrecord.schema.Table table) {
		Stream<String> constraints = Stream.concat(Stream.of(table.name(), table.primaryKey().name()),
				table.uniques().stream().map(UniqueConstraint::name));
		return Stream.concat(constraints, Stream.concat(table.foreignKeys().stream().map(ForeignKey::name),
				table.indexes().stream().map(Index::name)));
	}

	@Table(name = "purchase")
	@CompositeIndex({ "state", "number" })
	record Order(@Id long id, @BelongsTo(Customer.class) long customerId, @Unique String number,
			@Unique(name = "one_code") String code, @Indexed String state) {

	}

	record Customer(@Id long id) {

	}

	record User(@Id long id, @Indexed String profileName) {

	}

	record UserProfile(@Id long id, @Indexed String name) {

	}

	record Squatter(@Id long id, @Indexed(name = "idx_user_profile_name") String title) {

	}

	@Table(name = "thing")
	record LowerCase(@Id long id, @Indexed String code) {

	}

	@Table(name = "Thing")
	record UpperCase(@Id long id, @Indexed String code) {

	}

	record NumberedByThing(@Id @GeneratedId(strategy = GeneratedId.Strategy.SEQUENCE, sequence = "THING") Long id) {

	}

	@CompositeIndex({ "organizationIdentifier", "billingPeriodStart" })
	@CompositeIndex({ "organizationIdentifier", "billingPeriodEnd" })
	record CustomerSubscriptionInvoiceLineItems(@Id long id, String organizationIdentifier,
			LocalDate billingPeriodStart, LocalDate billingPeriodEnd) {

	}

	@Table(name = "überweisungsträgerverzeichnisänderungsübersicht")
	@CompositeIndex({ "größe", "höheÜberDemMeeresspiegel" })
	@CompositeIndex({ "größe", "höheÜberDemErdboden" })
	record Multibyte(@Id long id, @Unique @Column(name = "größe_des_grundstücks_in_quadratmetern") int größe,
			@Indexed int höheÜberDemMeeresspiegel, @Indexed int höheÜberDemErdboden) {

	}

	record TooLong(@Id long id, @Column(name = "üüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüü") String column,
			@Indexed(name = "iiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiii") String index) {

	}

	record Reserved(@Id long id, int order, @Column(name = "group") String group) {

	}

	@RenamedFrom("OldName")
	record Renamed(@Id long id, @RenamedFrom( {
			"mailAddress", "mail" }) String email){

	}

}
