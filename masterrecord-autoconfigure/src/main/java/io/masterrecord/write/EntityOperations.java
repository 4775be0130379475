package io.masterrecord.write;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

import io.masterrecord.jdbc.SqlStatement;
import io.masterrecord.jdbc.StatementGate;
import io.masterrecord.model.EntityModel;
import io.masterrecord.model.Model;
import io.masterrecord.property.ManyProp;
import io.masterrecord.query.Query;
import io.masterrecord.query.QueryContext;
import io.masterrecord.query.QuerySettings;
import io.masterrecord.query.Relations;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Reads and writes the entities of a model. Every write returns the instance to use from
 * then on: a new record, the same object of a class.
 * <p>
 * Statements join the Spring transaction there is. What takes several statements (the
 * methods that take many instances) runs in a transaction of its own if there is none.
 * Nothing connects to a database before the first statement. Safe for use by several
 * threads.
 *
 * @since 0.1.0
 */
public final class EntityOperations {

	/** Below what any database takes in one statement. */
	private static final int MOST_IDS = 1000;

	/** Rows that are in memory together while many are loaded. */
	private static final int MOST_LOADED = 10_000;

	private final Model model;

	private final QueryContext queries;

	private final EntityWriters writers;

	EntityOperations(Model model, QueryContext queries, EntityWriters writers) {
		this.model = model;
		this.queries = queries;
		this.writers = writers;
	}

	/**
	 * Start to put operations together.
	 * @param model the entities
	 * @param gate the way to their database
	 * @return a builder
	 */
	public static EntityOperationsBuilder builder(Model model, StatementGate gate) {
		return new EntityOperationsBuilder(model, gate);
	}

	/**
	 * Return the entities.
	 * @return the model
	 */
	public Model model() {
		return this.model;
	}

	/**
	 * Return the way to the database.
	 * @return the gate
	 */
	public StatementGate gate() {
		return this.writers.gate();
	}

	/**
	 * Return the limits of queries.
	 * @return the settings
	 */
	public QuerySettings settings() {
		return this.queries.settings();
	}

	/**
	 * Start a query.
	 * @param <T> the entity
	 * @param type the entity
	 * @return a query of all its rows
	 */
	public <T> Query<T> query(Class<T> type) {
		return Query.of(entity(type), this.queries);
	}

	/**
	 * Start a query of rows that may have no class of the application, such as those of a
	 * table of pairs.
	 * @param <T> the entity
	 * @param entity the model of the entity
	 * @return a query of all its rows
	 */
	public <T> Query<T> query(EntityModel<T> entity) {
		return Query.of(entity, this.queries);
	}

	/**
	 * Ask the database how it would run a statement, without running it.
	 * @param statement what {@code toSql()}, {@code toCountSql()}, {@code toUpdateSql(…)}
	 * and {@code toDeleteSql()} return
	 * @return its plan, in its own words, one line per step
	 */
	public String explain(SqlStatement statement) {
		return this.queries.explain(statement);
	}

	/**
	 * Return what reads and counts the rows that are related to instances.
	 * @param <T> the entity of the instances
	 * @param type the entity of the instances
	 * @return its relations
	 */
	public <T> Relations<T> relations(Class<T> type) {
		return Relations.of(entity(type), this.queries);
	}

	/**
	 * Return what writes the pairs of a relation with {@code @ManyToMany}.
	 * @param <T> the entity that has the relation
	 * @param <E> the other entity
	 * @param type the entity that has the relation
	 * @param relation the property that holds the other rows
	 * @return its links
	 */
	public <T, E> Links<T, E> links(Class<T> type, ManyProp<T, E> relation) {
		EntityModel<T> owners = entity(type);
		return Links.of(this.writers, owners, owners.relation(relation));
	}

	/**
	 * Read the row of an id.
	 * @param <T> the entity
	 * @param type the entity
	 * @param id the id
	 * @return the instance, if there is such a row
	 */
	public <T> Optional<T> find(Class<T> type, Object id) {
		Assert.notNull(id, "'id' must not be null");
		return RowsOfIds.of(query(type), entity(type), List.of(id)).optional();
	}

	/**
	 * Read the rows of some ids.
	 * @param <T> the entity
	 * @param type the entity
	 * @param ids the ids
	 * @return the instances that exist, each once, in no particular order
	 */
	public <T> List<T> findAll(Class<T> type, Collection<?> ids) {
		Assert.noNullElements(ids, "'ids' must not contain null");
		List<T> result = new ArrayList<>();
		List<Object> distinct = new ArrayList<>(new LinkedHashSet<>(ids));
		for (int start = 0; start < distinct.size(); start += MOST_IDS) {
			List<Object> chunk = distinct.subList(start, Math.min(distinct.size(), start + MOST_IDS));
			result.addAll(RowsOfIds.of(query(type), entity(type), chunk).list());
		}
		return result;
	}

