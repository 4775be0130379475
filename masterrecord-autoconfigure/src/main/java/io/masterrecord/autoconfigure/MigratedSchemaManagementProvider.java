package io.masterrecord.autoconfigure;

import javax.sql.DataSource;

import io.masterrecord.migration.MigrationChain;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.jdbc.DataSourceUnwrapper;
import org.springframework.boot.jdbc.SchemaManagement;
import org.springframework.boot.jdbc.SchemaManagementProvider;

/**
 * Tells Spring Boot that migrations make the tables, so that Hibernate makes none. It
 * does so only where there are migrations.
 */
class MigratedSchemaManagementProvider implements SchemaManagementProvider {

	private final ObjectProvider<ContextDatabase> database;

	private final ObjectProvider<MigrationChain> chain;

	MigratedSchemaManagementProvider(ObjectProvider<ContextDatabase> database, ObjectProvider<MigrationChain> chain) {
		this.database = database;
		this.chain = chain;
	}

	@Override
	public SchemaManagement getSchemaManagement(DataSource dataSource) {
		boolean ours = this.database.stream()
			.anyMatch((database) -> DataSourceUnwrapper.unwrapRoot(database.dataSource())
				.equals(DataSourceUnwrapper.unwrapRoot(dataSource)));
		boolean migrates = ours && this.chain.stream().anyMatch((migrations) -> migrations.head().isPresent());
		return migrates ? SchemaManagement.MANAGED : SchemaManagement.UNMANAGED;
	}

}
