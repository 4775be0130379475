package io.masterrecord.write;

import java.util.List;
import java.util.stream.Collectors;

import io.masterrecord.MasterRecordException;

/**
 * Thrown when what is to be written breaks its own rules. Nothing has been written.
 *
 * @since 0.1.0
 */
public class InvalidEntityException extends MasterRecordException {

	private static final long serialVersionUID = 1L;

	private static final int MOST_SHOWN = 20;

	private final Class<?> type;

	private final List<EntityViolation> violations;

	/**
	 * Create an exception.
	 * @param type the entity
	 * @param violations everything that is wrong, at least one thing
	 */
	public InvalidEntityException(Class<?> type, List<EntityViolation> violations) {
		super(message(type, violations));
		this.type = type;
		this.violations = List.copyOf(violations);
	}

	/**
	 * Return the entity.
	 * @return its class
	 */
	public Class<?> type() {
		return this.type;
	}

	/**
	 * Return everything that is wrong.
	 * @return at least one violation, ordered by row
	 */
	public List<EntityViolation> violations() {
		return this.violations;
	}

	private static String message(Class<?> type, List<EntityViolation> violations) {
		boolean several = violations.stream().anyMatch((violation) -> violation.row() > 0);
		String list = violations.stream()
			.limit(MOST_SHOWN)
			.map((violation) -> describe(violation, several))
			.collect(Collectors.joining("; "));
		int rest = violations.size() - MOST_SHOWN;
		return "'%s' was not written: %s%s".formatted(type.getSimpleName(), list,
				(rest > 0) ? "; and " + rest + " more" : "");
	}

	private static String describe(EntityViolation violation, boolean several) {
		String place = several ? "row " + violation.row() + ": " : "";
		return place + (violation.property().isEmpty() ? violation.message()
				: "'" + violation.property() + "' " + violation.message());
	}

}
