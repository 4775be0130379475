package io.masterrecord.autoconfigure;

import java.util.List;

import io.masterrecord.web.CursorRequestArgumentResolver;
import io.masterrecord.web.PageRequestAdvice;
import io.masterrecord.web.PageResponseAdvice;
import io.masterrecord.web.StrictOffsetArgumentResolver;
import io.masterrecord.web.StrictPageableArgumentResolver;
import io.masterrecord.web.StrictSortArgumentResolver;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.data.web.PageableHandlerMethodArgumentResolver;
import org.springframework.data.web.config.OffsetScrollPositionHandlerMethodArgumentResolverCustomizer;
import org.springframework.data.web.config.PageableHandlerMethodArgumentResolverCustomizer;
import org.springframework.data.web.config.SortHandlerMethodArgumentResolverCustomizer;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Auto-configuration of strict reading of page requests with Spring MVC.
 *
 * @since 0.1.0
 */
@AutoConfiguration(afterName = "org.springframework.boot.data.autoconfigure.web.DataWebAutoConfiguration")
@ConditionalOnWebApplication(type = Type.SERVLET)
@ConditionalOnClass({ WebMvcConfigurer.class, PageableHandlerMethodArgumentResolver.class })
@ConditionalOnBooleanProperty(name = { "masterrecord.enabled", "masterrecord.pagination.strict" },
		matchIfMissing = true)
@EnableConfigurationProperties(MasterRecordProperties.class)
public final class MasterRecordWebAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	StrictSortArgumentResolver masterRecordSortArgumentResolver(
			ObjectProvider<SortHandlerMethodArgumentResolverCustomizer> customizers) {
		StrictSortArgumentResolver resolver = new StrictSortArgumentResolver();
		customizers.orderedStream().forEach((customizer) -> customizer.customize(resolver));
		return resolver;
	}

	@Bean
	@ConditionalOnMissingBean
	StrictPageableArgumentResolver masterRecordPageableArgumentResolver(MasterRecordProperties properties,
			StrictSortArgumentResolver sortResolver, Environment environment,
			ObjectProvider<PageableHandlerMethodArgumentResolverCustomizer> customizers) {
		MasterRecordProperties.Pagination pagination = properties.pagination();
		PageableProperties stated = new PageableProperties(Binder.get(environment));
		StrictPageableArgumentResolver resolver = new StrictPageableArgumentResolver(sortResolver,
				pagination.onExcess());
		customizers.orderedStream().forEach((customizer) -> customizer.customize(resolver));
		if (stated.isOurs("default-size", "default-page-size")) {
			resolver.setDefaultSize(pagination.defaultSize());
		}
		if (stated.isOurs("max-size", "max-page-size")) {
			resolver.setMaxPageSize(pagination.maxSize());
		}
		if (stated.isOurs("one-based", "one-indexed-parameters")) {
			resolver.setOneIndexedParameters(pagination.oneBased());
		}
		return resolver;
	}

	@Bean
	@ConditionalOnMissingBean
	CursorRequestArgumentResolver masterRecordCursorRequestArgumentResolver(
			StrictPageableArgumentResolver pageableResolver) {
		return new CursorRequestArgumentResolver(pageableResolver);
	}

	@Bean
	@ConditionalOnMissingBean
	StrictOffsetArgumentResolver masterRecordOffsetArgumentResolver(
			ObjectProvider<OffsetScrollPositionHandlerMethodArgumentResolverCustomizer> customizers) {
		StrictOffsetArgumentResolver resolver = new StrictOffsetArgumentResolver();
		customizers.orderedStream().forEach((customizer) -> customizer.customize(resolver));
		return resolver;
	}

	@Bean
	@ConditionalOnMissingBean
	PageRequestAdvice masterRecordPageRequestAdvice(StrictPageableArgumentResolver resolver) {
		return new PageRequestAdvice(resolver);
	}

	@Bean
	@ConditionalOnMissingBean
	PageResponseAdvice masterRecordPageResponseAdvice(StrictPageableArgumentResolver pageableResolver,
			StrictOffsetArgumentResolver offsetResolver, MasterRecordProperties properties) {
		MasterRecordProperties.Pagination pagination = properties.pagination();
		return new PageResponseAdvice(pageableResolver, offsetResolver, pagination.links(), pagination.stableJson());
	}

	@Bean
	ArgumentResolverRegistration masterRecordArgumentResolverRegistration(StrictSortArgumentResolver sortResolver,
			StrictPageableArgumentResolver pageableResolver, CursorRequestArgumentResolver cursorResolver,
			StrictOffsetArgumentResolver offsetResolver) {
		return new ArgumentResolverRegistration(
				List.of(sortResolver, pageableResolver, cursorResolver, offsetResolver));
	}

	/**
	 * Registers resolvers before those of Spring Data.
	 */
	@Order(Ordered.LOWEST_PRECEDENCE - 1)
	static final class ArgumentResolverRegistration implements WebMvcConfigurer {

		private final List<HandlerMethodArgumentResolver> resolvers;

		ArgumentResolverRegistration(List<HandlerMethodArgumentResolver> resolvers) {
			this.resolvers = resolvers;
		}

		@Override
		public void addArgumentResolvers(List<HandlerMethodArgumentResolver> target) {
			target.addAll(this.resolvers);
		}

	}

}
