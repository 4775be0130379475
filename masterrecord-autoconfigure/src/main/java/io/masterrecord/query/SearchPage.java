package io.masterrecord.query;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.data.domain.PageImpl;
import org.springframework.data.domain.Pageable;

/**
 * A page of what a search found, the best first, and what answered.
 *
 * @param <T> the entity
 * @since 0.1.0
 */
public final class SearchPage<T> extends PageImpl<SearchHit<T>> {

	private static final long serialVersionUID = 1L;

	private final transient SearchEngine engine;

	SearchPage(List<SearchHit<T>> hits, Pageable pageable, long total, SearchEngine engine) {
		super(hits, pageable, total);
		this.engine = engine;
	}

	/**
	 * Return what answered.
	 * @return the engine, and why it was no index if it was none
	 */
	public SearchEngine engine() {
		return this.engine;
	}

	/**
	 * Return the entities alone.
	 * @return the entities, the best first
	 */
	public List<T> entities() {
		return getContent().stream().map(SearchHit::entity).toList();
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return this == other;
	}

	@Override
	public int hashCode() {
		return System.identityHashCode(this);
	}

}
