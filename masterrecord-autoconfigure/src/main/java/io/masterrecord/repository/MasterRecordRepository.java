package io.masterrecord.repository;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

import io.masterrecord.property.ManyProp;
import io.masterrecord.property.Prop;
import io.masterrecord.property.TextProp;
import io.masterrecord.query.Condition;
import io.masterrecord.query.Query;
import io.masterrecord.query.Relations;
import io.masterrecord.query.Search;
import io.masterrecord.query.SearchPage;
import io.masterrecord.write.EntityOperations;
import io.masterrecord.write.Links;
import io.masterrecord.write.Patch;
import io.masterrecord.write.Upsert;
import org.jspecify.annotations.Nullable;

import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.repository.ListCrudRepository;
import org.springframework.data.repository.ListPagingAndSortingRepository;
import org.springframework.data.repository.NoRepositoryBean;

/**
 * The repository of an entity: what Spring Data's repositories do, and queries.
 * <p>
 * Writes return the instance to use from then on: a new record, the same object of a
 * class. {@code save} inserts what is new and updates the rest, see
 * {@link EntityOperations#save(Object)}; {@link #insert(Object)} and
 * {@link #update(Object)} say which is meant. {@code saveAll}, {@code deleteAll} and
 * {@code deleteAllById} write all rows or none. A version that is outdated is an
 * {@code OptimisticLockingFailureException}; deleting by an id that does not exist is
 * none.
 *
 * @param <T> the entity
 * @param <ID> the type of its id
 * @since 0.1.0
 */
