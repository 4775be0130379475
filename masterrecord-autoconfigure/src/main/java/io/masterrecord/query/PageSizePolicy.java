package io.masterrecord.query;

/**
 * What happens to a page that is larger than allowed.
 *
 * @since 0.1.0
 */
public enum PageSizePolicy {

	/** It is refused with a {@link QueryLimitException}. */
	REJECT,

	/** It is cut to the greatest size that is allowed. */
	CLAMP

}
