package io.masterrecord.autoconfigure;

import java.lang.annotation.Annotation;

import io.masterrecord.repository.EnableMasterRecordRepositories;
import io.masterrecord.repository.MasterRecordRepositoryConfigurationExtension;

import org.springframework.boot.autoconfigure.data.AbstractRepositoryConfigurationSourceSupport;
import org.springframework.data.repository.config.RepositoryConfigurationExtension;

/**
 * Registers the repositories in the packages of the application.
 */
class MasterRecordRepositoriesRegistrar extends AbstractRepositoryConfigurationSourceSupport {

	@Override
	protected Class<? extends Annotation> getAnnotation() {
		return EnableMasterRecordRepositories.class;
	}

	@Override
	protected Class<?> getConfiguration() {
		return EnableMasterRecordRepositoriesConfiguration.class;
	}

	@Override
	protected RepositoryConfigurationExtension getRepositoryConfigurationExtension() {
		return new MasterRecordRepositoryConfigurationExtension();
	}

	@EnableMasterRecordRepositories
	private static final class EnableMasterRecordRepositoriesConfiguration {

	}

}
