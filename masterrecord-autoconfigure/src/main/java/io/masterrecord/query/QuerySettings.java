package io.masterrecord.query;

import org.springframework.data.domain.OffsetScrollPosition;
import org.springframework.data.domain.Pageable;
import org.springframework.util.Assert;

/**
 * The limits of queries.
 *
 * @param maxPageSize the greatest number of rows on a page
 * @param pageSizePolicy what happens to a larger page
 * @param maxSearchTerms the greatest number of different terms in a keyword; one with
 * more is refused, since leaving terms out would leave rows out
 * @param maxSearchLength the greatest number of characters in a keyword, or in a text
 * that is looked for inside of columns
 * @since 0.1.0
 */
public record QuerySettings(int maxPageSize, PageSizePolicy pageSizePolicy, int maxSearchTerms, int maxSearchLength) {

	/**
	 * The settings that apply where nothing else is said: pages of at most 1000 rows,
	 * larger ones refused, and keywords of at most 16 terms and 1000 characters.
	 */
	public static final QuerySettings DEFAULTS = new QuerySettings(1000, PageSizePolicy.REJECT, 16, 1000);

	public QuerySettings {
		Assert.isTrue(maxPageSize > 0, "'maxPageSize' must be greater than 0");
		Assert.isTrue(maxSearchTerms > 0, "'maxSearchTerms' must be greater than 0");
		Assert.isTrue(maxSearchLength > 0, "'maxSearchLength' must be greater than 0");
	}

	/**
	 * Check what page is asked for.
	 * @param pageable the page
	 * @return the page that is read, smaller where the policy says so
	 * @throws QueryLimitException if there cannot be such a page, or it is larger than
	 * allowed
	 */
	public Pageable allowed(Pageable pageable) {
		return PageLimits.check(pageable, this);
	}

	/**
	 * Return where a window starts.
	 * @param position what it starts behind
	 * @return the place of its first row, from 0
	 * @throws QueryLimitException if there can be no row
	 */
	public static long startBehind(OffsetScrollPosition position) {
		return PageLimits.start(position);
	}

}
