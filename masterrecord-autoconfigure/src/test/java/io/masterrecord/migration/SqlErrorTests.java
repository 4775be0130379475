package io.masterrecord.migration;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SqlError}.
 */
class SqlErrorTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			textBlock = """
					ERROR: duplicate key value violates unique constraint "uq"\\n  Detail: Key (email)=(a@b.c) exists | ERROR: duplicate key value violates unique constraint "uq"
					ERROR: invalid input syntax for type integer: "s3cret" | ERROR: invalid input syntax for type integer: "…"
					(conn=7) Duplicate entry 'a@b.c' for key 'uq_email' | (conn=7) Duplicate entry '…' for key 'uq_email'
					Incorrect integer value: 's3cret' for column 'code' at row 1 | Incorrect integer value: '…' for column 'code' at row 1
					Truncated incorrect DOUBLE value: 's3cret' | Truncated incorrect DOUBLE value: '…'
					Data conversion error converting "s3cret"; SQL statement:\\nSELECT 1 | Data conversion error converting "…"; SQL statement:
					Unique index violation: "uq ON item(code) VALUES ( /* 1 */ 's3cret' )"; SQL statement: | Unique index violation: "…"; SQL statement:
					[SQLITE_CONSTRAINT_UNIQUE] UNIQUE constraint failed: item.code | [SQLITE_CONSTRAINT_UNIQUE] UNIQUE constraint failed: item.code
					""")
	void hasNoValuesOfRowsWhereItIsKept(String message, String kept) {
		SqlError error = new SqlError("23505", 1, message.replace("\\n", "\n"));
		assertThat(error.withoutValues("Migration 'M' failed: %s. Correct it".formatted(error)))
			.isEqualTo("Migration 'M' failed: %s [SQLState 23505, code 1]. Correct it".formatted(kept));
	}

}
