package io.masterrecord.repository;

import io.masterrecord.model.KeyModel;
import io.masterrecord.write.EntityOperations;
import org.jspecify.annotations.Nullable;

import org.springframework.data.repository.core.EntityInformation;
import org.springframework.util.ClassUtils;

/**
 * What Spring Data asks about an entity.
 *
 * @param <T> the entity
 * @param <ID> the type of its id
 * @param operations knows the entity
 * @param type the entity
 * @param declared the type of ids that the repository states
 */
record EntityIdentity<T, ID>(EntityOperations operations, Class<T> type,
		Class<?> declared) implements EntityInformation<T, ID> {

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
		KeyModel key = this.operations.model().entity(this.type).key();
		Object id = key.get(entity);
		return (ID) ((id != null && key.isComposite()) ? key.as(getIdType(), id) : id);
	}

	@Override
	@SuppressWarnings("unchecked")
	public Class<ID> getIdType() {
		KeyModel key = this.operations.model().entity(this.type).key();
		return (Class<ID>) (key.isComposite() && key.accepts(this.declared) ? this.declared
				: ClassUtils.resolvePrimitiveIfNecessary(key.javaType()));
	}

}
