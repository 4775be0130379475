package io.masterrecord.repository;

import java.lang.annotation.Annotation;

import org.springframework.data.repository.config.RepositoryBeanDefinitionRegistrarSupport;
import org.springframework.data.repository.config.RepositoryConfigurationExtension;

/**
 * Registers the repositories that {@link EnableMasterRecordRepositories} asks for.
 */
class MasterRecordRepositoriesRegistrar extends RepositoryBeanDefinitionRegistrarSupport {

	@Override
	protected Class<? extends Annotation> getAnnotation() {
		return EnableMasterRecordRepositories.class;
	}

	@Override
	protected RepositoryConfigurationExtension getExtension() {
		return new MasterRecordRepositoryConfigurationExtension();
	}

}
