package io.masterrecord.command;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/**
 * A context that reads the definitions of all beans and creates none by itself, so that
 * nothing of an application starts: no server, scheduler, lifecycle, runner or pool.
 */
final class DefinitionsOnlyApplicationContext extends AnnotationConfigApplicationContext {

	@Override
	protected void finishBeanFactoryInitialization(ConfigurableListableBeanFactory beanFactory) {
		if (!beanFactory.hasEmbeddedValueResolver()) {
			beanFactory.addEmbeddedValueResolver((text) -> getEnvironment().resolvePlaceholders(text));
		}
		beanFactory.freezeConfiguration();
	}

	@Override
	protected void registerListeners() {
		// Listeners are beans of the application, and one of them may start something.
	}

	@Override
	protected void finishRefresh() {
		// No lifecycle starts and nobody is told that the context is ready, because it is
		// not.
	}

}