	/**
	 * Tell whether there is a row of an id.
	 * @param type the entity
	 * @param id the id
	 * @return whether there is
	 */
	public boolean exists(Class<?> type, Object id) {
		Assert.notNull(id, "'id' must not be null");
		return exists(entity(type), id);
	}

	private <T> boolean exists(EntityModel<T> entity, Object id) {
		return RowsOfIds.of(query(entity.type()), entity, List.of(id)).exists();
	}

	/**
	 * Insert a row. An id that is generated, a version, and auditing dates are filled in;
	 * what is {@code null} and has a default in the database is left to it and read back.
	 * @param <T> the entity
	 * @param entity what to insert
	 * @return the instance to use
	 * @throws InvalidEntityException if it breaks a rule of its own
	 */
	public <T> T insert(T entity) {
		EntityWriter<T> writer = this.writers.ofInstance(entity);
		return this.writers.inTransaction(writer, () -> writer.insert(List.of(entity)).get(0));
	}

	/**
	 * Insert rows, all or none.
	 * @param <T> the entity
	 * @param type the entity
	 * @param entities what to insert
	 * @return the instances to use, in the same order
	 * @throws InvalidEntityException if any breaks a rule of its own
	 */
	public <T> List<T> insertAll(Class<T> type, Collection<? extends T> entities) {
		List<T> all = checked(entities);
		EntityWriter<T> writer = this.writers.of(type);
		return this.writers.inTransaction(writer, all.size(), () -> writer.insert(all));
	}

	/**
	 * Insert many rows of which nothing is read back, all or none: the fastest way there
	 * is, {@code COPY} on PostgreSQL and statements of many rows elsewhere. Rules, hooks,
	 * auditing and generated ids are those of {@link #insertAll}; no instance gets to
	 * know what the database filled in.
	 * @param <T> the entity
	 * @param type the entity
	 * @param entities what to insert; taken little by little, so that they need not be in
	 * memory together
	 * @return how many rows were inserted
	 * @throws InvalidEntityException if any breaks a rule of its own
	 */
	public <T> long load(Class<T> type, Iterable<? extends T> entities) {
		EntityWriter<T> writer = this.writers.of(type);
		// What is taken little by little may be there only once.
		return this.writers.inTransaction(false, (savepoints) -> {
			long loaded = 0;
			List<T> some = new ArrayList<>();
			for (Iterator<? extends T> all = entities.iterator(); all.hasNext();) {
				T entity = all.next();
				Assert.notNull(entity, "'entities' must not contain null");
				some.add(entity);
				if (some.size() == MOST_LOADED || !all.hasNext()) {
					int first = Math.toIntExact(Math.min(loaded, Integer.MAX_VALUE));
					EntityWriters.explaining(savepoints, () -> {
						writer.load(some, first);
						return some;
					});
					loaded += some.size();
					some.clear();
				}
			}
			return loaded;
		});
	}

	/**
	 * Update a row by its id: every property except the id and the date of creation. A
	 * version is compared and counted up, and the date of the last change is set.
	 * @param <T> the entity
	 * @param entity what to update
	 * @return the instance to use
	 * @throws StaleVersionException if the row was changed or deleted meanwhile
	 * @throws MissingRowException if the entity has no version and there is no such row
	 * @throws InvalidEntityException if it breaks a rule of its own
	 */
	public <T> T update(T entity) {
		EntityWriter<T> writer = this.writers.ofInstance(entity);
		return this.writers.inTransaction(writer, () -> writer.update(List.of(entity)).get(0));
	}

	/**
	 * Update rows, all or none.
	 * @param <T> the entity
	 * @param type the entity
	 * @param entities what to update
	 * @return the instances to use, in the same order
	 * @throws StaleVersionException if a row was changed or deleted meanwhile
	 * @throws MissingRowException if the entity has no version and a row does not exist
	 * @throws InvalidEntityException if any breaks a rule of its own
	 */
	public <T> List<T> updateAll(Class<T> type, Collection<? extends T> entities) {
		List<T> all = checked(entities);
		EntityWriter<T> writer = this.writers.of(type);
		return this.writers.inTransaction(writer, all.size(), () -> writer.update(all));
	}

	/**
	 * Tell whether {@link #save(Object)} would insert an instance.
	 * @param <T> the entity
	 * @param entity the instance
	 * @return whether it is new
	 */
	public <T> boolean isNew(T entity) {
		return this.writers.ofInstance(entity).isNew(entity);
	}

