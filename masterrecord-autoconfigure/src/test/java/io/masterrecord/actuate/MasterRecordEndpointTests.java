package io.masterrecord.actuate;

import java.util.List;
import java.util.Map;
import java.util.Set;

import javax.sql.DataSource;

import io.masterrecord.context.ContextDefinition;
import io.masterrecord.context.MasterRecordContext;
import io.masterrecord.jdbc.StatementGate;
import io.masterrecord.migration.MigrationChain;
import io.masterrecord.migration.MigrationDefinition;
import io.masterrecord.migration.MigrationFailedException;
import io.masterrecord.migration.MigrationSettings;
import io.masterrecord.migration.Migrator;
import io.masterrecord.operation.CreateTable;
import io.masterrecord.operation.InsertRows;
import io.masterrecord.operation.RunSql;
import io.masterrecord.operation.SchemaOperation;
import io.masterrecord.schema.Column;
import io.masterrecord.schema.ColumnType;
import io.masterrecord.schema.Environments;
import io.masterrecord.schema.PrimaryKey;
import io.masterrecord.schema.Row;
import io.masterrecord.schema.Table;
import io.masterrecord.schema.TypeName;
import io.masterrecord.testing.EngineTest;
import io.masterrecord.testing.TestDatabase;
import io.masterrecord.write.EntityOperations;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link MasterRecordEndpoint}.
 */
class MasterRecordEndpointTests {

	private static final String SECRET = "s3cr3t-value";

	private static final Set<String> ENVIRONMENTS = Set.of("production");

	private static final MigrationChain CHAIN = MigrationChain.of(List.of(
			migration("1", "AddPlan", "",
					new CreateTable(new Table("plan",
							List.of(new Column("id", ColumnType.of(TypeName.BIGINT), false, null, false),
									new Column("title", ColumnType.varchar(80), false, null, false)),
							new PrimaryKey("pk_plan", List.of("id")), List.of(), List.of(), List.of())),
					rows(Environments.everywhere(), 1), rows(Environments.of("development"), 2)),
			migration("2", "ByHand", "1", new RunSql("select '" + SECRET + "'", List.of(), List.of()))));

	@EngineTest
	void describesMigrationsAndSeedsAsTheyStand(TestDatabase database) {
		MasterRecordContext context = context(database.dataSource());
		context.migrations().migrate();
		JsonNode json = json(endpoint(context).contexts());
		JsonNode described = json.at("/contexts/default");
		assertThat(described.propertyNames()).containsExactly("state", "database", "pending", "lockHolder",
				"environments", "migrations", "problems", "warnings", "seeds", "modelChanges");
		assertThat(described.at("/state").asString()).isEqualTo("UP_TO_DATE");
		assertThat(described.at("/pending").asInt()).isZero();
		assertThat(described.at("/environments/0").asString()).isEqualTo("production");
		assertThat(described.at("/migrations/0").propertyNames()).containsExactly("id", "name", "state", "checksum",
				"stepsDone", "stepsTotal", "startedAt", "durationMillis", "process", "applicationVersion",
				"conditionalSteps", "failure");
		assertThat(described.at("/migrations/0/state").asString()).isEqualTo("APPLIED");
		assertThat(described.at("/migrations/0/checksum").asString()).hasSize(64);
		assertThat(described.at("/migrations/0/startedAt").asString()).matches("\\d{4}-\\d\\d-\\d\\dT.*Z");
		assertThat(described.at("/migrations/0/conditionalSteps/0/applied").asBoolean(true)).isFalse();
		assertThat(described.at("/seeds").toString()).isEqualTo(
				"[{\"migration\":\"1\",\"step\":2,\"table\":\"plan\",\"rows\":1,\"policy\":\"INSERT\",\"environments\":[],\"outcome\":\"WRITTEN\",\"environmentChanged\":false},"
						+ "{\"migration\":\"1\",\"step\":3,\"table\":\"plan\",\"rows\":1,\"policy\":\"INSERT\",\"environments\":[\"development\"],\"outcome\":\"SKIPPED\",\"environmentChanged\":false}]");
		assertThat(described.at("/modelChanges/0").asString()).isEqualTo("drop table plan");
	}

	@EngineTest
	void showsTheSqlOfOneMigrationWithoutValues(TestDatabase database) {
		MasterRecordContext context = context(database.dataSource());
		JsonNode plan = json(endpoint(context).migration("default", "1"));
		assertThat(plan.at("/migration/state").asString()).isEqualTo("PENDING");
		assertThat(plan.at("/dialect").asString()).isEqualTo(context.migrations().status().database().dialect());
		assertThat(plan.at("/steps/0/description").asString()).startsWith("create table plan");
		assertThat(plan.at("/steps/0/sql/0").asString()).startsWithIgnoringCase("create table");
		assertThat(plan.at("/steps/1/sql/0").asString()).contains("?");
		assertThat(plan.toString()).doesNotContain(SECRET);
	}

