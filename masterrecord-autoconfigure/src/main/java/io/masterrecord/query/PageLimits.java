package io.masterrecord.query;

import org.springframework.data.domain.OffsetScrollPosition;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Pageable;

/**
 * Checks what page is asked for.
 */
final class PageLimits {

	private PageLimits() {
	}

	static Pageable pageable(int number, int size, QuerySettings settings) {
		if (number < 0) {
			throw new QueryLimitException(QueryLimitException.Subject.PAGE_NUMBER,
					"Pages are numbered from 0, there is no page " + number);
		}
		return PageRequest.of(number, size(size, settings));
	}

	/**
	 * Return a page that is allowed.
	 */
	static Pageable check(Pageable pageable, QuerySettings settings) {
		if (pageable.isUnpaged()) {
			return pageable;
		}
		if (pageable.getOffset() < 0) {
			throw new QueryLimitException(QueryLimitException.Subject.PAGE_NUMBER,
					"A page does not start before the first row");
		}
		int size = size(pageable.getPageSize(), settings);
		return (size == pageable.getPageSize()) ? pageable
				: PageRequest.of(pageable.getPageNumber(), size, pageable.getSort());
	}

	/**
	 * Return the place of the first row behind a position.
	 */
	static long start(OffsetScrollPosition position) {
		if (position.isInitial()) {
			return 0;
		}
		if (position.getOffset() == Long.MAX_VALUE) {
			throw new QueryLimitException(QueryLimitException.Subject.PAGE_NUMBER,
					"There is no row behind number " + position.getOffset());
		}
		return position.getOffset() + 1;
	}

	static int size(int size, QuerySettings settings) {
		if (size < 1) {
			throw new QueryLimitException(QueryLimitException.Subject.PAGE_SIZE,
					"A page has at least 1 row, not " + size);
		}
		if (size <= settings.maxPageSize()) {
			return size;
		}
		return switch (settings.pageSizePolicy()) {
			case CLAMP -> settings.maxPageSize();
			case REJECT -> throw new QueryLimitException(QueryLimitException.Subject.PAGE_SIZE,
					"A page has at most %d rows, not %d".formatted(settings.maxPageSize(), size));
		};
	}

}
