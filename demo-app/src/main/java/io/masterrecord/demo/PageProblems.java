package io.masterrecord.demo;

import io.masterrecord.query.InvalidSortException;
import io.masterrecord.query.QueryLimitException;
import io.masterrecord.web.InvalidPageRequestException;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.ModelAndView;

/**
 * Tells people what went wrong.
 */
@ControllerAdvice(assignableTypes = { PlanPages.class, StatusPage.class })
@Order(Ordered.HIGHEST_PRECEDENCE)
class PageProblems {

	@ExceptionHandler
	ModelAndView notFound(PlanNotFoundException ex) {
		return page(HttpStatus.NOT_FOUND, "There is no such plan. It may have been deleted.");
	}

	@ExceptionHandler({ InvalidPageRequestException.class, InvalidSortException.class, QueryLimitException.class })
	ModelAndView invalid(Exception ex) {
		String message = (ex instanceof InvalidPageRequestException invalid) ? invalid.getBody().getDetail()
				: ex.getMessage();
		return page(HttpStatus.BAD_REQUEST, message + ".");
	}

	@ExceptionHandler
	ModelAndView mismatch(MethodArgumentTypeMismatchException ex) {
		return page(HttpStatus.BAD_REQUEST, "The value of '%s' is not allowed.".formatted(ex.getName()));
	}

	static ModelAndView page(HttpStatus status, String message) {
		ModelAndView page = new ModelAndView("error", status);
		page.addObject("status", status.value());
		page.addObject("explanation", message);
		return page;
	}

}
