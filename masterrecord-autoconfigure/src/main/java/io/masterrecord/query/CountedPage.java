package io.masterrecord.query;

import java.util.List;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageImpl;
import org.springframework.data.domain.Pageable;

/**
 * A page that tells how far its total can be relied on.
 *
 * @param <T> what rows are read into
 * @since 0.1.0
 */
public final class CountedPage<T> extends PageImpl<T> {

	private static final long serialVersionUID = 1L;

	private final Precision precision;

	CountedPage(List<T> content, Pageable pageable, long total, Precision precision) {
		super(content, pageable, total);
		this.precision = precision;
	}

	/**
	 * Return what the total is worth.
	 * @return the precision
	 */
	public Precision precision() {
		return this.precision;
	}

	@Override
	public <U> Page<U> map(Function<? super T, ? extends U> converter) {
		return new CountedPage<>(getConvertedContent(converter), getPageable(), getTotalElements(), this.precision);
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return super.equals(other) && other instanceof CountedPage<?> that && this.precision == that.precision;
	}

	@Override
	public int hashCode() {
		return 31 * super.hashCode() + this.precision.hashCode();
	}

	/**
	 * What a total is worth.
	 */
	public enum Precision {

		/** There are exactly as many rows. */
		EXACT,

		/** There are as many rows, and there may be more. */
		AT_LEAST,

		/** The database believes that there are about as many rows. */
		ESTIMATED

	}

}
