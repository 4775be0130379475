package io.masterrecord.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import javax.sql.DataSource;

import io.masterrecord.testing.EngineTest;
import io.masterrecord.testing.TestDatabase;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link DetectingStatementGate}.
 */
class DetectingStatementGateTests {

	@EngineTest
	void asksTheDatabaseForItsDialectOnce(TestDatabase database) {
		AtomicInteger connections = new AtomicInteger();
		StatementGate gate = StatementGate.of(counting(database.dataSource(), connections));
		assertThat(connections).as("nothing is opened before it is needed").hasValue(0);
		assertThat(gate.dialect().id()).isEqualToIgnoringCase(database.engine().toString());
		assertThat(gate.dialect()).isSameAs(gate.dialect());
		assertThat(connections).hasValue(1);
		assertThat(gate.<Long>query(SqlStatement.of(StatementKind.SELECT, "select 7"), (rows) -> {
			rows.next();
			return rows.getLong(1);
		})).isEqualTo(7);
		assertThat(connections).hasValue(2);
	}

	@Test
	void asksAgainIfTheDatabaseDidNotAnswer() {
		DataSource real = new DriverManagerDataSource("jdbc:h2:mem:asks-again");
		AtomicInteger calls = new AtomicInteger();
		StatementGate gate = StatementGate.of(new DelegatingDataSource(real) {

			@Override
			public Connection getConnection() throws SQLException {
				if (calls.incrementAndGet() == 1) {
					throw new SQLException("not yet", "08001");
				}
				return super.getConnection();
			}

		});
		assertThatExceptionOfType(CannotGetJdbcConnectionException.class).isThrownBy(gate::dialect);
		assertThat(gate.dialect().id()).isEqualTo("h2");
	}

	@Test
	void threadsThatAskAtTheSameTimeShareAGate() throws Exception {
		CyclicBarrier together = new CyclicBarrier(2);
		DetectingStatementGate gate = new DetectingStatementGate(
				new DelegatingDataSource(new DriverManagerDataSource("jdbc:h2:mem:at-the-same-time")) {

					@Override
					public Connection getConnection() throws SQLException {
						try {
							together.await(20, TimeUnit.SECONDS);
						}
						catch (Exception ex) {
							throw new SQLException(ex);
						}
						return super.getConnection();
					}

				});
		CompletableFuture<StatementGate> other = CompletableFuture.supplyAsync(gate::target);
		assertThat(gate.target()).isSameAs(other.get(20, TimeUnit.SECONDS)).isSameAs(gate.target());
	}

	private static DataSource counting(DataSource dataSource, AtomicInteger connections) {
		return new DelegatingDataSource(dataSource) {

			@Override
			public Connection getConnection() throws SQLException {
				connections.incrementAndGet();
				return super.getConnection();
			}

		};
	}

}
