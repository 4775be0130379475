package io.masterrecord.migration;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

import io.masterrecord.operation.CanonicalForm;
import io.masterrecord.operation.SchemaOperation;
import org.jspecify.annotations.Nullable;

import org.springframework.util.function.SingletonSupplier;

/**
 * What a migration says: its place, the operations of {@code up} and {@code down}, and a
 * checksum of the former.
 *
 * @since 0.1.0
 */
public final class MigrationDefinition {

	private final String id;

	private final String name;

	private final List<String> parents;

	private final List<String> replaces;

	private final String parent;

	private final Recording up;

	private final Recording down;

	/** Asked for where there is a database; it takes longer than to record. */
	private final Supplier<String> checksum;

	private MigrationDefinition(String id, String name, List<String> parents, List<String> replaces, String parent,
			Recording up, Recording down, Supplier<String> checksum) {
		this.id = id;
		this.name = name;
		this.parents = List.copyOf(parents);
		this.replaces = List.copyOf(replaces);
		this.parent = parent;
		this.up = up;
		this.down = down;
		this.checksum = checksum;
	}

	/**
	 * Record what a migration says. Its {@code up} is called twice, to see that it says
	 * the same each time.
	 * @param migration the migration
	 * @return the definition
	 * @throws MigrationValidationException if the migration carries no usable
	 * {@link MigrationInfo}, throws, leaves a call chain unfinished, or says something
	 * else the second time
	 */
	public static MigrationDefinition record(Migration migration) {
		Class<?> type = migration.getClass();
		MigrationInfo info = info(type);
		List<String> parents = Arrays.stream(info.parent()).filter((parent) -> !parent.isEmpty()).toList();
		Recording up = recording(type, "up", migration::up);
		List<SchemaOperation> again = recording(type, "up", migration::up).operations();
		switch (CanonicalForm.compare(up.operations(), again)) {
			case REORDERED -> throw problem(type, "up records the same operations, other order: up iterates an "
					+ "unordered collection; use a List or a LinkedHashMap", null);
			case DIFFERENT ->
				throw problem(type,
						"up is not deterministic: it records other operations when it is "
								+ "called again; it must not ask for the time, random numbers or the environment",
						null);
			case SAME -> {
			}
		}
		Recording down = recording(type, "down", migration::down);
		return new MigrationDefinition(info.id(), type.getSimpleName(), parents, List.of(info.replaces()),
				first(parents), up, down, checksumOf(up));
	}

	/**
	 * Create a migration and record what it says.
	 * @param type the class of the migration
	 * @return the definition
	 * @throws MigrationValidationException as for {@link #record(Migration)}, and if the
	 * class has no constructor without arguments
	 */
	public static MigrationDefinition record(Class<? extends Migration> type) {
		return record(instance(type));
	}

	/**
	 * Return a definition of given operations, for a migration without a class. What it
	 * takes away is taken to be meant.
	 * @param id the id
	 * @param name the name
	 * @param parents the ids of the migrations it comes after; none if it comes after the
	 * preceding id
	 * @param up the operations
	 * @param down the operations of the way back
	 * @return the definition
	 */
	public static MigrationDefinition of(String id, String name, List<String> parents,
			List<? extends SchemaOperation> up, List<? extends SchemaOperation> down) {
		Recording recorded = Recording.of(up);
		return new MigrationDefinition(id, name, parents, List.of(), first(parents), recorded, Recording.of(down),
				checksumOf(recorded));
	}

	/**
	 * Return a definition of given operations, for a migration without a class. What it
	 * takes away is taken to be meant.
	 * @param id the id
	 * @param name the name
	 * @param parent the id of the migration before it; empty if it is the preceding id
	 * @param up the operations
	 * @param down the operations of the way back
	 * @return the definition
	 */
	public static MigrationDefinition of(String id, String name, String parent, List<? extends SchemaOperation> up,
			List<? extends SchemaOperation> down) {
		return of(id, name, parent.isEmpty() ? List.of() : List.of(parent), up, down);
	}

	/**
	 * Return the id.
	 * @return the id
	 */
	public String id() {
		return this.id;
	}

	/**
	 * Return the name.
	 * @return the simple name of the class
	 */
	public String name() {
		return this.name;
	}

	/**
	 * Return what comes before this migration.
	 * @return the id of the migration before it in its {@link MigrationChain}; empty if
	 * it is the first one. Without a chain, the first parent it names
	 */
	public String parent() {
		return this.parent;
	}

	/**
	 * Return what this migration says to come after.
	 * @return the ids of the parents it names: several if it joins branches, none if it
	 * comes after the preceding id
	 */
	public List<String> parents() {
		return this.parents;
	}

	/**
	 * Return what this migration stands for.
	 * @return the ids of the migrations that it replaces; none if it is one like others
	 */
	public List<String> replaces() {
		return this.replaces;
	}

	/**
	 * Return this migration as one that stands for others.
	 * @param ids the ids of the migrations that it replaces
	 * @return a copy
	 */
	public MigrationDefinition replacing(List<String> ids) {
		return new MigrationDefinition(this.id, this.name, this.parents, ids, this.parent, this.up, this.down,
				this.checksum);
	}

