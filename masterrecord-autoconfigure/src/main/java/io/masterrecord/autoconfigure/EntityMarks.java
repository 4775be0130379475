package io.masterrecord.autoconfigure;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

import io.masterrecord.annotation.Table;
import org.jspecify.annotations.Nullable;

import org.springframework.asm.AnnotationVisitor;
import org.springframework.asm.ClassVisitor;
import org.springframework.asm.FieldVisitor;
import org.springframework.asm.MethodVisitor;
import org.springframework.asm.Opcodes;
import org.springframework.asm.SpringAsmInfo;
import org.springframework.asm.Type;
import org.springframework.data.annotation.Id;
import org.springframework.util.ClassUtils;

/**
 * Looks in the bytes of a class for what makes it an entity, so that no class is loaded
 * that is none.
 */
final class EntityMarks extends ClassVisitor {

	private static final String TABLE = Type.getDescriptor(Table.class);

	private static final String ID = Type.getDescriptor(Id.class);

	private final Set<String> classAnnotations = new HashSet<>();

	private String name = "";

	private @Nullable String superName;

	private String[] interfaceNames = {};

	private int access;

	private boolean hasId;

	EntityMarks() {
		super(SpringAsmInfo.ASM_VERSION);
	}

	/**
	 * Tell whether the class is an entity: it is annotated with {@link Table}, or has an
	 * {@link Id} and does not belong to another store.
	 */
	boolean isEntity() {
		if ((this.access & (Opcodes.ACC_ABSTRACT | Opcodes.ACC_INTERFACE | Opcodes.ACC_ANNOTATION)) != 0) {
			return false;
		}
		return this.classAnnotations.contains(TABLE)
				|| (this.hasId && this.classAnnotations.stream().noneMatch(EntityMarks::isOfAnotherStore));
	}

	/**
	 * Tell whether the class may be a repository: an interface that extends others.
	 */
	boolean isMaybeRepository() {
		return isInterface() && this.interfaceNames.length > 0;
	}

	/**
	 * Tell whether the class has no annotation but ours, and is no interface.
	 */
	boolean isUnmarked() {
		return !isInterface() && this.classAnnotations.stream()
			.allMatch((descriptor) -> descriptor.startsWith("Lio/masterrecord/")
					|| descriptor.startsWith("Lorg/jspecify/"));
	}

	String name() {
		return this.name;
	}

	@Nullable String superName() {
		return this.superName;
	}

	String[] interfaceNames() {
		return this.interfaceNames;
	}

	boolean isAbstract() {
		return (this.access & Opcodes.ACC_ABSTRACT) != 0;
	}

	boolean isFinal() {
		return (this.access & Opcodes.ACC_FINAL) != 0;
	}

	private boolean isInterface() {
		return (this.access & Opcodes.ACC_INTERFACE) != 0;
	}

	private static boolean isOfAnotherStore(String descriptor) {
		return descriptor.startsWith("Ljakarta/persistence/") || (descriptor.startsWith("Lorg/springframework/data/")
				&& !descriptor.startsWith("Lorg/springframework/data/annotation/"));
	}

	@Override
	public void visit(int version, int flags, String path, @Nullable String signature, @Nullable String superPath,
			String @Nullable [] interfaces) {
		this.access = flags;
		this.name = ClassUtils.convertResourcePathToClassName(path);
		this.superName = (superPath != null) ? ClassUtils.convertResourcePathToClassName(superPath) : null;
		this.interfaceNames = (interfaces != null)
				? Arrays.stream(interfaces).map(ClassUtils::convertResourcePathToClassName).toArray(String[]::new)
				: new String[0];
	}

	@Override
	public @Nullable AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
		this.classAnnotations.add(descriptor);
		return null;
	}

	@Override
	public FieldVisitor visitField(int flags, String field, String descriptor, @Nullable String signature,
			@Nullable Object value) {
		return new FieldVisitor(this.api) {
			@Override
			public @Nullable AnnotationVisitor visitAnnotation(String annotation, boolean visible) {
				visitMemberAnnotation(annotation);
				return null;
			}
		};
	}

	@Override
	public MethodVisitor visitMethod(int flags, String method, String descriptor, @Nullable String signature,
			String @Nullable [] exceptions) {
		return new MethodVisitor(this.api) {
			@Override
			public @Nullable AnnotationVisitor visitAnnotation(String annotation, boolean visible) {
				visitMemberAnnotation(annotation);
				return null;
			}
		};
	}

	private void visitMemberAnnotation(String descriptor) {
		this.hasId = this.hasId || descriptor.equals(ID);
	}

}
