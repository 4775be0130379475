package io.masterrecord.repository;

import io.masterrecord.write.EntityOperations;
import org.jspecify.annotations.Nullable;

import org.springframework.data.repository.core.EntityInformation;
import org.springframework.util.ClassUtils;

/**
 * What Spring Data asks about an entity.
 *
 * @param <T> the entity
 * @param <ID> the type of its id
 */
record EntityIdentity<T, ID>(EntityOperations operations, Class<T> type) implements EntityInformation<T, ID> {

	@Override
	public Class<T> getJavaType() {
		return this.type;
	}

	@Override
	public boolean isNew(T entity) {
		return this.operations.isNew(entity);
	}

	@Override
	@SuppressWarnings("unchecked")
	public @Nullable ID getId(T entity) {
		return (ID) this.operations.model().entity(this.type).id().get(entity);
	}

	@Override
	@SuppressWarnings("unchecked")
	public Class<ID> getIdType() {
		Class<?> idType = this.operations.model().entity(this.type).id().javaType();
		return (Class<ID>) ClassUtils.resolvePrimitiveIfNecessary(idType);
	}

}
