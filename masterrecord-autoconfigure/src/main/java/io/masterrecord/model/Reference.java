package io.masterrecord.model;

import java.util.List;

import io.masterrecord.annotation.BelongsTo;
import io.masterrecord.schema.Deferral;
import io.masterrecord.schema.ReferentialAction;
import org.jspecify.annotations.Nullable;

import org.springframework.core.annotation.MergedAnnotation;

/**
 * What is said about a foreign key, in terms of properties.
 *
 * @param place the property it is declared at, or {@code null} for the class
 * @param properties the names of the properties that refer
 * @param byName whether the properties refer to those of the same names; otherwise they
 * do in their order
 * @param target the entity referred to
 * @param onDelete what happens when the row referred to is deleted
 * @param onUpdate what happens when its id changes
 * @param deferral when a row without its target is refused
 * @param name the name of the foreign key, empty for a derived one
 * @param indexed whether its columns have an index
 */
record Reference(@Nullable String place, List<String> properties, boolean byName, Class<?> target,
		ReferentialAction onDelete, ReferentialAction onUpdate, Deferral deferral, String name, boolean indexed) {

	/**
	 * Read a reference.
	 * @param stated {@code @BelongsTo} or {@code @CompositeBelongsTo}
	 */
	static Reference of(@Nullable String place, List<String> properties, boolean byName, MergedAnnotation<?> stated) {
		return new Reference(place, properties, byName, stated.getClass("value"),
				ReferentialAction.valueOf(stated.getEnum("onDelete", BelongsTo.OnDelete.class).name()),
				ReferentialAction.valueOf(stated.getEnum("onUpdate", BelongsTo.OnUpdate.class).name()),
				switch (stated.getEnum("deferral", BelongsTo.Deferral.class)) {
					case NONE -> Deferral.NOT_DEFERRABLE;
					case INITIALLY_IMMEDIATE -> Deferral.INITIALLY_IMMEDIATE;
					case INITIALLY_DEFERRED -> Deferral.INITIALLY_DEFERRED;
				}, stated.getString("name"), stated.getBoolean("index"));
	}

	/**
	 * Return a reference that deletes along.
	 * @param properties the properties that refer, in the order of the id they refer to
	 */
	static Reference cascading(List<String> properties, Class<?> target) {
		return new Reference(properties.get(0), properties, false, target, ReferentialAction.CASCADE,
				ReferentialAction.RESTRICT, Deferral.NOT_DEFERRABLE, "", true);
	}

}
