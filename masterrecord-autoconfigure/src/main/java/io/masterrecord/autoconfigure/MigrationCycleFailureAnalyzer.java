package io.masterrecord.autoconfigure;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanCreationException;
import org.springframework.beans.factory.BeanCurrentlyInCreationException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Explains a circle of beans through the migrations: what takes part in them uses what
 * waits for them. Spring Boot's analyzer, which comes later, would draw the circle but
 * not say what it means.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
class MigrationCycleFailureAnalyzer extends AbstractFailureAnalyzer<BeanCurrentlyInCreationException> {

	private static final String INITIALIZER = "masterRecordMigrationInitializer";

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, BeanCurrentlyInCreationException cause) {
		List<String> circle = circle(rootFailure);
		if (!circle.contains(INITIALIZER)) {
			return null;
		}
		return new FailureAnalysis(
				"The migrations need a bean that waits for the migrations, because it uses the database: "
						+ String.join(" → ", circle) + ".",
				"Let the beans that take part in the migrations get what uses the database later: declare the parameter "
						+ "as an 'ObjectProvider', or annotate it with '@Lazy'. To only read or write rows of a migration, "
						+ "write them as seeds.",
				cause);
	}

	private static List<String> circle(Throwable failure) {
		Set<String> names = new LinkedHashSet<>();
		String last = "";
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof BeanCreationException creation && creation.getBeanName() != null) {
				names.add(creation.getBeanName());
				last = creation.getBeanName();
			}
		}
		List<String> circle = new ArrayList<>(names);
		circle = new ArrayList<>(circle.subList(Math.max(0, circle.indexOf(last)), circle.size()));
		circle.add(last);
		return circle;
	}

}
