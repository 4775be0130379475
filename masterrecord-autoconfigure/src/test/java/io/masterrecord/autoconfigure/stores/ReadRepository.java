package io.masterrecord.autoconfigure.stores;

import org.springframework.data.repository.CrudRepository;
import org.springframework.data.repository.NoRepositoryBean;

/**
 * What repositories have in common.
 *
 * @param <T> the entity
 */
@NoRepositoryBean
interface ReadRepository<T> extends CrudRepository<T, Long> {

}
