package io.masterrecord.web;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.masterrecord.query.CountedPage;
import io.masterrecord.query.CountedPage.Precision;
import org.jspecify.annotations.Nullable;

import org.springframework.data.domain.Page;
import org.springframework.data.domain.Slice;
import org.springframework.data.domain.Window;

/**
 * Pages as clients see them, which stay as they are whatever becomes of the classes of
 * Spring Data.
 */
final class PageBody {

	private PageBody() {
	}

	/**
	 * Return what is sent for a body.
	 * @param body what a controller returned
	 * @param first the number of the first page
	 * @return something else for a page, a slice or a window, and the body itself for
	 * anything else
	 */
	static @Nullable Object of(@Nullable Object body, int first) {
		if (body instanceof Page<?> page) {
			Precision precision = (page instanceof CountedPage<?> counted) ? counted.precision() : Precision.EXACT;
			return new OfPage(page.getContent(), new Counted(page.getSize(), page.getNumber() + first,
					page.getTotalElements(), page.getTotalPages(), (precision != Precision.EXACT) ? precision : null));
		}
		if (body instanceof Slice<?> slice) {
			return new OfSlice(slice.getContent(),
					new Uncounted(slice.getSize(), slice.getNumber() + first, slice.hasNext()));
		}
		if (body instanceof Window<?> window) {
			return new OfWindow(window.getContent(), window.hasNext());
		}
		return body;
	}

	/**
	 * A page, in the form of {@code PagedModel}.
	 */
	record OfPage(List<?> content, Counted page) {

	}

	/**
	 * A slice.
	 */
	record OfSlice(List<?> content, Uncounted page) {

	}

	/**
	 * A window.
	 */
	record OfWindow(List<?> content, boolean hasNext) {

	}

	/**
	 * What is said of a page.
	 *
	 * @param precision what the total is worth, if that is not exact
	 */
	record Counted(int size, int number, long totalElements, long totalPages,
			@JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Precision precision) {

	}

	/**
	 * What is said of a slice.
	 */
	record Uncounted(int size, int number, boolean hasNext) {

	}

}
