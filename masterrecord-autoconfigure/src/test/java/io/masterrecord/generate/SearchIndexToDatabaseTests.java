package io.masterrecord.generate;

import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import io.masterrecord.annotation.GeneratedId;
import io.masterrecord.annotation.RenamedFrom;
import io.masterrecord.annotation.SearchIndexed;
import io.masterrecord.annotation.Searchable;
import io.masterrecord.annotation.Table;
import io.masterrecord.catalog.CatalogReader;
import io.masterrecord.catalog.SchemaComparison;
import io.masterrecord.dialect.Dialect;
import io.masterrecord.dialect.Dialects;
import io.masterrecord.jdbc.StatementGate;
import io.masterrecord.migration.Migration;
import io.masterrecord.migration.MigrationChain;
import io.masterrecord.migration.MigrationDefinition;
import io.masterrecord.migration.MigrationSettings;
import io.masterrecord.migration.Migrator;
import io.masterrecord.model.Model;
import io.masterrecord.query.Query;
import io.masterrecord.query.QueryContext;
import io.masterrecord.query.QuerySettings;
import io.masterrecord.query.Search;
import io.masterrecord.seed.SeedConfig;
import io.masterrecord.seed.SeedPlan;
import io.masterrecord.testing.EngineTest;
import io.masterrecord.testing.TestDatabase;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

import org.springframework.core.test.tools.SourceFile;
import org.springframework.core.test.tools.TestCompiler;
import org.springframework.data.annotation.Id;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The whole way from {@code @SearchIndexed} to an index that is asked, and back.
 */
class SearchIndexToDatabaseTests {

	private final List<MigrationDefinition> migrations = new ArrayList<>();

	@EngineTest
	void fillsTheIndexWithTheRowsThereAreAndTakesItBack(TestDatabase database) throws SQLException {
		add("first", First.class);
		migrator(database).migrate();
		Dialect dialect = dialect(database);
		database.jdbc()
			.sql("insert into %s (%s) values ('an old pump')".formatted(dialect.quote("article"),
					dialect.quote("title")))
			.update();

		GeneratedMigration second = add("search", Second.class);
		assertThat(second.source()).contains("schema.createSearchIndex(\"search_article\").on(\"article\", \"title\");",
				"schema.dropSearchIndex(\"search_article\").on(\"article\");");
		migrator(database).migrate();

		assertThat(generate("nothing", Second.class)).isNull();
		assertThat(differences(database, Second.class)).isEmpty();
		Model model = Model.of(Second.class);
		Query<Second> articles = Query.of(model.entity(Second.class),
				QueryContext.of(model, StatementGate.of(database.dataSource(), dialect), QuerySettings.DEFAULTS));
		assertThat(articles.search(Search.of("old pump").allWords()).count()).isOne();
		assertThat(articles.ranked(Search.of("pump")).engine().isIndexed()).isEqualTo(!dialect.id().equals("h2"));

		GeneratedMigration third = add("rename", Third.class);
		assertThat(third.source()).contains("schema.renameColumn(\"article\", \"title\").to(\"headline\");")
			.doesNotContain("SearchIndex(");
		migrator(database).migrate();
		assertThat(differences(database, Third.class)).isEmpty();

		migrator(database).rollback(2);
		assertThat(differences(database, First.class)).isEmpty();
	}

	private static Dialect dialect(TestDatabase database) throws SQLException {
		try (var connection = database.dataSource().getConnection()) {
			return Dialects.of(connection);
		}
	}

	private static List<String> differences(TestDatabase database, Class<?> entity) throws SQLException {
		Dialect dialect = dialect(database);
		try (var connection = database.dataSource().getConnection()) {
			return SchemaComparison.of(dialect, Set.of())
				.differences(Model.of(entity).toSchema(),
						CatalogReader.read(connection, dialect, (table) -> table.equals("article")));
		}
	}

	private Migrator migrator(TestDatabase database) {
		return new Migrator(database.dataSource(), MigrationChain.of(this.migrations), MigrationSettings.defaults());
	}

	private GeneratedMigration add(String name, Class<?> entity) {
		GeneratedMigration generated = generate(name, entity);
		assertThat(generated).isNotNull();
		TestCompiler.forSystem()
			.compile(SourceFile.of(generated.source()), (compiled) -> this.migrations
				.add(MigrationDefinition.record(compiled.getInstance(Migration.class))));
		return generated;
	}

	private @Nullable GeneratedMigration generate(String name, Class<?> entity) {
		return new MigrationGenerator(MigrationChain.of(this.migrations),
				new GenerationSettings("db.migrations", null, Clock.systemUTC()))
			.generate(name, Model.of(entity), SeedPlan.empty(), SeedConfig.defaults())
			.orElse(null);
	}

	@NullMarked
	@Table(name = "article")
	record First(@Id @GeneratedId @Nullable Long id, @Searchable String title) {
	}

	@NullMarked
	@SearchIndexed
	@Table(name = "article")
	record Second(@Id @GeneratedId @Nullable Long id, @Searchable String title) {
	}

	@NullMarked
	@SearchIndexed
	@Table(name = "article")
	record Third(@Id @GeneratedId @Nullable Long id, @Searchable @RenamedFrom("title") String headline) {
	}

}
