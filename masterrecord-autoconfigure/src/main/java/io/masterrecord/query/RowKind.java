package io.masterrecord.query;

import java.util.function.Function;

import io.masterrecord.model.EntityModel;

/**
 * What rows are read into, and how.
 *
 * @param <R> what a row is read into
 * @param type its class
 * @param reader finds what reads a row
 */
record RowKind<R>(Class<R> type, Function<RowReaders, RowReader<R>> reader) {

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
