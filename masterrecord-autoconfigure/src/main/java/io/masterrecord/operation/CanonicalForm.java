package io.masterrecord.operation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The form in which operations are compared and hashed. It does not depend on how a
 * migration is written, only on what it says; seed rows enter with their key and their
 * hash.
 * <p>
 * The form is versioned. What version 1 makes of an operation never changes; a facet that
 * is added to an operation later is absent from the form where it has its usual value.
 *
 * @since 0.1.0
 */
public final class CanonicalForm {

	private static final String VERSION = "v1:";

	private CanonicalForm() {
	}

	/**
	 * How two lists of operations relate.
	 */
	public enum Comparison {

		/** They say the same in the same order. */
		SAME,

		/** They say the same in another order. */
		REORDERED,

		/** They do not say the same. */
		DIFFERENT

	}

	/**
	 * Return the form of an operation.
	 * @param operation the operation
	 * @return a text that starts with the version of the form
	 */
	public static String of(SchemaOperation operation) {
		return VERSION + new CanonicalText().node(OperationFields.of(operation));
	}

	/**
	 * Return the checksum of operations.
	 * @param operations the operations, in order
	 * @return the SHA-256 as 64 hexadecimal digits
	 */
	public static String checksum(List<? extends SchemaOperation> operations) {
		List<String> forms = forms(operations);
		CanonicalText text = new CanonicalText();
		forms.forEach(text::text);
		return text.sha256();
	}

	/**
	 * Compare two lists of operations.
	 * @param first the one
	 * @param second the other
	 * @return how they relate
	 */
	public static Comparison compare(List<? extends SchemaOperation> first, List<? extends SchemaOperation> second) {
		if (first.equals(second)) {
			return Comparison.SAME;
		}
		List<String> left = forms(first);
		List<String> right = forms(second);
		if (left.equals(right)) {
			return Comparison.SAME;
		}
		Collections.sort(left);
		Collections.sort(right);
		return left.equals(right) ? Comparison.REORDERED : Comparison.DIFFERENT;
	}

	private static List<String> forms(List<? extends SchemaOperation> operations) {
		List<String> forms = new ArrayList<>(operations.size());
		operations.forEach((operation) -> forms.add(of(operation)));
		return forms;
	}

}
