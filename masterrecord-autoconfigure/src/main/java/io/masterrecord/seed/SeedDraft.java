package io.masterrecord.seed;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.IntFunction;

import io.masterrecord.property.ResolvedProperty;
import io.masterrecord.schema.Environments;
import io.masterrecord.schema.SeedPolicy;
import org.jspecify.annotations.Nullable;

/**
 * A set of seeds while it is being declared. Behind the steps that an application calls.
 *
 * @param <T> the entity
 * @since 0.1.0
 */
public final class SeedDraft<T> {

	private final Class<T> entity;

	private final List<RowSource<T>> sources = new ArrayList<>();

	private final List<ResolvedProperty> key = new ArrayList<>();

	private @Nullable SeedPolicy policy;

	private @Nullable List<ResolvedProperty> updating;

	private Environments environments = Environments.everywhere();

	private boolean followsParents;

	private final Map<ResolvedProperty, Object> references = new LinkedHashMap<>();

	private boolean modified;

	/**
	 * Create a set without rows.
	 * @param entity the entity
	 */
	public SeedDraft(Class<T> entity) {
		this.entity = entity;
	}

	/**
	 * Tell whether something was said about the rows so far, so that further rows belong
	 * to a set of their own.
	 * @return whether the set is complete
	 */
	public boolean isModified() {
		return this.modified;
	}

	/**
	 * Add instances.
	 * @param rows the instances
	 */
	public void add(List<@Nullable T> rows) {
		this.sources.add(new RowSource.Instances<>(rows));
	}

	/**
	 * Add a partial row.
	 * @param row sets the values
	 */
	public void addRow(Consumer<SeedRow<T>> row) {
		SeedRow<T> values = new SeedRow<>();
		row.accept(values);
		this.sources.add(new RowSource.Partial<>(values));
	}

	/**
	 * Add a factory.
	 * @param count how many instances it makes
	 * @param make makes the instance of an index, from 0
	 */
	public void addFactory(int count, IntFunction<? extends T> make) {
		this.sources.add(new RowSource.Factory<>(count, make));
	}

	/**
	 * Add a file.
	 * @param location where it is, such as {@code classpath:seeds/categories.csv}
	 */
	public void addFile(String location) {
		this.sources.add(new RowSource.File<>(location));
	}

	/**
	 * Let the rows exist in some environments only.
	 * @param where the environments
	 */
	public void when(Environments where) {
		this.environments = where;
		this.modified = true;
	}

	/**
	 * State what happens where a row exists already.
	 * @param stated the policy
	 * @param properties the properties by which a row is recognised; none if they are to
	 * be derived
	 */
	public void policy(SeedPolicy stated, List<ResolvedProperty> properties) {
		this.policy = stated;
		this.key.clear();
		this.key.addAll(properties);
		this.modified = true;
	}

	/**
	 * Leave a row out where the declared rows it refers to do not exist.
	 */
	public void followParents() {
		this.followsParents = true;
		this.modified = true;
	}

	/**
	 * Let a property of all rows refer to a row of another seed.
	 * @param property the property
	 * @param entity the entity of the other row
	 * @param key the properties by which it is recognised, with their values
	 */
	public void refer(ResolvedProperty property, Class<?> entity, Map<ResolvedProperty, @Nullable Object> key) {
		this.references.put(property, new SeedReference(entity, key));
		this.modified = true;
	}

	/**
	 * State what an upsert overwrites.
	 * @param properties the properties
	 */
	public void updating(List<ResolvedProperty> properties) {
		this.updating = List.copyOf(properties);
		this.modified = true;
	}

	/**
	 * Return the set as it is now.
	 * @return the definition
	 */
	public SeedDefinition<T> define() {
		return new SeedDefinition<>(this.entity, this.sources, this.policy, this.key, this.updating, this.environments,
				this.followsParents, this.references);
	}

}
