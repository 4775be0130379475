package io.masterrecord.repository;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import io.masterrecord.dialect.Dialect;
import io.masterrecord.dialect.TypedValue;
import io.masterrecord.jdbc.SqlStatement;
import io.masterrecord.jdbc.StatementKind;
import io.masterrecord.query.InvalidQueryException;
import io.masterrecord.query.QuerySettings;
import io.masterrecord.schema.ColumnType;
import io.masterrecord.schema.TypeName;
import io.masterrecord.write.EntityOperations;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.IncorrectResultSizeDataAccessException;
import org.springframework.data.domain.KeysetScrollPosition;
import org.springframework.data.domain.Limit;
import org.springframework.data.domain.OffsetScrollPosition;
import org.springframework.data.domain.PageImpl;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.ScrollPosition;
import org.springframework.data.domain.SliceImpl;
import org.springframework.data.domain.Sort;
import org.springframework.data.domain.Window;
import org.springframework.data.repository.query.ParametersParameterAccessor;
import org.springframework.data.repository.query.QueryMethod;
import org.springframework.data.repository.query.RepositoryQuery;
import org.springframework.data.support.PageableExecutionUtils;

/**
 * The query whose text a method states.
 */
final class TextQuery implements RepositoryQuery {

	private static final ColumnType ROWS = ColumnType.of(TypeName.BIGINT);

	private final QueryMethod method;

	private final EntityOperations operations;

	private final SqlTemplate text;

	private final @Nullable SqlTemplate count;

	private final SqlArguments parameters;

	private final Order order;

	private final RowTarget target;

	TextQuery(QueryMethod method, EntityOperations operations, SqlTemplate text, @Nullable SqlTemplate count,
			SqlArguments parameters, Order order, RowTarget target) {
		this.method = method;
		this.operations = operations;
		this.text = text;
		this.count = count;
		this.parameters = parameters;
		this.order = order;
		this.target = target;
	}

	@Override
	public QueryMethod getQueryMethod() {
		return this.method;
	}

	@Override
	public @Nullable Object execute(@Nullable Object[] arguments) {
		ParametersParameterAccessor accessor = new ParametersParameterAccessor(this.method.getParameters(), arguments);
		Pageable pageable = this.operations.settings().allowed(accessor.getPageable());
		Sort order = pageable.getSortOr(accessor.getSort());
		if (this.method.isPageQuery() || this.method.isSliceQuery()) {
			return page(pageable, order, arguments);
		}
		Limit limit = accessor.getLimit();
		if (this.method.isScrollQuery()) {
			return window(accessor.getScrollPosition(), pageable, limit, order, arguments);
		}
		Long most = limit.isLimited() ? (Long) (long) limit.max() : null;
		SqlStatement statement = pageable.isPaged()
				? statement(order, (long) pageable.getPageSize(), pageable.getOffset(), arguments)
				: statement(order, most, 0, arguments);
		if (this.method.isStreamQuery()) {
			return this.operations.gate().stream(statement, rows().rowByRow());
		}
		List<@Nullable Object> rows = this.operations.gate().query(statement, rows());
		return (pageable.isPaged() || this.method.isCollectionQuery()) ? rows : single(rows);
	}

	private static @Nullable Object single(List<@Nullable Object> rows) {
		if (rows.size() > 1) {
			throw new IncorrectResultSizeDataAccessException("More than one row meets the conditions", 1, rows.size());
		}
		return rows.isEmpty() ? null : rows.get(0);
	}

	private Object page(Pageable pageable, Sort order, @Nullable Object[] arguments) {
		if (pageable.isUnpaged()) {
			List<@Nullable Object> all = rows(order, null, 0, arguments);
			return this.method.isPageQuery() ? new PageImpl<>(all) : new SliceImpl<>(all);
		}
		int size = pageable.getPageSize();
		if (this.method.isPageQuery()) {
			List<@Nullable Object> rows = rows(order, (long) size, pageable.getOffset(), arguments);
			return PageableExecutionUtils.getPage(rows, pageable, () -> count(arguments));
		}
		List<@Nullable Object> rows = rows(order, size + 1L, pageable.getOffset(), arguments);
		boolean more = rows.size() > size;
		return new SliceImpl<>(more ? new ArrayList<>(rows.subList(0, size)) : rows, pageable, more);
	}

