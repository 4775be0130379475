package io.masterrecord.context;

import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

import javax.sql.DataSource;

import io.masterrecord.annotation.GeneratedId;
import io.masterrecord.jdbc.StatementGate;
import io.masterrecord.migration.MigrationChain;
import io.masterrecord.migration.MigrationDefinition;
import io.masterrecord.migration.MigrationSettings;
import io.masterrecord.migration.Migrator;
import io.masterrecord.model.Model;
import io.masterrecord.operation.CreateTable;
import io.masterrecord.testing.EngineTest;
import io.masterrecord.testing.TestDatabase;
import io.masterrecord.write.EntityOperations;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.data.annotation.Id;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link MasterRecordContext} and {@link Transaction}.
 */
class MasterRecordContextTests {

	@EngineTest
	void leadsToQueriesRepositoriesAndMigrations(TestDatabase database) {
		MasterRecordContext context = context(database.dataSource());
		assertThat(context.migrations().migrate().applied()).hasSize(1);
		Note note = context.<Note, Long>repository(Note.class).save(new Note(null, "one"));
		assertThat(context.query(Note.class).where(Note::text).eq("one").one()).isEqualTo(note);
		assertThat(context.operations().find(Note.class, note.id())).contains(note);
		assertThat(context.name()).isEqualTo("default");
		assertThat(context.model()).isSameAs(context.definition().model());
		assertThat(context.modelChanges().isEmpty()).as(context.modelChanges().toString()).isTrue();
	}

	@EngineTest
	void transactionCommitsWhatReturnsAndRollsBackWhatThrows(TestDatabase database) {
		MasterRecordContext context = migrated(database);
		Note kept = context.transaction(() -> context.operations().insert(new Note(null, "kept")));
		assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> context.transaction(() -> {
			context.operations().insert(new Note(null, "lost"));
			assertThat(context.query(Note.class).count()).isEqualTo(2);
			throw new IllegalStateException("no");
		}));
		assertThat(context.query(Note.class).list()).containsExactly(kept);
	}

	@EngineTest
	void transactionJoinsTheOneThereIs(TestDatabase database) {
		MasterRecordContext context = migrated(database);
		assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> context.transaction(() -> {
			context.transaction(() -> context.operations().insert(new Note(null, "inner")));
			throw new IllegalStateException("outer");
		}));
		assertThat(context.query(Note.class).exists()).isFalse();
	}

	@EngineTest
	void separateTransactionIsKeptThoughTheOuterOneIsNot(TestDatabase database) {
		MasterRecordContext context = migrated(database);
		assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> context.transaction(() -> {
			context.transaction().separate().run(() -> context.operations().insert(new Note(null, "audit")));
			throw new IllegalStateException("outer");
		}));
		assertThat(context.query(Note.class).count()).isOne();
	}

	@Test
	void optionsReachTheTransaction() {
		DataSource dataSource = new DriverManagerDataSource("jdbc:h2:mem:options;DB_CLOSE_DELAY=-1", "sa", "");
		MasterRecordContext context = context(dataSource);
		context.transaction().readOnly().isolation(Isolation.SERIALIZABLE).timeout(Duration.ofSeconds(7)).run(() -> {
			assertThat(TransactionSynchronizationManager.isCurrentTransactionReadOnly()).isTrue();
			assertThat(TransactionSynchronizationManager.getCurrentTransactionIsolationLevel())
				.isEqualTo(Connection.TRANSACTION_SERIALIZABLE);
			Connection connection = DataSourceUtils.getConnection(dataSource);
			assertThat(DataSourceUtils.isConnectionTransactional(connection, dataSource)).isTrue();
			DataSourceUtils.releaseConnection(connection, dataSource);
		});
		assertThatExceptionOfType(IllegalArgumentException.class)
			.isThrownBy(() -> context.transaction().timeout(Duration.ofMillis(10)))
			.withMessage("'timeout' must be at least one second");
	}

	@Test
	void optionsAreValues() {
		MasterRecordContext context = context(
				new DriverManagerDataSource("jdbc:h2:mem:values;DB_CLOSE_DELAY=-1", "sa", ""));
		Transaction plain = context.transaction();
		plain.readOnly();
		plain.run(() -> assertThat(TransactionSynchronizationManager.isCurrentTransactionReadOnly()).isFalse());
	}

	@Test
	void opensNoConnectionWhenItIsCreated() {
		AtomicBoolean opened = new AtomicBoolean();
		MasterRecordContext context = context(new DelegatingDataSource() {

			@Override
			public Connection getConnection() {
				opened.set(true);
				throw new IllegalStateException("opened");
			}

		});
		context.query(Note.class);
		context.repository(Note.class);
		assertThat(context.modelChanges().count()).isZero();
		assertThat(opened).isFalse();
	}

	@Test
	void tellsWhatNoMigrationMakes() {
		assertThat(ModelChanges.between(Model.of(Note.class), MigrationChain.of(List.of())).descriptions())
			.containsExactly("create table note (id, text)");
	}

	private static MasterRecordContext migrated(TestDatabase database) {
		MasterRecordContext context = context(database.dataSource());
		context.migrations().migrate();
		return context;
	}

	private static MasterRecordContext context(DataSource dataSource) {
		ContextDefinition definition = ContextDefinition.of(List.of(Note.class), List.of(), (seeds) -> {
		});
		MigrationChain chain = MigrationChain.of(List.of(MigrationDefinition.of("1", "AddNote", "",
				List.of(new CreateTable(definition.model().entity(Note.class).toTable())), List.of())));
		JdbcTransactionManager manager = new JdbcTransactionManager(dataSource);
		return new MasterRecordContext(definition,
				EntityOperations.builder(definition.model(), StatementGate.of(dataSource)).build(),
				new Migrator(dataSource, chain, MigrationSettings.defaults()), () -> manager);
	}

	record Note(@Id @GeneratedId @Nullable Long id, String text) {
	}

}
