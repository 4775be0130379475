package io.masterrecord.repository;

import java.lang.annotation.Annotation;
import java.util.Collection;
import java.util.List;

import io.masterrecord.annotation.Table;

import org.springframework.beans.factory.support.BeanDefinitionBuilder;
import org.springframework.core.annotation.AnnotationUtils;
import org.springframework.data.repository.config.RepositoryConfigurationExtensionSupport;
import org.springframework.data.repository.config.RepositoryConfigurationSource;
import org.springframework.data.repository.core.RepositoryMetadata;
import org.springframework.util.StringUtils;

/**
 * Tells Spring Data which interfaces are ours, and how their beans are made. Ours are
 * those that extend {@link MasterRecordRepository}, and those of entities that are
 * annotated with {@link Table}; other modules keep theirs.
 *
 * @since 0.1.0
 */
public class MasterRecordRepositoryConfigurationExtension extends RepositoryConfigurationExtensionSupport {

	@Override
	public String getModuleName() {
		return "MasterRecord";
	}

	@Override
	public String getModuleIdentifier() {
		return "masterrecord";
	}

	@Override
	@Deprecated
	@SuppressWarnings("InlineMeSuggester")
	protected String getModulePrefix() {
		return getModuleIdentifier();
	}

	@Override
	public String getRepositoryFactoryBeanClassName() {
		return MasterRecordRepositoryFactoryBean.class.getName();
	}

	@Override
	public void postProcess(BeanDefinitionBuilder builder, RepositoryConfigurationSource source) {
		source.getAttribute("transactionManagerRef")
			.filter(StringUtils::hasText)
			.ifPresent((name) -> builder.addPropertyValue("transactionManager", name));
		source.getAttribute("operationsRef")
			.filter(StringUtils::hasText)
			.ifPresent((name) -> builder.addPropertyReference("operations", name));
	}

	@Override
	protected Collection<Class<? extends Annotation>> getIdentifyingAnnotations() {
		return List.of(Table.class);
	}

	@Override
	protected Collection<Class<?>> getIdentifyingTypes() {
		return List.of(MasterRecordRepository.class);
	}

	@Override
	protected boolean useRepositoryConfiguration(RepositoryMetadata metadata) {
		return MasterRecordRepository.class.isAssignableFrom(metadata.getRepositoryInterface())
				|| AnnotationUtils.findAnnotation(metadata.getDomainType(), Table.class) != null;
	}

}
