package io.masterrecord.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/**
 * Choices made by chance, the same for the same seed.
 */
final class Dice {

	private final Random random;

	Dice(long seed) {
		this.random = new Random(seed);
	}

	int below(int bound) {
		return this.random.nextInt(bound);
	}

	boolean oneIn(int n) {
		return below(n) == 0;
	}

	@SafeVarargs
	final <T> T oneOf(T... choices) {
		return choices[below(choices.length)];
	}

	<T> T oneOf(List<T> choices) {
		return choices.get(below(choices.size()));
	}

	<T> List<T> some(int atMost, Supplier<T> element) {
		List<T> elements = new ArrayList<>();
		for (int i = below(atMost + 1); i > 0; i--) {
			elements.add(element.get());
		}
		return elements;
	}

}
