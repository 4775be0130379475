package io.masterrecord.autoconfigure;

import java.util.Set;

import org.springframework.boot.sql.init.dependency.AbstractBeansOfTypeDatabaseInitializerDetector;

/**
 * Tells Spring Boot that the migrations initialize the database: after those of other
 * tools, before scripts, and before all beans that use the database.
 */
class MigrationInitializerDetector extends AbstractBeansOfTypeDatabaseInitializerDetector {

	private static final int AFTER_OTHER_TOOLS = 10;

	@Override
	protected Set<Class<?>> getDatabaseInitializerBeanTypes() {
		return Set.of(MigrationInitializer.class);
	}

	@Override
	public int getOrder() {
		return AFTER_OTHER_TOOLS;
	}

}
