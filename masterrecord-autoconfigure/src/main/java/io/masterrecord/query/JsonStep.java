package io.masterrecord.query;

import java.math.BigDecimal;
import java.util.List;
import java.util.function.Function;

/**
 * A single value inside of a JSON document that waits for an operator: its text, or the
 * number or boolean it is.
 *
 * @param <R> what the condition is added to
 * @since 0.1.0
 */
public final class JsonStep<R> extends TextStep<R> {

	private final Subject document;

	private final List<String> path;

	private final Function<Binding, R> target;

	JsonStep(Subject document, List<String> path, Function<Binding, R> target) {
		super(value(document, path, JsonValue.Kind.TEXT), target);
		this.document = document;
		this.path = path;
		this.target = target;
	}

	/**
	 * Compare the value as a number. Whatever is no number is NULL, a text of digits too.
	 * @return a step that waits for an operator
	 */
	public ComparableStep<BigDecimal, R> asNumber() {
		return new ComparableStep<>(value(this.document, this.path, JsonValue.Kind.NUMBER), this.target);
	}

	/**
	 * Compare the value as a boolean. Whatever is no boolean is NULL.
	 * @return a step that waits for an operator
	 */
	public BooleanStep<R> asBoolean() {
		return new BooleanStep<>(value(this.document, this.path, JsonValue.Kind.BOOLEAN), this.target);
	}

	private static Subject value(Subject document, List<String> path, JsonValue.Kind kind) {
		return (scope) -> JsonValue.of(kind, document.in(scope), path);
	}

}
