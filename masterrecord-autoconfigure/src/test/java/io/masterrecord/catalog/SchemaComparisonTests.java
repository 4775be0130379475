package io.masterrecord.catalog;

import java.util.List;
import java.util.Set;

import io.masterrecord.dialect.Dialects;
import io.masterrecord.dialect.Samples;
import io.masterrecord.schema.Column;
import io.masterrecord.schema.ColumnDefault;
import io.masterrecord.schema.ColumnType;
import io.masterrecord.schema.Environments;
import io.masterrecord.schema.Index;
import io.masterrecord.schema.PrimaryKey;
import io.masterrecord.schema.Schema;
import io.masterrecord.schema.Table;
import io.masterrecord.schema.TypeName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SchemaComparisonTests {

	private static List<String> differences(String dialect, Table expected, Table actual) {
		return SchemaComparison.of(Dialects.of(dialect), Set.of("test"))
			.differences(Schema.of(List.of(expected)), Schema.of(List.of(actual)));
	}

	@Test
	void findsTypesEqualThatAreStoredInTheSameWay() {
		Table instant = withColumn(Samples.nullable("c", ColumnType.of(TypeName.TIMESTAMP)));
		Table local = withColumn(Samples.nullable("c", ColumnType.of(TypeName.DATETIME)));
		assertThat(differences("mariadb", instant, local)).isEmpty();
		assertThat(differences("postgresql", instant, local))
			.containsExactly("column 'c' of 'category' is Column[name=c, type=datetime, nullable=true, "
					+ "defaultValue=null, identity=false] instead of Column[name=c, type=timestamp, nullable=true, "
					+ "defaultValue=null, identity=false]");
	}

	@Test
	void countsOnlyThatThereIsADefault() {
		Column one = new Column("c", ColumnType.of(TypeName.DATE), true, new ColumnDefault.Literal("2024-01-01"),
				false);
		Column other = new Column("c", ColumnType.of(TypeName.DATE), true, new ColumnDefault.Expression("now()"),
				false);
		Column none = Samples.nullable("c", ColumnType.of(TypeName.DATE));
		assertThat(differences("h2", withColumn(one), withColumn(other))).isEmpty();
		assertThat(differences("h2", withColumn(one), withColumn(none))).hasSize(1);
	}

	@Test
	void takesAUniqueConstraintForAnIndexOnlyWhereItIsOne() {
		Table constraint = Samples.category();
		Table index = constraint.withUniques(List.of())
			.withIndexes(List.of(Samples.uniqueIndex("uq_category_name", "name")));
		assertThat(differences("sqlite", constraint, index)).isEmpty();
		assertThat(differences("mariadb", constraint, index)).isEmpty();
		assertThat(differences("h2", constraint, index)).containsExactly(
				"unique constraint 'uq_category_name' of 'category' is missing",
				"index 'uq_category_name' of 'category' is not expected");
	}

	@Test
	void expectsOnlyTheIndexesOfTheActiveEnvironments() {
		Index index = Samples.index("idx", "rank");
		Table plain = Samples.category();
		Table elsewhere = plain
			.withIndexes(List.of(new Index("idx", index.columns(), false, Environments.of("production"))));
		Table here = plain.withIndexes(List.of(new Index("idx", index.columns(), false, Environments.of("test"))));
		assertThat(differences("h2", elsewhere, plain)).isEmpty();
		assertThat(differences("h2", here, plain)).containsExactly("index 'idx' of 'category' is missing");
		assertThat(differences("h2", here, plain.withIndexes(List.of(index)))).isEmpty();
	}

	@Test
	void comparesTheNameOfAPrimaryKeyWhereItHasOne() {
		Table renamed = Samples.category().withPrimaryKey(new PrimaryKey("PRIMARY", List.of("id")));
		assertThat(differences("mariadb", Samples.category(), renamed)).isEmpty();
		assertThat(differences("postgresql", Samples.category(), renamed)).hasSize(1);
	}

	@Test
	void namesTablesAndTheOrderOfColumns() {
		Table table = Samples.category();
		Table turned = table
			.withColumns(List.of(table.columns().get(0), table.columns().get(2), table.columns().get(1)));
		assertThat(differences("h2", table, turned))
			.containsExactly("each column of 'category' is there, but in another order");
		assertThat(differences("h2", table, table.withName("other"))).containsExactly("table 'category' is missing",
				"table 'other' is not expected");
	}

	private static Table withColumn(Column column) {
		return Samples.category()
			.withColumns(List.of(Samples.category().columns().get(0), Samples.category().columns().get(1), column));
	}

}