	/**
	 * Insert a row if it is new, and update it otherwise. It is new if its version is 0
	 * or {@code null}; without a version, if a generated id is missing; and if the id is
	 * assigned, which tells nothing, the database is asked. What is a {@code Persistable}
	 * is asked itself.
	 * @param <T> the entity
	 * @param entity what to save
	 * @return the instance to use
	 */
	public <T> T save(T entity) {
		EntityWriter<T> writer = this.writers.ofInstance(entity);
		return this.writers.inTransaction(writer, () -> writer.save(List.of(entity)).get(0));
	}

	/**
	 * Save rows, all or none.
	 * @param <T> the entity
	 * @param type the entity
	 * @param entities what to save
	 * @return the instances to use, in the same order
	 */
	public <T> List<T> saveAll(Class<T> type, Collection<? extends T> entities) {
		List<T> all = checked(entities);
		EntityWriter<T> writer = this.writers.of(type);
		return this.writers.inTransaction(writer, all.size(), () -> writer.save(all));
	}

	/**
	 * Take back that a row was deleted, where the entity has {@code @SoftDelete}.
	 * @param type the entity
	 * @param id the id
	 * @return whether there was a deleted row of that id
	 * @throws org.springframework.dao.InvalidDataAccessApiUsageException if rows of the
	 * entity do not stay when they are deleted
	 */
	public boolean restore(Class<?> type, Object id) {
		Assert.notNull(id, "'id' must not be null");
		return this.writers.of(type).restore(id);
	}

	/**
	 * Delete the row of an instance, in the version of the instance if it has one. Where
	 * the entity has {@code @SoftDelete}, this and all other ways to delete let the row
	 * stay and mark it as deleted.
	 * @param entity what to delete
	 * @return whether there was such a row
	 * @throws StaleVersionException if the row was changed or deleted meanwhile
	 */
	public boolean delete(Object entity) {
		EntityWriter<Object> writer = this.writers.ofInstance(entity);
		return this.writers.inTransaction(writer, () -> writer.delete(List.of(entity)) > 0);
	}

	/**
	 * Delete the rows of instances, all or none.
	 * @param <T> the entity
	 * @param type the entity
	 * @param entities what to delete
	 * @return how many rows there were
	 * @throws StaleVersionException if a row was changed or deleted meanwhile
	 */
	public <T> int deleteAll(Class<T> type, Collection<? extends T> entities) {
		List<T> all = checked(entities);
		EntityWriter<T> writer = this.writers.of(type);
		return this.writers.inTransaction(writer, all.size(), () -> writer.delete(all));
	}

	/**
	 * Delete the row of an id, whatever its version.
	 * @param type the entity
	 * @param id the id
	 * @return whether there was such a row
	 */
	public boolean deleteById(Class<?> type, Object id) {
		Assert.notNull(id, "'id' must not be null");
		return deleteByIds(type, List.of(id)) > 0;
	}

	/**
	 * Delete the rows of ids, all or none, whatever their versions.
	 * @param type the entity
	 * @param ids the ids; those no row has are passed over
	 * @return how many rows there were
	 */
	public int deleteAllById(Class<?> type, Collection<?> ids) {
		Assert.noNullElements(ids, "'ids' must not contain null");
		List<Object> all = new ArrayList<>(new LinkedHashSet<>(ids));
		return deleteByIds(type, all);
	}

	private <T> int deleteByIds(Class<T> type, List<Object> ids) {
		EntityWriter<T> writer = this.writers.of(type);
		Supplier<Integer> work = () -> writer.deleteByIds(ids, (all) -> findAll(type, all));
		return (ids.size() > 1) ? this.writers.inTransaction(writer, ids.size(), work)
				: this.writers.inTransaction(writer, work);
	}

	/**
	 * Delete the rows of a query, all or none: they are read, locked where the database
	 * locks rows, and deleted in the versions in which they were.
	 * @param <T> the entity
	 * @param type the entity
	 * @param query a query of it
	 * @return what was deleted
	 * @throws StaleVersionException if a row was changed or deleted meanwhile
	 */
	public <T> List<T> deleteAll(Class<T> type, Query<T> query) {
		EntityWriter<T> writer = this.writers.of(type);
		return this.writers.inTransaction(writer, (savepoints) -> {
			writer.scope().claim();
			List<T> found = query.forUpdateIfPossible().list();
			writer.delete(found);
			return found;
		});
	}

	/**
	 * Delete every row of an entity.
	 * @param type the entity
	 * @return how many rows there were
	 */
	public int deleteEverything(Class<?> type) {
		return this.writers.of(type).deleteAll();
	}

