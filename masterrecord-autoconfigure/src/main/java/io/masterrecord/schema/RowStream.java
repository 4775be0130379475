package io.masterrecord.schema;

import java.util.function.Consumer;

/**
 * Rows that are delivered one after the other, because they are too many to be held
 * together. They are the same whenever they are asked for.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface RowStream {

	/**
	 * Deliver all rows.
	 * @param receiver takes each row, in order
	 */
	void forEach(Consumer<Row> receiver);

}
