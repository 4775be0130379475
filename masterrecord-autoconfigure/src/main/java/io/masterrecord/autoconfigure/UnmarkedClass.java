package io.masterrecord.autoconfigure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.io.Resource;
import org.springframework.core.type.AnnotationMetadata;
import org.springframework.core.type.ClassMetadata;
import org.springframework.core.type.MethodMetadata;
import org.springframework.core.type.classreading.MetadataReader;
import org.springframework.core.type.classreading.MetadataReaderFactory;
import org.springframework.util.function.SingletonSupplier;

/**
 * What Spring wants to know of a class that has no annotation but ours: that it is no
 * component, configuration or repository. The rest is read when somebody asks for it.
 * <p>
 * Entities and migrations are most of the classes of an application, and Spring would
 * read all of their methods once more.
 */
final class UnmarkedClass implements MetadataReader, AnnotationMetadata {

	private final Resource resource;

	private final String name;

	private final @Nullable String superName;

	private final String[] interfaceNames;

	private final boolean isAbstract;

	private final boolean isFinal;

	private final Supplier<MetadataReader> read;

	/**
	 * Create it.
	 * @param resource the bytes of the class
	 * @param marks what was seen in them
	 * @param readers reads the rest
	 */
	UnmarkedClass(Resource resource, EntityMarks marks, MetadataReaderFactory readers) {
		this.resource = resource;
		this.name = marks.name();
		this.superName = marks.superName();
		this.interfaceNames = marks.interfaceNames();
		this.isAbstract = marks.isAbstract();
		this.isFinal = marks.isFinal();
		this.read = SingletonSupplier.of(() -> {
			try {
				return readers.getMetadataReader(resource);
			}
			catch (IOException ex) {
				throw new UncheckedIOException("Class '%s' cannot be read".formatted(this.name), ex);
			}
		});
	}

	private AnnotationMetadata all() {
		return this.read.get().getAnnotationMetadata();
	}

	/**
	 * Tell whether the class may have an annotation.
	 */
	private static boolean isPossible(String annotation) {
		return annotation.startsWith("io.masterrecord.") || annotation.startsWith("org.jspecify.");
	}

	@Override
	public Resource getResource() {
		return this.resource;
	}

	@Override
	public ClassMetadata getClassMetadata() {
		return this;
	}

	@Override
	public AnnotationMetadata getAnnotationMetadata() {
		return this;
	}

	@Override
	public boolean isAnnotated(String annotationName) {
		return isPossible(annotationName) && all().isAnnotated(annotationName);
	}

	@Override
	public boolean hasAnnotation(String annotationName) {
		return isPossible(annotationName) && all().hasAnnotation(annotationName);
	}

	@Override
	public boolean hasMetaAnnotation(String metaAnnotationName) {
		return isPossible(metaAnnotationName) && all().hasMetaAnnotation(metaAnnotationName);
	}

	@Override
	public MergedAnnotations getAnnotations() {
		return all().getAnnotations();
	}

	@Override
	public Set<MethodMetadata> getAnnotatedMethods(String annotationName) {
		return all().getAnnotatedMethods(annotationName);
	}

	@Override
	public Set<MethodMetadata> getDeclaredMethods() {
		return all().getDeclaredMethods();
	}

	@Override
	public String getClassName() {
		return this.name;
	}

	@Override
	public boolean isInterface() {
		return false;
	}

	@Override
	public boolean isAnnotation() {
		return false;
	}

	@Override
	public boolean isAbstract() {
		return this.isAbstract;
	}

	@Override
	public boolean isFinal() {
		return this.isFinal;
	}

	@Override
	public boolean isIndependent() {
		return all().isIndependent();
	}

	@Override
	public @Nullable String getEnclosingClassName() {
		return all().getEnclosingClassName();
	}

	@Override
	public @Nullable String getSuperClassName() {
		return this.superName;
	}

	@Override
	public String[] getInterfaceNames() {
		return this.interfaceNames.clone();
	}

	@Override
	public String[] getMemberClassNames() {
		return all().getMemberClassNames();
	}

}
