package io.masterrecord.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.masterrecord.annotation.ValueConverter;
import io.masterrecord.schema.Routine;
import io.masterrecord.schema.Schema;
import io.masterrecord.schema.Sequence;
import io.masterrecord.schema.SqlText;
import io.masterrecord.schema.Table;
import org.jspecify.annotations.Nullable;

/**
 * All entities of an application. Immutable; the same entities always give the same
 * model, in whatever order they are named.
 *
 * @since 0.1.0
 */
public final class Model {

	private final Map<Class<?>, EntityModel<?>> entities;

	private final List<Table> pairTables;

	/** What tables of pairs and their columns may have been called. */
	private final List<RenameHint> pairHints;

	private final List<ModelProblem> warnings;

	private final List<Sequence> sequences;

	private final List<Routine> routines;

	private final FreeValues values;

	private Model(List<EntityModel<?>> entities, List<Table> pairTables, List<RenameHint> pairHints,
			List<Sequence> sequences, List<ModelProblem> warnings, List<Routine> routines, FreeValues values) {
		this.sequences = sequences;
		this.values = values;
		this.routines = List.copyOf(routines);
		Map<Class<?>, EntityModel<?>> byType = new LinkedHashMap<>();
		entities.forEach((entity) -> byType.put(entity.type(), entity));
		this.entities = Collections.unmodifiableMap(byType);
		this.pairTables = List.copyOf(pairTables);
		this.pairHints = List.copyOf(pairHints);
		this.warnings = List.copyOf(warnings);
	}

	/**
	 * Build a model of entities.
	 * @param types the annotated records and classes
	 * @return the model
	 * @throws ModelException if there are mistakes, with all of them
	 */
	public static Model of(Class<?>... types) {
		return of(Arrays.stream(types).map(EntityDefinition::of).toList());
	}

	/**
	 * Build a model of entities and the indexes declared for them.
	 * @param definitions the entities; one that is named more than once has the indexes
	 * of all its definitions
	 * @return the model
	 * @throws ModelException if there are mistakes, with all of them
	 */
	public static Model of(Collection<EntityDefinition> definitions) {
		return of(definitions, List.of());
	}

	/**
	 * Build a model of entities and the indexes declared for them, some of whose
	 * properties are converted.
	 * @param definitions the entities; one that is named more than once has the indexes
	 * of all its definitions
	 * @param converters convert all properties of their types that name no converter
	 * @return the model
	 * @throws ModelException if there are mistakes, with all of them
	 */
	public static Model of(Collection<EntityDefinition> definitions,
			Collection<? extends ValueConverter<?, ?>> converters) {
		return of(definitions, converters, EarlyEntities.none());
	}

	/**
	 * Build a model of entities, some of which may have been read already.
	 * @param definitions the entities; one that is named more than once has the indexes
	 * of all its definitions
	 * @param converters convert all properties of their types that name no converter
	 * @param early the entities that were read, as long as no converters were known
	 * @return the model
	 * @throws ModelException if there are mistakes, with all of them
	 */
	public static Model of(Collection<EntityDefinition> definitions,
			Collection<? extends ValueConverter<?, ?>> converters, EarlyEntities early) {
		Problems problems = new Problems();
		Conversions conversions = Conversions.of(converters, problems);
		List<ReadEntity> read = new ArrayList<>();
		for (EntityDefinition definition : merge(definitions)) {
			ReadEntity known = conversions.isEmpty() ? early.take(definition) : null;
			ReadEntity entity = (known != null) ? known : EntityReader.read(definition.type(), conversions, problems);
			if (entity != null) {
				read.add((entity != known) ? entity.with(definition) : entity);
			}
		}
		read.sort(Comparator.comparing(ReadEntity::table).thenComparing((entity) -> entity.type().getName()));
		RelationAssembly relations = new RelationAssembly(read, problems);
		List<ReadEntity> all = new ArrayList<>(read);
		all.addAll(relations.pairTables());
		SchemaAssembly schema = new SchemaAssembly(all, problems);
		Map<ReadEntity, Table> tables = schema.tables();
		problems.throwIfAny();
		Map<ReadEntity, EntityModel<?>> models = new LinkedHashMap<>();
		tables.forEach((entity, table) -> models.put(entity, model(entity, entity.type(), table)));
		Function<ReadEntity, EntityModel<?>> modelOf = (entity) -> Objects.requireNonNull(models.get(entity));
		read.forEach((entity) -> modelOf.apply(entity)
			.relate(relations.of(entity).stream().map((relation) -> relation.toModel(modelOf)).toList()));
		List<EntityModel<?>> entities = read.stream().<EntityModel<?>>map(modelOf::apply).toList();
		List<Table> pairTables = relations.pairTables()
			.stream()
			.map((pairs) -> modelOf.apply(pairs).toTable())
			.toList();
		return new Model(entities, pairTables, pairHints(relations), schema.sequences(), problems.warnings(), List.of(),
				new FreeValues(entities, conversions));
	}

