package io.masterrecord.model;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * Finds the other side of each relation: the entity, the foreign keys, and what stands
 * between. Tables of pairs come into being here.
 */
final class RelationAssembly {

	private final List<ReadEntity> entities;

	private final Problems problems;

	private final PairTables pairs;

	private final Map<ReadEntity, List<ReadRelation>> relations = new LinkedHashMap<>();

	/**
	 * Create it.
	 * @param entities the entities, each of which has an id or a problem already
	 * @param problems takes the mistakes
	 */
	RelationAssembly(List<ReadEntity> entities, Problems problems) {
		this.entities = entities;
		this.problems = problems;
		this.pairs = new PairTables(entities, problems);
		entities.forEach((entity) -> this.relations.put(entity, read(entity)));
		this.pairs.checkSides();
	}

	/**
	 * Return the tables of pairs, by name.
	 */
	List<ReadEntity> pairTables() {
		return this.pairs.tables();
	}

	/**
	 * Return what a table of pairs may have been called.
	 */
	Set<String> formerNames(ReadEntity pairs) {
		return this.pairs.formerNames(pairs);
	}

	List<ReadRelation> of(ReadEntity entity) {
		return this.relations.getOrDefault(entity, List.of());
	}

	private List<ReadRelation> read(ReadEntity owner) {
		List<ReadRelation> result = new ArrayList<>();
		for (RelationFacts facts : owner.relations()) {
			ReadRelation relation = read(owner, facts);
			if (relation != null) {
				result.add(relation);
			}
		}
		return result;
	}

	private @Nullable ReadRelation read(ReadEntity owner, RelationFacts facts) {
		ReadEntity target = entity(facts, facts.target());
		if (target == null || owner.ids().isEmpty() || target.ids().isEmpty()) {
			return null;
		}
		return switch (facts.kind()) {
			case REFERS_TO -> {
				List<PropertyModel> keys = keys(facts, owner, target);
				yield keys.isEmpty() ? null : new ReadRelation(facts, target, keys, target.ids(), null);
			}
			case HAS_ONE, HAS_MANY -> {
				List<PropertyModel> keys = keys(facts, target, owner);
				if (!keys.isEmpty() && facts.kind() == RelationKind.HAS_ONE) {
					requireUnique(facts, target, keys);
				}
				yield keys.isEmpty() ? null : new ReadRelation(facts, target, owner.ids(), keys, null);
			}
			case HAS_MANY_THROUGH -> through(facts, owner, target);
			case MANY_TO_MANY -> {
				ReadRelation.Link link = this.pairs.link(facts, owner, target);
				yield (link != null) ? new ReadRelation(facts, target, owner.ids(), target.ids(), link) : null;
			}
		};
	}

	private void requireUnique(RelationFacts facts, ReadEntity target, List<PropertyModel> keys) {
		List<String> names = keys.stream().map(PropertyModel::name).toList();
		boolean unique = (keys.size() == 1 && keys.get(0).facts().uniqueName != null)
				|| new HashSet<>(names).containsAll(target.ids().stream().map(PropertyModel::name).toList())
				|| target.compositeIndexes()
					.stream()
					.anyMatch((index) -> index.unique() && index.filter().isEmpty()
							&& names.containsAll(index.parts().stream().map(IndexDefinition.Part::text).toList()));
		if (!unique) {
			this.problems.warn(facts.owner(), facts.name(),
					"is one row, but nothing keeps '%s.%s' from being the same in several"
						.formatted(facts.target().getSimpleName(), String.join("', '", names)),
					(keys.size() == 1) ? "Mark that property with '@Unique'."
							: "Give them a unique '@CompositeIndex'.");
		}
	}

	/**
	 * Find the foreign key of a holder that refers to an entity, in the order of the id
	 * it refers to.
	 * @return the properties, none if there is a problem
	 */
	private List<PropertyModel> keys(RelationFacts facts, ReadEntity holder, ReadEntity referred) {
		return keys(facts, holder, referred, facts.key(), attribute(facts, true));
	}

