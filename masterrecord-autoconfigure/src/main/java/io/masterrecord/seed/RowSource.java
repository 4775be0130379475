package io.masterrecord.seed;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.IntFunction;

import org.jspecify.annotations.Nullable;

/**
 * Where rows of a seed come from.
 *
 * @param <T> the entity
 * @since 0.1.0
 */
public sealed interface RowSource<T> {

	/**
	 * Instances of the entity, each a whole row.
	 *
	 * @param rows the instances, in order
	 * @param <T> the entity
	 */
	record Instances<T>(List<@Nullable T> rows) implements RowSource<T> {

		public Instances {
			rows = Collections.unmodifiableList(new ArrayList<>(rows));
		}

	}

	/**
	 * A row of which some values are given.
	 *
	 * @param row the values
	 * @param <T> the entity
	 */
	record Partial<T>(SeedRow<T> row) implements RowSource<T> {
	}

	/**
	 * A function that makes instances of the entity. It has to make the same instances
	 * whenever it is called, so randomness needs a fixed seed, and time a fixed clock.
	 *
	 * @param count how many instances to make
	 * @param make makes the instance of an index, from 0
	 * @param <T> the entity
	 */
	record Factory<T>(int count, IntFunction<? extends T> make) implements RowSource<T> {
	}

	/**
	 * A file: CSV with a header, or JSON with an array of objects. Its fields are called
	 * as properties or columns.
	 *
	 * @param location where it is, such as {@code classpath:seeds/categories.csv}
	 * @param <T> the entity
	 */
	record File<T>(String location) implements RowSource<T> {
	}

}
