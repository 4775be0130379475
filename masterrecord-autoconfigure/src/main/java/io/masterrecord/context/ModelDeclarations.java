package io.masterrecord.context;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import io.masterrecord.annotation.ValueConverter;
import io.masterrecord.model.EarlyEntities;
import io.masterrecord.model.EntityDefinition;
import io.masterrecord.model.Model;
import io.masterrecord.schema.Routine;

/**
 * What a model is made of.
 *
 * @param scanned the entities found in the packages of the context
 * @param entities the entities that configurers declared
 * @param converters the converters of types
 * @param routines the views, functions and triggers
 */
record ModelDeclarations(Collection<Class<?>> scanned, List<EntityDefinition> entities,
		List<ValueConverter<?, ?>> converters, List<Routine> routines) {

	static ModelDeclarations of(Collection<Class<?>> scanned, Declarations declarations) {
		return new ModelDeclarations(scanned, declarations.entities(), declarations.converters(),
				declarations.routines());
	}

	/**
	 * Read the entities.
	 * @param early those that are read already
	 * @throws io.masterrecord.model.ModelException if there are mistakes in them
	 */
	Model model(EarlyEntities early) {
		List<EntityDefinition> all = new ArrayList<>();
		this.scanned.forEach((type) -> all.add(EntityDefinition.of(type)));
		all.addAll(this.entities);
		return Model.of(all, this.converters, early).with(this.routines);
	}

	/**
	 * Tell whether others are the same. Which column a converter asks for is told by its
	 * class.
	 * @param others declarations of the same scanned entities
	 */
	boolean saysTheSame(ModelDeclarations others) {
		return this.entities.equals(others.entities) && this.routines.equals(others.routines)
				&& classes(this.converters).equals(classes(others.converters));
	}

	private static List<Class<?>> classes(List<ValueConverter<?, ?>> converters) {
		return converters.stream().<Class<?>>map(ValueConverter::getClass).toList();
	}

}
