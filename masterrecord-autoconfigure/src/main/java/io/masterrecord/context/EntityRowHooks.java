package io.masterrecord.context;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import io.masterrecord.migration.RowHooks;
import io.masterrecord.model.EntityModel;
import io.masterrecord.model.Model;
import io.masterrecord.model.PropertyModel;
import io.masterrecord.model.ValueConversionException;
import io.masterrecord.schema.Row;
import io.masterrecord.write.EntityHook;
import io.masterrecord.write.EntityValidator;
import io.masterrecord.write.EntityViolation;
import io.masterrecord.write.InvalidEntityException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Shows the rows of migrations to the application as instances of its entities: they are
 * validated, and their own annotated methods and callbacks see them. Where there is no
 * such entity any more, or rows of the past do not fit it as it is by now, the values are
 * written as they are stored.
 *
 * @since 0.1.0
 */
public final class EntityRowHooks implements RowHooks {

	private static final Log log = LogFactory.getLog(EntityRowHooks.class);

	private final Map<String, EntityModel<?>> entities;

	private final Map<Class<?>, EntityHook<?>> methods;

	private final EntityValidator validator;

	private final List<SeedCallback<?>> callbacks;

	private final Set<String> told;

	/** Whether the rows are those of a table that was changed since. */
	private final boolean past;

	/**
	 * Create the hooks.
	 * @param model the entities
	 * @param validator says what is wrong with an instance
	 * @param callbacks what sees instances, in order
	 */
	public EntityRowHooks(Model model, EntityValidator validator, List<? extends SeedCallback<?>> callbacks) {
		this.entities = new LinkedHashMap<>();
		model.entities().forEach((entity) -> this.entities.put(entity.table(), entity));
		this.methods = new ConcurrentHashMap<>();
		this.validator = validator.within(model);
		this.callbacks = List.copyOf(callbacks);
		this.told = ConcurrentHashMap.newKeySet();
		this.past = false;
	}

	private EntityRowHooks(EntityRowHooks present) {
		this.entities = present.entities;
		this.methods = present.methods;
		this.validator = present.validator;
		this.callbacks = present.callbacks;
		this.told = present.told;
		this.past = true;
	}

	@Override
	public RowHooks ofThePast() {
		return new EntityRowHooks(this);
	}

	@Override
	public Row beforeWrite(String table, Row row) {
		EntityModel<?> entity = this.entities.get(table);
		if (entity == null) {
			tell(table, "Table '%s' has no entity any more: its seeds are written as they are stored".formatted(table));
			return row;
		}
		return beforeWrite(entity, row);
	}

	@Override
	public void afterWrite(String table, Row row) {
		EntityModel<?> entity = this.entities.get(table);
		if (entity != null) {
			afterWrite(entity, row);
		}
	}

	private <T> Row beforeWrite(EntityModel<T> entity, Row row) {
		T instance = instance(entity, row);
		if (instance == null) {
			return row;
		}
		T shown = tolerated(entity, () -> methods(entity).beforeSave(instance), instance);
		for (SeedCallback<T> callback : callbacks(entity)) {
			shown = callback.beforeSave(shown);
		}
		Row changed = changed(entity, row, instance, shown);
		T written = shown;
		tolerated(entity, () -> validate(entity, changed, written));
		return changed;
	}

	private <T> void afterWrite(EntityModel<T> entity, Row row) {
		List<SeedCallback<T>> interested = callbacks(entity);
		T instance = instance(entity, row);
		if (instance != null) {
			tolerated(entity, () -> methods(entity).afterSave(instance));
			interested.forEach((callback) -> callback.afterSave(instance));
		}
	}

	private void tolerated(EntityModel<?> entity, Runnable question) {
		tolerated(entity, () -> {
			question.run();
			return entity;
		}, entity);
	}

	/**
	 * Ask the entity itself, which may not know yet what rows of the past look like. The
	 * failure of a callback counts always: it may be what keeps a secret.
	 */
	private <A> A tolerated(EntityModel<?> entity, Supplier<A> question, A otherwise) {
		try {
			return question.get();
		}
		catch (RuntimeException ex) {
			if (!this.past) {
				throw ex;
			}
			tell(entity.table(),
					"A seed of an earlier migration does not fit entity '%s' as it is by now (%s): it is written as it is stored"
						.formatted(entity.name(), ex.getMessage()));
			return otherwise;
		}
	}

	/**
	 * Return the row as an instance, or {@code null} if the entity of today does not hold
	 * its values.
	 */
	private <T> @Nullable T instance(EntityModel<T> entity, Row row) {
		List<@Nullable Object> values = new ArrayList<>();
		try {
			for (PropertyModel property : entity.properties()) {
				values.add(property.fromColumn(row.values().get(property.column())));
			}
			return entity.create(values.toArray());
		}
		catch (RuntimeException ex) {
			if (!this.past && !(ex instanceof ValueConversionException)) {
				throw ex;
			}
			tell(entity.table(), "Entity '%s' does not hold what a seed has stored (%s): it is written as it is stored"
				.formatted(entity.name(), ex.getMessage()));
			return null;
		}
	}

	private static <T> Row changed(EntityModel<T> entity, Row row, T before, T after) {
		if (before == after) {
			return row;
		}
		Map<String, @Nullable Object> values = new LinkedHashMap<>(row.values());
		for (PropertyModel property : entity.properties()) {
			Object value = property.get(after);
			if (!Objects.equals(value, property.get(before))) {
				values.put(property.column(), property.toColumn(value));
			}
		}
		return Row.of(values);
	}

	/**
	 * Check what is given; what is left to the database is not the seed's to get right.
	 */
	private <T> void validate(EntityModel<T> entity, Row row, T instance) {
		List<EntityViolation> violations = this.validator.validate(instance)
			.stream()
			.filter((violation) -> entity.properties()
				.stream()
				.filter(violation::isOf)
				.allMatch((property) -> row.values().containsKey(property.column())))
			.toList();
		if (!violations.isEmpty()) {
			throw new InvalidEntityException(entity.type(), violations);
		}
	}

	@SuppressWarnings("unchecked")
	private <T> EntityHook<T> methods(EntityModel<T> entity) {
		return (EntityHook<T>) this.methods.computeIfAbsent(entity.type(), EntityHook::methodsOf);
	}

	@SuppressWarnings("unchecked")
	private <T> List<SeedCallback<T>> callbacks(EntityModel<T> entity) {
		List<SeedCallback<T>> interested = new ArrayList<>();
		for (SeedCallback<?> callback : this.callbacks) {
			if (callback.entity() == entity.type()) {
				interested.add((SeedCallback<T>) callback);
			}
		}
		return interested;
	}

	private void tell(String table, String message) {
		if (this.told.add(table)) {
			log.warn(message);
		}
	}

}
