package io.masterrecord.seed;

import java.math.BigDecimal;
import java.time.Instant;

import io.masterrecord.schema.ColumnType;
import io.masterrecord.schema.TypeName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link TextValues}.
 */
class TextValuesTests {

	@Test
	void readsTheFormsThatAllDatabasesHold() {
		assertThat(TextValues.read(ColumnType.of(TypeName.DOUBLE), "-1.5e3")).isEqualTo(-1500.0);
		assertThat(TextValues.read(ColumnType.of(TypeName.DOUBLE), "7")).isEqualTo(7.0);
		assertThat(TextValues.read(ColumnType.decimal(9, 2), "1.50")).isEqualTo(new BigDecimal("1.50"));
		assertThat(TextValues.read(ColumnType.of(TypeName.BOOLEAN), "TRUE")).isEqualTo(true);
		assertThat(TextValues.read(ColumnType.of(TypeName.TIMESTAMP), "2026-11-30T12:00:00Z"))
			.isEqualTo(Instant.parse("2026-11-30T12:00:00Z"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "NaN", "Infinity", "1d", "1f", "0x1p3", "1e400", "-1e400", " 1", "1,5", "" })
	void takesNoNumberOfJavaThatIsNoneInDatabases(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> TextValues.read(ColumnType.of(TypeName.DOUBLE), text));
	}

}
