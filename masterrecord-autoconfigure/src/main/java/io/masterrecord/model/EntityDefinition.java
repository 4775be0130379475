package io.masterrecord.model;

import java.util.List;
import java.util.stream.Stream;

/**
 * An entity that is to be part of a model, with the indexes declared outside its class.
 *
 * @param type the annotated record or class
 * @param indexes the indexes of one property each
 * @param compositeIndexes the indexes of two or more properties each
 * @since 0.1.0
 */
public record EntityDefinition(Class<?> type, List<IndexDefinition> indexes, List<IndexDefinition> compositeIndexes) {

	public EntityDefinition {
		indexes = List.copyOf(indexes);
		compositeIndexes = List.copyOf(compositeIndexes);
	}

	/**
	 * Return the definition of an entity without further indexes.
	 * @param type the annotated record or class
	 * @return the definition
	 */
	public static EntityDefinition of(Class<?> type) {
		return new EntityDefinition(type, List.of(), List.of());
	}

	EntityDefinition and(EntityDefinition other) {
		return new EntityDefinition(this.type, Stream.concat(this.indexes.stream(), other.indexes.stream()).toList(),
				Stream.concat(this.compositeIndexes.stream(), other.compositeIndexes.stream()).toList());
	}

}