	/**
	 * Return this model with views, functions and triggers.
	 * @param declared the views, functions and triggers
	 * @return a copy
	 */
	public Model with(Collection<Routine> declared) {
		return new Model(entities(), this.pairTables, this.pairHints, this.sequences, this.warnings,
				List.copyOf(declared), this.values);
	}

	/**
	 * Return the entities.
	 * @return the entities by the names of their tables
	 */
	public List<EntityModel<?>> entities() {
		return List.copyOf(this.entities.values());
	}

	/**
	 * Return the entity of a class.
	 * @param <T> the class
	 * @param type the class
	 * @return the entity
	 * @throws ModelException if the class is not in this model
	 */
	public <T> EntityModel<T> entity(Class<T> type) {
		return find(type).orElseThrow(() -> new ModelException(List.of(new ModelProblem(Problems.nameOf(type), null,
				"is no entity of this model",
				"Mark its id with '@Id' of 'org.springframework.data.annotation', and keep it in a package that is scanned. "
						+ (this.entities.isEmpty() ? "There is no entity at all."
								: CloseMatch.suggest(type.getSimpleName(), entityNames()))))));
	}

	/**
	 * Return the entity of a class.
	 * @param <T> the class
	 * @param type the class
	 * @return the entity, if the class is in this model
	 */
	@SuppressWarnings("unchecked")
	public <T> Optional<EntityModel<T>> find(Class<T> type) {
		return Optional.ofNullable((EntityModel<T>) this.entities.get(type));
	}

	/**
	 * Return the entity of a table.
	 * @param table the name of the table
	 * @return the entity, if there is one
	 */
	public Optional<EntityModel<?>> entityOfTable(String table) {
		return entities().stream()
			.<EntityModel<?>>map((entity) -> entity)
			.filter((entity) -> entity.table().equals(table))
			.findFirst();
	}

	/**
	 * Return what values of a type are like that belong to no property, but are bound
	 * into SQL or read from it: an enum is kept as the properties of its type keep it, or
	 * else by its code or name, and a type that has a converter is converted.
	 * @param type the type in Java
	 * @param nullable whether the values can be NULL
	 * @return the kind of value
	 * @throws ModelException if properties keep the enum in several forms, so that it
	 * cannot be told which one is meant
	 * @throws IllegalArgumentException if the type fits into no column
	 */
	public ValueModel value(Class<?> type, boolean nullable) {
		return this.values.of(type, nullable);
	}

	/**
	 * Tell whether values of a type can be bound into SQL.
	 * @param type the type in Java
	 * @return whether they fit into one column
	 */
	public boolean isValue(Class<?> type) {
		return this.values.contains(type);
	}

	/**
	 * Tell whether the same declarations make this model again, because no code of the
	 * application was asked what a column is like.
	 * @return whether there is no need to read the entities once more to find out
	 */
	public boolean isOfDeclarationsOnly() {
		return this.entities.values()
			.stream()
			.flatMap((entity) -> entity.properties().stream())
			.noneMatch((property) -> property.isConverted() && !property.facts().values.isEmpty());
	}

	/**
	 * Return what is no mistake, but worth a look: reserved words, redundant indexes.
	 * @return the findings
	 */
	public List<ModelProblem> warnings() {
		return this.warnings;
	}

	/**
	 * Return the former names of tables and columns.
	 * @return the hints, tables first
	 */
	public List<RenameHint> renameHints() {
		Set<RenameHint> tables = new LinkedHashSet<>();
		Set<RenameHint> columns = new LinkedHashSet<>();
		for (EntityModel<?> entity : entities()) {
			entity.formerNames().forEach((name) -> addHints(tables, entity.table(), null, name));
			for (PropertyModel property : entity.properties()) {
				property.facts().formerNames.stream()
					.filter((name) -> property.owner() == entity.type() || !isColumn(entity, name))
					.forEach((name) -> addHints(columns, entity.table(), property.column(), name));
			}
		}
		tables.addAll(columns);
		return List.copyOf(tables);
	}

