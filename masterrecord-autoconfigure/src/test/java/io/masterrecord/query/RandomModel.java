package io.masterrecord.query;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

import io.masterrecord.testing.CompileCheck;
import io.masterrecord.testing.Dice;
import io.masterrecord.testing.Hostile;
import org.jspecify.annotations.Nullable;

/**
 * An entity of a random shape: its id, its properties and their types, which of them can
 * be NULL, whether it has a version and an embedded value.
 *
 * @param type the record
 * @param id how it is told apart from others
 * @param properties what it holds besides id and version, those of an embedded value by
 * their path
 * @param versioned whether it has a version
 */
record RandomModel(Class<?> type, Id id, List<Property> properties, boolean versioned) {

	private static final String HEAD = """
			package probe;

			import io.masterrecord.annotation.*;
			import java.math.*;
			import java.time.*;
			import java.util.*;
			import org.jspecify.annotations.*;
			import org.springframework.data.annotation.Id;
			import org.springframework.data.annotation.Version;

			@NullMarked
			public class Models {

				public enum Colour { RED, GREEN, BLUE }

				public enum Rank {
					LOW("l"), HIGH("h"), TOP("t");
					@EnumCode
					private final String code;
					Rank(String code) { this.code = code; }
				}

				public record Place(String city, @Nullable Integer floor) { }

			""";

