package io.masterrecord.model;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

/**
 * Entities that were read before their model is built, on a thread that has nothing else
 * to do.
 * <p>
 * No code of an application runs meanwhile: an entity is passed over that has a converter
 * or an enum, since these would be initialized, and one that there is something to say
 * about. Building the model reads these itself, and reports what is wrong as it always
 * does. Safe for use by several threads.
 *
 * @since 0.1.0
 */
public final class EarlyEntities {

	private final Map<Class<?>, ReadEntity> entities = new ConcurrentHashMap<>();

	private EarlyEntities() {
	}

	/**
	 * Return no entities.
	 * @return none
	 */
	public static EarlyEntities none() {
		return new EarlyEntities();
	}

	/**
	 * Read entities.
	 * @param types the annotated records and classes
	 * @return those that can be read early
	 */
	public static EarlyEntities read(Collection<Class<?>> types) {
		EarlyEntities early = new EarlyEntities();
		Conversions conversions = Conversions.ofPlatformTypesOnly();
		for (Class<?> type : types) {
			ReadEntity entity = read(type, conversions);
			if (entity != null) {
				early.entities.put(type, entity);
			}
		}
		return early;
	}

	private static @Nullable ReadEntity read(Class<?> type, Conversions conversions) {
		Problems problems = new Problems();
		try {
			ReadEntity entity = EntityReader.read(type, conversions, problems);
			return problems.isEmpty() ? entity : null;
		}
		catch (RuntimeException | LinkageError ex) {
			return null;
		}
	}

	/**
	 * Return the classes of the entities that nobody took yet.
	 * @return the classes
	 */
	public Collection<Class<?>> types() {
		return List.copyOf(this.entities.keySet());
	}

	/**
	 * Take an entity. It is changed by those who build a model of it, so there is no
	 * second time.
	 * @return the entity with the indexes of the definition, or {@code null} if it is to
	 * be read now
	 */
	@Nullable ReadEntity take(EntityDefinition definition) {
		ReadEntity entity = this.entities.remove(definition.type());
		return (entity != null) ? entity.with(definition) : null;
	}

}
