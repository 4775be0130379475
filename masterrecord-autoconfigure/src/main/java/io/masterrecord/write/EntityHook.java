package io.masterrecord.write;

import java.util.List;
import java.util.function.UnaryOperator;

import org.springframework.core.annotation.Order;

/**
 * Is called around the writes of an entity and when it has been read, or those of every
 * entity if it is one of {@code Object}. An application provides it as a bean;
 * {@link Order} says which comes first. What the entity itself does in annotated methods
 * comes before all of them.
 * <p>
 * Hooks run for single writes and for those of many instances: all before the first
 * statement, all after the last one, within the transaction, which is begun if there is
 * none. One that throws leaves nothing written. What is written without instances, such
 * as a patch, is refused where there are hooks, unless they are left out by
 * {@link EntityOperations#skippingHooks()}.
 *
 * @param <T> the entity, or {@code Object} for any
 * @since 0.1.0
 */
public interface EntityHook<T> {

	/**
	 * Called before an instance is inserted or updated; ids, versions and auditing
	 * properties are filled in afterwards.
	 * @param entity the instance
	 * @return the instance to write: the same, or another one of the same row
	 */
	default T beforeSave(T entity) {
		return entity;
	}

	/**
	 * Called after an instance has been inserted or updated.
	 * @param entity the instance to use from then on
	 */
	default void afterSave(T entity) {
	}

	/**
	 * Called before the row of an instance is deleted.
	 * @param entity the instance
	 */
	default void beforeDelete(T entity) {
	}

	/**
	 * Called after the row of an instance has been deleted.
	 * @param entity the instance
	 */
	default void afterDelete(T entity) {
	}

	/**
	 * Called when an instance has been read, before related rows are put into it. A hook
	 * without this method costs nothing when rows are read.
	 * @param entity the instance
	 * @return the instance to use: the same, or another one of the same row
	 */
	default T afterLoad(T entity) {
		return entity;
	}

	/**
	 * Return what the annotated methods of an entity do by themselves, without any bean.
	 * @param <T> the entity
	 * @param type the entity
	 * @return a hook that calls them
	 */
	static <T> EntityHook<T> methodsOf(Class<T> type) {
		InstanceHooks<T> methods = EntityHooks.of(List::of).of(type);
		return new EntityHook<>() {

			@Override
			public T beforeSave(T entity) {
				return methods.beforeSave(List.of(entity)).get(0);
			}

			@Override
			public void afterSave(T entity) {
				methods.afterSave(List.of(entity));
			}

			@Override
			public void beforeDelete(T entity) {
				methods.beforeDelete(List.of(entity));
			}

			@Override
			public void afterDelete(T entity) {
				methods.afterDelete(List.of(entity));
			}

			@Override
			public T afterLoad(T entity) {
				UnaryOperator<T> afterLoad = methods.afterLoad();
				return (afterLoad != null) ? afterLoad.apply(entity) : entity;
			}

		};
	}

}
