package io.masterrecord.repository;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

import io.masterrecord.model.PropertyModel;
import io.masterrecord.property.ManyProp;
import io.masterrecord.property.TextProp;
import io.masterrecord.query.Condition;
import io.masterrecord.query.Query;
import io.masterrecord.query.Relations;
import io.masterrecord.write.EntityOperations;
import io.masterrecord.write.Links;
import io.masterrecord.write.Patch;
import io.masterrecord.write.Upsert;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Sort;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * What stands behind every {@link MasterRecordRepository}. Writes run in a transaction;
 * so do pages, whose rows and total belong together. A reading of one statement needs
 * none, and joins the one there is. To change it for all repositories of an application,
 * extend it and name the class as
 * {@link EnableMasterRecordRepositories#repositoryBaseClass()}.
 *
 * @param <T> the entity
 * @param <ID> the type of its id
 * @since 0.1.0
 */
@Transactional(readOnly = true, propagation = Propagation.SUPPORTS)
public class SimpleMasterRecordRepository<T, ID> implements MasterRecordRepository<T, ID> {

	private final EntityOperations operations;

	private final Class<T> type;

	private final List<TextProp<T>> searchable;

	/**
	 * Create a repository.
	 * @param operations reads and writes the entity
	 * @param type the entity
	 */
	public SimpleMasterRecordRepository(EntityOperations operations, Class<T> type) {
		this.operations = operations;
		this.type = type;
		List<TextProp<T>> properties = new ArrayList<>();
		for (PropertyModel property : operations.model().entity(type).properties()) {
			if (property.isSearchable()) {
				properties.add(TextProp.of(type, property.name()));
			}
		}
		this.searchable = List.copyOf(properties);
	}

	@Override
	public Query<T> query() {
		return this.operations.query(this.type);
	}

	@Override
	public Relations<T> relations() {
		return this.operations.relations(this.type);
	}

	@Override
	public <E> Links<T, E> links(ManyProp<T, E> relation) {
		return this.operations.links(this.type, relation);
	}

	@Override
	@Transactional(readOnly = true)
	public Page<T> findAll(Condition<T> condition, Pageable pageable) {
		return query(condition).page(pageable);
	}

	@Override
	@Transactional(readOnly = true)
	@SuppressWarnings("unchecked")
	public Page<T> search(@Nullable String keyword, Pageable pageable) {
		if (this.searchable.isEmpty()) {
			throw new InvalidDataAccessApiUsageException(
					"'%s' has nothing to search in: annotate properties with @Searchable, or name them in the call"
						.formatted(this.type.getSimpleName()));
		}
		return query().search(keyword, this.searchable.toArray(TextProp[]::new)).page(pageable);
	}

	@Override
	public Optional<T> findById(ID id) {
		return this.operations.find(this.type, id);
	}

	@Override
	public boolean existsById(ID id) {
		return this.operations.exists(this.type, id);
	}

	@Override
	public List<T> findAll() {
		return query().list();
	}

	@Override
	public List<T> findAll(Sort sort) {
		return query().sortBy(sort).list();
	}

	@Override
	@Transactional(readOnly = true)
	public Page<T> findAll(Pageable pageable) {
		return query().page(pageable);
	}

	@Override
	public List<T> findAllById(Iterable<ID> ids) {
		return this.operations.findAll(this.type, listOf(ids));
	}

	@Override
	public long count() {
		return query().count();
	}

	@Override
	@Transactional
	public T insert(T entity) {
		return this.operations.insert(entity);
	}

	@Override
	@Transactional
	public T update(T entity) {
		return this.operations.update(entity);
	}

	@Override
	@Transactional
	public <S extends T> S save(S entity) {
		return this.operations.save(entity);
	}

	@Override
	@Transactional
	@SuppressWarnings("unchecked")
	public <S extends T> List<S> saveAll(Iterable<S> entities) {
		return (List<S>) this.operations.saveAll(this.type, listOf(entities));
	}

	@Override
	public Patch<T> patch(ID id) {
		return this.operations.patch(this.type, id);
	}

	@Override
	@Transactional
	public List<T> bulkCreate(Collection<? extends T> entities) {
		return this.operations.insertAll(this.type, entities);
	}

	@Override
	@Transactional
	public List<T> bulkUpdate(Collection<? extends T> entities) {
		return this.operations.updateAll(this.type, entities);
	}

	@Override
	@Transactional
	public int bulkDelete(Collection<? extends ID> ids) {
		return this.operations.deleteAllById(this.type, ids);
	}

	@Override
	@Transactional
	public void bulkPatch(Collection<Patch<T>> patches) {
		this.operations.patchAll(this.type, patches);
	}

	@Override
	public Upsert<T> upsert(T entity) {
		return this.operations.upsertAll(this.type, List.of(entity));
	}

	@Override
	public Upsert<T> upsertAll(Collection<? extends T> entities) {
		return this.operations.upsertAll(this.type, entities);
	}

	@Override
	@Transactional
	public void delete(T entity) {
		this.operations.delete(entity);
	}

	@Override
	@Transactional
	public void deleteById(ID id) {
		this.operations.deleteById(this.type, id);
	}

	@Override
	@Transactional
	public void deleteAll(Iterable<? extends T> entities) {
		this.operations.deleteAll(this.type, listOf(entities));
	}

	@Override
	@Transactional
	public void deleteAllById(Iterable<? extends ID> ids) {
		this.operations.deleteAllById(this.type, listOf(ids));
	}

	@Override
	@Transactional
	public void deleteAll() {
		this.operations.deleteEverything(this.type);
	}

	private static <E> List<E> listOf(Iterable<E> elements) {
		if (elements instanceof Collection<E> collection) {
			return new ArrayList<>(collection);
		}
		List<E> result = new ArrayList<>();
		elements.forEach(result::add);
		return result;
	}

}
