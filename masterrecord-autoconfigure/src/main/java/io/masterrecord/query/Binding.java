package io.masterrecord.query;

/**
 * A condition whose properties are not looked up yet.
 */
@FunctionalInterface
interface Binding {

	/**
	 * Look the properties up.
	 * @param scope what they are looked up in
	 * @return the predicate, {@link Predicate#NONE} for one that vanishes
	 */
	Predicate in(Scope scope);

}
