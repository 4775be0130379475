package io.masterrecord.query;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import io.masterrecord.model.EntityModel;

/**
 * What rows are read into, and how.
 *
 * @param <R> what a row is read into
 * @param type its class
 * @param reader finds what reads a row
 * @param inclusions the relations that are read along with the rows
 */
record RowKind<R>(Class<R> type, Function<RowReaders, RowReader<R>> reader, List<Inclusion> inclusions) {

	RowKind(Class<R> type, Function<RowReaders, RowReader<R>> reader) {
		this(type, reader, List.of());
	}

	/**
	 * Return this kind of rows with a relation that is read along with them.
	 */
	RowKind<R> including(Inclusion inclusion) {
		List<Inclusion> all = new ArrayList<>(this.inclusions);
		all.removeIf((other) -> other.rows().relation() == inclusion.rows().relation());
		all.add(inclusion);
		return new RowKind<>(this.type, this.reader, List.copyOf(all));
	}

	static <T> RowKind<T> of(EntityModel<T> entity) {
		return new RowKind<>(entity.type(), (readers) -> readers.ofEntity(entity));
	}

	static <R> RowKind<R> of(RecordTarget<R> target) {
		return new RowKind<>(target.type(), (readers) -> readers.ofRecord(target));
	}

	static <V> RowKind<V> of(Class<V> type, io.masterrecord.model.ValueModel content) {
		return new RowKind<>(type, (readers) -> readers.ofValue(content));
	}

}
