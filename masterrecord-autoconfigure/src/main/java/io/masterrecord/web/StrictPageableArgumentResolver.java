package io.masterrecord.web;

import io.masterrecord.query.PageSizePolicy;
import org.jspecify.annotations.Nullable;

import org.springframework.core.MethodParameter;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Pageable;
import org.springframework.data.web.PageableHandlerMethodArgumentResolver;
import org.springframework.util.Assert;
import org.springframework.util.StringUtils;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.ModelAndViewContainer;

/**
 * Resolves {@link Pageable} arguments from the parameters of a request as Spring Data
 * does, but refuses what Spring Data would silently correct: pages that are negative or
 * no number, too many rows, orders that cannot be read. A parameter that is empty counts
 * as not given, since forms send it so.
 *
 * @since 0.1.0
 */
public final class StrictPageableArgumentResolver extends PageableHandlerMethodArgumentResolver {

	private final StrictSortArgumentResolver sort;

	private final PageSizePolicy onExcess;

	/**
	 * Create a resolver.
	 * @param sort resolves the order of the rows
	 * @param onExcess what happens to a request for more rows than allowed
	 */
	public StrictPageableArgumentResolver(StrictSortArgumentResolver sort, PageSizePolicy onExcess) {
		super(sort);
		Assert.notNull(onExcess, "'onExcess' must not be null");
		this.sort = sort;
		this.onExcess = onExcess;
	}

	/**
	 * Set how many rows a page has if neither request nor method name a number.
	 * @param defaultSize the number of rows
	 */
	public void setDefaultSize(int defaultSize) {
		setFallbackPageable(PageRequest.of(0, defaultSize));
	}

	@Override
	public Pageable resolveArgument(MethodParameter methodParameter, @Nullable ModelAndViewContainer mavContainer,
			NativeWebRequest webRequest, @Nullable WebDataBinderFactory binderFactory) {
		checkPage(pageParameter(methodParameter), webRequest);
		checkSize(getParameterNameToUse(getSizeParameterName(), methodParameter), webRequest);
		return super.resolveArgument(methodParameter, mavContainer, webRequest, binderFactory);
	}

	/**
	 * Return the name of the parameter for the number of the page.
	 * @return the name, without the prefix of a method
	 */
	public String pageParameter() {
		return getPageParameterName();
	}

	/**
	 * Return the name of the parameter for the number of rows.
	 * @return the name, without the prefix of a method
	 */
	public String sizeParameter() {
		return getSizeParameterName();
	}

	/**
	 * Return the name of the parameter for the order of the rows.
	 * @return the name, without the prefix of a method
	 */
	public String sortParameter() {
		return this.sort.parameter();
	}

	/**
	 * Return the name of the parameter for the number of the page that a method reads.
	 */
	String pageParameter(MethodParameter parameter) {
		return getParameterNameToUse(getPageParameterName(), parameter);
	}

	/**
	 * Return the number of the first page, as requests count.
	 */
	int firstPage() {
		return isOneIndexedParameters() ? 1 : 0;
	}

	private void checkPage(String name, NativeWebRequest request) {
		String value = singleValue(name, request);
		if (value == null) {
			return;
		}
		int first = firstPage();
		Integer page = number(value);
		if (page == null || page < first) {
			throw new InvalidPageRequestException(name,
					"Parameter '%s' must be a whole number from %d to %d".formatted(name, first, Integer.MAX_VALUE));
		}
	}

	private void checkSize(String name, NativeWebRequest request) {
		String value = singleValue(name, request);
		if (value == null) {
			return;
		}
		Integer size = number(value);
		boolean tooMany = size != null && size > getMaxPageSize() && this.onExcess == PageSizePolicy.REJECT;
		if (size == null || size < 1 || tooMany) {
			throw new InvalidPageRequestException(name,
					"Parameter '%s' must be a whole number from 1 to %d".formatted(name, getMaxPageSize()));
		}
	}

	private static @Nullable String singleValue(String name, NativeWebRequest request) {
		String[] values = request.getParameterValues(name);
		if (values == null || values.length == 0) {
			return null;
		}
		if (values.length > 1) {
			throw new InvalidPageRequestException(name, "Parameter '%s' must be given once".formatted(name));
		}
		return StringUtils.hasText(values[0]) ? values[0] : null;
	}

	/**
	 * Read a number of plain digits, since what a person would not call a number is not
	 * one.
	 */
	private static @Nullable Integer number(String text) {
		boolean digits = text.length() <= 10 && text.chars().allMatch((c) -> c >= '0' && c <= '9');
		if (!digits) {
			return null;
		}
		long number = Long.parseLong(text);
		return (number <= Integer.MAX_VALUE) ? (int) number : null;
	}

}