	private List<PropertyModel> keys(RelationFacts facts, ReadEntity holder, ReadEntity referred, String stated,
			String attribute) {
		if (referred.ids().size() > 1) {
			return compositeKey(facts, holder, referred, stated, attribute);
		}
		PropertyModel key = key(facts, holder, referred.type(), stated, attribute);
		return (key != null) ? List.of(key) : List.of();
	}

	private List<PropertyModel> compositeKey(RelationFacts facts, ReadEntity holder, ReadEntity referred, String stated,
			String attribute) {
		String holderName = holder.type().getSimpleName();
		List<Reference> all = holder.references()
			.stream()
			.filter((reference) -> reference.target() == referred.type())
			.toList();
		List<Reference> meant = stated.isEmpty() ? all
				: all.stream().filter((reference) -> isCalled(reference, stated)).toList();
		if (meant.size() > 1 && stated.isEmpty() && facts.kind() == RelationKind.REFERS_TO) {
			meant = all.stream()
				.filter((reference) -> (facts.name() + "Id").equals(reference.place())
						|| (facts.name() + "Key").equals(reference.place()))
				.toList();
		}
		if (meant.size() == 1) {
			return properties(holder, meant.get(0), referred);
		}
		String names = String.join("', '", all.stream().map(RelationAssembly::nameOf).toList());
		if (all.isEmpty()) {
			wrong(facts,
					"needs properties of '%s' that refer to '%s', whose id has several, and there are none"
						.formatted(holderName, referred.type().getSimpleName()),
					"Embed the id in '%1$s' with '@Embedded @BelongsTo(%2$s.class)', or name the properties at the class with '@CompositeBelongsTo(value = %2$s.class, properties = { … })'."
						.formatted(holderName, referred.type().getSimpleName()));
		}
		else if (stated.isEmpty()) {
			wrong(facts, "could mean several references of '%s': '%s'".formatted(holderName, names),
					"Say which: '%s(%s\"%s\")'.".formatted(facts.annotation(), attribute, nameOf(all.get(0))));
		}
		else {
			wrong(facts, "names '%s', which is no reference of '%s' to '%s'".formatted(stated, holderName,
					referred.type().getSimpleName()), "Name one of: '%s'.".formatted(names));
		}
		return List.of();
	}

	/**
	 * Return what a reference of several properties is called: the embedded value that
	 * holds them, else the first of them.
	 */
	private static String nameOf(Reference reference) {
		return (reference.place() != null) ? reference.place() : reference.properties().get(0);
	}

	private static boolean isCalled(Reference reference, String name) {
		return nameOf(reference).equals(name) || reference.name().equals(name);
	}

	/**
	 * Return the properties that refer; none if they do not fit the id, which is reported
	 * where foreign keys are made.
	 */
	private static List<PropertyModel> properties(ReadEntity holder, Reference reference, ReadEntity referred) {
		List<PropertyModel> stated = reference.properties()
			.stream()
			.flatMap((name) -> holder.find(name).stream())
			.toList();
		List<PropertyModel> ordered = reference.byName() ? referred.ids()
			.stream()
			.flatMap((id) -> stated.stream().filter((each) -> each.simpleName().equals(id.simpleName())))
			.toList() : stated;
		return (ordered.size() == referred.ids().size()) ? ordered : List.of();
	}

	private @Nullable ReadRelation through(RelationFacts facts, ReadEntity owner, ReadEntity target) {
		ReadEntity between = entity(facts, facts.through());
		if (between == null) {
			return null;
		}
		List<PropertyModel> ownerKeys = keys(facts, between, owner, facts.key(), attribute(facts, true));
		List<PropertyModel> otherKeys = keys(facts, between, target, facts.otherKey(), attribute(facts, false));
		if (ownerKeys.isEmpty() || otherKeys.isEmpty()) {
			return null;
		}
		if (ownerKeys.equals(otherKeys)) {
			wrong(facts, "has '%s' of '%s' for both of its sides".formatted(ownerKeys.get(0).name(),
					facts.through().getSimpleName()), "State 'foreignKey' and 'otherKey'.");
			return null;
		}
		return new ReadRelation(facts, target, owner.ids(), target.ids(),
				new ReadRelation.Link(between, ownerKeys, otherKeys));
	}

