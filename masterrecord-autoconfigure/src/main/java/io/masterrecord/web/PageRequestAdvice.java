package io.masterrecord.web;

import java.io.IOException;

import io.masterrecord.jdbc.UnsupportedValueException;
import io.masterrecord.query.InvalidCursorException;
import io.masterrecord.query.InvalidFilterException;
import io.masterrecord.query.InvalidSortException;
import io.masterrecord.query.QueryLimitException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.util.StringUtils;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;

/**
 * Answers requests for pages that cannot be served with status 400 and a problem that
 * names the parameter. Browsers get the error page of the application. Advice of the
 * application that takes any exception comes after this one, unless it has an order below
 * zero.
 *
 * @since 0.1.0
 */
@ControllerAdvice
@Order(0)
public final class PageRequestAdvice {

	private static final Log logger = LogFactory.getLog(PageRequestAdvice.class);

	private final StrictPageableArgumentResolver parameters;

	/**
	 * Create the advice.
	 * @param parameters knows the names of the parameters
	 */
	public PageRequestAdvice(StrictPageableArgumentResolver parameters) {
		this.parameters = parameters;
	}

	@ExceptionHandler
	@Nullable ResponseEntity<ProblemDetail> handle(InvalidPageRequestException ex, HttpServletRequest request,
			HttpServletResponse response) throws IOException {
		return respond(ex.getBody(), request, response);
	}

	@ExceptionHandler
	@Nullable ResponseEntity<ProblemDetail> handle(InvalidSortException ex, HttpServletRequest request,
			HttpServletResponse response) throws IOException {
		ProblemDetail problem = InvalidPageRequestException.problem(this.parameters.sortParameter(), detail(ex));
		problem.setProperty("sortable", ex.sortable());
		return respond(problem, request, response);
	}

	@ExceptionHandler
	@Nullable ResponseEntity<ProblemDetail> handle(QueryLimitException ex, HttpServletRequest request,
			HttpServletResponse response) throws IOException {
		ProblemDetail problem = switch (ex.subject()) {
			case PAGE_NUMBER -> InvalidPageRequestException.problem(this.parameters.pageParameter(), detail(ex));
			case PAGE_SIZE -> InvalidPageRequestException.problem(this.parameters.sizeParameter(), detail(ex));
			case SEARCH -> ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, detail(ex));
		};
		return respond(problem, request, response);
	}

	@ExceptionHandler
	@Nullable ResponseEntity<ProblemDetail> handle(InvalidCursorException ex, HttpServletRequest request,
			HttpServletResponse response) throws IOException {
		return respond(InvalidPageRequestException.problem(CursorRequestArgumentResolver.parameter(), detail(ex)),
				request, response);
	}

	@ExceptionHandler
	@Nullable ResponseEntity<ProblemDetail> handle(InvalidFilterException ex, HttpServletRequest request,
			HttpServletResponse response) throws IOException {
		ProblemDetail problem = ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, detail(ex));
		problem.setTitle("Invalid request parameter");
		ex.filter().ifPresent((filter) -> problem.setProperty("parameter", filter));
		problem.setProperty("filters", ex.filters());
		return respond(problem, request, response);
	}

	// Nearly always it is the request that has brought the value along.
	@ExceptionHandler
	@Nullable ResponseEntity<ProblemDetail> handle(UnsupportedValueException ex, HttpServletRequest request,
			HttpServletResponse response) throws IOException {
		logger.warn("A request is refused, since a value of it cannot be sent to the database", ex);
		ProblemDetail problem = ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST,
				"A value of the request is none that the database can hold");
		problem.setTitle("Invalid value");
		return respond(problem, request, response);
	}

	private static String detail(Exception ex) {
		return String.valueOf(ex.getMessage());
	}

	private static @Nullable ResponseEntity<ProblemDetail> respond(ProblemDetail problem, HttpServletRequest request,
			HttpServletResponse response) throws IOException {
		if (isForPeople(request)) {
			response.sendError(problem.getStatus(), problem.getDetail());
			return null;
		}
		return ResponseEntity.of(problem).build();
	}

	/**
	 * Tell whether the client asks for a page of HTML before anything else, which is what
	 * browsers do.
	 */
	private static boolean isForPeople(HttpServletRequest request) {
		String accept = request.getHeader("Accept");
		if (!StringUtils.hasText(accept)) {
			return false;
		}
		try {
			MediaType first = MediaType.parseMediaTypes(accept).get(0);
			return !first.isWildcardType() && first.isCompatibleWith(MediaType.TEXT_HTML);
		}
		catch (InvalidMediaTypeException ex) {
			return false;
		}
	}

}
