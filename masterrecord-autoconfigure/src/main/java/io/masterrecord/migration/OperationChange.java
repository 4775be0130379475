package io.masterrecord.migration;

import java.util.List;

/**
 * Names the first difference between the operations with which a migration was applied
 * and those it has now.
 */
final class OperationChange {

	private final List<StoredOperation> then;

	private final List<StoredOperation> now;

	private OperationChange(List<StoredOperation> then, List<StoredOperation> now) {
		this.then = then;
		this.now = now;
	}

	/**
	 * Describe what changed, as the end of a sentence about the migration.
	 */
	static String between(List<StoredOperation> then, List<StoredOperation> now) {
		return new OperationChange(then, now).describe();
	}

	/**
	 * Return how many operations from the first on are the same.
	 */
	static int samePrefix(List<StoredOperation> then, List<StoredOperation> now) {
		int same = 0;
		while (same < then.size() && same < now.size() && then.get(same).isSame(now.get(same))) {
			same++;
		}
		return same;
	}

	private String describe() {
		if (isReordered()) {
			return "it has the same operations in another order, as if 'up' went through an unordered collection";
		}
		int first = samePrefix(this.then, this.now);
		int number = first + 1;
		if (first == this.then.size() && first == this.now.size()) {
			return "its operations are the same, but they were hashed in another way";
		}
		if (first == this.then.size() || sameFrom(first, first + 1)) {
			return "operation %d, '%s', was added%s".formatted(number, this.now.get(first).description(),
					more(first, first + 1));
		}
		if (first == this.now.size() || sameFrom(first + 1, first)) {
			return "operation %d, '%s', was removed%s".formatted(number, this.then.get(first).description(),
					more(first + 1, first));
		}
		String was = this.then.get(first).description();
		String is = this.now.get(first).description();
		String more = more(first + 1, first + 1);
		return was.equals(is) ? "operation %d, '%s', says something else in its details%s".formatted(number, is, more)
				: "operation %d was '%s' and is '%s' now%s".formatted(number, was, is, more);
	}

	private boolean isReordered() {
		return this.then.size() == this.now.size() && samePrefix(this.then, this.now) < this.then.size()
				&& forms(this.then).equals(forms(this.now));
	}

	private static List<String> forms(List<StoredOperation> operations) {
		return operations.stream().map(StoredOperation::form).sorted().toList();
	}

	private boolean sameFrom(int thenIndex, int nowIndex) {
		List<StoredOperation> restThen = this.then.subList(Math.min(thenIndex, this.then.size()), this.then.size());
		List<StoredOperation> restNow = this.now.subList(Math.min(nowIndex, this.now.size()), this.now.size());
		return restThen.size() == restNow.size() && samePrefix(restThen, restNow) == restThen.size();
	}

	private String more(int thenIndex, int nowIndex) {
		return sameFrom(thenIndex, nowIndex) ? "" : " (and more after it)";
	}

}
