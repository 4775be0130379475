package io.masterrecord.demo;

import java.util.Map;
import java.util.TreeMap;

import io.masterrecord.query.QueryLimitException;
import tools.jackson.databind.DatabindException;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.validation.FieldError;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

/**
 * Tells programs what went wrong, as problems of RFC 9457. What is wrong with
 * {@code page}, {@code size} and {@code sort} is told by MasterRecord itself.
 */
@RestControllerAdvice(assignableTypes = PlanApi.class)
@Order(Ordered.HIGHEST_PRECEDENCE)
class ApiProblems {

	@ExceptionHandler
	ProblemDetail notFound(PlanNotFoundException ex) {
		return problem(HttpStatus.NOT_FOUND, "Plan not found", String.valueOf(ex.getMessage()));
	}

	@ExceptionHandler
	ProblemDetail invalid(MethodArgumentNotValidException ex) {
		Map<String, String> fields = new TreeMap<>();
		for (FieldError error : ex.getBindingResult().getFieldErrors()) {
			fields.merge(error.getField(), String.valueOf(error.getDefaultMessage()), (a, b) -> a + "; " + b);
		}
		return invalid(fields);
	}

	@ExceptionHandler
	ProblemDetail unreadable(HttpMessageNotReadableException ex) {
		if (ex.getCause() instanceof DatabindException cause && !cause.getPath().isEmpty()) {
			String field = cause.getPath().get(0).getPropertyName();
			if (field != null) {
				return invalid(Map.of(field, "cannot be read"));
			}
		}
		return problem(HttpStatus.BAD_REQUEST, "Invalid plan", "The body must be a plan in JSON");
	}

	@ExceptionHandler
	ProblemDetail unknown(UnknownUserException ex) {
		return invalid(Map.of("createdBy", "must be the id of a user"));
	}

	@ExceptionHandler
	ProblemDetail mismatch(MethodArgumentTypeMismatchException ex) {
		return parameter(ex.getName(), "The value of parameter '%s' is not allowed".formatted(ex.getName()));
	}

	@ExceptionHandler
	ProblemDetail tooMuch(QueryLimitException ex) {
		String name = switch (ex.subject()) {
			case SEARCH -> "keyword";
			case PAGE_NUMBER -> "page";
			case PAGE_SIZE -> "size";
		};
		return parameter(name, String.valueOf(ex.getMessage()));
	}

	@ExceptionHandler
	ProblemDetail duplicate(DuplicateKeyException ex) {
		return problem(HttpStatus.CONFLICT, "Plan exists", "There is a plan of this number already, or there was one");
	}

	@ExceptionHandler
	ProblemDetail stale(OptimisticLockingFailureException ex) {
		return problem(HttpStatus.CONFLICT, "Plan changed",
				"Somebody else has changed the plan since it was read. Read it again");
	}

	private static ProblemDetail invalid(Map<String, String> fields) {
		ProblemDetail problem = problem(HttpStatus.BAD_REQUEST, "Invalid plan",
				"Not right: " + String.join(", ", fields.keySet()));
		problem.setProperty("fields", fields);
		return problem;
	}

	private static ProblemDetail parameter(String name, String detail) {
		ProblemDetail problem = problem(HttpStatus.BAD_REQUEST, "Invalid request parameter", detail);
		problem.setProperty("parameter", name);
		return problem;
	}

	private static ProblemDetail problem(HttpStatus status, String title, String detail) {
		ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
		problem.setTitle(title);
		return problem;
	}

}