	@EngineTest
	void tellsHowTheTablesDiffer(TestDatabase database) {
		MasterRecordContext context = context(database.dataSource());
		context.migrations().migrate();
		MasterRecordEndpoint endpoint = endpoint(context);
		assertThat(json(endpoint.migration("default", "drift")).toString())
			.isEqualTo("{\"state\":\"NONE\",\"differences\":[],\"remarks\":[]}");
		String quote = database.engine().isMySqlFamily() ? "`" : "\"";
		database.jdbc().sql("ALTER TABLE %1$splan%1$s ADD COLUMN %1$shotfix%1$s integer".formatted(quote)).update();
		assertThat(json(endpoint.migration("default", "drift")).toString()).isEqualTo(
				"{\"state\":\"DRIFTED\",\"differences\":[\"column 'hotfix' of 'plan' is not expected\"],\"remarks\":[]}");
		assertThat(endpoint.migration("other", "drift")).isNull();
	}

	@Test
	void hidesSqlThatAPersonWrote() {
		JsonNode plan = json(endpoint(context(h2("by-hand"))).migration("default", "2"));
		assertThat(plan.at("/steps").toString())
			.isEqualTo("[{\"number\":1,\"description\":\"run SQL\",\"sql\":[\"******\"]}]");
	}

	@Test
	void knowsNothingOfOtherContextsAndMigrations() {
		MasterRecordEndpoint endpoint = endpoint(context(h2("unknown")));
		assertThat(endpoint.context("other")).isNull();
		assertThat(endpoint.migration("other", "1")).isNull();
		assertThat(endpoint.migration("default", "3")).isNull();
		assertThat(endpoint.context("default")).isNotNull();
	}

	@Test
	void saysThatTheDatabaseDoesNotAnswer() {
		DataSource unreachable = new DriverManagerDataSource("jdbc:postgresql://localhost:1/nowhere?password=" + SECRET,
				"me", SECRET);
		MasterRecordEndpoint endpoint = endpoint(context(unreachable));
		JsonNode described = json(endpoint.contexts());
		assertThat(described.at("/contexts/default/state").asString()).isEqualTo("UNREACHABLE");
		assertThat(described.at("/contexts/default/database").isNull()).isTrue();
		assertThat(described.toString()).doesNotContain(SECRET);
		assertThat(endpoint.migration("default", "1")).isNull();
		assertThat(json(endpoint.migration("default", "drift")).toString())
			.isEqualTo("{\"state\":\"UNREACHABLE\",\"differences\":[],\"remarks\":[]}");
	}

	@Test
	void tellsCodesOfAFailureButNotWhatTheDriverSaid() {
		DataSource dataSource = h2("failed");
		MigrationChain failing = MigrationChain.of(List.of(migration("1", "Fails", "",
				new RunSql("insert into nowhere values ('" + SECRET + "')", List.of(), List.of()))));
		MasterRecordContext context = context(dataSource, failing);
		assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(context.migrations()::migrate);
		JsonNode migration = json(endpoint(context).contexts()).at("/contexts/default/migrations/0");
		assertThat(migration.at("/state").asString()).isEqualTo("FAILED");
		assertThat(migration.at("/failure").asString()).matches("SQLState \\w+, code \\d+");
		assertThat(migration.toString()).doesNotContain(SECRET);
	}

	private static JsonNode json(Object body) {
		assertThat(body).isNotNull();
		return JsonMapper.builder().build().valueToTree(body);
	}

	private static MasterRecordEndpoint endpoint(MasterRecordContext context) {
		return new MasterRecordEndpoint(List.of(new ContextState(context, true)), ENVIRONMENTS);
	}

	private static MasterRecordContext context(DataSource dataSource) {
		return context(dataSource, CHAIN);
	}

	private static MasterRecordContext context(DataSource dataSource, MigrationChain chain) {
		ContextDefinition definition = ContextDefinition.of(List.of(), List.of(), (seeds) -> {
		});
		Migrator migrator = new Migrator(dataSource, chain,
				MigrationSettings.defaults().withEnvironments(ENVIRONMENTS));
		EntityOperations operations = EntityOperations.builder(definition.model(), StatementGate.of(dataSource))
			.build();
		return new MasterRecordContext(definition, operations, migrator, () -> new JdbcTransactionManager(dataSource));
	}

	private static DataSource h2(String name) {
		return new DriverManagerDataSource("jdbc:h2:mem:endpoint-" + name + ";DB_CLOSE_DELAY=-1");
	}

	private static MigrationDefinition migration(String id, String name, String parent, SchemaOperation... up) {
		return MigrationDefinition.of(id, name, parent, List.of(up), List.of());
	}

	private static InsertRows rows(Environments environments, long id) {
		return new InsertRows("plan", List.of("id"), environments, List.of(Row.of(Map.of("id", id, "title", SECRET))));
	}

}