	private @Nullable ReadEntity entity(RelationFacts facts, Class<?> type) {
		Optional<ReadEntity> found = this.entities.stream().filter((candidate) -> candidate.type() == type).findFirst();
		if (found.isEmpty()) {
			wrong(facts, "is related to '%s', which is no entity of this model".formatted(Problems.nameOf(type)),
					"Make it an entity with Spring Data's '@Id' in a package that is scanned, or register it with 'context.entity(%s.class)'."
						.formatted(type.getSimpleName()));
		}
		return found.orElse(null);
	}

	/**
	 * Find the foreign key of a holder that refers to an entity.
	 * @param stated its name, or empty for the only one
	 * @param attribute where its name would be stated
	 */
	private @Nullable PropertyModel key(RelationFacts facts, ReadEntity holder, Class<?> referred, String stated,
			String attribute) {
		List<PropertyModel> keys = holder.properties()
			.stream()
			.filter((property) -> property.facts().belongsTo(referred))
			.toList();
		String mark = "@BelongsTo(%s.class)".formatted(referred.getSimpleName());
		if (!stated.isEmpty()) {
			return stated(facts, holder, stated, keys, mark);
		}
		if (keys.size() == 1) {
			return keys.get(0);
		}
		if (keys.isEmpty()) {
			wrong(facts,
					"needs a property of '%s' that refers to '%s', and there is none"
						.formatted(holder.type().getSimpleName(), referred.getSimpleName()),
					"Add one to '%s' that holds the id, marked with '%s'.".formatted(holder.type().getSimpleName(),
							mark));
			return null;
		}
		Optional<PropertyModel> conventional = keys.stream()
			.filter((key) -> facts.kind() == RelationKind.REFERS_TO && key.name().equals(facts.name() + "Id"))
			.findFirst();
		if (conventional.isEmpty()) {
			wrong(facts,
					"could mean several properties of '%s': '%s'".formatted(holder.type().getSimpleName(),
							String.join("', '", keys.stream().map(PropertyModel::name).toList())),
					"Say which: '%s(%s\"%s\")'.".formatted(facts.annotation(), attribute, keys.get(0).name()));
		}
		return conventional.orElse(null);
	}

	private @Nullable PropertyModel stated(RelationFacts facts, ReadEntity holder, String stated,
			List<PropertyModel> keys, String mark) {
		Optional<PropertyModel> found = holder.find(stated);
		if (found.isEmpty()) {
			wrong(facts, "names '%s', which is no property of '%s'".formatted(stated, holder.type().getSimpleName()),
					CloseMatch.suggest(stated, holder.propertyNames()));
			return null;
		}
		if (!keys.contains(found.get())) {
			wrong(facts, "names '%s' of '%s', which is not marked with '%s'".formatted(stated,
					holder.type().getSimpleName(), mark), "Mark it, or name another property.");
			return null;
		}
		return found.get();
	}

	private static String attribute(RelationFacts facts, boolean ofOwner) {
		return switch (facts.kind()) {
			case REFERS_TO -> "";
			case HAS_MANY_THROUGH ->
				facts.through().getSimpleName() + ".class, " + (ofOwner ? "foreignKey = " : "otherKey = ");
			case HAS_ONE, HAS_MANY, MANY_TO_MANY -> "foreignKey = ";
		};
	}

	private void wrong(RelationFacts facts, String problem, String remedy) {
		this.problems.add(facts.owner(), facts.name(), problem, remedy);
	}

}