	/**
	 * Return the changes.
	 * @return the operations, in order
	 */
	public List<SchemaOperation> up() {
		return this.up.operations();
	}

	/**
	 * Return the way back.
	 * @return the operations, in order; not to be used if the migration is
	 * {@link #irreversible}
	 */
	public List<SchemaOperation> down() {
		return this.down.operations();
	}

	/**
	 * Return why there is no way back.
	 * @return the reason, as the rest of a sentence; empty if there is a way back
	 */
	public Optional<String> irreversible() {
		return Optional.ofNullable(this.down.irreversible());
	}

	/**
	 * Return what {@code up} says to be meant though a rule finds fault with it. It is no
	 * part of the checksum.
	 * @return reasons by the name of the rule, in order
	 */
	public Map<String, String> accepted() {
		return this.up.accepted();
	}

	/**
	 * Tell whether tables that exist are to stay in use while this migration changes
	 * them. It is no part of the checksum.
	 * @param direction which way
	 * @param otherwise what counts if the migration does not say
	 * @return what the migration says, or else what counts otherwise
	 */
	public boolean online(Direction direction, boolean otherwise) {
		Boolean said = ((direction == Direction.UP) ? this.up : this.down).online();
		return (said != null) ? said : otherwise;
	}

	/**
	 * Return the checksum of the changes. Neither the place of the migration nor the way
	 * back is part of it.
	 * @return the SHA-256 as 64 hexadecimal digits
	 */
	public String checksum() {
		return this.checksum.get();
	}

	MigrationDefinition after(String preceding) {
		return new MigrationDefinition(this.id, this.name, this.parents, this.replaces, preceding, this.up, this.down,
				this.checksum);
	}

	@Override
	public String toString() {
		return "'%s' (%s)".formatted(this.name, this.id);
	}

	private static Supplier<String> checksumOf(Recording up) {
		return SingletonSupplier.of(() -> CanonicalForm.checksum(up.operations()));
	}

	private static String first(List<String> parents) {
		return parents.isEmpty() ? "" : parents.get(0);
	}

	private static MigrationInfo info(Class<?> type) {
		MigrationInfo info = type.getAnnotation(MigrationInfo.class);
		if (info == null) {
			throw problem(type, "it has no @MigrationInfo: add one with an id, such as @MigrationInfo(id = \"1\")",
					null);
		}
		if (!MigrationId.isValid(info.id())) {
			throw problem(type, "the id '%s' is not made of up to 64 letters, digits, dots, hyphens and underscores"
				.formatted(info.id()), null);
		}
		if (info.defaults() != 1) {
			throw problem(type, "it was written with defaults %d, and this release knows only 1: update the library"
				.formatted(info.defaults()), null);
		}
		return info;
	}

	private static Migration instance(Class<? extends Migration> type) {
		try {
			Constructor<? extends Migration> constructor = type.getDeclaredConstructor();
			constructor.setAccessible(true);
			return constructor.newInstance();
		}
		catch (NoSuchMethodException ex) {
			throw problem(type, "it has no constructor without arguments, or is not static", ex);
		}
		catch (InvocationTargetException ex) {
			throw problem(type, "its constructor failed: " + ex.getTargetException(), ex.getTargetException());
		}
		catch (ReflectiveOperationException ex) {
			throw problem(type, "it cannot be created: " + ex.getMessage(), ex);
		}
	}

	private static Recording recording(Class<?> type, String method, Consumer<SchemaEditor> description) {
		try {
			SchemaEditor editor = new SchemaEditor(type);
			description.accept(editor);
			return editor.recording();
		}
		catch (RuntimeException | LinkageError ex) {
			String reason = (ex instanceof IllegalStateException || ex instanceof IllegalArgumentException)
					? String.valueOf(ex.getMessage()) : ex.toString();
			throw problem(type, "%s failed: %s".formatted(method, reason), ex);
		}
	}

	private static MigrationValidationException problem(Class<?> type, String problem, @Nullable Throwable cause) {
		return new MigrationValidationException("Migration '%s': %s".formatted(type.getName(), problem), cause);
	}

	/**
	 * What one of the methods of a migration says.
	 *
	 * @param operations the operations, in order
	 * @param irreversible why there is no way back, or {@code null}
	 * @param accepted reasons by the name of the rule
	 * @param online whether tables stay in use, or {@code null} if it does not say
	 */
	record Recording(List<SchemaOperation> operations, @Nullable String irreversible, Map<String, String> accepted,
			@Nullable Boolean online) {

		Recording {
			operations = List.copyOf(operations);
			accepted = Collections.unmodifiableMap(new LinkedHashMap<>(accepted));
		}

		static Recording of(List<? extends SchemaOperation> operations) {
			return new Recording(List.copyOf(operations), null,
					Map.of(DataLossConsent.RULE, "it was stated without a class"), null);
		}

	}

}
