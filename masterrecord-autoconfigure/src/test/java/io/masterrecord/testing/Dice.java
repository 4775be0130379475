package io.masterrecord.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/**
 * Choices made by chance, the same for the same seed.
 *
 * @since 0.1.0
 */
public final class Dice {

	// the first choices of a java.util.Random hardly differ where seeds follow one
	// another
	private final SplittableRandom random;

	/**
	 * Create dice.
	 * @param seed what the choices follow from
	 */
	public Dice(long seed) {
		this.random = new SplittableRandom(seed);
	}

	/**
	 * Return a number from 0.
	 * @param bound the number it is less than
	 * @return the number
	 */
	public int below(int bound) {
		return this.random.nextInt(bound);
	}

	/**
	 * Tell whether this is one case of several.
	 * @param n of how many
	 * @return whether it is
	 */
	public boolean oneIn(int n) {
		return below(n) == 0;
	}

	/**
	 * Return one of some values.
	 * @param <T> the type of the values
	 * @param choices the values
	 * @return the value
	 */
	@SafeVarargs
	public final <T> T oneOf(T... choices) {
		return choices[below(choices.length)];
	}

	/**
	 * Return one of some values.
	 * @param <T> the type of the values
	 * @param choices the values
	 * @return the value
	 */
	public <T> T oneOf(List<T> choices) {
		return choices.get(below(choices.size()));
	}

	/**
	 * Return some values, or none.
	 * @param <T> the type of the values
	 * @param atMost how many there are at most
	 * @param element makes a value
	 * @return the values
	 */
	public <T> List<T> some(int atMost, Supplier<T> element) {
		List<T> elements = new ArrayList<>();
		for (int i = below(atMost + 1); i > 0; i--) {
			elements.add(element.get());
		}
		return elements;
	}

}
