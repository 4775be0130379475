package io.masterrecord.dialect;

import java.util.List;

import io.masterrecord.migration.Operations;
import io.masterrecord.operation.SchemaFold;
import io.masterrecord.operation.SchemaOperation;
import io.masterrecord.schema.Schema;
import io.masterrecord.testing.MySqlGrammar;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What alterations of a column do to the keys and indexes it is in.
 */
class AlterationRenderingTests {

	private static final Schema SCHEMA = Operations.schema((schema) -> {
		schema.createTable("item", (table) -> {
			table.varchar("id", 20).notNull().primaryKey();
			table.varchar("code", 20).unique();
			table.varchar("name", 20);
			table.varchar("note", 20);
		});
		schema.createIndex("idx_item_name").on("item", "name");
	});

	@ParameterizedTest
	@ValueSource(strings = { "h2", "mysql", "mariadb" })
	void refuseATypeThatNoKeyCanBeOf(String id) {
		Dialect dialect = Dialects.of(id);
		for (String column : List.of("code", "name")) {
			assertThatExceptionOfType(DialectException.class).isThrownBy(() -> dialect.render(SCHEMA, text(column)))
				.withMessageContaining("'" + column + "' of 'item' cannot be part of a key or index on " + id);
		}
		assertThat(dialect.render(SCHEMA, text("note"))).isNotEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "postgresql", "sqlite" })
	void letAnyTypeBeInAKeyWhereItCan(String id) {
		assertThat(Dialects.of(id).render(SCHEMA, text("code"))).isNotEmpty();
	}

	@Test
	void exchangeAPrimaryKeyInOneStatementOnMySql() {
		SchemaOperation drop = Operations.one((s) -> s.dropPrimaryKey("item"));
		SchemaOperation add = Operations.one((s) -> s.addPrimaryKey("pk_item").on("item", "id", "code"));
		assertThat(Dialects.of("mysql").renderTogether(SCHEMA, drop, add)).extracting(SqlCommand::sql)
			.containsExactly("ALTER TABLE `item` DROP PRIMARY KEY, ADD CONSTRAINT `pk_item` PRIMARY KEY (`id`, `code`)")
			.allSatisfy((sql) -> assertThat(MySqlGrammar.check(sql)).isEmpty());
		assertThat(Dialects.of("mysql").renderTogether(SCHEMA, add, drop)).isNull();
		assertThat(Dialects.of("postgresql").renderTogether(SCHEMA, drop, add)).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "mysql", "mariadb" })
	void addAndDropANumberedColumnWithItsKeyInOneStatement(String id) {
		Schema before = Operations.schema((s) -> s.createTable("item", (table) -> table.varchar("name", 20)));
		SchemaOperation column = Operations.one((s) -> s.addColumn("item").bigint("id").identity());
		SchemaOperation key = Operations.one((s) -> s.addPrimaryKey("pk_item").on("item", "id"));
		Dialect dialect = Dialects.of(id);
		assertThat(dialect.renderTogether(before, column, key)).extracting(SqlCommand::sql)
			.containsExactly("ALTER TABLE `item` ADD COLUMN `id` bigint AUTO_INCREMENT NOT NULL, "
					+ "ADD CONSTRAINT `pk_item` PRIMARY KEY (`id`)")
			.allSatisfy((sql) -> assertThat(MySqlGrammar.check(sql)).isEmpty());
		Schema after = SchemaFold.apply(before, List.of(column, key));
		SchemaOperation dropKey = Operations.one((s) -> s.dropPrimaryKey("item"));
		SchemaOperation dropColumn = Operations.one((s) -> s.dropColumn("item", "id"));
		assertThat(dialect.renderTogether(after, dropKey, dropColumn)).extracting(SqlCommand::sql)
			.containsExactly("ALTER TABLE `item` DROP PRIMARY KEY, DROP COLUMN `id`")
			.allSatisfy((sql) -> assertThat(MySqlGrammar.check(sql)).isEmpty());
		assertThat(dialect.renderTogether(after, dropKey, Operations.one((s) -> s.dropColumn("item", "name"))))
			.isNull();
	}

	@Test
	void takeIndexesOverExpressionsAsideOnMySql() {
		Schema schema = Operations.schema((s) -> {
			s.createTable("item", (table) -> {
				table.bigint("id").notNull().primaryKey();
				table.varchar("name", 20);
				table.varchar("code", 20);
			});
			s.createIndex("idx_lower").on("item").expression("lower(name)").ascending("code");
			s.createIndex("idx_code").on("item").expression("lower(code)");
		});
		SchemaOperation rename = Operations.one((s) -> s.renameColumn("item", "name").to("title"));
		assertThat(Dialects.of("mysql").render(schema, rename)).extracting(SqlCommand::sql)
			.containsExactly("ALTER TABLE `item` DROP INDEX `idx_lower`",
					"ALTER TABLE `item` RENAME COLUMN `name` TO `title`",
					"CREATE INDEX `idx_lower` ON `item` ((lower(`title`)), `code`)");
	}

	@Test
	void buildIndexesOverExpressionsAsTheServerCanOnMySql() {
		SchemaOperation plain = Operations.one((s) -> s.createIndex("idx_note").on("item", "note"));
		SchemaOperation expression = Operations
			.one((s) -> s.createIndex("idx_note").on("item").expression("lower(note)"));
		Dialect dialect = Dialects.of("mysql");
		assertThat(dialect.renderOnline(SCHEMA, plain)).isNotNull();
		assertThat(dialect.renderOnline(SCHEMA, expression)).isNull();
	}

	private static SchemaOperation text(String column) {
		return Operations.one((schema) -> schema.alterColumn("item").text(column));
	}

}
