package io.masterrecord.testing;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
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
			.flatMap((annotation) -> engines(annotation.only(), annotation.except()))
			.map(EngineInvocation::new);
	}

	@Override
	public boolean supportsClassTemplate(ExtensionContext context) {
		return engineSpec(context).isPresent();
	}

	@Override
	public Stream<ClassTemplateInvocationContext> provideClassTemplateInvocationContexts(ExtensionContext context) {
		return engineSpec(context).stream()
			.flatMap((annotation) -> engines(annotation.only(), annotation.except()))
			.map(EngineInvocation::new);
	}

	private static Optional<EngineTest> engineTest(ExtensionContext context) {
		return AnnotationSupport.findAnnotation(context.getTestMethod(), EngineTest.class);
	}

	private static Optional<EngineSpec> engineSpec(ExtensionContext context) {
		return AnnotationSupport.findAnnotation(context.getTestClass(), EngineSpec.class);
	}

	private static Stream<Engine> engines(Engine[] only, Engine[] except) {
		List<Engine> included = (only.length != 0) ? List.of(only) : List.of(Engine.values());
		return Arrays.stream(Engine.values())
			.filter(included::contains)
			.filter((engine) -> !List.of(except).contains(engine));
	}

}
