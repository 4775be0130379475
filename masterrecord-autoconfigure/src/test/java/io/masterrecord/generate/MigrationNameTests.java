package io.masterrecord.generate;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link MigrationName}.
 */
class MigrationNameTests {

	@Test
	void isThatOfAClass() {
		assertThat(MigrationName.of("add credit-ledger").className()).isEqualTo("AddCreditLedger");
	}

	@ParameterizedTest
	@ValueSource(strings = { "reference", "Migration", "schema editor", "instant" })
	void isNoneOfThoseThatStandInMigrations(String given) {
		assertThatExceptionOfType(InvalidMigrationNameException.class).isThrownBy(() -> MigrationName.of(given))
			.withMessageContaining("means something else in Java");
	}

}
