package io.masterrecord.autoconfigure;

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

/**
 * Looks in the bytes of a class for what makes it an entity, so that no class is loaded
 * that is none.
 */
final class EntityMarks extends ClassVisitor {

	private static final String TABLE = Type.getDescriptor(Table.class);

	private static final String ID = Type.getDescriptor(Id.class);

	private final Set<String> classAnnotations = new HashSet<>();

	private boolean instantiable;

	private boolean maybeRepository;

	private boolean hasId;

	EntityMarks() {
		super(SpringAsmInfo.ASM_VERSION);
	}

	/**
	 * Tell whether the class is an entity: it is annotated with {@link Table}, or has an
	 * {@link Id} and does not belong to another store.
	 */
	boolean isEntity() {
		if (!this.instantiable) {
			return false;
		}
		return this.classAnnotations.contains(TABLE)
				|| (this.hasId && this.classAnnotations.stream().noneMatch(EntityMarks::isOfAnotherStore));
	}

	/**
	 * Tell whether the class may be a repository: an interface that extends others.
	 */
	boolean isMaybeRepository() {
		return this.maybeRepository;
	}

	private static boolean isOfAnotherStore(String descriptor) {
		return descriptor.startsWith("Ljakarta/persistence/") || (descriptor.startsWith("Lorg/springframework/data/")
				&& !descriptor.startsWith("Lorg/springframework/data/annotation/"));
	}

	@Override
	public void visit(int version, int access, String name, @Nullable String signature, @Nullable String superName,
			String @Nullable [] interfaces) {
		this.instantiable = (access & (Opcodes.ACC_ABSTRACT | Opcodes.ACC_INTERFACE | Opcodes.ACC_ANNOTATION)) == 0;
		this.maybeRepository = (access & Opcodes.ACC_INTERFACE) != 0 && interfaces != null && interfaces.length > 0;
	}

	@Override
	public @Nullable AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
		this.classAnnotations.add(descriptor);
		return null;
	}

	@Override
	public FieldVisitor visitField(int access, String name, String descriptor, @Nullable String signature,
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
	public MethodVisitor visitMethod(int access, String name, String descriptor, @Nullable String signature,
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
