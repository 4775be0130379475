package io.masterrecord.jdbc;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

import io.masterrecord.dialect.RowStreaming;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link OpenRows}.
 */
class OpenRowsTests {

	private static final RowStreaming EXCLUSIVE = new RowStreaming(10, false, true, null, null);

	@Test
	void rowThatCannotBeReadIsAMatterOfItsReaderAlone() throws SQLException {
		try (Connection connection = DriverManager.getConnection("jdbc:h2:mem:open-rows")) {
			ArrivingRows arriving = new ArrivingRows();
			OpenRows<Long> rows = new OpenRows<>(new OneConnection(connection), arriving, EXCLUSIVE, (row) -> {
				long number = row.getLong(1);
				if (number == 4) {
					throw new IllegalArgumentException("no constant 4");
				}
				return number;
			}, IllegalStateException::new);
			List<Long> read = new ArrayList<>();
			try (Stream<Long> stream = rows.open("select x from system_range(1, 9)", (statement) -> {
			})) {
				Iterator<Long> iterator = stream.iterator();
				read.add(iterator.next());
				arriving.makeRoom(connection);
				read.add(iterator.next());
				read.add(iterator.next());
				assertThatIllegalArgumentException().isThrownBy(iterator::hasNext).withMessage("no constant 4");
			}
			assertThat(read).containsExactly(1L, 2L, 3L);
			arriving.makeRoom(connection);
		}
	}

	@Test
	void valueThatTheDriverCannotReadIsAMatterOfItsReaderAlone() throws SQLException {
		try (Connection connection = DriverManager.getConnection("jdbc:h2:mem:open-rows")) {
			ArrivingRows arriving = new ArrivingRows();
			OpenRows<Long> rows = new OpenRows<>(new OneConnection(connection), arriving, EXCLUSIVE, (row) -> {
				if (row.getLong(1) == 3) {
					throw new SQLException("no number");
				}
				return row.getLong(1);
			}, IllegalStateException::new);
			try (Stream<Long> stream = rows.open("select x from system_range(1, 9)", (statement) -> {
			})) {
				Iterator<Long> iterator = stream.iterator();
				assertThat(iterator.next()).isEqualTo(1);
				arriving.makeRoom(connection);
				assertThat(iterator.next()).isEqualTo(2);
				assertThatIllegalStateException().isThrownBy(iterator::hasNext).withMessageContaining("no number");
			}
		}
	}

}
