package io.masterrecord.context;

/**
 * Sees instances that migrations write as seeds, after the annotated methods of the
 * entity itself, and as an {@link io.masterrecord.write.EntityHook} does all others. Make
 * it a bean; it is created before the database is migrated, so it must not reach for a
 * repository, a query or anything else that needs tables.
 *
 * @param <T> the entity
 * @since 0.1.0
 */
public interface SeedCallback<T> {

	/**
	 * Return what it wants to see.
	 * @return the entity
	 */
	Class<T> entity();

	/**
	 * Be shown an instance before it is written.
	 * @param instance the instance, with what its seed gives; everything else is
	 * {@code null}, zero or false
	 * @return what is to be written: the same instance, or one with other values; values
	 * by which the seed is recognised must stay
	 */
	default T beforeSave(T instance) {
		return instance;
	}

	/**
	 * Be shown an instance that was written. The migration is not committed yet.
	 * @param instance the instance
	 */
	default void afterSave(T instance) {
	}

}
