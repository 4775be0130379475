package io.masterrecord.command;

import io.masterrecord.context.ContextDefinition;
import io.masterrecord.generate.GenerationSettings;
import io.masterrecord.migration.MigrationChain;
import io.masterrecord.migration.Migrator;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.core.env.Environment;

/**
 * What a command may ask of the application. Each bean is created when it is asked for
 * and not before; only {@link #migrator()} leads to the database.
 *
 * @param beans the definitions of the application's beans
 * @param environment the environment of the application
 * @param mainClass the main class of the application, or {@code null} if it is not known
 */
record Application(BeanFactory beans, Environment environment, @Nullable Class<?> mainClass) {

	ContextDefinition definition() {
		return this.beans.getBean(ContextDefinition.class);
	}

	MigrationChain chain() {
		return this.beans.getBean(MigrationChain.class);
	}

	GenerationSettings generationSettings() {
		return this.beans.getBean(GenerationSettings.class);
	}

	Migrator migrator() {
		return this.beans.getBean(Migrator.class);
	}

}
