package io.masterrecord.write;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;

import io.masterrecord.model.EntityModel;
import io.masterrecord.model.PropertyValues;

/**
 * The instances to use after a write: new records, and objects of classes that have got
 * what was filled in, until the transaction is rolled back.
 */
final class WrittenInstances {

	private WrittenInstances() {
	}

	/**
	 * Return instances with what they get.
	 * @param written what was written
	 * @param entity returns the instance that was given to be written
	 * @param values returns the values of its properties, replaced by what it gets
	 */
	static <T, W> List<T> of(EntityScope<T> scope, List<W> written, Function<W, T> entity,
			Function<W, PropertyValues> values) {
		EntityModel<T> model = scope.model();
		boolean kept = !model.type().isRecord() && RollbackJournal.isKept(scope.gate());
		List<PropertyValues> before = new ArrayList<>(kept ? written.size() : 0);
		List<T> result = new ArrayList<>(written.size());
		for (W each : written) {
			T instance = entity.apply(each);
			if (kept) {
				before.add(values.apply(each).takenBack(model.values(instance)));
			}
			result.add(model.with(instance, values.apply(each)));
		}
		List<T> all = Collections.unmodifiableList(result);
		if (kept) {
			RollbackJournal.note(scope.gate(), () -> {
				for (int i = all.size() - 1; i >= 0; i--) {
					model.with(all.get(i), before.get(i));
				}
			});
		}
		return all;
	}

}
