package io.masterrecord.web;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/**
 * Thrown when a parameter of a request asks for a page that cannot be served. Its body
 * names the parameter, and repeats nothing of its value.
 *
 * @since 0.1.0
 */
public class InvalidPageRequestException extends ErrorResponseException {

	private static final long serialVersionUID = 1L;

	private final String parameter;

	/**
	 * Create an exception.
	 * @param parameter the name of the parameter
	 * @param detail what is wrong and what to do, as a sentence without user input
	 */
	public InvalidPageRequestException(String parameter, String detail) {
		super(HttpStatus.BAD_REQUEST, problem(parameter, detail), null);
		this.parameter = parameter;
	}

	/**
	 * Return which parameter.
	 * @return the name of the parameter
	 */
	public String parameter() {
		return this.parameter;
	}

	static ProblemDetail problem(String parameter, String detail) {
		ProblemDetail problem = ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, detail);
		problem.setTitle("Invalid request parameter");
		problem.setProperty("parameter", parameter);
		return problem;
	}

}
