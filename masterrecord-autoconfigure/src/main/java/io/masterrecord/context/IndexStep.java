package io.masterrecord.context;

import io.masterrecord.model.IndexDefinition.Part;
import io.masterrecord.property.Prop;
import io.masterrecord.property.ResolvedProperty;
import io.masterrecord.schema.Environments;

/**
 * Takes what an index is besides its properties, and whatever is declared next.
 *
 * @param <T> the entity
 * @since 0.1.0
 */
public final class IndexStep<T> extends EntitySpec<T> {

	private final IndexDraft draft;

	IndexStep(EntityDeclarations<T> declarations, IndexDraft draft) {
		super(declarations);
		this.draft = draft;
	}

	/**
	 * Name the index.
	 * @param name the name, exactly as it stands in the database; at most 63 bytes
	 * @return this step
	 */
	public IndexStep<T> name(String name) {
		this.draft.name(name);
		return this;
	}

	/**
	 * Let the index refuse rows with the same values.
	 * @return this step
	 */
	public IndexStep<T> unique() {
		this.draft.unique();
		return this;
	}

	/**
	 * Hold a property of the index from the greatest value to the least.
	 * @param property one of its properties
	 * @return this step
	 */
	public IndexStep<T> descending(Prop<T, ?> property) {
		this.draft.change(ResolvedProperty.of(property).name(), Part::reversed);
		return this;
	}

	/**
	 * Let NULL come before all values of a property. PostgreSQL and H2 can choose;
	 * elsewhere NULL is the least value.
	 * @param property one of its properties
	 * @return this step
	 */
	public IndexStep<T> nullsFirst(Prop<T, ?> property) {
		this.draft.change(ResolvedProperty.of(property).name(), (part) -> part.withNulls(true));
		return this;
	}

	/**
	 * Let NULL come behind all values of a property. PostgreSQL and H2 can choose;
	 * elsewhere NULL is the least value.
	 * @param property one of its properties
	 * @return this step
	 */
	public IndexStep<T> nullsLast(Prop<T, ?> property) {
		this.draft.change(ResolvedProperty.of(property).name(), (part) -> part.withNulls(false));
		return this;
	}

	/**
	 * Let the index also be sorted by an expression, behind what it is sorted by already.
	 * @param sql an SQL expression over the columns of the table, which are named without
	 * quotes
	 * @return this step
	 */
	public IndexStep<T> expression(String sql) {
		this.draft.add(Part.expression(sql));
		return this;
	}

	/**
	 * Let the index hold some rows only. PostgreSQL and SQLite can; elsewhere the
	 * migration is refused.
	 * @param condition an SQL condition over the columns of the table, which are named
	 * without quotes
	 * @return this step
	 */
	public IndexStep<T> where(String condition) {
		this.draft.where(condition);
		return this;
	}

	/**
	 * Let the index hold further properties, which it is not sorted by, so that a query
	 * need not look into the table for them. Only PostgreSQL can; elsewhere the migration
	 * is refused.
	 * @param properties further properties
	 * @return this step
	 */
	@SafeVarargs
	public final IndexStep<T> include(Prop<T, ?>... properties) {
		for (Prop<T, ?> property : properties) {
			this.draft.include(ResolvedProperty.of(property).name());
		}
		return this;
	}

	/**
	 * Let the index exist in some environments only.
	 * @param environments the names of Spring profiles, one of which is active where it
	 * exists
	 * @return this step
	 */
	public IndexStep<T> when(String... environments) {
		this.draft.when(Environments.of(environments));
		return this;
	}

}
