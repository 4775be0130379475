package io.masterrecord.repository;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;

import io.masterrecord.jdbc.StatementKind;
import io.masterrecord.model.Model;
import io.masterrecord.write.EntityOperations;
import org.jspecify.annotations.Nullable;

import org.springframework.core.ResolvableType;
import org.springframework.data.domain.OffsetScrollPosition;
import org.springframework.data.projection.ProjectionFactory;
import org.springframework.data.repository.query.Parameters;
import org.springframework.data.repository.query.QueryMethod;
import org.springframework.data.repository.query.RepositoryQuery;
import org.springframework.util.ClassUtils;

/**
 * Makes queries of the texts that methods state. What cannot work is found before it is
 * called.
 *
 * @param operations the way to the database
 * @param projections makes instances of interfaces
 */
record TextQueries(EntityOperations operations, ProjectionFactory projections) {

	private static final Set<String> READING = Set.of("SELECT", "WITH", "VALUES", "TABLE");

	private static final Map<String, StatementKind> CHANGING = Map.of("INSERT", StatementKind.INSERT, "REPLACE",
			StatementKind.INSERT, "MERGE", StatementKind.INSERT, "UPDATE", StatementKind.UPDATE, "DELETE",
			StatementKind.DELETE, "WITH", StatementKind.OTHER);

	/**
	 * Make a query.
	 * @param types the type of the parameter at a position, from 0
	 * @param problems takes what is wrong
	 * @return the query, or {@code null} if something is wrong
	 */
	@Nullable RepositoryQuery query(SqlQuery stated, QueryMethod method, IntFunction<ResolvableType> types,
			List<String> problems) {
		SqlTemplate text = template(stated.value(), READING, "@SqlQuery", problems);
		SqlTemplate count = stated.count().isEmpty() ? null
				: template(stated.count(), READING, "@SqlQuery(count)", problems);
		SqlSort sort = SqlSort.of(stated.sortable(), "sortable", problems);
		SqlSort key = SqlSort.of(stated.key(), "key", problems);
		Class<?> element = method.getReturnedObjectType();
		Model model = this.operations.model();
		RowTarget target = RowTarget.of(element, this.operations, this.projections);
		if (target == null) {
			problems.add(
					"rows cannot be read into '%s': return the entity, a record or an interface of plain values, or a value"
						.formatted(element.getSimpleName()));
		}
		checkPaging(method, sort, problems);
		if (method.isScrollQuery()) {
			checkWindow(method, types, key, problems);
			requireRead(sort, "sortable", target, problems);
			requireRead(key, "key", target, problems);
		}
		if (text == null || target == null) {
			return null;
		}
		SqlArguments arguments = SqlArguments.of(model, text.parameters(), method.getParameters(), types, problems);
		if (count != null && !text.parameters().containsAll(count.parameters())) {
			problems.add("its count names parameters that its text does not");
		}
		return problems.isEmpty()
				? new TextQuery(method, this.operations, text, count, arguments, new TextQuery.Order(sort, key), target)
				: null;
	}

	/**
	 * Make a change.
	 * @param types the type of the parameter at a position, from 0
	 * @param problems takes what is wrong
	 * @return the change, or {@code null} if something is wrong
	 */
	@SuppressWarnings("unchecked")
	@Nullable RepositoryQuery update(SqlUpdate stated, Method declared, QueryMethod method, IntFunction<ResolvableType> types,
			List<String> problems) {
		SqlTemplate text = template(stated.value(), CHANGING.keySet(), "@SqlUpdate", problems);
		Class<?> result = ClassUtils.resolvePrimitiveIfNecessary(declared.getReturnType());
		boolean none = result == Void.class || result == void.class;
		if (!none && result != Integer.class && result != Long.class) {
			problems.add("it is to return nothing, or the number of rows as 'int' or 'long'");
		}
		Parameters<?, ?> parameters = method.getParameters();
		if (parameters.hasPageableParameter() || parameters.hasSortParameter() || parameters.hasLimitParameter()) {
			problems.add("a change is neither sorted nor paged");
		}
		if (text == null) {
			return null;
		}
		SqlArguments arguments = SqlArguments.of(this.operations.model(), text.parameters(), parameters, types,
				problems);
		return problems.isEmpty()
				? new TextUpdate(method, this.operations, text, CHANGING.getOrDefault(text.verb(), StatementKind.OTHER),
						arguments, none ? null : (Class<? extends Number>) result)
				: null;
	}

	private static @Nullable SqlTemplate template(String sql, Set<String> verbs, String annotation,
			List<String> problems) {
		try {
			SqlTemplate template = SqlTemplate.of(sql.strip());
			if (!verbs.contains(template.verb())) {
				problems.add("the text of %s begins with '%s' instead of %s".formatted(annotation, template.verb(),
						verbs.stream().sorted().toList()));
			}
			return template;
		}
		catch (IllegalArgumentException ex) {
			problems.add(String.valueOf(ex.getMessage()));
			return null;
		}
	}

	private static void checkPaging(QueryMethod method, SqlSort sort, List<String> problems) {
		Parameters<?, ?> parameters = method.getParameters();
		boolean paged = parameters.hasPageableParameter();
		if ((method.isPageQuery() || method.isSliceQuery()) && !paged) {
			problems.add("a page needs a parameter of type Pageable");
		}
		if (parameters.hasScrollPositionParameter() && !method.isScrollQuery()) {
			problems.add("a position is where a window starts: return a Window");
		}
		if (parameters.hasDynamicProjection()) {
			problems.add("a text is read into the type that the method returns, not into one that is passed");
		}
		if (parameters.hasSortParameter() && sort.columns().isEmpty()) {
			problems.add("it has a Sort, but nothing to sort by: name columns in 'sortable'");
		}
	}

	private static void checkWindow(QueryMethod method, IntFunction<ResolvableType> types, SqlSort key,
			List<String> problems) {
		Parameters<?, ?> parameters = method.getParameters();
		if (!parameters.hasScrollPositionParameter()) {
			problems.add("a window starts at a position: add a parameter of type ScrollPosition");
			return;
		}
		if (!parameters.hasLimitParameter() && !parameters.hasPageableParameter()) {
			problems.add("a window has a size: add a parameter of type Limit");
		}
		Class<?> position = types.apply(parameters.getScrollPositionIndex()).resolve(Object.class);
		if (position != OffsetScrollPosition.class && key.columns().isEmpty()) {
			problems.add(
					"a window goes on from a row: name the columns that tell rows apart in 'key', or take an OffsetScrollPosition");
		}
	}

	private static void requireRead(SqlSort columns, String attribute, @Nullable RowTarget target,
			List<String> problems) {
		for (String column : columns.columns().values()) {
			if (target != null && target.find(column).isEmpty()) {
				problems.add("'%s' in '%s' is not read into '%s', so a window cannot go on from a row"
					.formatted(SqlSort.plain(column), attribute, target.type().getSimpleName()));
			}
		}
	}

}