	/**
	 * Start to change some properties of one row.
	 * @param <T> the entity
	 * @param type the entity
	 * @param id the id of the row
	 * @return a patch without changes
	 */
	public <T> Patch<T> patch(Class<T> type, Object id) {
		Assert.notNull(id, "'id' must not be null");
		return new Patch<>(this.writers, this.writers.of(type), (key) -> find(type, key), id, Map.of(), null);
	}

	/**
	 * Write patches of rows, all or none: {@code patchAll(Plan.class, List.of(
	 * operations.patch(Plan.class, 1).set(Plan::title).to("a"),
	 * operations.patch(Plan.class, 2).set(Plan::note).toNull()))}. Patches of the same
	 * properties share a statement.
	 * @param <T> the entity
	 * @param type the entity
	 * @param patches the patches
	 * @throws MissingRowException if a row does not exist
	 * @throws StaleVersionException if rows are not in the versions asked for; it names
	 * all of them
	 * @throws InvalidEntityException if a value breaks a rule of its property
	 */
	public <T> void patchAll(Class<T> type, Collection<Patch<T>> patches) {
		List<Patch<T>> all = checked(patches);
		EntityWriter<T> writer = this.writers.of(type);
		this.writers.inTransaction(writer, all.size(), () -> {
			writer.patch(all);
			return all;
		});
	}

	/**
	 * Start to insert a row, or to update the row there is of the same key.
	 * @param <T> the entity
	 * @param entity what to write
	 * @return an upsert by the id
	 */
	@SuppressWarnings("unchecked")
	public <T> Upsert<T> upsert(T entity) {
		Assert.notNull(entity, "'entity' must not be null");
		return upsertAll((Class<T>) entity.getClass(), List.of(entity));
	}

	/**
	 * Start to insert rows, or to update the rows there are of the same keys, all or
	 * none.
	 * @param <T> the entity
	 * @param type the entity
	 * @param entities what to write
	 * @return an upsert by the id
	 */
	public <T> Upsert<T> upsertAll(Class<T> type, Collection<? extends T> entities) {
		return new Upsert<>(this.writers, entity(type), checked(entities));
	}

	/**
	 * Make an instance of a row that was read in a way of its own, and do with it what is
	 * done with each that is read.
	 * @param <T> the entity
	 * @param entity the model of the entity
	 * @param values the values of its properties, in order
	 * @return the instance
	 */
	public <T> T make(EntityModel<T> entity, @Nullable Object[] values) {
		return this.queries.make(entity, values);
	}

	/**
	 * Start a unit of work: instances that are changed together and saved at once.
	 * @return a unit without any instance
	 */
	public UnitOfWork unitOfWork() {
		return new UnitOfWork(this, this.writers);
	}

	/**
	 * Return operations whose writes call no hooks. Keep them for many writes.
	 * @return the operations
	 */
	public EntityOperations skippingHooks() {
		EntityWriters skipping = this.writers.skippingHooks();
		return new EntityOperations(this.model, skipping.queries(), skipping);
	}

	/**
	 * Return operations for which some filters that belong to entities do not apply,
	 * neither to what they read nor to what they write: such as those of a job that works
	 * for all tenants. Keep them for many writes.
	 * @param names the names of the filters
	 * @return the operations
	 * @throws io.masterrecord.query.InvalidQueryException if there is no filter of a name
	 */
	public EntityOperations withoutFilter(String... names) {
		EntityWriters unfiltered = this.writers.withoutFilter(names);
		return new EntityOperations(this.model, unfiltered.queries(), unfiltered);
	}

	/**
	 * Return operations whose writes check no rules of Jakarta Bean Validation. Keep them
	 * for many writes.
	 * @return the operations
	 */
	public EntityOperations skippingValidation() {
		EntityWriters skipping = this.writers.skippingValidation();
		return new EntityOperations(this.model, skipping.queries(), skipping);
	}

	/**
	 * Return operations whose writes check the constraints of groups of Jakarta Bean
	 * Validation. Those that belong to none are checked only if
	 * {@code jakarta.validation.groups.Default} is among the groups. Keep them for many
	 * writes.
	 * @param groups the groups, at least one
	 * @return the operations
	 */
	public EntityOperations validating(Class<?>... groups) {
		Assert.notEmpty(groups, "'groups' must not be empty");
		Assert.noNullElements(groups, "'groups' must not contain null");
		EntityWriters validating = this.writers.validating(groups);
		return new EntityOperations(this.model, validating.queries(), validating);
	}

	private static <T> List<T> checked(Collection<? extends T> entities) {
		Assert.noNullElements(entities, "'entities' must not contain null");
		return List.copyOf(entities);
	}

	private <T> EntityModel<T> entity(Class<T> type) {
		return this.model.entity(type);
	}

}
