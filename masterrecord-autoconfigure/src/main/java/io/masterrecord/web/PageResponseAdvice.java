package io.masterrecord.web;

import java.lang.reflect.Method;
import java.util.Objects;
import java.util.Optional;

import io.masterrecord.query.CountedPage;
import io.masterrecord.query.CursorPage;
import io.masterrecord.query.CursorRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.core.MethodParameter;
import org.springframework.core.annotation.SynthesizingMethodParameter;
import org.springframework.data.domain.OffsetScrollPosition;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Slice;
import org.springframework.data.domain.Window;
import org.springframework.data.web.PagedModel;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;

/**
 * Says where the other pages are, in a {@code Link} header as of RFC 8288, and sends
 * pages, slices and windows as JSON that does not depend on the classes of Spring Data.
 * There are links where the controller takes what leads to a page: a {@code Pageable}, a
 * {@link CursorRequest} or an {@code OffsetScrollPosition}, and says nothing of links
 * itself.
 *
 * @since 0.1.0
 */
@ControllerAdvice
public final class PageResponseAdvice implements ResponseBodyAdvice<Object> {

	private final StrictPageableArgumentResolver pages;

	private final StrictOffsetArgumentResolver offsets;

	private final boolean links;

	private final boolean stableJson;

	/**
	 * Create the advice.
	 * @param pages knows the names of the parameters for pages
	 * @param offsets knows the name of the parameter for offsets
	 * @param links whether there are links
	 * @param stableJson whether pages, slices and windows are sent in a form of their own
	 */
	public PageResponseAdvice(StrictPageableArgumentResolver pages, StrictOffsetArgumentResolver offsets, boolean links,
			boolean stableJson) {
		this.pages = pages;
		this.offsets = offsets;
		this.links = links;
		this.stableJson = stableJson;
	}

	@Override
	public boolean supports(MethodParameter returnType, Class<? extends HttpMessageConverter<?>> converterType) {
		return this.links || this.stableJson;
	}

	@Override
	public @Nullable Object beforeBodyWrite(@Nullable Object body, MethodParameter returnType,
			MediaType selectedContentType, Class<? extends HttpMessageConverter<?>> selectedConverterType,
			ServerHttpRequest request, ServerHttpResponse response) {
		boolean safe = request.getMethod() == HttpMethod.GET || request.getMethod() == HttpMethod.HEAD;
		if (this.links && safe && !response.getHeaders().containsHeader(HttpHeaders.LINK)) {
			String header = links(body, returnType.getMethod(), request.getURI().getRawQuery());
			if (header != null) {
				response.getHeaders().add(HttpHeaders.LINK, header);
			}
		}
		return this.stableJson ? PageBody.of(body, this.pages.firstPage()) : body;
	}

	private @Nullable String links(@Nullable Object body, @Nullable Method handler, @Nullable String query) {
		PageLinks target = new PageLinks(query);
		if (body instanceof CursorPage<?> page) {
			parameter(handler, CursorRequest.class).ifPresent((parameter) -> addLinks(page, target));
		}
		else if (body instanceof Window<?> window) {
			parameter(handler, OffsetScrollPosition.class)
				.ifPresent((parameter) -> addLinks(window, this.offsets.parameter(parameter), target));
		}
		else if (body instanceof Slice<?> || body instanceof PagedModel<?>) {
			parameter(handler, Pageable.class)
				.ifPresent((parameter) -> addLinks(body, this.pages.pageParameter(parameter), target));
		}
		return target.header();
	}

	private static Optional<MethodParameter> parameter(@Nullable Method handler, Class<?> type) {
		for (int i = 0; handler != null && i < handler.getParameterCount(); i++) {
			MethodParameter parameter = new SynthesizingMethodParameter(handler, i).nestedIfOptional();
			if (parameter.getNestedParameterType() == type) {
				return Optional.of(parameter);
			}
		}
		return Optional.empty();
	}

	private static void addLinks(CursorPage<?> page, PageLinks links) {
		String parameter = CursorRequestArgumentResolver.parameter();
		links.add("first", parameter, null);
		if (page.previous() != null) {
			links.add("prev", parameter, page.previous());
		}
		if (page.next() != null) {
			links.add("next", parameter, page.next());
		}
	}

	private static void addLinks(Window<?> window, String parameter, PageLinks links) {
		links.add("first", parameter, null);
		if (window.hasNext() && window.positionAt(window.size() - 1) instanceof OffsetScrollPosition last) {
			links.add("next", parameter, String.valueOf(last.getOffset()));
		}
	}

	private void addLinks(Object body, String parameter, PageLinks links) {
		if (body instanceof Slice<?> slice) {
			long pages = (slice instanceof Page<?> page) ? page.getTotalPages() : Long.MAX_VALUE;
			boolean counted = slice instanceof Page<?>
					&& !(slice instanceof CountedPage<?> page && page.precision() != CountedPage.Precision.EXACT);
			if (slice.getPageable().isPaged()) {
				addLinks(slice.getNumber(), slice.hasNext(), pages, counted, parameter, links);
			}
		}
		else if (body instanceof PagedModel<?> model) {
			PagedModel.PageMetadata page = Objects.requireNonNull(model.getMetadata(), "A page has metadata");
			// It does not say what its total is worth.
			addLinks(page.number(), page.number() + 1 < page.totalPages(), page.totalPages(), false, parameter, links);
		}
	}

	private void addLinks(long number, boolean more, long pages, boolean counted, String parameter, PageLinks links) {
		int first = this.pages.firstPage();
		links.add("first", parameter, String.valueOf(first));
		if (number > 0 && pages > 0) {
			links.add("prev", parameter, String.valueOf(Math.min(number, pages) - 1 + first));
		}
		if (more) {
			links.add("next", parameter, String.valueOf(number + 1 + first));
		}
		if (counted && pages > 0) {
			links.add("last", parameter, String.valueOf(pages - 1 + first));
		}
	}

}
