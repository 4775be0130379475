package io.masterrecord.repository;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;

import io.masterrecord.query.Condition;
import io.masterrecord.query.InvalidQueryException;
import io.masterrecord.query.Query;
import io.masterrecord.query.Rows;
import io.masterrecord.write.EntityOperations;
import org.jspecify.annotations.Nullable;

import org.springframework.data.domain.Limit;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageImpl;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.ScrollPosition;
import org.springframework.data.domain.Slice;
import org.springframework.data.domain.SliceImpl;
import org.springframework.data.domain.Window;
import org.springframework.data.repository.query.ParametersParameterAccessor;
import org.springframework.data.repository.query.QueryMethod;
import org.springframework.data.repository.query.RepositoryQuery;
import org.springframework.data.repository.query.ResultProcessor;
import org.springframework.data.repository.query.parser.Part;
import org.springframework.data.repository.query.parser.Part.IgnoreCaseType;
import org.springframework.data.repository.query.parser.PartTree;
import org.springframework.util.ClassUtils;
import org.springframework.util.NumberUtils;

/**
 * The query that the name of a method states.
 *
 * @param <T> the entity
 */
final class DerivedQuery<T> implements RepositoryQuery {

	private final QueryMethod method;

	private final Class<?> returnType;

	private final PartTree tree;

	private final EntityOperations operations;

	private final Class<T> type;

	private final DerivedConditions<T> conditions;

	private final Projections<T> projections;

	DerivedQuery(QueryMethod method, Class<?> returnType, PartTree tree, EntityOperations operations, Class<T> type,
			Projections<T> projections) {
		this.projections = projections;
		this.method = method;
		this.returnType = returnType;
		this.tree = tree;
		this.operations = operations;
		this.type = type;
		this.conditions = new DerivedConditions<>(operations.model().entity(type), operations);
	}

	@Override
	public QueryMethod getQueryMethod() {
		return this.method;
	}

	@Override
	public @Nullable Object execute(@Nullable Object[] parameters) {
		ParametersParameterAccessor arguments = new ParametersParameterAccessor(this.method.getParameters(),
				parameters);
		Query<T> query = query(arguments.iterator());
		if (this.tree.isCountProjection()) {
			return number(query.count());
		}
		if (this.tree.isExistsProjection()) {
			return query.exists();
		}
		if (this.tree.isDelete()) {
			return delete(query);
		}
		Query<T> sorted = query.sortBy(this.tree.getSort()).sortBy(arguments.getSort());
		ResultProcessor results = this.method.getResultProcessor().withDynamicProjection(arguments);
		Class<?> shown = results.getReturnedType().getReturnedType();
		boolean part = this.projections.isPart(shown);
		return results.processResult(part ? read(parts(sorted, shown), arguments) : read(sorted, arguments));
	}

	/**
	 * Return what is shown of rows. Whole rows are never equal, parts of them may be.
	 */
	private Rows<T, ?, ?> parts(Query<T> sorted, Class<?> shown) {
		Rows<T, ?, ?> parts = this.projections.select(sorted, shown);
		return this.tree.isDistinct() ? parts.distinct() : parts;
	}

	private Query<T> query(Iterator<? extends @Nullable Object> arguments) {
		Query<T> query = this.operations.query(this.type);
		if (!this.tree.hasPredicate()) {
			return query;
		}
		List<Condition<T>> alternatives = new ArrayList<>();
		for (PartTree.OrPart alternative : this.tree) {
			List<Condition<T>> all = new ArrayList<>();
			for (Part part : alternative) {
				all.add(this.conditions.of(part, ignoresCase(part), arguments));
			}
			alternatives.add(Condition.allOf(all));
		}
		return query.where(Condition.anyOf(alternatives));
	}

	private boolean ignoresCase(Part part) {
		return part.shouldIgnoreCase() == IgnoreCaseType.ALWAYS
				|| (part.shouldIgnoreCase() == IgnoreCaseType.WHEN_POSSIBLE
						&& part.getProperty().getLeafProperty().getType() == String.class);
	}

	/**
	 * Read rows, which are sorted already.
	 */
	private <R> @Nullable Object read(Rows<T, R, ?> query, ParametersParameterAccessor arguments) {
		Pageable pageable = arguments.getPageable();
		if (this.method.isPageQuery()) {
			Page<R> page = query.page(unsorted(pageable));
			return new PageImpl<>(page.getContent(), sorted(page.getPageable(), pageable), page.getTotalElements());
		}
		if (this.method.isSliceQuery()) {
			Slice<R> slice = query.slice(unsorted(pageable));
			return new SliceImpl<>(slice.getContent(), sorted(slice.getPageable(), pageable), slice.hasNext());
		}
		Limit limit = limit(arguments.getLimit());
		if (this.method.isScrollQuery()) {
			return window(query, arguments.getScrollPosition(), pageable, limit);
		}
		if (this.method.isStreamQuery()) {
			return pageable.isPaged() ? list(query, pageable, limit).stream() : query.stream(limit);
		}
		if (this.method.isCollectionQuery()) {
			return list(query, pageable, limit);
		}
		if (limit.isUnlimited()) {
			return query.optional().orElse(null);
		}
		List<R> rows = query.list(limit);
		return rows.isEmpty() ? null : rows.get(0);
	}

	private static <R> Window<R> window(Rows<?, R, ?> query, @Nullable ScrollPosition position, Pageable pageable,
			Limit limit) {
		if (position == null) {
			throw new InvalidQueryException(
					"A window starts at a position. Pass ScrollPosition.keyset() or ScrollPosition.offset() to start at the first row");
		}
		if (pageable.isUnpaged() && limit.isUnlimited()) {
			throw new InvalidQueryException("A window has a size. Pass a Limit of some rows");
		}
		return query.window(position, pageable.isPaged() ? pageable.getPageSize() : limit.max());
	}

	private static <R> List<R> list(Rows<?, R, ?> query, Pageable pageable, Limit limit) {
		return pageable.isPaged() ? query.slice(unsorted(pageable)).getContent() : query.list(limit);
	}

	private static Pageable unsorted(Pageable pageable) {
		return pageable.isPaged() ? PageRequest.of(pageable.getPageNumber(), pageable.getPageSize()) : pageable;
	}

	private static Pageable sorted(Pageable read, Pageable asked) {
		return read.isPaged() ? PageRequest.of(read.getPageNumber(), read.getPageSize(), asked.getSort()) : read;
	}

	/**
	 * Return the lesser of the limits in the name and in the call.
	 */
	private Limit limit(Limit called) {
		Limit named = this.tree.getResultLimit();
		if (named.isUnlimited() || called.isUnlimited()) {
			return named.isUnlimited() ? called : named;
		}
		return (named.max() < called.max()) ? named : called;
	}

	private @Nullable Object delete(Query<T> query) {
		List<T> deleted = this.operations.deleteAll(this.type, query);
		if (Collection.class.isAssignableFrom(this.returnType)) {
			return deleted;
		}
		return (this.returnType == void.class || this.returnType == Void.class) ? null : number(deleted.size());
	}

	@SuppressWarnings("unchecked")
	private Number number(long count) {
		Class<?> boxed = ClassUtils.resolvePrimitiveIfNecessary(this.returnType);
		return Number.class.isAssignableFrom(boxed)
				? NumberUtils.convertNumberToTargetClass(count, (Class<? extends Number>) boxed) : count;
	}

}