	private Window<@Nullable Object> window(@Nullable ScrollPosition position, Pageable pageable, Limit limit,
			Sort sort, @Nullable Object[] arguments) {
		if (position == null || (pageable.isUnpaged() && limit.isUnlimited())) {
			throw new InvalidQueryException(
					"A window starts at a position and has a size. Pass ScrollPosition.keyset() or ScrollPosition.offset() to start at the first row, and a Limit of some rows");
		}
		int size = pageable.isPaged() ? pageable.getPageSize()
				: this.operations.settings().allowed(PageRequest.of(0, limit.max())).getPageSize();
		boolean keyed = !this.order.key().columns().isEmpty();
		SqlKeyset keyset = keyed ? SqlKeyset.of(sort, this.order.sortable(), this.order.key(), this.target)
				: new SqlKeyset(List.of());
		if (position instanceof OffsetScrollPosition offset) {
			long start = QuerySettings.startBehind(offset);
			SqlStatement statement = keyed ? statement(keyset, null, size + 1L, start, arguments)
					: statement(sort, size + 1L, start, arguments);
			SqlRows.Part part = this.operations.gate().query(statement, rows().part(size, List.of()));
			return Window.from(part.rows(), OffsetScrollPosition.positionFunction(start), part.more());
		}
		KeysetScrollPosition start = (KeysetScrollPosition) position;
		boolean backward = start.scrollsBackward();
		List<@Nullable Object> row = start.isInitial() ? null : keyset.valuesOf(start.getKeys());
		SqlStatement statement = statement(backward ? keyset.reversed() : keyset, row, size + 1L, 0, arguments);
		SqlRows.Part part = this.operations.gate().query(statement, rows().part(size, keyset.names()));
		if (backward) {
			Collections.reverse(part.rows());
			Collections.reverse(part.keys());
		}
		return Window.from(part.rows(), (index) -> ScrollPosition.of(part.keys().get(index), start.getDirection()),
				part.more());
	}

	/**
	 * Return the statement that reads rows behind one.
	 * @param row the values of the row, or {@code null} to read from the start
	 */
	private SqlStatement statement(SqlKeyset keyset, @Nullable List<@Nullable Object> row, long limit, long offset,
			@Nullable Object[] arguments) {
		Dialect dialect = this.operations.gate().dialect();
		List<TypedValue> values = new ArrayList<>();
		String behind = (row != null) ? " WHERE " + keyset.behind(row, dialect, values) : "";
		return this.parameters.statement(dialect, StatementKind.SELECT, "SELECT * FROM (", this.text,
				") sorted" + behind + keyset.orderBy(dialect) + range(limit, offset, values), values, arguments);
	}

	/**
	 * Return the statement that reads rows. A text that is not sorted by a caller keeps
	 * an order of its own, which it would lose as a sub-query.
	 */
	private SqlStatement statement(Sort order, @Nullable Long limit, long offset, @Nullable Object[] arguments) {
		Dialect dialect = this.operations.gate().dialect();
		List<TypedValue> values = new ArrayList<>();
		String range = range(limit, offset, values);
		return order.isUnsorted()
				? this.parameters.statement(dialect, StatementKind.SELECT, "", this.text, range, values, arguments)
				: this.parameters.statement(dialect, StatementKind.SELECT, "SELECT * FROM (", this.text,
						") sorted" + this.order.sortable().clause(order, this.target, dialect) + range, values,
						arguments);
	}

	private String range(@Nullable Long limit, long offset, List<TypedValue> values) {
		if (limit != null) {
			values.add(new TypedValue(ROWS, limit));
		}
		if (offset > 0) {
			values.add(new TypedValue(ROWS, offset));
		}
		return this.operations.gate().dialect().limit(limit != null, offset > 0);
	}

	private List<@Nullable Object> rows(Sort order, @Nullable Long limit, long offset, @Nullable Object[] arguments) {
		return this.operations.gate().query(statement(order, limit, offset, arguments), rows());
	}

	private SqlRows rows() {
		return new SqlRows(this.target, this.operations.gate().dialect());
	}

	private long count(@Nullable Object[] arguments) {
		Dialect dialect = this.operations.gate().dialect();
		SqlStatement statement = (this.count != null)
				? this.parameters.statement(dialect, StatementKind.SELECT, "", this.count, "", List.of(), arguments)
				: this.parameters.statement(dialect, StatementKind.SELECT, "SELECT COUNT(*) FROM (", this.text,
						") counted", List.of(), arguments);
		return this.operations.gate().query(statement, (rows) -> {
			rows.next();
			return rows.getLong(1);
		});
	}

	/**
	 * By which columns rows can be sorted.
	 *
	 * @param sortable those a caller may name
	 * @param key those that tell rows apart
	 */
	record Order(SqlSort sortable, SqlSort key) {

	}

}
