package io.masterrecord.repository;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.IntFunction;
import java.util.regex.Pattern;

import io.masterrecord.model.EntityModel;
import io.masterrecord.write.EntityOperations;

import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.data.annotation.QueryAnnotation;
import org.springframework.data.core.PropertyReferenceException;
import org.springframework.data.projection.ProjectionFactory;
import org.springframework.data.repository.core.NamedQueries;
import org.springframework.data.repository.core.RepositoryMetadata;
import org.springframework.data.repository.query.DefaultParameters;
import org.springframework.data.repository.query.Parameters;
import org.springframework.data.repository.query.QueryLookupStrategy;
import org.springframework.data.repository.query.QueryMethod;
import org.springframework.data.repository.query.RepositoryQuery;
import org.springframework.data.repository.query.ReturnedType;
import org.springframework.data.repository.query.parser.PartTree;
import org.springframework.util.ClassUtils;

/**
 * Finds the query behind a method that a repository interface declares. What cannot work
 * fails here, when the repository is made, with everything that is wrong.
 */
record DeclaredQueries(EntityOperations operations) implements QueryLookupStrategy {

	private static final Pattern DERIVED = Pattern
		.compile("^(find|read|get|query|search|stream|count|exists|delete|remove)(\\p{Lu}.*?)??By.*");

	@Override
	public RepositoryQuery resolveQuery(Method method, RepositoryMetadata metadata, ProjectionFactory factory,
			NamedQueries namedQueries) {
		if (AnnotatedElementUtils.hasAnnotation(method, QueryAnnotation.class)) {
			return stated(method, new QueryMethod(method, metadata, factory, DefaultParameters::new), metadata,
					factory);
		}
		if (!DERIVED.matcher(method.getName()).matches()) {
			throw failure(method,
					"it has no body, and its name states no query as in 'findByTitle'. Annotate it with @SqlQuery or @SqlUpdate, give it a body (a default method that starts with query()), or implement it in a fragment");
		}
		QueryMethod queryMethod = new QueryMethod(method, metadata, factory, DefaultParameters::new);
		return derived(method, queryMethod, metadata, factory, metadata.getDomainType());
	}

	private RepositoryQuery stated(Method method, QueryMethod queryMethod, RepositoryMetadata metadata,
			ProjectionFactory factory) {
		List<String> problems = new ArrayList<>();
		TextQueries texts = new TextQueries(this.operations, factory);
		IntFunction<ResolvableType> types = (index) -> ResolvableType.forMethodParameter(method, index,
				metadata.getRepositoryInterface());
		SqlQuery query = AnnotatedElementUtils.findMergedAnnotation(method, SqlQuery.class);
		SqlUpdate update = AnnotatedElementUtils.findMergedAnnotation(method, SqlUpdate.class);
		RepositoryQuery result = null;
		if (query != null && update == null) {
			result = texts.query(query, queryMethod, types, problems);
		}
		else if (update != null && query == null) {
			result = texts.update(update, method, queryMethod, types, problems);
		}
		else {
			problems.add("it is to have either @SqlQuery or @SqlUpdate, and no query of another module");
		}
		if (result == null || !problems.isEmpty()) {
			throw failure(method, String.join("; ", problems));
		}
		return result;
	}

	private <T> RepositoryQuery derived(Method method, QueryMethod queryMethod, RepositoryMetadata metadata,
			ProjectionFactory factory, Class<T> type) {
		EntityModel<T> entity = this.operations.model().entity(type);
		PartTree tree = parse(method, type);
		List<String> problems = new ArrayList<>(DerivedQueryChecks.of(entity, tree, queryMethod.getParameters(),
				(index) -> ResolvableType.forMethodParameter(method, index, metadata.getRepositoryInterface())));
		Projections<T> projections = new Projections<>(entity, factory);
		problems.addAll(problemsOfResult(method, queryMethod, tree, projections));
		if (!problems.isEmpty()) {
			throw failure(method, String.join("; ", problems));
		}
		return new DerivedQuery<>(queryMethod, method.getReturnType(), tree, this.operations, type, projections);
	}

	private static PartTree parse(Method method, Class<?> type) {
		try {
			return new PartTree(method.getName(), type);
		}
		catch (PropertyReferenceException | IllegalArgumentException ex) {
			throw failure(method, String.valueOf(ex.getMessage()));
		}
	}

	private <T> List<String> problemsOfResult(Method method, QueryMethod queryMethod, PartTree tree,
			Projections<T> projections) {
		Class<T> type = projections.entity().type();
		List<String> problems = new ArrayList<>();
		Class<?> result = ClassUtils.resolvePrimitiveIfNecessary(method.getReturnType());
		if (tree.isCountProjection()) {
			require(Number.class.isAssignableFrom(result), "it is to return a number", problems);
		}
		else if (tree.isExistsProjection()) {
			require(result == Boolean.class, "it is to return a boolean", problems);
		}
		else if (tree.isDelete()) {
			require(result == void.class || Number.class.isAssignableFrom(result)
					|| Collection.class.isAssignableFrom(result), "it is to return nothing, a number or a list",
					problems);
			require(!tree.isLimiting(), "a delete has no limit", problems);
		}
		else {
			ReturnedType returned = queryMethod.getResultProcessor().getReturnedType();
			Class<?> element = returned.getReturnedType();
			boolean dynamic = queryMethod.getParameters().hasDynamicProjection();
			boolean readable = element.isAssignableFrom(type) || element.isInterface() || element.isRecord() || dynamic;
			require(readable, "it is to return '%s', or a record or interface that shows some of its properties"
				.formatted(type.getSimpleName()), problems);
			if (!dynamic && readable && projections.isPart(element)) {
				projections.problem(this.operations.query(type), element).ifPresent(problems::add);
			}
			requireWindow(queryMethod, tree, problems);
			boolean paged = queryMethod.getParameters().hasPageableParameter();
			require(paged || !(queryMethod.isPageQuery() || queryMethod.isSliceQuery()),
					"a page needs a parameter of type Pageable", problems);
			require(!(paged && tree.isLimiting()), "the limit in its name does not go with a Pageable", problems);
		}
		return problems;
	}

	private static void requireWindow(QueryMethod method, PartTree tree, List<String> problems) {
		if (!method.isScrollQuery()) {
			return;
		}
		Parameters<?, ?> parameters = method.getParameters();
		require(parameters.hasPageableParameter() || parameters.hasLimitParameter() || tree.isLimiting(),
				"a window has a size: add a parameter of type Limit, or say it in the name as in 'findTop20By'",
				problems);
	}

	private static void require(boolean condition, String problem, List<String> problems) {
		if (!condition) {
			problems.add(problem);
		}
	}

	private static InvalidRepositoryException failure(Method method, String problem) {
		return new InvalidRepositoryException("Method '%s' of '%s' is no query: %s".formatted(method.getName(),
				method.getDeclaringClass().getName(), problem));
	}

}
