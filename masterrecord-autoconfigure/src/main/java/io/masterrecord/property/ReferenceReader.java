package io.masterrecord.property;

import java.lang.invoke.MethodHandleInfo;
import java.lang.invoke.SerializedLambda;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Method;

import org.jspecify.annotations.Nullable;

import org.springframework.asm.Type;
import org.springframework.util.ClassUtils;

/**
 * Reads a method reference back from its serialized form. The result belongs to the class
 * of the lambda, of which there is one per place in the source as long as nothing is
 * captured; it is kept there, and goes when that class goes.
 */
final class ReferenceReader {

	private static final ClassValue<Slot> SLOTS = new ClassValue<>() {

		@Override
		protected Slot computeValue(Class<?> type) {
			return new Slot();
		}

	};

	private ReferenceReader() {
	}

	static ResolvedProperty read(Prop<?, ?> property) {
		Slot slot = SLOTS.get(property.getClass());
		ResolvedProperty known = slot.resolved;
		if (known != null) {
			return known;
		}
		SerializedLambda lambda = serialize(property);
		if (lambda == null) {
			return readObject(property);
		}
		if (lambda.getCapturedArgCount() > 0) {
			return readCaptured(lambda, property.getClass().getClassLoader());
		}
		ResolvedProperty resolved = readPlain(lambda, property.getClass().getClassLoader());
		slot.resolved = resolved;
		return resolved;
	}

	private static @Nullable SerializedLambda serialize(Prop<?, ?> property) {
		Class<?> type = property.getClass();
		try {
			Method writeReplace = type.getDeclaredMethod("writeReplace");
			writeReplace.setAccessible(true);
			return (writeReplace.invoke(property) instanceof SerializedLambda lambda) ? lambda : null;
		}
		catch (NoSuchMethodException ex) {
			return null;
		}
		catch (ReflectiveOperationException | InaccessibleObjectException ex) {
			throw new UnresolvedPropertyException(
					"Property reference '%s' cannot be read: open its package to 'io.masterrecord', or name the property: 'Prop.of(Plan.class, \"title\", String.class)'"
						.formatted(type.getName()),
					ex);
		}
	}

	private static ResolvedProperty readObject(Prop<?, ?> property) {
		Object kotlinProperty = KotlinReference.wrappedBy(property);
		if (kotlinProperty != null) {
			return KotlinReference.read(kotlinProperty, null);
		}
		throw new UnresolvedPropertyException(
				"Property reference '%s' is an object of a class of its own, which says nothing about the property: pass the accessor as a method reference, such as 'Plan::title'"
					.formatted(property.getClass().getName()));
	}

	private static ResolvedProperty readCaptured(SerializedLambda lambda, @Nullable ClassLoader loader) {
		if (lambda.getCapturedArgCount() == 1 && KotlinReference.isProperty(lambda.getCapturedArg(0))) {
			return KotlinReference.read(lambda.getCapturedArg(0), entityOf(lambda, loader));
		}
		throw refused(lambda, entityOf(lambda, loader), "it uses a variable or an object from around it", null, 0);
	}

	private static ResolvedProperty readPlain(SerializedLambda lambda, @Nullable ClassLoader loader) {
		Class<?> entity = entityOf(lambda, loader);
		String accessor = lambda.getImplMethodName();
		String signature = lambda.getImplMethodSignature();
		int line = 0;
		if (lambda.getImplMethodKind() == MethodHandleInfo.REF_invokeStatic) {
			LambdaBody body = LambdaBody.read(lambda, entity, loader);
			if (body == null) {
				throw refused(lambda, entity, "its class file cannot be found", null, 0);
			}
			if (!body.isSynthetic()) {
				throw refused(lambda, entity, "'%s' is not a method of its own".formatted(accessor), null, 0);
			}
			line = body.line();
			if (body.objection() != null) {
				throw refused(lambda, entity, body.objection(), body.accessor(), line);
			}
			accessor = body.accessor();
			signature = body.signature();
		}
		if (accessor == null || signature == null || !signature.startsWith("()")) {
			throw refused(lambda, entity, "it calls no accessor", null, line);
		}
		String name = Accessors.propertyName(entity, accessor, returnsBoolean(signature));
		if (name == null) {
			throw refused(lambda, entity,
					"'%s' is no accessor: there is no record component or field of that name, and it is not called like a getter"
						.formatted(accessor),
					null, line);
		}
		return ResolvedProperty.accessedBy(entity, name, accessor);
	}

	private static boolean returnsBoolean(String signature) {
		return signature.endsWith(")Z") || signature.endsWith(")Ljava/lang/Boolean;");
	}

	/**
	 * Return the type the reference was instantiated with: the class that declares an
	 * inherited accessor is a detail of the model, the one written before {@code ::} is
	 * not.
	 */
	private static Class<?> entityOf(SerializedLambda lambda, @Nullable ClassLoader loader) {
		Type[] arguments = Type.getArgumentTypes(lambda.getInstantiatedMethodType());
		return ClassUtils.resolveClassName(arguments[0].getClassName(), loader);
	}

	private static UnresolvedPropertyException refused(SerializedLambda lambda, Class<?> entity, String why,
			@Nullable String accessor, int line) {
		String example = entity.getSimpleName() + "::" + ((accessor != null) ? accessor : "title");
		String place = lambda.getCapturingClass().replace('/', '.') + ((line > 0) ? ":" + line : "");
		return new UnresolvedPropertyException(
				"Property reference of '%s' in '%s' is not understood: %s. Pass the accessor as a method reference%s '%s'"
					.formatted(entity.getSimpleName(), place, why, (accessor != null) ? ":" : ", such as", example));
	}

	private static final class Slot {

		/**
		 * Written without a lock: the record is immutable, and two threads read the same.
		 */
		@Nullable ResolvedProperty resolved;

	}

}
