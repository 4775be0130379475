package io.masterrecord.autoconfigure;

import java.util.Set;

import io.masterrecord.context.MasterRecordContext;
import io.masterrecord.write.EntityOperations;

import org.springframework.boot.sql.init.dependency.AbstractBeansOfTypeDependsOnDatabaseInitializationDetector;

/**
 * Lets the context and, through the operations they use, all repositories wait until the
 * database is initialized.
 */
class MigratedDatabaseUserDetector extends AbstractBeansOfTypeDependsOnDatabaseInitializationDetector {

	@Override
	protected Set<Class<?>> getDependsOnDatabaseInitializationBeanTypes() {
		return Set.of(MasterRecordContext.class, EntityOperations.class);
	}

}
