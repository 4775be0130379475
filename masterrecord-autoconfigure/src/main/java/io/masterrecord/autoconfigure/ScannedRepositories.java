package io.masterrecord.autoconfigure;

import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;

import io.masterrecord.annotation.Table;
import io.masterrecord.repository.MasterRecordRepository;
import org.jspecify.annotations.Nullable;

import org.springframework.core.ResolvableType;
import org.springframework.core.io.Resource;
import org.springframework.core.io.ResourceLoader;
import org.springframework.core.type.classreading.CachingMetadataReaderFactory;
import org.springframework.core.type.classreading.MetadataReader;
import org.springframework.core.type.classreading.MetadataReaderFactory;
import org.springframework.core.type.filter.AssignableTypeFilter;
import org.springframework.core.type.filter.TypeFilter;
import org.springframework.data.repository.Repository;
import org.springframework.util.ClassUtils;

/**
 * The repositories in packages of an application. They tell which classes with an id are
 * not ours, since other stores of Spring Data need no annotation on theirs.
 */
final class ScannedRepositories {

	private final MetadataReaderFactory metadata;

	private final TypeFilter filter = new AssignableTypeFilter(Repository.class);

	private final Set<String> names = new TreeSet<>();

	ScannedRepositories(ResourceLoader loader) {
		this.metadata = new CachingMetadataReaderFactory(loader);
	}

	/**
	 * Look whether an interface is a repository.
	 * @param resource the bytes of the interface
	 */
	void look(Resource resource) throws IOException {
		MetadataReader reader = this.metadata.getMetadataReader(resource);
		if (this.filter.match(reader, this.metadata)) {
			this.names.add(reader.getClassMetadata().getClassName());
		}
	}

	/**
	 * Return the classes that there are repositories of, none of which is ours.
	 */
	Set<Class<?>> foreign(@Nullable ClassLoader classLoader) {
		Set<Class<?>> ours = new HashSet<>();
		Set<Class<?>> foreign = new HashSet<>();
		for (String name : this.names) {
			Class<?> type = ClassUtils.isPresent(name, classLoader) ? ClassUtils.resolveClassName(name, classLoader)
					: null;
			Class<?> entity = (type != null) ? ResolvableType.forClass(type).as(Repository.class).resolveGeneric(0)
					: null;
			if (type != null && entity != null) {
				boolean isOurs = MasterRecordRepository.class.isAssignableFrom(type)
						|| entity.isAnnotationPresent(Table.class);
				(isOurs ? ours : foreign).add(entity);
			}
		}
		foreign.removeAll(ours);
		return foreign;
	}

}