	/**
	 * Return some models, made and compiled together.
	 */
	static List<RandomModel> some(int count, long seed) {
		StringBuilder source = new StringBuilder(HEAD);
		List<Draft> drafts = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			Draft draft = Draft.of("Thing" + i, new Dice(seed + i));
			source.append(draft.source());
			drafts.add(draft);
		}
		ClassLoader classes = CompileCheck.Compiler.JAVAC.compile(source.append("}\n").toString()).load();
		return drafts.stream().map((draft) -> draft.of(classes)).toList();
	}

	/**
	 * Make a row.
	 * @param number the number of the row, which its id follows from
	 */
	Object row(Dice dice, int number) {
		return changed(dice, null, number);
	}

	/**
	 * Return a row with the same id and version, and other values.
	 */
	Object changed(Dice dice, Object row) {
		return changed(dice, row, 0);
	}

	private Object changed(Dice dice, @Nullable Object row, int number) {
		RecordComponent[] components = this.type.getRecordComponents();
		@Nullable Object[] values = new Object[components.length];
		for (int i = 0; i < components.length; i++) {
			RecordComponent component = components[i];
			boolean key = component.getName().startsWith("key");
			if (key || component.getName().equals("version")) {
				values[i] = (row != null) ? get(row, component.getName())
						: key ? this.id.value(i, component, number) : 0;
			}
			else {
				values[i] = component(dice, component);
			}
		}
		return create(this.type, values);
	}

	private @Nullable Object component(Dice dice, RecordComponent component) {
		if (component.getName().equals("place")) {
			boolean absent = component.getAnnotatedType().isAnnotationPresent(Nullable.class) && dice.oneIn(3);
			return absent ? null
					: create(component.getType(), Kind.STRING.value(dice), dice.oneIn(3) ? null : dice.below(4));
		}
		Property property = this.properties.stream()
			.filter((each) -> each.name().equals(component.getName()))
			.findFirst()
			.orElseThrow();
		return property.value(dice);
	}

	private static Object create(Class<?> type, @Nullable Object... values) {
		try {
			Constructor<?> constructor = type.getDeclaredConstructor(
					Arrays.stream(type.getRecordComponents()).map(RecordComponent::getType).toArray(Class<?>[]::new));
			return constructor.newInstance(values);
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException(type + Arrays.toString(values), ex);
		}
	}

	static @Nullable Object get(Object row, String name) {
		try {
			return row.getClass().getMethod(name).invoke(row);
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Return what tells a row apart.
	 */
	List<@Nullable Object> key(Object row) {
		return Arrays.stream(this.type.getRecordComponents())
			.map(RecordComponent::getName)
			.filter((name) -> name.startsWith("key"))
			.<@Nullable Object>map((name) -> get(row, name))
			.toList();
	}

	/**
	 * The text of an entity that is not compiled yet.
	 */
	private record Draft(String name, Id id, List<Property> properties, boolean versioned, List<String> components) {

		static Draft of(String name, Dice dice) {
			Id id = dice.oneOf(Id.values());
			boolean versioned = dice.oneIn(2);
			List<Property> properties = new ArrayList<>();
			List<String> components = new ArrayList<>(id.components);
			for (int i = 2 + dice.below(7); i > 0; i--) {
				Property property = new Property("p" + i, dice.oneOf(Kind.values()), dice.oneIn(2));
				properties.add(property);
				components.add(dice.below(components.size() + 1), property.source());
			}
			if (dice.oneIn(3)) {
				boolean nullable = dice.oneIn(2);
				components.add(dice.below(components.size() + 1),
						"@Embedded " + (nullable ? "@Nullable " : "") + "Place place");
				properties.add(new Property("place.city", Kind.STRING, nullable));
				properties.add(new Property("place.floor", Kind.INT, true));
			}
			if (versioned) {
				components.add(dice.below(components.size() + 1), "@Version int version");
			}
			return new Draft(name, id, properties, versioned, components);
		}

		String source() {
			return "\t@Table\n\tpublic record %s(%s) { }\n\n".formatted(this.name, String.join(", ", this.components));
		}

		RandomModel of(ClassLoader classes) {
			try {
				return new RandomModel(classes.loadClass("probe.Models$" + this.name), this.id, this.properties,
						this.versioned);
			}
			catch (ClassNotFoundException ex) {
				throw new IllegalStateException(ex);
			}
		}

		@Override
		public String toString() {
			return source().strip();
		}

	}

	/**
	 * How rows are told apart.
	 */
	enum Id {

		NUMBERED("@Id @GeneratedId @Nullable Long key"), ASSIGNED("@Id long key"), INT("@Id int key"),
		TEXT("@Id String key"), UNIQUE("@Id UUID key"), DAY("@Id LocalDate key"),
		GENERATED("@Id @GeneratedId @Nullable UUID key"), PAIR("@Id int keyA", "@Id String keyB"),
		TRIPLE("@Id String keyA", "@Id long keyB", "@Id LocalDate keyC");

		private final List<String> components;

		Id(String... components) {
			this.components = List.of(components);
		}

		/**
		 * Tell whether the library or the database makes the id.
		 */
		boolean isGenerated() {
			return this == NUMBERED || this == GENERATED;
		}

		@Nullable Object value(int position, RecordComponent component, int number) {
			if (isGenerated()) {
				return null;
			}
			// several parts: none of them tells rows apart alone
			int part = (this.components.size() == 1) ? number : component.getName().equals("keyA") ? number % 5
					: component.getName().equals("keyB") ? number / 5 : number;
			Class<?> type = component.getType();
			if (type == int.class) {
				return part;
			}
			if (type == long.class) {
				return (long) part;
			}
			if (type == UUID.class) {
				return new UUID(part * 0x9E3779B97F4A7C15L, part);
			}
			if (type == LocalDate.class) {
				return LocalDate.of(2024, 1, 1).plusDays(part);
			}
			return "k" + part;
		}

	}

	/**
	 * A property of a random type.
	 *
	 * @param name its name, or its path
	 * @param kind of which kind
	 * @param nullable whether it may be {@code null}
	 */
	record Property(String name, Kind kind, boolean nullable) {

		String source() {
			String type = this.nullable ? "@Nullable " + this.kind.boxed : this.kind.plain;
			return "%s %s %s"
				.formatted(this.kind.annotations, (this.kind == Kind.OPTIONAL) ? this.kind.plain : type, this.name)
				.strip();
		}

		@Nullable Object value(Dice dice) {
			boolean absent = (this.nullable || this.kind == Kind.OPTIONAL) && dice.oneIn(4);
			if (this.kind == Kind.OPTIONAL) {
				return absent ? Optional.empty() : Optional.of(this.kind.value(dice));
			}
			return absent ? null : this.kind.value(dice);
		}

		/**
		 * Return the last part of its path.
		 */
		String last() {
			return this.name.substring(this.name.lastIndexOf('.') + 1);
		}

		/**
		 * Return the value that a row holds, {@code null} where it is absent.
		 */
		@Nullable Object in(Object row) {
			Object value = row;
			for (String step : this.name.split("\\.")) {
				value = (value != null) ? get(value, step) : null;
			}
			return (value instanceof Optional<?> optional) ? optional.orElse(null) : value;
		}

	}

	/**
	 * Kinds of properties, with values that are often equal.
	 */
	enum Kind {

		INT("", "int", "Integer", Integer.class, true, (dice) -> dice.below(6) - 3),
		LONG("", "long", "Long", Long.class, true, (dice) -> (dice.below(6) - 3) * 10_000_000_000L),
		SHORT("", "short", "Short", Short.class, true, (dice) -> (short) (dice.below(6) - 3)),
		BYTE("", "byte", "Byte", Byte.class, true, (dice) -> (byte) (dice.below(6) - 3)),
		DOUBLE("", "double", "Double", Double.class, true, (dice) -> dice.oneOf(0.1, 1 / 3.0, -2.5, 1e30, 0.0)),
		FLOAT("", "float", "Float", Float.class, true, (dice) -> dice.oneOf(0.1F, 1 / 3F, -2.5F, 16_777_217F, 0F)),
		DECIMAL("@Column(size = 12, scale = 2)", "BigDecimal", "BigDecimal", BigDecimal.class, true,
				(dice) -> BigDecimal.valueOf(dice.below(8) * 25L - 100, 2)),
		INTEGER("", "BigInteger", "BigInteger", BigInteger.class, true,
				(dice) -> BigInteger.valueOf(dice.below(6) - 3)),
		DATE("", "LocalDate", "LocalDate", LocalDate.class, true,
				(dice) -> LocalDate.of(2024, 2, 27).plusDays(dice.below(5))),
		TIME("", "LocalTime", "LocalTime", LocalTime.class, true,
				(dice) -> LocalTime.of(dice.below(24), 30, 0, 1000 * dice.below(3))),
		DATETIME("", "LocalDateTime", "LocalDateTime", LocalDateTime.class, true,
				(dice) -> LocalDateTime.of(2024, 3, 31, 2 + dice.below(3), 30)),
		INSTANT("", "Instant", "Instant", Instant.class, true,
				(dice) -> Instant.ofEpochSecond(1_700_000_000L, dice.below(6) * 1000L)),
		OFFSET("", "OffsetDateTime", "OffsetDateTime", OffsetDateTime.class, true,
				(dice) -> OffsetDateTime.of(2024, 1, 1, dice.below(5), 0, 0, 0, ZoneOffset.UTC)),
		DURATION("", "Duration", "Duration", Duration.class, true,
				(dice) -> Duration.ofMillis(dice.below(6) * 250L - 500)),
		BOOLEAN("", "boolean", "Boolean", Boolean.class, false, (dice) -> dice.oneIn(2)),
		CHAR("", "char", "Character", Character.class, false, (dice) -> (char) ('a' + dice.below(4))),
		STRING("", "String", "String", String.class, false, RandomModel::text),
		TEXT("@Column(text = true)", "String", "String", String.class, false, RandomModel::text),
		OPTIONAL("", "Optional<String>", "Optional<String>", String.class, false, RandomModel::text),
		UNIQUE("", "UUID", "UUID", UUID.class, false, (dice) -> new UUID(dice.below(3) << 28, dice.below(2)));

		private final String annotations;

		private final String plain;

		private final String boxed;

		private final Class<?> javaType;

		private final boolean ordered;

		private final Function<Dice, Object> values;

		Kind(String annotations, String plain, String boxed, Class<?> javaType, boolean ordered,
				Function<Dice, Object> values) {
			this.annotations = annotations;
			this.plain = plain;
			this.boxed = boxed;
			this.javaType = javaType;
			this.ordered = ordered;
			this.values = values;
		}

		/**
		 * Tell whether all databases and Java put the values in the same order.
		 */
		boolean isOrdered() {
			return this.ordered;
		}

		Class<?> javaType() {
			return this.javaType;
		}

		boolean isText() {
			return this == STRING || this == TEXT;
		}

		Object value(Dice dice) {
			return Objects.requireNonNull(this.values.apply(dice));
		}

	}

	private static String text(Dice dice) {
		return dice.oneIn(2) ? dice.oneOf("", "a", "B", "aB", "100%", "100_") : Hostile.text(dice);
	}

}
