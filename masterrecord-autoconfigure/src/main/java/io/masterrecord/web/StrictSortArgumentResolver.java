package io.masterrecord.web;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

import io.masterrecord.query.InvalidSortException;
import io.masterrecord.query.RequestedSort;
import org.jspecify.annotations.Nullable;

import org.springframework.core.MethodParameter;
import org.springframework.data.domain.Sort;
import org.springframework.data.web.SortHandlerMethodArgumentResolver;
import org.springframework.util.StringUtils;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.ModelAndViewContainer;

/**
 * Resolves {@link Sort} arguments from the parameters of a request as Spring Data does
 * ({@code sort=title,desc}), but refuses what cannot be read instead of passing over it.
 * The names are those of {@link SortableBy}, or the query looks whether they were
 * declared.
 *
 * @since 0.1.0
 */
public final class StrictSortArgumentResolver extends SortHandlerMethodArgumentResolver {

	private static final int MOST_ORDERS = 20;

	private static final int MOST_CHARACTERS = 200;

	private static final Pattern PROPERTY = Pattern
		.compile("[\\p{L}_$][\\p{L}\\p{N}_$]*(\\.[\\p{L}_$][\\p{L}\\p{N}_$]*)*");

	private static final Set<String> KEYWORDS = Set.of("asc", "desc", "ignorecase");

	private String parameter = "sort";

	/**
	 * Create a resolver.
	 */
	public StrictSortArgumentResolver() {
	}

	@Override
	public void setSortParameter(String sortParameter) {
		super.setSortParameter(sortParameter);
		this.parameter = sortParameter;
	}

	@Override
	public Sort resolveArgument(MethodParameter parameter, @Nullable ModelAndViewContainer mavContainer,
			NativeWebRequest webRequest, @Nullable WebDataBinderFactory binderFactory) {
		String name = getSortParameter(parameter);
		String[] values = webRequest.getParameterValues(name);
		if (values != null) {
			check(name, values);
		}
		Sort sort = super.resolveArgument(parameter, mavContainer, webRequest, binderFactory);
		boolean requested = values != null && Arrays.stream(values).anyMatch(StringUtils::hasText);
		return requested ? requested(sort, parameter.getParameterAnnotation(SortableBy.class)) : sort;
	}

	private static Sort requested(Sort sort, @Nullable SortableBy declared) {
		if (declared == null) {
			return RequestedSort.of(sort);
		}
		List<String> names = List.of(declared.value());
		for (Sort.Order order : sort) {
			if (!names.contains(order.getProperty())) {
				throw new InvalidSortException(order.getProperty(), names);
			}
		}
		return sort;
	}

	/**
	 * Return the name of the parameter.
	 * @return the name, without the prefix of a method
	 */
	public String parameter() {
		return this.parameter;
	}

	private void check(String name, String[] values) {
		if (values.length > MOST_ORDERS) {
			throw new InvalidPageRequestException(name,
					"Parameter '%s' must be given at most %d times".formatted(name, MOST_ORDERS));
		}
		for (String value : values) {
			if (!value.isBlank() && !isReadable(value)) {
				throw new InvalidPageRequestException(name,
						"Parameter '%s' must name a property and may name a direction, such as 'name%sdesc'"
							.formatted(name, getPropertyDelimiter()));
			}
		}
	}

	private boolean isReadable(String value) {
		if (value.length() > MOST_CHARACTERS) {
			return false;
		}
		String[] parts = value.split(Pattern.quote(getPropertyDelimiter()), -1);
		int end = parts.length;
		while (end > 0 && KEYWORDS.contains(parts[end - 1].strip().toLowerCase(Locale.ROOT))) {
			end--;
		}
		if (end == 0) {
			return false;
		}
		for (int i = 0; i < end; i++) {
			if (!PROPERTY.matcher(parts[i].strip()).matches()) {
				return false;
			}
		}
		return true;
	}

}
