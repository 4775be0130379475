package io.masterrecord.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
		if (target == null || !isReferable(facts, owner, facts.kind() != RelationKind.REFERS_TO) || !isReferable(facts,
				target, facts.kind() != RelationKind.HAS_ONE && facts.kind() != RelationKind.HAS_MANY)) {
			return null;
		}
		PropertyModel ownerId = owner.ids().get(0);
		PropertyModel targetId = target.ids().get(0);
		return switch (facts.kind()) {
			case REFERS_TO -> {
				PropertyModel key = key(facts, owner, facts.target(), facts.key(), attribute(facts, true));
				yield (key != null) ? new ReadRelation(facts, target, key, targetId, null) : null;
			}
			case HAS_ONE, HAS_MANY -> {
				PropertyModel key = key(facts, target, facts.owner(), facts.key(), attribute(facts, true));
				if (key != null && facts.kind() == RelationKind.HAS_ONE && key.facts().uniqueName == null) {
					this.problems
						.warn(facts.owner(), facts.name(),
								"is one row, but nothing keeps '%s.%s' from being the same in several"
									.formatted(facts.target().getSimpleName(), key.name()),
								"Mark that property with '@Unique'.");
				}
				yield (key != null) ? new ReadRelation(facts, target, ownerId, key, null) : null;
			}
			case HAS_MANY_THROUGH -> through(facts, target, ownerId, targetId);
			case MANY_TO_MANY -> {
				ReadRelation.Link link = this.pairs.link(facts, owner, target);
				yield (link != null) ? new ReadRelation(facts, target, ownerId, targetId, link) : null;
			}
		};
	}

	/**
	 * Tell whether rows of an entity can be referred to by one property, if they are.
	 */
	private boolean isReferable(RelationFacts facts, ReadEntity entity, boolean referredTo) {
		if (referredTo && entity.ids().size() > 1) {
			wrong(facts,
					"is found by one property that holds an id, and '%s' has an id of several properties"
						.formatted(entity.type().getSimpleName()),
					"Read the rows with a query, or give '%s' an id of its own."
						.formatted(entity.type().getSimpleName()));
			return false;
		}
		return !entity.ids().isEmpty();
	}

	private @Nullable ReadRelation through(RelationFacts facts, ReadEntity target, PropertyModel ownerId,
			PropertyModel targetId) {
		ReadEntity between = entity(facts, facts.through());
		if (between == null) {
			return null;
		}
		PropertyModel ownerKey = key(facts, between, facts.owner(), facts.key(), attribute(facts, true));
		PropertyModel otherKey = key(facts, between, facts.target(), facts.otherKey(), attribute(facts, false));
		if (ownerKey == null || otherKey == null) {
			return null;
		}
		if (ownerKey == otherKey) {
			wrong(facts, "has '%s' of '%s' for both of its sides".formatted(ownerKey.name(),
					facts.through().getSimpleName()), "State 'foreignKey' and 'otherKey'.");
			return null;
		}
		return new ReadRelation(facts, target, ownerId, targetId, new ReadRelation.Link(between, ownerKey, otherKey));
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
