package io.masterrecord.context;

/**
 * Takes the indexes and seeds of an entity.
 *
 * @param <T> the entity
 * @since 0.1.0
 */
public final class EntityBuilder<T> extends EntitySpec<T> {

	EntityBuilder(EntityDeclarations<T> declarations) {
		super(declarations);
	}

}
