package io.masterrecord.write;

import java.util.Arrays;
import java.util.List;

import io.masterrecord.model.EntityModel;
import io.masterrecord.model.PropertyModel;
import io.masterrecord.property.Prop;
import io.masterrecord.query.Condition;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.InvalidDataAccessApiUsageException;

/**
 * Rows that are inserted, or update the rows there are of the same key:
 * {@code upsertAll(users).by(User::email).updating(User::name).execute()}. Immutable:
 * each step returns another upsert.
 * <p>
 * An existing row keeps its id and what tells of its creation; its version counts up and
 * what tells of its last change is set. What is {@code null} and has a default in the
 * database gets that in a new row; in an existing one it becomes NULL, or stays as it is
 * where NULL cannot be stored. An instance that brings a version along updates its row in
 * that version only. Two writers of the same key do not disturb each other: one inserts,
 * the other one updates.
 *
 * @param <T> the entity
 * @since 0.1.0
 */
public final class Upsert<T> {

	private final EntityWriters writers;

	private final Class<T> type;

	private final List<T> entities;

	private final UpsertPlan<T> plan;

	Upsert(EntityWriters writers, EntityModel<T> model, List<T> entities) {
		this(writers, model.type(), entities, UpsertPlan.of(model));
	}

	private Upsert(EntityWriters writers, Class<T> type, List<T> entities, UpsertPlan<T> plan) {
		this.writers = writers;
		this.type = type;
		this.entities = entities;
		this.plan = plan;
	}

	/**
	 * Name the properties by which a row is recognised; the id if none are named.
	 * @param key the id, or the properties of a unique constraint or unique index
	 * @return an upsert by these
	 * @throws InvalidDataAccessApiUsageException if rows need not be unique in them
	 */
	@SafeVarargs
	@SuppressWarnings("varargs")
	public final Upsert<T> by(Prop<T, ?>... key) {
		return with(this.plan.by(properties(key)));
	}

	/**
	 * Name the properties that are overwritten in an existing row. If none are named, all
	 * are but the key, the id and what is taken care of by itself.
	 * @param properties the properties, at least one
	 * @return an upsert that overwrites these only
	 */
	@SafeVarargs
	@SuppressWarnings("varargs")
	public final Upsert<T> updating(Prop<T, ?>... properties) {
		if (properties.length == 0) {
			throw new InvalidDataAccessApiUsageException(
					"No property to update is named: name one, or say updatingNothing()");
		}
		return with(this.plan.updating(properties(properties)));
	}

	/**
	 * Leave existing rows as they are.
	 * @return an upsert that only inserts
	 */
	public Upsert<T> updatingNothing() {
		return with(this.plan.updating(List.of()));
	}

	/**
	 * Leave an existing row as it is, its version and last change included, if what is
	 * given does not differ from it.
	 * @return an upsert that updates only rows which become different
	 */
	public Upsert<T> onlyIfDifferent() {
		return with(this.plan.onlyIfDifferent());
	}

	/**
	 * Leave an existing row as it is unless it meets a condition.
	 * @param condition the condition on the row as it is before the update
	 * @return an upsert that updates only such rows
	 */
	public Upsert<T> when(Condition<T> condition) {
		return with(this.plan.when(condition));
	}

	/**
	 * Write the rows, all or none. Two rows of the same key are refused, since one of
	 * them would be lost.
	 * @return what was done; empty if there are no rows
	 * @throws StaleVersionException if instances bring along versions in which their rows
	 * are not any more; it names all of them
	 * @throws InvalidEntityException if any breaks a rule of its own
	 * @throws InvalidDataAccessApiUsageException if two rows have the same key, or a row
	 * has none
	 */
	public UpsertResult<T> execute() {
		if (this.entities.isEmpty()) {
			return new UpsertResult<>(List.of(), List.of());
		}
		UpsertPlan<T> complete = this.plan.complete();
		EntityWriter<T> writer = this.writers.of(this.type);
		return this.writers.inTransaction(writer, (savepoints) -> writer.upsert(this.entities, complete, savepoints));
	}

	private List<PropertyModel> properties(Prop<T, ?>[] references) {
		return Arrays.stream(references).<PropertyModel>map(this.plan.model()::property).toList();
	}

	private Upsert<T> with(UpsertPlan<T> changed) {
		return new Upsert<>(this.writers, this.type, this.entities, changed);
	}

	@Override
	public String toString() {
		return "Upsert of %d '%s'".formatted(this.entities.size(), this.type.getSimpleName());
	}

	/**
	 * How rows meet those there are.
	 *
	 * @param <T> the entity
	 * @param model the entity
	 * @param key the properties by which a row is recognised
	 * @param updated the properties that are overwritten, or {@code null} for all that
	 * can be
	 * @param different whether a row has to become different
	 * @param condition what the row has to meet, or {@code null} for nothing
	 */
	record UpsertPlan<T>(EntityModel<T> model, List<PropertyModel> key, @Nullable List<PropertyModel> updated,
			boolean different, @Nullable Condition<T> condition) {

		static <T> UpsertPlan<T> of(EntityModel<T> model) {
			return new UpsertPlan<>(model, List.of(), null, false, null);
		}

		UpsertPlan<T> by(List<PropertyModel> properties) {
			List<String> columns = properties.stream().map(PropertyModel::column).toList();
			if (!this.model.toTable().isKey(columns)) {
				throw new InvalidDataAccessApiUsageException(
						"Rows of '%s' are not recognised by %s: name the id, or the properties of a unique constraint or unique index"
							.formatted(this.model.name(), properties.stream().map(PropertyModel::name).toList()));
			}
			return new UpsertPlan<>(this.model, properties, this.updated, this.different, this.condition);
		}

		UpsertPlan<T> updating(List<PropertyModel> properties) {
			properties.stream()
				.filter((property) -> property.isId() || property.isVersion() || property.isAudited())
				.findFirst()
				.ifPresent((property) -> {
					throw new InvalidDataAccessApiUsageException(
							"%s cannot be updated: ids, versions and auditing properties are taken care of by themselves"
								.formatted(property));
				});
			return new UpsertPlan<>(this.model, this.key, properties, this.different, this.condition);
		}

		UpsertPlan<T> onlyIfDifferent() {
			return new UpsertPlan<>(this.model, this.key, this.updated, true, this.condition);
		}

		UpsertPlan<T> when(Condition<T> required) {
			return new UpsertPlan<>(this.model, this.key, this.updated, this.different, required);
		}

		UpsertPlan<T> complete() {
			return this.key.isEmpty() ? by(this.model.key().properties()) : this;
		}

		boolean overwrites(PropertyModel property) {
			if (property.isId() || property.isVersion() || property.isAudited() || this.key.contains(property)) {
				return false;
			}
			List<PropertyModel> named = this.updated;
			return named == null || named.contains(property);
		}

		/**
		 * Tell whether a property that an instance does not have, and whose default a new
		 * row gets, becomes NULL in a row that is there.
		 */
		boolean clears(PropertyModel property) {
			return property.hasDefault() && property.nullable() && !property.isComputed() && overwrites(property);
		}

		boolean updatesNothing() {
			List<PropertyModel> named = this.updated;
			return named != null && named.isEmpty();
		}

	}

}
