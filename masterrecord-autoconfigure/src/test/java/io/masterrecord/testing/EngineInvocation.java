package io.masterrecord.testing;

import java.lang.reflect.Method;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeClassTemplateInvocationCallback;
import org.junit.jupiter.api.extension.ClassTemplateInvocationContext;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.LifecycleMethodExecutionExceptionHandler;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ReflectionSupport;
import org.opentest4j.TestAbortedException;

/**
 * The run of a test, or of a test class, on one engine: skipped if there is no server,
 * otherwise with a database that is created at the first wish for it and closed at the
 * end.
 */
final class EngineInvocation
		implements TestTemplateInvocationContext, ClassTemplateInvocationContext, BeforeClassTemplateInvocationCallback,
		ExecutionCondition, ParameterResolver, LifecycleMethodExecutionExceptionHandler, TestExecutionExceptionHandler {

	private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace
		.create(EngineInvocation.class);

	private final Engine engine;

	EngineInvocation(Engine engine) {
		this.engine = engine;
	}

	@Override
	public String getDisplayName(int invocationIndex) {
		return this.engine.toString();
	}

	@Override
	public List<Extension> getAdditionalExtensions() {
		return List.of(this);
	}

	@Override
	public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
		String reason = TestServers.reasonToSkip(this.engine);
		return (reason != null) ? ConditionEvaluationResult.disabled(reason) : ConditionEvaluationResult.enabled(null);
	}

	@Override
	public void handleBeforeEachMethodExecutionException(ExtensionContext context, Throwable throwable)
			throws Throwable {
		handleTestExecutionException(context, throwable);
	}

	// the reports of the build number the runs instead of naming them
	@Override
	public void handleTestExecutionException(ExtensionContext context, Throwable throwable) throws Throwable {
		throwable.addSuppressed(new RanOn(this.engine));
		throw throwable;
	}

	// the context of the whole run: what is stored here is closed when the run is over
	@Override
	public void prepareInvocation(ExtensionContext context) {
		context.getStore(NAMESPACE).put(EngineInvocation.class, new LazyDatabase(this.engine));
	}

	@Override
	public void beforeClassTemplateInvocation(ExtensionContext context) {
		String reason = TestServers.reasonToSkip(this.engine);
		if (reason != null) {
			throw new TestAbortedException(reason);
		}
		Class<?> testClass = context.getRequiredTestClass();
		for (Method method : AnnotationSupport.findAnnotatedMethods(testClass, BeforeEngine.class,
				HierarchyTraversalMode.TOP_DOWN)) {
			ReflectionSupport.invokeMethod(method, null, database(context));
		}
	}

	// the constructor too is called for one run, not for all of them
	@Override
	public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext root) {
		return ExtensionContextScope.TEST_METHOD;
	}

	@Override
	public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
		return parameter.getParameter().getType() == TestDatabase.class;
	}

	@Override
	public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
		return database(context);
	}

	private static TestDatabase database(ExtensionContext context) {
		return context.getStore(NAMESPACE).get(EngineInvocation.class, LazyDatabase.class).get();
	}

	private static final class RanOn extends Exception {

		RanOn(Engine engine) {
			super(engine.toString(), null, false, false);
		}

		@Override
		public String toString() {
			return "this was on " + getMessage();
		}

	}

	private static final class LazyDatabase implements AutoCloseable {

		private final Engine engine;

		private @Nullable TestDatabase database;

		private LazyDatabase(Engine engine) {
			this.engine = engine;
		}

		TestDatabase get() {
			if (this.database == null) {
				this.database = TestDatabase.create(this.engine);
			}
			return this.database;
		}

		@Override
		public void close() {
			if (this.database != null) {
				this.database.close();
			}
		}

	}

}
