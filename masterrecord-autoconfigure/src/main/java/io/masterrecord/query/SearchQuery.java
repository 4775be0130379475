package io.masterrecord.query;

import java.util.ArrayList;
import java.util.List;

import io.masterrecord.jdbc.SqlStatement;
import io.masterrecord.model.EntityModel;

import org.springframework.data.domain.Limit;
import org.springframework.data.domain.Pageable;

/**
 * A query whose rows come in the order of how well they fit a search, each with its
 * score. Rows that fit equally well come in the order of the query, then by id, so that
 * pages do not overlap. There is no reading by key here: a score is no place in a table.
 *
 * @param <T> the entity
 * @since 0.1.0
 */
public final class SearchQuery<T> {

	private final Query<T> query;

	private final Search search;

	private final SearchPlan plan;

	private final EntityModel<T> entity;

	private SearchQuery(Query<T> query, Search search, SearchPlan plan, EntityModel<T> entity) {
		this.query = query;
		this.search = search;
		this.plan = plan;
		this.entity = entity;
	}

	@SuppressWarnings("unchecked")
	static <T> SearchQuery<T> of(Query<T> query, Search search, List<Subject> subjects) {
		if (!(query.select().root() instanceof Source.Table table)) {
			throw new InvalidQueryException(
					"The rows of a sub-query have no place by how well they fit a search. Rank the rows of an entity");
		}
		SearchPlan plan = SearchPlan.of(query.scope(), search, subjects);
		Query<T> found = query.with((scope) -> plan.predicate());
		return new SearchQuery<>(found, search, plan, (EntityModel<T>) table.entity());
	}

	/**
	 * Read the rows that fit best.
	 * @param limit how many at most
	 * @return the hits, the best first
	 */
	public List<SearchHit<T>> list(Limit limit) {
		Select select = this.query.select();
		return hits(this.query, (limit.isUnlimited() ? select : select.atMost(limit.max())).range());
	}

	/**
	 * Read a page of the rows that fit best. The rows are counted only if the page itself
	 * does not tell how many there are.
	 * @param pageable which page; what it is sorted by decides among rows that fit
	 * equally well
	 * @return the page, without content if it is beyond the last one
	 * @throws QueryLimitException if it is larger than allowed
	 * @throws InvalidSortException if a name is not that of a property to sort by
	 */
	public SearchPage<T> page(Pageable pageable) {
		this.query.refuseOwnPart("page");
		Pageable allowed = PageLimits.check(pageable, this.query.context().settings());
		Query<T> sorted = this.query.sortBy(allowed.getSort());
		if (allowed.isUnpaged()) {
			List<SearchHit<T>> all = hits(sorted, Select.Range.ALL);
			return new SearchPage<>(all, allowed, all.size(), engine());
		}
		List<SearchHit<T>> hits = hits(sorted, new Select.Range((long) allowed.getPageSize(), allowed.getOffset()));
		boolean last = hits.size() < allowed.getPageSize() && (allowed.getOffset() == 0 || !hits.isEmpty());
		long total = last ? allowed.getOffset() + hits.size() : count();
		return new SearchPage<>(hits, allowed, total, engine());
	}

	/**
	 * Count the rows that are found.
	 * @return the number of rows
	 */
	public long count() {
		return this.query.count();
	}

	/**
	 * Return what answers.
	 * @return the engine, and why it is no index if it is none
	 */
	public SearchEngine engine() {
		return this.plan.engine(this.query.context().gate().dialect());
	}

	/**
	 * Return the statement that reads all rows, for looking at it.
	 * @return the statement
	 */
	public SqlStatement toSql() {
		return toSql(this.query, this.query.select().range());
	}

	private SqlStatement toSql(Query<T> sorted, Select.Range range) {
		List<SortTerm> order = new ArrayList<>();
		order.add(new SortTerm(new SearchScore(), true, null, false));
		order.addAll(sorted.sorted().order());
		Select ranked = sorted.select().unsorted().sortedBy(order).range(range);
		return this.query.toSql(new Projection.Scored(this.plan), ranked);
	}

	private List<SearchHit<T>> hits(Query<T> sorted, Select.Range range) {
		RowReader<T> reader = sorted.reader();
		int score = this.entity.properties().size() + 1;
		Scored<T> found = sorted.query(toSql(sorted, range), (result) -> {
			Scored<T> scored = new Scored<>(new ArrayList<>(), new ArrayList<>());
			while (result.next()) {
				scored.rows().add(reader.read(result));
				scored.scores().add(result.getDouble(score));
			}
			return scored;
		});
		List<T> rows = sorted.loaded(found.rows());
		List<SearchHit<T>> hits = new ArrayList<>();
		for (int i = 0; i < rows.size(); i++) {
			hits.add(new SearchHit<>(rows.get(i), found.scores().get(i), this.search, this.entity));
		}
		return hits;
	}

	/**
	 * Rows as they are read, and the score of each.
	 */
	private record Scored<T>(List<T> rows, List<Double> scores) {

	}

}
