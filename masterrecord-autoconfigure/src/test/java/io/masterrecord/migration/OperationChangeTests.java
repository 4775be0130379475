package io.masterrecord.migration;

import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link OperationChange}.
 */
class OperationChangeTests {

	@Test
	void namesAnOperationThatSaysSomethingElse() {
		assertThat(OperationChange.between(operations("a", "b"), operations("a", "c")))
			.isEqualTo("operation 2 was 'do b' and is 'do c' now");
		assertThat(OperationChange.between(operations("a", "b", "x"), operations("a", "c", "y")))
			.isEqualTo("operation 2 was 'do b' and is 'do c' now (and more after it)");
	}

	@Test
	void namesAnOperationWhoseDetailsChanged() {
		List<StoredOperation> then = List.of(new StoredOperation("insert 1 row into plan", "x"));
		List<StoredOperation> now = List.of(new StoredOperation("insert 1 row into plan", "y"));
		assertThat(OperationChange.between(then, now))
			.isEqualTo("operation 1, 'insert 1 row into plan', says something else in its details");
	}

	@Test
	void namesAnOperationThatWasAdded() {
		assertThat(OperationChange.between(operations("a", "b"), operations("a", "new", "b")))
			.isEqualTo("operation 2, 'do new', was added");
		assertThat(OperationChange.between(operations("a"), operations("a", "new", "newer")))
			.isEqualTo("operation 2, 'do new', was added (and more after it)");
	}

	@Test
	void namesAnOperationThatWasRemoved() {
		assertThat(OperationChange.between(operations("a", "b", "c"), operations("a", "c")))
			.isEqualTo("operation 2, 'do b', was removed");
		assertThat(OperationChange.between(operations("a", "b"), List.of()))
			.isEqualTo("operation 1, 'do a', was removed (and more after it)");
	}

	@Test
	void tellsAnotherOrderFromAnotherContent() {
		assertThat(OperationChange.between(operations("a", "b"), operations("b", "a")))
			.isEqualTo("it has the same operations in another order, as if 'up' went through an unordered collection");
	}

	@Test
	void countsWhatIsTheSameFromTheStart() {
		assertThat(OperationChange.samePrefix(operations("a", "b"), operations("a", "c", "b"))).isOne();
		assertThat(OperationChange.samePrefix(operations("a"), operations("a", "c"))).isOne();
		assertThat(OperationChange.samePrefix(operations("a"), List.of())).isZero();
	}

	private static List<StoredOperation> operations(String... forms) {
		return Stream.of(forms).map((form) -> new StoredOperation("do " + form, form)).toList();
	}

}
