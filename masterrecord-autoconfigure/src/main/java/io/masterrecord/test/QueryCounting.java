package io.masterrecord.test;

import io.masterrecord.jdbc.StatementGate;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Makes a {@link QueryCounter} a bean that sees every statement of the application. For
 * tests: {@code @Import(QueryCounting.class)} beside {@code @SpringBootTest}.
 *
 * @since 0.1.0
 */
@Configuration(proxyBeanMethods = false)
public class QueryCounting {

	@Bean
	static QueryCounter masterRecordQueryCounter() {
		return new QueryCounter();
	}

	@Bean
	static BeanPostProcessor masterRecordQueryCountingGates(ObjectProvider<QueryCounter> counter) {
		return new BeanPostProcessor() {
			@Override
			public Object postProcessAfterInitialization(Object bean, String beanName) {
				return (bean instanceof StatementGate gate) ? counter.getObject().watch(gate) : bean;
			}
		};
	}

}
