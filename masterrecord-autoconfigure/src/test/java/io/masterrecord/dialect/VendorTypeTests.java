package io.masterrecord.dialect;

import java.util.List;
import java.util.stream.Stream;

import io.masterrecord.schema.Column;
import io.masterrecord.schema.ColumnType;
import io.masterrecord.schema.TypeName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

class VendorTypeTests {

	@Test
	void readsNameAndSizes() {
		assertThat(VendorType.of("Timestamp(6)  WITH time zone"))
			.isEqualTo(new VendorType("timestamp with time zone", List.of(6)));
		assertThat(VendorType.of("NUMERIC( 10 , 2 )")).isEqualTo(new VendorType("numeric", List.of(10, 2)));
	}

	@Test
	void hasNoNeutralTypeForWhatItDoesNotKnow() {
		assertThat(Dialects.of("postgresql").typeOf("point")).isEmpty();
		assertThat(Dialects.of("postgresql").typeOf("numeric")).isEmpty();
	}

	@Test
	void takesANumberOfOneDigitOnlyForATruth() {
		for (String id : List.of("mariadb", "mysql")) {
			Dialect dialect = Dialects.of(id);
			assertThat(dialect.typeOf("tinyint(1)")).contains(ColumnType.of(TypeName.BOOLEAN));
			assertThat(dialect.typeOf("tinyint(4)")).contains(ColumnType.of(TypeName.SMALLINT));
			assertThat(dialect.typeOf("tinyint")).contains(ColumnType.of(TypeName.SMALLINT));
		}
	}

	@ParameterizedTest
	@MethodSource("types")
	void rendersAStoredTypeAsItIsStored(Dialect dialect, ColumnType type) {
		ColumnType stored = dialect.storedType(new Column("c", type, true, null, false));
		assertThat(dialect.columnType(stored)).isEqualTo(dialect.columnType(type));
	}

	static Stream<Object[]> types() {
		return Dialects.ids()
			.stream()
			.filter((id) -> !id.equals("mysql"))
			.flatMap((id) -> Stream
				.concat(Samples.defaults().keySet().stream(),
						Stream.of(new ColumnType(TypeName.BINARY, 20, 0), ColumnType.of(TypeName.BINARY),
								ColumnType.varchar(20_000), ColumnType.varchar(20_000_000)))
				.map((type) -> new Object[] { Dialects.of(id), type }));
	}

}
