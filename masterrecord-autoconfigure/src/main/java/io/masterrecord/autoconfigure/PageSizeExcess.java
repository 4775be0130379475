package io.masterrecord.autoconfigure;

/**
 * What happens to a request for more rows on a page than allowed.
 *
 * @since 0.1.0
 */
public enum PageSizeExcess {

	/** The request is refused. */
	REJECT,

	/** The greatest allowed size is served. */
	CLAMP

}
