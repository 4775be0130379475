package io.masterrecord.model;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * Makes instances that hold embedded values, out of the values of all properties, also of
 * those in embedded values.
 */
final class Composition implements Instantiator {

	private final Instantiator whole;

	private final Part[] parts;

	/** The part of each property. */
	private final int[] partOf;

	/**
	 * Create it.
	 * @param whole makes instances out of single and embedded values
	 * @param parts the single and embedded values, in order
	 */
	Composition(Instantiator whole, List<Part> parts) {
		this.whole = whole;
		this.parts = parts.toArray(Part[]::new);
		Part last = this.parts[this.parts.length - 1];
		this.partOf = new int[last.first() + last.size()];
		for (int i = 0; i < this.parts.length; i++) {
			Arrays.fill(this.partOf, this.parts[i].first(), this.parts[i].first() + this.parts[i].size(), i);
		}
	}

	@Override
	public Object create(@Nullable Object[] values) throws Throwable {
		@Nullable Object[] arguments = new Object[this.parts.length];
		for (int i = 0; i < arguments.length; i++) {
			Part part = this.parts[i];
			arguments[i] = (part.embedded() == null) ? values[part.first()]
					: part.embedded().make(Arrays.copyOfRange(values, part.first(), part.first() + part.size()));
		}
		return this.whole.create(arguments);
	}

	@Override
	public @Nullable MethodHandle creator() {
		MethodHandle creator = this.whole.creator();
		if (creator == null || exceedsHandle()) {
			return null;
		}
		for (int i = this.parts.length - 1; i >= 0; i--) {
			EmbeddedModel embedded = this.parts[i].embedded();
			if (embedded != null) {
				MethodHandle value = Objects.requireNonNull(embedded.creator());
				creator = MethodHandles.collectArguments(creator, i,
						value.asType(value.type().changeReturnType(creator.type().parameterType(i))));
			}
		}
		return creator;
	}

	@Override
	public Object with(Object instance, int[] positions, @Nullable Object[] values) throws Throwable {
		int[] changed = partsOf(positions);
		@Nullable Object[] replacements = new Object[changed.length];
		for (int i = 0; i < changed.length; i++) {
			replacements[i] = replacement(changed[i], instance, positions, values);
		}
		return this.whole.with(instance, changed, replacements);
	}

	private boolean exceedsHandle() {
		List<Class<?>> types = new ArrayList<>();
		for (Part part : this.parts) {
			types.addAll((part.embedded() != null)
					? part.embedded().properties().stream().<Class<?>>map(PropertyModel::javaType).toList()
					: List.of(Object.class));
		}
		return Instantiator.exceedsHandle(types);
	}

	private int[] partsOf(int[] positions) {
		boolean[] seen = new boolean[this.parts.length];
		int[] result = new int[positions.length];
		int count = 0;
		for (int position : positions) {
			int part = this.partOf[position];
			if (!seen[part]) {
				seen[part] = true;
				result[count++] = part;
			}
		}
		return Arrays.copyOf(result, count);
	}

	private @Nullable Object replacement(int number, Object instance, int[] positions, @Nullable Object[] values)
			throws Throwable {
		Part part = this.parts[number];
		int count = 0;
		int[] inner = new int[positions.length];
		@Nullable Object[] innerValues = new Object[positions.length];
		for (int i = 0; i < positions.length; i++) {
			if (this.partOf[positions[i]] == number) {
				inner[count] = positions[i] - part.first();
				innerValues[count++] = values[i];
			}
		}
		return (part.embedded() == null) ? innerValues[0] : part.embedded()
			.with(part.read(instance), Arrays.copyOf(inner, count), Arrays.copyOf(innerValues, count));
	}

	/**
	 * A single or an embedded value.
	 *
	 * @param first the position of the first of its properties in the instance
	 * @param size the number of its properties
	 * @param embedded the embedded value, or {@code null} for a single one
	 * @param getter takes the instance and returns the value
	 */
	record Part(int first, int size, @Nullable EmbeddedModel embedded, Getter getter) {

		@Nullable Object read(Object instance) throws Throwable {
			return this.getter.handle().invokeExact(instance);
		}

	}

}
