package io.masterrecord.property;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.invoke.SerializedLambda;
import java.util.HashSet;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.asm.ClassReader;
import org.springframework.asm.ClassVisitor;
import org.springframework.asm.Handle;
import org.springframework.asm.Label;
import org.springframework.asm.MethodVisitor;
import org.springframework.asm.Opcodes;
import org.springframework.asm.SpringAsmInfo;
import org.springframework.asm.Type;
import org.springframework.util.ClassUtils;

/**
 * The byte code of a lambda, accepted if it is exactly: load the argument, call one
 * method without arguments, box or cast, return. Compilers write such bodies for genuine
 * method references whose accessor they cannot address directly.
 */
final class LambdaBody extends MethodVisitor {

	private enum Step {

		START, LOADED, CALLED, RETURNED

	}

	private final boolean synthetic;

	private final Set<String> argumentTypes;

	private Step step = Step.START;

	private @Nullable String objection;

	private @Nullable String accessor;

	private @Nullable String signature;

	private int line;

	private LambdaBody(boolean synthetic, Set<String> argumentTypes) {
		super(SpringAsmInfo.ASM_VERSION);
		this.synthetic = synthetic;
		this.argumentTypes = argumentTypes;
	}

	/**
	 * Read the method behind a lambda, or return {@code null} if its class file is not
	 * there. The argument may be cast to what the entity is anyway.
	 */
	static @Nullable LambdaBody read(SerializedLambda lambda, Class<?> entity, @Nullable ClassLoader loader) {
		ClassLoader classLoader = (loader != null) ? loader : ClassLoader.getSystemClassLoader();
		String file = lambda.getImplClass() + ClassUtils.CLASS_FILE_SUFFIX;
		try (InputStream bytes = classLoader.getResourceAsStream(file)) {
			if (bytes == null) {
				return null;
			}
			Finder finder = new Finder(lambda, typesOf(entity));
			new ClassReader(bytes).accept(finder, ClassReader.SKIP_FRAMES);
			return finder.body;
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Class file '%s' cannot be read".formatted(file), ex);
		}
	}

	private static Set<String> typesOf(Class<?> entity) {
		Set<String> names = new HashSet<>();
		for (Class<?> type = entity; type != null; type = type.getSuperclass()) {
			names.add(Type.getInternalName(type));
		}
		for (Class<?> type : ClassUtils.getAllInterfacesForClassAsSet(entity)) {
			names.add(Type.getInternalName(type));
		}
		return names;
	}

	boolean isSynthetic() {
		return this.synthetic;
	}

	/**
	 * Return what is not plain about the body, or {@code null} if it is a plain accessor.
	 */
	@Nullable String objection() {
		return (this.objection == null && this.step != Step.RETURNED) ? "it does not return what an accessor gave it"
				: this.objection;
	}

	/** Return the first method called on the argument. */
	@Nullable String accessor() {
		return this.accessor;
	}

	@Nullable String signature() {
		return this.signature;
	}

	/**
	 * Return the line of the source the lambda begins in, 0 if it was compiled without.
	 */
	int line() {
		return this.line;
	}

	private void object(String objection) {
		if (this.objection == null) {
			this.objection = objection;
		}
	}

	@Override
	public void visitLineNumber(int line, Label start) {
		if (this.line == 0) {
			this.line = line;
		}
	}

	@Override
	public void visitVarInsn(int opcode, int index) {
		if (this.step == Step.START && opcode == Opcodes.ALOAD && index == 0) {
			this.step = Step.LOADED;
			return;
		}
		object("it does more than call one accessor");
	}

	@Override
	public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
		if (this.step == Step.LOADED && opcode != Opcodes.INVOKESTATIC && descriptor.startsWith("()")) {
			this.step = Step.CALLED;
			this.accessor = name;
			this.signature = descriptor;
			return;
		}
		if (this.step == Step.CALLED && isBoxing(opcode, owner, name)) {
			return;
		}
		object((this.step == Step.CALLED) ? "it calls more than one method" : "it does more than call one accessor");
	}

	private static boolean isBoxing(int opcode, String owner, String name) {
		if (opcode != Opcodes.INVOKESTATIC || !name.equals("valueOf") || !owner.startsWith("java/lang/")) {
			return false;
		}
		try {
			return ClassUtils.isPrimitiveWrapper(Class.forName(owner.replace('/', '.')));
		}
		catch (ClassNotFoundException ex) {
			return false;
		}
	}

	@Override
	public void visitTypeInsn(int opcode, String type) {
		boolean cast = opcode == Opcodes.CHECKCAST;
		boolean harmless = cast
				&& (this.step == Step.CALLED || (this.step == Step.LOADED && this.argumentTypes.contains(type)));
		if (!harmless) {
			object("it does more than call one accessor");
		}
	}

	@Override
	public void visitInsn(int opcode) {
		if (this.step == Step.CALLED && opcode >= Opcodes.IRETURN && opcode <= Opcodes.ARETURN) {
			this.step = Step.RETURNED;
			return;
		}
		object("it computes a value");
	}

	@Override
	public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
		object("it reads the field '%s'".formatted(name));
	}

	@Override
	public void visitInvokeDynamicInsn(String name, String descriptor, Handle bootstrap, Object... arguments) {
		object("it computes a value");
	}

	@Override
	public void visitLdcInsn(Object value) {
		object("it uses a constant");
	}

	@Override
	public void visitIntInsn(int opcode, int operand) {
		object("it uses a constant");
	}

	@Override
	public void visitIincInsn(int index, int increment) {
		object("it computes a value");
	}

	@Override
	public void visitJumpInsn(int opcode, Label label) {
		object("it decides between values");
	}

	@Override
	public void visitTableSwitchInsn(int min, int max, Label defaultLabel, Label... labels) {
		object("it decides between values");
	}

	@Override
	public void visitLookupSwitchInsn(Label defaultLabel, int[] keys, Label[] labels) {
		object("it decides between values");
	}

	@Override
	public void visitMultiANewArrayInsn(String descriptor, int dimensions) {
		object("it computes a value");
	}

	@Override
	public void visitTryCatchBlock(Label start, Label end, Label handler, @Nullable String type) {
		object("it catches exceptions");
	}

	private static final class Finder extends ClassVisitor {

		private final SerializedLambda lambda;

		private final Set<String> argumentTypes;

		private @Nullable LambdaBody body;

		Finder(SerializedLambda lambda, Set<String> argumentTypes) {
			super(SpringAsmInfo.ASM_VERSION);
			this.lambda = lambda;
			this.argumentTypes = argumentTypes;
		}

		@Override
		public @Nullable MethodVisitor visitMethod(int access, String name, String descriptor,
				@Nullable String signature, String @Nullable [] exceptions) {
			if (!name.equals(this.lambda.getImplMethodName())
					|| !descriptor.equals(this.lambda.getImplMethodSignature())) {
				return null;
			}
			this.body = new LambdaBody((access & Opcodes.ACC_SYNTHETIC) != 0, this.argumentTypes);
			return this.body;
		}

	}

}
