package io.masterrecord.context;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.UnaryOperator;

import javax.sql.DataSource;

import io.masterrecord.jdbc.StatementGate;
import io.masterrecord.migration.MigrationChain;
import io.masterrecord.migration.MigrationDefinition;
import io.masterrecord.migration.MigrationSettings;
import io.masterrecord.migration.Migrator;
import io.masterrecord.model.EntityModel;
import io.masterrecord.operation.CreateIndex;
import io.masterrecord.operation.CreateTable;
import io.masterrecord.operation.SchemaOperation;
import io.masterrecord.schema.TableOrder;
import io.masterrecord.write.EntityOperations;
import io.masterrecord.write.EntityOperationsBuilder;
import io.masterrecord.write.RetrySettings;

import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Contexts of some entities on a data source, as an application has them.
 */
final class ContextFixture {

	private ContextFixture() {
	}

	/**
	 * Return a context whose tables exist.
	 */
	static MasterRecordContext migrated(DataSource dataSource, Class<?>... entities) {
		MasterRecordContext context = of(dataSource, RetrySettings.DEFAULTS, List.of(entities),
				UnaryOperator.identity());
		context.migrations().migrate();
		return context;
	}

	/**
	 * Return a context without touching the database.
	 */
	static MasterRecordContext of(DataSource dataSource, RetrySettings retry, Collection<Class<?>> entities,
			UnaryOperator<EntityOperationsBuilder> options) {
		ContextDefinition definition = ContextDefinition.of(entities, List.of(), (seeds) -> {
		});
		List<SchemaOperation> operations = new ArrayList<>();
		TableOrder.parentsFirst(definition.model().entities().stream().map(EntityModel::toTable).toList())
			.forEach((table) -> {
				operations.add(new CreateTable(table.withIndexes(List.of())));
				table.indexes().forEach((index) -> operations.add(new CreateIndex(table.name(), index)));
			});
		MigrationChain chain = MigrationChain
			.of(List.of(MigrationDefinition.of("1", "CreateTables", "", operations, List.of())));
		JdbcTransactionManager manager = new JdbcTransactionManager(dataSource);
		EntityOperationsBuilder builder = EntityOperations.builder(definition.model(), StatementGate.of(dataSource))
			.transactions(new TransactionTemplate(manager));
		return new MasterRecordContext(definition, options.apply(builder).build(),
				new Migrator(dataSource, chain, MigrationSettings.defaults()), () -> manager, retry);
	}

}
