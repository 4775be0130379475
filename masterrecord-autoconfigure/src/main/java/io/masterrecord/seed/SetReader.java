package io.masterrecord.seed;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import io.masterrecord.model.EntityModel;
import io.masterrecord.model.Model;
import io.masterrecord.model.ModelException;
import io.masterrecord.model.PropertyModel;
import io.masterrecord.property.ResolvedProperty;
import io.masterrecord.schema.SeedPolicy;
import org.jspecify.annotations.Nullable;

/**
 * Reads one set: its rows, the key by which they are recognised, and what an upsert
 * overwrites.
 */
final class SetReader<T> {

	private static final int MOST_IN_SOURCE = 1000;

	private final Model model;

	private final EntityModel<T> entity;

	private final SeedDefinition<T> definition;

	private final String place;

	private final int number;

	private final SeedPolicy policy;

	private final SeedProblems problems;

	SetReader(Model model, EntityModel<T> entity, SeedDefinition<T> definition, int number, SeedConfig config,
			SeedProblems problems) {
		this.model = model;
		this.entity = entity;
		this.definition = definition;
		this.number = number;
		this.place = "Seed set %d of '%s'".formatted(number, entity.name());
		this.policy = (definition.policy() != null) ? definition.policy() : config.defaultStrategy();
		this.problems = problems;
		if (this.policy == SeedPolicy.SYNC && config.environmentFilter() == SeedConfig.EnvironmentFilter.GENERATION
				&& (!definition.environments().isEverywhere() || definition.followsParents())) {
			problems.add(this.place, null,
					"is kept in sync for some environments, which are decided when a migration is generated: one that is generated under another environment would delete its rows everywhere",
					"Say '.upsert(…)', or set 'masterrecord.seed.environment-filter' to 'runtime'.");
		}
	}

	/**
	 * Read the set.
	 * @return one set; two where some rows cannot be upserted and need not be
	 */
	List<CheckedSet> read() {
		if (isLarge()) {
			return List.of(readLarge());
		}
		RowReader<T> reader = new RowReader<>(this.model, this.entity, this.place, this.definition.references(),
				this.problems);
		List<GivenRow> rows = reader.read(this.definition.sources());
		List<PropertyModel> updating = updating();
		if (rows.isEmpty()) {
			return List.of();
		}
		List<PropertyModel> named = resolve(this.definition.key());
		List<PropertyModel> key = named.isEmpty() ? derivedKey(rows) : named;
		List<CheckedSet> sets = new ArrayList<>(read(rows, named, key, updating));
		sets.addAll(
				reader.pairs().sets(columns(key), this.definition.environments(), this.definition.followsParents()));
		return sets;
	}

	private List<CheckedSet> read(List<GivenRow> rows, List<PropertyModel> named, List<PropertyModel> key,
			List<PropertyModel> updating) {
		if (!named.isEmpty()) {
			checkNamedKey(named, rows);
		}
		if (!updates()) {
			return List.of(checked(rows, key, this.policy, List.of()));
		}
		checkUpdating(updating, key, rows);
		if (this.definition.policy() != null) {
			if (named.isEmpty()) {
				checkDerivedKey(key, rows);
			}
			return List.of(checked(rows, key, this.policy, updating));
		}
		return byDefault(rows, key, updating);
	}

	/**
	 * Files, and factories of more rows than people read, are kept out of the source.
	 * What a migration has to tell apart is not, as long as people can read it.
	 */
	private boolean isLarge() {
		boolean eachRow = this.policy == SeedPolicy.SYNC || this.definition.followsParents();
		long rows = 0;
		for (RowSource<T> source : this.definition.sources()) {
			if (source instanceof RowSource.File<T> file) {
				if (!eachRow) {
					return true;
				}
				rows += new RowResource(file.location()).count();
			}
			rows += (source instanceof RowSource.Factory<T> factory) ? factory.count() : 0;
		}
		return rows > MOST_IN_SOURCE;
	}

