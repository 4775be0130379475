package io.masterrecord.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What one entity says, before the others are looked at.
 *
 * @param type the class
 * @param table the name of the table
 * @param tableStated whether the application chose that name
 * @param properties the properties, in order of declaration
 * @param embedded the values of several properties, the innermost first
 * @param references the foreign keys of several properties
 * @param relations the properties that are no columns, but hold rows of other entities
 * @param indexes the indexes of one property declared outside the class
 * @param compositeIndexes the indexes of several properties, those of the class first
 * @param formerNames the former names of the entity
 * @param instantiator makes instances
 */
record ReadEntity(Class<?> type, String table, boolean tableStated, List<PropertyModel> properties,
		List<EmbeddedModel> embedded, List<Reference> references, List<RelationFacts> relations,
		List<IndexDefinition> indexes, List<IndexDefinition> compositeIndexes, List<String> formerNames,
		Instantiator instantiator) {

	/**
	 * Return this entity with the indexes that are declared outside its class.
	 * @param definition declares them
	 */
	ReadEntity with(EntityDefinition definition) {
		List<IndexDefinition> composite = new ArrayList<>(this.compositeIndexes);
		composite.addAll(definition.compositeIndexes());
		return new ReadEntity(this.type, this.table, this.tableStated, this.properties, this.embedded, this.references,
				this.relations, definition.indexes(), composite, this.formerNames, this.instantiator);
	}

	Optional<PropertyModel> find(String property) {
		return this.properties.stream().filter((candidate) -> candidate.name().equals(property)).findFirst();
	}

	/**
	 * Return the properties that are the id, or parts of it.
	 */
	List<PropertyModel> ids() {
		return this.properties.stream().filter(PropertyModel::isId).toList();
	}

	/**
	 * Return the id, if it is one property.
	 */
	Optional<PropertyModel> id() {
		List<PropertyModel> ids = ids();
		return (ids.size() == 1 && embeddedId().isEmpty()) ? Optional.of(ids.get(0)) : Optional.empty();
	}

	/**
	 * Return the value that holds the id, if there is one: the outermost is the last.
	 */
	Optional<EmbeddedModel> embeddedId() {
		return this.embedded.stream()
			.filter((value) -> !value.name().contains(".") && value.properties().stream().allMatch(PropertyModel::isId))
			.findFirst();
	}

	/**
	 * Each entity is read once. To compare all that it says, each time it is looked up,
	 * takes longer than to build the model.
	 */
	@Override
	public boolean equals(Object other) {
		return this == other;
	}

	@Override
	public int hashCode() {
		return System.identityHashCode(this);
	}

	List<String> propertyNames() {
		return this.properties.stream().map(PropertyModel::name).toList();
	}

}
