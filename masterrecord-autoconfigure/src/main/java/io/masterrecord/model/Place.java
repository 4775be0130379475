package io.masterrecord.model;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Where properties stand: in the entity itself, or in a value that is embedded in it.
 *
 * @param path what the names of the properties begin with, such as {@code address.}
 * @param columns what the names of their columns begin with
 * @param formerColumns what the names of the columns began with before
 * @param absentable whether there may be no value, so that all columns accept NULL
 * @param key whether the value is the id
 * @param types the class of the entity, and of the values around
 * @param getter takes the entity and returns the value, or {@code null} for the entity
 * itself
 */
record Place(String path, String columns, List<String> formerColumns, boolean absentable, boolean key,
		List<Class<?>> types, @Nullable Getter getter) {

	static Place of(Class<?> entity) {
		return new Place("", "", List.of(), false, false, List.of(entity), null);
	}

	/**
	 * Return the place of the properties of an embedded value.
	 */
	Place in(PropertySource source, Class<?> type, String prefix, List<String> formerPrefixes, boolean nullable,
			boolean id) {
		List<Class<?>> all = new ArrayList<>(this.types);
		all.add(type);
		List<String> former = new ArrayList<>();
		formerPrefixes.forEach((each) -> former.add(this.columns + each));
		this.formerColumns.forEach((each) -> former.add(each + prefix));
		return new Place(source.name() + ".", this.columns + prefix, List.copyOf(former), this.absentable || nullable,
				this.key || id, List.copyOf(all), getterOf(source.getter()));
	}

	boolean isEntity() {
		return this.types.size() == 1;
	}

	/**
	 * Return a getter of the entity that goes on with one of the value.
	 */
	Getter getterOf(Getter inner) {
		return (this.getter != null) ? this.getter.then(inner) : inner;
	}

}
