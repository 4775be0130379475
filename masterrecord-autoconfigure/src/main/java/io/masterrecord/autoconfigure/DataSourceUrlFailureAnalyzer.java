package io.masterrecord.autoconfigure;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.BeanInstantiationException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.env.Environment;

/**
 * Explains a data source that cannot be made of {@code spring.datasource.url}: it is no
 * URL of JDBC, or the driver that it needs is not there.
 */
class DataSourceUrlFailureAnalyzer extends AbstractFailureAnalyzer<BeanInstantiationException> {

	private static final String URL = "spring.datasource.url";

	private final Environment environment;

	DataSourceUrlFailureAnalyzer(Environment environment) {
		this.environment = environment;
	}

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, BeanInstantiationException cause) {
		String url = this.environment.getProperty(URL);
		Throwable reason = cause.getMostSpecificCause();
		if (url == null || this.environment.containsProperty("spring.datasource.driver-class-name")) {
			return null;
		}
		if (String.valueOf(reason.getMessage()).contains("'url' must start with")) {
			return new FailureAnalysis("Property '%s' does not begin with 'jdbc:'.".formatted(URL),
					"Write it as in 'jdbc:h2:file:./shop'.", cause);
		}
		if (reason instanceof ClassNotFoundException && String.valueOf(cause.getMessage()).contains("driver class")) {
			return new FailureAnalysis(
					"There is no driver for '%s': class '%s' is not on the class path."
						.formatted(UnreachableDatabaseFailureAnalyzer.place(url), reason.getMessage()),
					"Add the driver to the dependencies, or correct '%s'.".formatted(URL), cause);
		}
		return null;
	}

}