	/**
	 * Return the former names that the entities remember, and those that tables of pairs
	 * had because of them in a schema.
	 * @param before the schema before
	 * @return the names, those of tables first; of tables of pairs only such as there
	 * were, or that are said to be new
	 */
	public List<RenameHint> renameHints(Schema before) {
		Map<Boolean, List<RenameHint>> pairs = this.pairHints.stream()
			.filter((hint) -> hint.formerName().isEmpty() || wasThere(before, hint))
			.collect(Collectors.partitioningBy((hint) -> hint.column() == null));
		List<RenameHint> hints = renameHints();
		return Stream.of(pairs.getOrDefault(true, List.of()), hints, pairs.getOrDefault(false, List.of()))
			.flatMap(List::stream)
			.toList();
	}

	/**
	 * Tell whether there was what a table of pairs, or a column of it, may come from, and
	 * nothing else is called so now.
	 */
	private boolean wasThere(Schema before, RenameHint hint) {
		Schema now = toSchema();
		String former = hint.formerName();
		if (hint.column() == null) {
			return before.table(former).isPresent() && now.table(former).isEmpty();
		}
		Stream<String> tables = this.pairHints.stream()
			.filter((other) -> other.column() == null && other.table().equals(hint.table()))
			.map(RenameHint::formerName);
		return Stream.concat(Stream.of(hint.table()), tables).anyMatch((table) -> hasColumn(before, table, former))
				&& !hasColumn(now, hint.table(), former);
	}

	private static boolean hasColumn(Schema schema, String table, String column) {
		return schema.table(table).flatMap((found) -> found.column(column)).isPresent();
	}

	private static List<RenameHint> pairHints(RelationAssembly relations) {
		Set<RenameHint> hints = new LinkedHashSet<>();
		for (ReadEntity pairs : relations.pairTables()) {
			relations.formerNames(pairs).forEach((name) -> addHints(hints, pairs.table(), null, name));
			for (PropertyModel property : pairs.properties()) {
				property.facts().formerNames.forEach((name) -> addHints(hints, pairs.table(), property.column(), name));
			}
		}
		return List.copyOf(hints);
	}

	/**
	 * Return the database that the entities ask for, with the tables of pairs between
	 * them.
	 * @return the schema, without seeds
	 */
	public Schema toSchema() {
		TreeMap<String, Table> tables = new TreeMap<>();
		this.entities.values().forEach((entity) -> tables.put(entity.table(), entity.toTable()));
		this.pairTables.forEach((table) -> tables.put(table.name(), table));
		return new Schema(tables, new TreeMap<>()).withSequences(this.sequences)
			.withRoutines(this.routines.stream().map((routine) -> using(routine, tables.keySet())).toList());
	}

	/**
	 * Let a routine use the tables whose names stand in its SQL, besides those it states.
	 */
	private static Routine using(Routine routine, Set<String> tables) {
		List<String> uses = new ArrayList<>(routine.uses());
		for (String table : tables) {
			if (routine.sql().values().stream().anyMatch((sql) -> SqlText.contains(sql, table))) {
				uses.add(table);
			}
		}
		return new Routine(routine.kind(), routine.name(), routine.table(), routine.sql(), uses);
	}

	private List<String> entityNames() {
		return this.entities.values().stream().<String>map(EntityModel::name).toList();
	}

	/**
	 * Tell whether a former name is that of a column which is there still: the type of an
	 * embedded value cannot know which properties stand beside the value.
	 */
	private static boolean isColumn(EntityModel<?> entity, String name) {
		return entity.propertyOfColumn(name)
			.or(() -> entity.propertyOfColumn(Names.fit(Names.snakeCase(name))))
			.isPresent();
	}

	/** The name may be written as in Java or as in the database. */
	private static void addHints(Set<RenameHint> hints, String table, @Nullable String column, String formerName) {
		hints.add(new RenameHint(table, column, formerName));
		hints.add(new RenameHint(table, column, Names.fit(Names.snakeCase(formerName))));
	}

	private static List<EntityDefinition> merge(Collection<EntityDefinition> definitions) {
		Map<String, EntityDefinition> byName = new TreeMap<>();
		for (EntityDefinition definition : definitions) {
			byName.merge(definition.type().getName(), definition, EntityDefinition::and);
		}
		return List.copyOf(byName.values());
	}

	private static <T> EntityModel<T> model(ReadEntity entity, Class<T> type, Table table) {
		return new EntityModel<>(entity, type, table);
	}

}
