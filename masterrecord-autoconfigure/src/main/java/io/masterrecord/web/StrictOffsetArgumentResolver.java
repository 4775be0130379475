package io.masterrecord.web;

import org.jspecify.annotations.Nullable;

import org.springframework.core.MethodParameter;
import org.springframework.data.domain.ScrollPosition;
import org.springframework.data.web.OffsetScrollPositionHandlerMethodArgumentResolver;
import org.springframework.util.StringUtils;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.ModelAndViewContainer;

/**
 * Resolves {@link org.springframework.data.domain.OffsetScrollPosition} arguments from
 * the parameters of a request as Spring Data does ({@code offset=19}, the number of the
 * last row that was seen, from 0), but refuses what Spring Data would pass over. Without
 * the parameter, or if it is empty, the position is that before the first row.
 *
 * @since 0.1.0
 */
public final class StrictOffsetArgumentResolver extends OffsetScrollPositionHandlerMethodArgumentResolver {

	private static final int MOST_DIGITS = 18;

	/**
	 * Create a resolver.
	 */
	public StrictOffsetArgumentResolver() {
	}

	@Override
	public Object resolveArgument(MethodParameter methodParameter, @Nullable ModelAndViewContainer mavContainer,
			NativeWebRequest webRequest, @Nullable WebDataBinderFactory binderFactory) {
		String name = getOffsetParameter(methodParameter.nestedIfOptional());
		String[] values = webRequest.getParameterValues(name);
		if (values != null && values.length > 1) {
			throw new InvalidPageRequestException(name, "Parameter '%s' must be given once".formatted(name));
		}
		if (values != null && values.length == 1 && StringUtils.hasText(values[0]) && !isNumber(values[0])) {
			throw new InvalidPageRequestException(name,
					"Parameter '%s' must be a whole number from 0, of at most %d digits".formatted(name, MOST_DIGITS));
		}
		Object position = super.resolveArgument(methodParameter, mavContainer, webRequest, binderFactory);
		return (position != null) ? position : ScrollPosition.offset();
	}

	/**
	 * Return the name of the parameter that a method reads.
	 */
	String parameter(MethodParameter parameter) {
		return getOffsetParameter(parameter);
	}

	private static boolean isNumber(String text) {
		return text.length() <= MOST_DIGITS && text.chars().allMatch((c) -> c >= '0' && c <= '9');
	}

}
