package io.masterrecord.context;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.masterrecord.property.Prop;
import io.masterrecord.property.ResolvedProperty;
import io.masterrecord.schema.Environments;
import io.masterrecord.schema.SeedPolicy;
import io.masterrecord.seed.SeedDraft;

/**
 * Takes how a set of rows is written, and whatever is declared next. What is said holds
 * for all rows since something was said last: in
 * {@code seed(a).seed(b).when("test").seed(c)} the condition is for {@code a} and
 * {@code b}.
 *
 * @param <T> the entity
 * @since 0.1.0
 */
public final class SeedStep<T> extends EntitySpec<T> {

	private final SeedDraft<T> draft;

	SeedStep(EntityDeclarations<T> declarations, SeedDraft<T> draft) {
		super(declarations);
		this.draft = draft;
	}

	/**
	 * Let the rows exist in some environments only. They are matched when a migration
	 * runs.
	 * @param environments the names of Spring profiles, one of which is active where the
	 * rows exist
	 * @return this step
	 */
	public SeedStep<T> when(String... environments) {
		this.draft.when(Environments.of(environments));
		return this;
	}

	/**
	 * Insert the rows once, whatever the default strategy is.
	 * @return this step
	 */
	public SeedStep<T> insert() {
		this.draft.policy(SeedPolicy.INSERT, List.of());
		return this;
	}

	/**
	 * Insert each row unless one with the same key exists, and leave that one as it is.
	 * @param key the properties a row is recognised by. None for the id if every row has
	 * it, else the only unique key of the entity, else all values
	 * @return this step
	 */
	@SafeVarargs
	public final SeedStep<T> skipIfPresent(Prop<T, ?>... key) {
		List<ResolvedProperty> resolved = new ArrayList<>();
		for (Prop<T, ?> property : key) {
			resolved.add(ResolvedProperty.of(property));
		}
		this.draft.policy(SeedPolicy.SKIP_IF_PRESENT, resolved);
		return this;
	}

	/**
	 * Keep the rows as they are declared: insert or update each one, and delete it when
	 * it is declared no more, unless somebody else changed it or other rows refer to it.
	 * @param key the properties a row is recognised by, as for an {@link #upsert}
	 * @return this step
	 */
	@SafeVarargs
	public final SeedStep<T> sync(Prop<T, ?>... key) {
		List<ResolvedProperty> resolved = new ArrayList<>();
		for (Prop<T, ?> property : key) {
			resolved.add(ResolvedProperty.of(property));
		}
		this.draft.policy(SeedPolicy.SYNC, resolved);
		return this;
	}

	/**
	 * Leave a row out where the declared rows it refers to do not exist. Without this, a
	 * row that exists in more environments than those is refused.
	 * @return this step
	 */
	public SeedStep<T> followParents() {
		this.draft.followParents();
		return this;
	}

	/**
	 * Let a property of all rows refer to a row of another seed, which is recognised by a
	 * property that no other row has the same value of. So nobody has to know the id:
	 * {@code .referring(User::tenantId, Tenant::slug, "default")}.
	 * @param property the property, whatever value the rows give for it
	 * @param key the property of the other entity
	 * @param value its value
	 * @param <R> the other entity
	 * @param <K> the type of the property
	 * @return this step
	 */
	public <R, K> SeedStep<T> referring(Prop<T, ?> property, Prop<R, K> key, K value) {
		ResolvedProperty other = ResolvedProperty.of(key);
		this.draft.refer(ResolvedProperty.of(property), other.entity(), Map.of(other, value));
		return this;
	}

	/**
	 * Insert each row, or update the existing one with the same key.
	 * @param key the properties a row is recognised by: the id, or properties that are
	 * unique together. None for the id if every row has it, else the only unique key of
	 * the entity
	 * @return this step
	 */
	@SafeVarargs
	public final SeedStep<T> upsert(Prop<T, ?>... key) {
		List<ResolvedProperty> resolved = new ArrayList<>();
		for (Prop<T, ?> property : key) {
			resolved.add(ResolvedProperty.of(property));
		}
		this.draft.policy(SeedPolicy.UPSERT, resolved);
		return this;
	}

	/**
	 * Let an upsert overwrite some properties only; a new row is inserted as a whole.
	 * @param properties the properties; without this call, all but the key
	 * @return this step
	 */
	@SafeVarargs
	public final SeedStep<T> updating(Prop<T, ?>... properties) {
		List<ResolvedProperty> resolved = new ArrayList<>();
		for (Prop<T, ?> property : properties) {
			resolved.add(ResolvedProperty.of(property));
		}
		this.draft.updating(resolved);
		return this;
	}

	@Override
	SeedStep<T> seedStep() {
		return this.draft.isModified() ? super.seedStep() : this;
	}

	SeedDraft<T> draft() {
		return this.draft;
	}

}
