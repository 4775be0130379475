package io.masterrecord.web;

import io.masterrecord.query.CursorRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.core.MethodParameter;
import org.springframework.data.domain.Pageable;
import org.springframework.util.StringUtils;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/**
 * Resolves {@link CursorRequest} arguments from the parameters of a request: the cursor,
 * and size and order as for pages.
 *
 * @since 0.1.0
 */
public final class CursorRequestArgumentResolver implements HandlerMethodArgumentResolver {

	private static final String PARAMETER = "cursor";

	private final StrictPageableArgumentResolver pages;

	/**
	 * Create a resolver.
	 * @param pages reads size and order
	 */
	public CursorRequestArgumentResolver(StrictPageableArgumentResolver pages) {
		this.pages = pages;
	}

	/**
	 * Return the name of the parameter for the cursor.
	 * @return the name
	 */
	public static String parameter() {
		return PARAMETER;
	}

	@Override
	public boolean supportsParameter(MethodParameter parameter) {
		return parameter.getParameterType() == CursorRequest.class;
	}

	@Override
	public CursorRequest resolveArgument(MethodParameter parameter, @Nullable ModelAndViewContainer mavContainer,
			NativeWebRequest webRequest, @Nullable WebDataBinderFactory binderFactory) {
		Pageable pageable = this.pages.resolveArgument(parameter, mavContainer, webRequest, binderFactory);
		String[] cursors = webRequest.getParameterValues(PARAMETER);
		if (cursors != null && cursors.length > 1) {
			throw new InvalidPageRequestException(PARAMETER, "Parameter 'cursor' must be given once");
		}
		String cursor = (cursors != null && StringUtils.hasText(cursors[0])) ? cursors[0] : null;
		return new CursorRequest(cursor, pageable.getPageSize(), pageable.getSort());
	}

}