@NoRepositoryBean
public interface MasterRecordRepository<T, ID>
		extends ListCrudRepository<T, ID>, ListPagingAndSortingRepository<T, ID> {

	/**
	 * Return a repository without an interface of its own.
	 * @param <T> the entity
	 * @param <ID> the type of its id
	 * @param operations reads and writes the entity
	 * @param type the entity
	 * @return the repository
	 */
	static <T, ID> MasterRecordRepository<T, ID> of(EntityOperations operations, Class<T> type) {
		return new SimpleMasterRecordRepository<>(operations, type);
	}

	/**
	 * Start a query.
	 * @return a query of all rows
	 */
	Query<T> query();

	/**
	 * Start a query of the rows that meet a condition, such as a named scope:
	 * {@code plans.query(PlanScopes.open()).sortBy(…).page(pageable)}.
	 * @param condition the condition
	 * @return a query of those rows
	 */
	default Query<T> query(Condition<T> condition) {
		return query().where(condition);
	}

	/**
	 * Read the rows that meet a condition.
	 * @param condition the condition
	 * @return the entities
	 */
	default List<T> findAll(Condition<T> condition) {
		return query(condition).list();
	}

	/**
	 * Read a page of the rows that meet a condition.
	 * @param condition the condition
	 * @param pageable which page, in which order of mapped properties
	 * @return the page and the total
	 */
	default Page<T> findAll(Condition<T> condition, Pageable pageable) {
		return query(condition).page(pageable);
	}

	/**
	 * Read the only row that meets a condition.
	 * @param condition the condition
	 * @return the entity, if there is one
	 * @throws org.springframework.dao.IncorrectResultSizeDataAccessException if there are
	 * several
	 */
	default Optional<T> findOne(Condition<T> condition) {
		return query(condition).optional();
	}

	/**
	 * Tell whether a row meets a condition.
	 * @param condition the condition
	 * @return whether there is at least one
	 */
	default boolean exists(Condition<T> condition) {
		return query(condition).exists();
	}

	/**
	 * Count the rows that meet a condition.
	 * @param condition the condition
	 * @return the number of rows
	 */
	default long count(Condition<T> condition) {
		return query(condition).count();
	}

	/**
	 * Read one property of the rows that meet a condition, and nothing else of them.
	 * @param <V> the type of the property
	 * @param property the property
	 * @param condition the condition
	 * @return the values, {@code null} for NULL
	 */
	default <V> List<@Nullable V> pluck(Prop<T, V> property, Condition<T> condition) {
		return query(condition).pluck(property);
	}

	/**
	 * Read some properties of the rows that meet a condition into a record.
	 * @param <R> the record
	 * @param type the record; its components have the names and types of properties
	 * @param condition the condition
	 * @return the rows
	 */
	default <R> List<R> select(Class<R> type, Condition<T> condition) {
		return query(condition).select(type).list();
	}

	/**
	 * Return what loads and counts the rows that are related to instances which are there
	 * already. To read them along with the instances, see {@link Query#include}.
	 * @return the relations of the entity
	 */
	Relations<T> relations();

	/**
	 * Return what writes the pairs of a relation with {@code @ManyToMany}.
	 * @param <E> the other entity
	 * @param relation the property that holds the other rows
	 * @return its links
	 */
	<E> Links<T, E> links(ManyProp<T, E> relation);

	/**
	 * Look for a keyword in the properties that are annotated with {@code @Searchable}.
	 * @param keyword what a user typed; every row matches {@code null} and blanks
	 * @param pageable which page, in which order of mapped properties
	 * @return the page and the total
	 * @throws org.springframework.dao.InvalidDataAccessApiUsageException if no property
	 * is searchable
	 */
	Page<T> search(@Nullable String keyword, Pageable pageable);

	/**
	 * Look for something in the properties that are annotated with {@code @Searchable},
	 * by the search index of the entity if the database keeps it.
	 * @param search what is looked for; every row matches nothing
	 * @param pageable which page; what it is sorted by decides among rows that fit
	 * equally well
	 * @return the page, the best first, the total, and what answered
	 * @throws io.masterrecord.query.InvalidQueryException if no property is searchable
	 */
	default SearchPage<T> ranked(Search search, Pageable pageable) {
		return query().ranked(search).page(pageable);
	}

	/**
	 * Look for a keyword in one property.
	 * @param keyword what a user typed; every row matches {@code null} and blanks
	 * @param pageable which page, in which order of mapped properties
	 * @param first a property
	 * @return the page and the total
	 */
	default Page<T> search(@Nullable String keyword, Pageable pageable, TextProp<T> first) {
		return query().search(keyword, first).page(pageable);
	}

	/**
	 * Look for a keyword in two properties.
	 * @param keyword what a user typed; every row matches {@code null} and blanks
	 * @param pageable which page, in which order of mapped properties
	 * @param first a property
	 * @param second another property
	 * @return the page and the total
	 */
	default Page<T> search(@Nullable String keyword, Pageable pageable, TextProp<T> first, TextProp<T> second) {
		return query().search(keyword, first, second).page(pageable);
	}

	/**
	 * Look for a keyword in three properties; for more, use {@link #query()}.
	 * @param keyword what a user typed; every row matches {@code null} and blanks
	 * @param pageable which page, in which order of mapped properties
	 * @param first a property
	 * @param second another property
	 * @param third a third property
	 * @return the page and the total
	 */
	default Page<T> search(@Nullable String keyword, Pageable pageable, TextProp<T> first, TextProp<T> second,
			TextProp<T> third) {
		return query().search(keyword, first, second, third).page(pageable);
	}

	/**
	 * Insert a row, whatever {@code save} would do.
	 * @param entity what to insert
	 * @return the instance to use
	 */
	T insert(T entity);

	/**
	 * Update a row, whatever {@code save} would do.
	 * @param entity what to update
	 * @return the instance to use
	 */
	T update(T entity);

	/**
	 * Start to change some properties of one row, the others left as they are:
	 * {@code patch(id).set(Plan::title).to("x").set(Plan::note).toNull().execute()}.
	 * @param id the id of the row
	 * @return a patch without changes
	 */
	Patch<T> patch(ID id);

	/**
	 * Insert rows, all or none, with as few statements as the database allows.
	 * @param entities what to insert; an empty collection does nothing
	 * @return the instances to use, in the same order
	 * @throws io.masterrecord.write.InvalidEntityException if any breaks a rule of its
	 * own; each violation names its row
	 */
	List<T> bulkCreate(Collection<? extends T> entities);

	/**
	 * Update rows, all or none, with as few statements as the database allows.
	 * @param entities what to update; an empty collection does nothing
	 * @return the instances to use, in the same order
	 * @throws io.masterrecord.write.StaleVersionException if rows were changed or deleted
	 * meanwhile; it names all of them
	 * @throws io.masterrecord.write.MissingRowException if the entity has no version and
	 * a row does not exist
	 */
	List<T> bulkUpdate(Collection<? extends T> entities);

	/**
	 * Delete the rows of ids, all or none, whatever their versions.
	 * @param ids the ids; those no row has are passed over
	 * @return how many rows there were
	 */
	int bulkDelete(Collection<? extends ID> ids);

	/**
	 * Write patches, all or none: the properties each of them names, NULL included, and
	 * nothing else.
	 * @param patches patches of rows of this entity, see {@link #patch(Object)}
	 * @throws io.masterrecord.write.MissingRowException if a row does not exist
	 * @throws io.masterrecord.write.StaleVersionException if rows are not in the versions
	 * asked for; it names all of them
	 */
	void bulkPatch(Collection<Patch<T>> patches);

	/**
	 * Start to insert a row, or to update the row there is of the same key.
	 * @param entity what to write
	 * @return an upsert by the id
	 */
	Upsert<T> upsert(T entity);

	/**
	 * Start to insert rows, or to update the rows there are of the same keys, all or
	 * none: {@code upsertAll(users).by(User::email).updating(User::name).execute()}.
	 * @param entities what to write; an empty collection does nothing
	 * @return an upsert by the id
	 */
	Upsert<T> upsertAll(Collection<? extends T> entities);

}