	private CheckedSet readLarge() {
		List<PropertyModel> named = resolve(this.definition.key());
		if (!named.isEmpty()) {
			checkNamedKey(named, List.of());
		}
		if (this.definition.followsParents()) {
			this.problems.add(this.place, null,
					"has more than %d rows, so they cannot follow others".formatted(MOST_IN_SOURCE),
					"Say '.when(…)' with the environments of those others.");
		}
		RowReader<T> reader = new RowReader<>(this.model, this.entity, this.place, this.definition.references(),
				this.problems);
		return new LargeSetReader<>(this.entity, reader, this.definition.sources(), this.problems).read(this.place,
				setName(), this.policy, named, onlyUniqueKey(), updating(), this.definition.environments());
	}

	private String setName() {
		List<String> locations = new ArrayList<>();
		for (RowSource<T> source : this.definition.sources()) {
			if (source instanceof RowSource.File<T> file) {
				locations.add(file.location());
			}
		}
		return locations.isEmpty() ? "set " + this.number : String.join(", ", locations);
	}

	private boolean updates() {
		return this.policy == SeedPolicy.UPSERT || this.policy == SeedPolicy.SYNC;
	}

	/**
	 * Upsert by configuration, without a key of its own: what has no key is inserted.
	 */
	private List<CheckedSet> byDefault(List<GivenRow> rows, List<PropertyModel> derived, List<PropertyModel> updating) {
		List<PropertyModel> key = derived.isEmpty() ? onlyUniqueKey() : derived;
		List<GivenRow> keyed = rows.stream().filter((row) -> !key.isEmpty() && row.givesAll(key)).toList();
		List<GivenRow> others = rows.stream().filter((row) -> !keyed.contains(row)).toList();
		List<CheckedSet> result = new ArrayList<>();
		if (!keyed.isEmpty()) {
			result.add(checked(keyed, key, this.policy, updating));
		}
		if (!others.isEmpty()) {
			others.forEach((row) -> this.problems.warn(
					"%s has no key to upsert by, so it is inserted once. Give it an id or a value for a unique key, or say '.insert()'."
						.formatted(row.place())));
			result.add(checked(others, List.of(), SeedPolicy.INSERT, List.of()));
		}
		return result;
	}

	private CheckedSet checked(List<GivenRow> rows, List<PropertyModel> key, SeedPolicy how,
			List<PropertyModel> updating) {
		List<String> keyColumns = columns(key);
		List<GivenRow> complete = rows;
		if (this.entity.key().generation().isUuid()) {
			complete = rows.stream().map((row) -> withId(row, keyColumns)).toList();
		}
		List<String> overwritten = columns(updating.stream().filter((property) -> !key.contains(property)).toList());
		return new CheckedSet(this.entity, keyColumns, how, overwritten, this.definition.environments(), complete,
				this.definition.followsParents(), List.of(), null);
	}

	private GivenRow withId(GivenRow row, List<String> key) {
		PropertyModel id = this.entity.id();
		return row.gives(id) ? row : row.with(id, SeedIds.of(this.entity.table(), key, row.toRow()));
	}

	/** The id if every row has it, else the only unique key if every row has that. */
	private List<PropertyModel> derivedKey(List<GivenRow> rows) {
		List<PropertyModel> id = this.entity.key().properties();
		if (rows.stream().allMatch((row) -> row.givesAll(id))) {
			return id;
		}
		List<PropertyModel> unique = onlyUniqueKey();
		return rows.stream().allMatch((row) -> row.givesAll(unique)) ? unique : List.of();
	}

	private List<PropertyModel> onlyUniqueKey() {
		List<List<String>> keys = UniqueKeys.of(this.entity.toTable());
		return (keys.size() == 1) ? properties(keys.get(0)) : List.of();
	}

	private void checkDerivedKey(List<PropertyModel> key, List<GivenRow> rows) {
		if (!key.isEmpty()) {
			return;
		}
		List<List<String>> keys = UniqueKeys.of(this.entity.toTable());
		List<PropertyModel> unique = onlyUniqueKey();
		for (GivenRow row : rows) {
			if (!unique.isEmpty() && !row.givesAll(unique)) {
				missing(row, unique);
			}
			else if (unique.isEmpty() && !row.givesAll(this.entity.key().properties())) {
				String choice = keys.isEmpty() ? "and the entity has no other unique key"
						: "and the entity has %d other unique keys".formatted(keys.size());
				this.problems.add(row.place(), this.entity.key().properties().get(0).name(),
						"an upsert has no key: the row gives no id, " + choice,
						keys.isEmpty()
								? "Give every row an id, or make a property '@Unique' and name it in 'upsert(…)'."
								: "Name one of them in 'upsert(…)': %s.".formatted(keys.stream()
									.map((columns) -> names(properties(columns)))
									.collect(Collectors.joining(" or "))));
			}
		}
	}

