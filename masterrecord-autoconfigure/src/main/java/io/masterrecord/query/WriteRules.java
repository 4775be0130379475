package io.masterrecord.query;

import java.util.Map;
import java.util.function.UnaryOperator;

import io.masterrecord.model.EntityModel;
import io.masterrecord.model.PropertyModel;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataIntegrityViolationException;

/**
 * What reading rows, and a change or deletion of many of them, owe to their entity: told
 * by what writes entities, so that rows which are never read are treated like those that
 * are.
 *
 * @since 0.1.0
 */
public interface WriteRules {

	/** Rules of rows that nothing is owed to. */
	WriteRules NONE = new WriteRules() {

		@Override
		public void checkChange(EntityModel<?> entity, Map<PropertyModel, @Nullable Object> values,
				boolean skipsHooks) {
		}

		@Override
		public void checkDeletion(EntityModel<?> entity, boolean skipsHooks) {
		}

		@Override
		public void checkInsertion(EntityModel<?> entity, Map<PropertyModel, @Nullable Object> values,
				boolean skipsHooks) {
		}

		@Override
		public @Nullable Object valueFor(PropertyModel property) {
			return null;
		}

	};

	/**
	 * Refuse a change of rows that cannot be done without reading them, or whose values
	 * break rules of the entity.
	 * @param entity the entity
	 * @param values the values that are given, by property
	 * @param skipsHooks whether the call says that hooks are not run
	 */
	void checkChange(EntityModel<?> entity, Map<PropertyModel, @Nullable Object> values, boolean skipsHooks);

	/**
	 * Refuse a deletion of rows that cannot be done without reading them.
	 * @param entity the entity
	 * @param skipsHooks whether the call says that hooks are not run
	 */
	void checkDeletion(EntityModel<?> entity, boolean skipsHooks);

	/**
	 * Refuse an insert of rows that cannot be done without instances, or whose values
	 * break rules of the entity.
	 * @param entity the entity
	 * @param values the values that are given to all rows, by property
	 * @param skipsHooks whether the call says that hooks are not run
	 */
	void checkInsertion(EntityModel<?> entity, Map<PropertyModel, @Nullable Object> values, boolean skipsHooks);

	/**
	 * Return the value now of a property that is taken care of by itself: when and by
	 * whom rows are changed, and the mark of those that are deleted.
	 * @param property the property
	 * @return the value as it is in Java, {@code null} for none
	 */
	@Nullable Object valueFor(PropertyModel property);

	/**
	 * Return what is done with an instance that was read.
	 * @param <T> the entity
	 * @param entity the entity
	 * @return takes the instance and returns the one to use; {@code null} for nothing
	 */
	default <T> @Nullable UnaryOperator<T> afterLoad(EntityModel<T> entity) {
		return null;
	}

	/**
	 * Say in the words of an entity which constraint a change or deletion broke.
	 * @param entity the entity
	 * @param failure the failure of the statement
	 * @return the failure to throw
	 */
	default DataIntegrityViolationException translated(EntityModel<?> entity, DataIntegrityViolationException failure) {
		return failure;
	}

}
