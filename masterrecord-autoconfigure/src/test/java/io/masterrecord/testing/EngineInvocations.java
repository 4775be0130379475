package io.masterrecord.testing;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.extension.ClassTemplateInvocationContext;
import org.junit.jupiter.api.extension.ClassTemplateInvocationContextProvider;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;

import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Turns the annotations of a test or a test class into one run per engine.
 */
final class EngineInvocations implements TestTemplateInvocationContextProvider, ClassTemplateInvocationContextProvider {

	@Override
	public boolean supportsTestTemplate(ExtensionContext context) {
		return engineTest(context).isPresent();
	}

	@Override
	public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(ExtensionContext context) {
		return engineTest(context).stream()
			.flatMap((annotation) -> engines(context, annotation.only(), annotation.except()))
			.map(EngineInvocation::new);
	}

	@Override
	public boolean supportsClassTemplate(ExtensionContext context) {
		return engineSpec(context).isPresent();
	}

	@Override
	public Stream<ClassTemplateInvocationContext> provideClassTemplateInvocationContexts(ExtensionContext context) {
		return engineSpec(context).stream()
			.flatMap((annotation) -> engines(context, annotation.only(), annotation.except()))
			.map(EngineInvocation::new);
	}

	private static Optional<EngineTest> engineTest(ExtensionContext context) {
		return AnnotationSupport.findAnnotation(context.getTestMethod(), EngineTest.class);
	}

	private static Optional<EngineSpec> engineSpec(ExtensionContext context) {
		return AnnotationSupport.findAnnotation(context.getTestClass(), EngineSpec.class);
	}

	@Override
	public boolean mayReturnZeroTestTemplateInvocationContexts(ExtensionContext context) {
		return !wanted(context).isEmpty();
	}

	@Override
	public boolean mayReturnZeroClassTemplateInvocationContexts(ExtensionContext context) {
		return !wanted(context).isEmpty();
	}

	private static Stream<Engine> engines(ExtensionContext context, Engine[] only, Engine[] except) {
		List<Engine> included = (only.length != 0) ? List.of(only) : List.of(Engine.values());
		Set<String> wanted = wanted(context);
		return Arrays.stream(Engine.values())
			.filter(included::contains)
			.filter((engine) -> !List.of(except).contains(engine))
			.filter((engine) -> wanted.isEmpty() || wanted.contains(engine.name().toLowerCase(Locale.ROOT)));
	}

	/**
	 * Return the engines that {@code -Dmasterrecord.test.engines=mysql,h2} names, none
	 * for all.
	 */
	private static Set<String> wanted(ExtensionContext context) {
		return context.getConfigurationParameter("masterrecord.test.engines")
			.stream()
			.flatMap((names) -> Arrays.stream(names.toLowerCase(Locale.ROOT).split(",")))
			.map(String::strip)
			.collect(Collectors.toSet());
	}

}