	private void checkNamedKey(List<PropertyModel> key, List<GivenRow> rows) {
		Set<String> columns = Set.copyOf(columns(key));
		boolean unique = UniqueKeys.withId(this.entity.toTable())
			.stream()
			.anyMatch((candidate) -> columns.equals(Set.copyOf(candidate)));
		if (!unique) {
			this.problems.add(this.place, null,
					"upserts by %s, which is neither the id nor unique".formatted(names(key)),
					(key.size() == 1) ? "Mark the property with '@Unique'."
							: "Add '@CompositeIndex(value = {…}, unique = true)' over these properties.");
		}
		for (GivenRow row : rows) {
			if (!row.givesAll(key)) {
				missing(row, key);
			}
		}
	}

	private void missing(GivenRow row, List<PropertyModel> key) {
		for (PropertyModel property : key) {
			if (!row.gives(property)) {
				this.problems.add(row.place(), property.name(), "an upsert needs a value for its key",
						"Give it a value, or name another key in 'upsert(…)'.");
			}
		}
	}

	private List<PropertyModel> updating() {
		List<ResolvedProperty> stated = this.definition.updating();
		if (stated == null) {
			return List.of();
		}
		if (!updates()) {
			this.problems.add(this.place, null, "says what to update, but only inserts",
					"Add '.upsert(…)' before '.updating(…)'.");
		}
		if (stated.isEmpty()) {
			this.problems.add(this.place, null, "'updating()' names no property",
					"Leave it out to update everything but the key.");
		}
		return resolve(stated);
	}

	private void checkUpdating(List<PropertyModel> updating, List<PropertyModel> key, List<GivenRow> rows) {
		if (updating.isEmpty()) {
			return;
		}
		for (PropertyModel id : this.entity.key().properties()) {
			if (updating.contains(id) && !key.contains(id)) {
				this.problems.add(this.place, id.name(), "the id of an existing row is never changed",
						"Remove it from 'updating(…)'.");
			}
		}
		if (key.containsAll(updating)) {
			this.problems.add(this.place, null, "updates nothing but its key",
					"Name other properties in 'updating(…)', or leave it out to update everything but the key.");
		}
		for (GivenRow row : rows) {
			for (PropertyModel property : updating) {
				if (!row.values().containsKey(property)) {
					this.problems.add(row.place(), property.name(), "is to be updated, but the row does not give it",
							"Give it a value, or remove it from 'updating(…)'.");
				}
			}
		}
	}

	private List<PropertyModel> resolve(List<ResolvedProperty> references) {
		Set<PropertyModel> seen = new HashSet<>();
		List<PropertyModel> properties = new ArrayList<>();
		for (ResolvedProperty reference : references) {
			PropertyModel property = resolve(reference);
			if (property != null && !seen.add(property)) {
				this.problems.add(this.place, property.name(), "is named twice", "Name it once.");
			}
			else if (property != null) {
				properties.add(property);
			}
		}
		return properties;
	}

	private @Nullable PropertyModel resolve(ResolvedProperty reference) {
		try {
			return this.entity.property(reference);
		}
		catch (ModelException ex) {
			this.problems.add(this.place, reference.name(), ex);
			return null;
		}
	}

	private List<PropertyModel> properties(List<String> columns) {
		return columns.stream().flatMap((column) -> this.entity.propertyOfColumn(column).stream()).toList();
	}

	private static List<String> columns(List<PropertyModel> properties) {
		return properties.stream().map(PropertyModel::column).toList();
	}

	private static String names(List<PropertyModel> properties) {
		return properties.stream().map((property) -> "'" + property.name() + "'").collect(Collectors.joining(" and "));
	}

}
