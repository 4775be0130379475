package io.masterrecord.schema;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TableOrder} and {@link DependencyOrder}.
 */
class TableOrderTests {

	@Test
	void putsParentsFirstAndLeavesTheRestInPlace() {
		TableOrder order = TableOrder.of(List.of(table("post", "user", "category"), table("user", "organization"),
				table("organization"), table("category")));
		assertThat(order.tables()).containsExactly("organization", "user", "category", "post");
		assertThat(order.cycles()).isEmpty();
	}

	@Test
	void keepsAnOrderThatIsFineAlready() {
		TableOrder order = TableOrder.of(List.of(table("organization"), table("user", "organization"),
				table("category"), table("post", "user", "category")));
		assertThat(order.tables()).containsExactly("organization", "user", "category", "post");
	}

	@Test
	void namesExactlyTheCircleAndOrdersEverythingElse() {
		TableOrder order = TableOrder
			.of(List.of(table("d", "e"), table("c", "a"), table("b", "c"), table("a", "b"), table("e")));
		assertThat(order.cycles()).containsExactly(List.of("c", "a", "b"));
		assertThat(order.tables()).containsExactly("e", "d", "b", "a", "c");
	}

	@Test
	void takesNoSelfReferenceForACircle() {
		TableOrder order = TableOrder.of(List.of(table("category", "category")));
		assertThat(order.cycles()).isEmpty();
		assertThat(order.tables()).containsExactly("category");
	}

	@Test
	void ignoresReferencesToOtherTables() {
		assertThat(TableOrder.of(List.of(table("a", "elsewhere"))).tables()).containsExactly("a");
	}

	@Test
	void ordersAChainThatIsLongerThanTheStackIsDeep() {
		List<Integer> numbers = IntStream.range(0, 200_000).boxed().toList();
		DependencyOrder<Integer> order = DependencyOrder.of(numbers,
				(number) -> (number < 199_999) ? List.of(number + 1) : List.of());
		assertThat(order.ordered()).startsWith(199_999, 199_998).endsWith(1, 0);
	}

	@Test
	void putsEveryThingAfterWhatItDependsOn() {
		long seed = System.nanoTime();
		Random random = new Random(seed);
		for (int round = 0; round < 200; round++) {
			List<Integer> numbers = new ArrayList<>(IntStream.range(0, 30).boxed().toList());
			Map<Integer, List<Integer>> smaller = new HashMap<>();
			numbers.forEach((number) -> smaller.put(number,
					random.ints(3, 0, 30).boxed().filter((other) -> other < number).toList()));
			Collections.shuffle(numbers, random);
			DependencyOrder<Integer> order = DependencyOrder.of(numbers, smaller::get);
			assertThat(order.ordered()).as("seed %d", seed).containsExactlyInAnyOrderElementsOf(numbers);
			smaller.forEach((number, others) -> others
				.forEach((other) -> assertThat(order.ordered().indexOf(other)).as("seed %d", seed)
					.isLessThan(order.ordered().indexOf(number))));
		}
	}

	private static Table table(String name, String... parents) {
		List<ForeignKey> foreignKeys = List.of(parents)
			.stream()
			.map((parent) -> new ForeignKey("fk_" + name + "_" + parent, List.of(parent + "_id"), parent, List.of("id"),
					ReferentialAction.RESTRICT, ReferentialAction.RESTRICT))
			.toList();
		return new Table(name, List.of(), null, List.of(), foreignKeys, List.of());
	}

}
