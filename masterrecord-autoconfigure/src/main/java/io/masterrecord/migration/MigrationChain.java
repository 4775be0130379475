package io.masterrecord.migration;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import io.masterrecord.operation.SchemaFold;
import io.masterrecord.operation.SchemaFoldException;
import io.masterrecord.operation.SchemaOperation;
import io.masterrecord.schema.Schema;
import io.masterrecord.schema.SchemaDifference;

/**
 * All migrations of an application in the order in which they run, each after its parent.
 * What the database looks like after any of them is the fold of the operations so far.
 *
 * @since 0.1.0
 */
public final class MigrationChain {

	private final Ancestry ancestry;

	private final Map<String, MigrationDefinition> migrations;

	private final Map<String, Integer> places;

	private final Schema schema;

	private final Squashes squashes;

	private MigrationChain(Squashes squashes, Set<String> expanded) {
		Ancestry order = ChainOrder.of(squashes.view(expanded));
		this.squashes = squashes;
		this.ancestry = order;
		Map<String, MigrationDefinition> byId = new LinkedHashMap<>();
		Map<String, Integer> placeById = new HashMap<>();
		order.ordered().forEach((migration) -> {
			placeById.put(migration.id(), byId.size());
			byId.put(migration.id(), migration);
		});
		this.places = placeById;
		this.migrations = byId;
		this.schema = fold(order.ordered());
	}

	/**
	 * Put migrations in order. What one of them stands for is no part of the chain.
	 * @param definitions the migrations, in any order
	 * @return the chain
	 * @throws MigrationValidationException if two have the same id, a parent is unknown,
	 * branches of them depend on the order in which they run, an operation does not fit
	 * the schema before it, or one that stands for others leads to another schema
	 */
	public static MigrationChain of(Collection<MigrationDefinition> definitions) {
		Squashes squashes = Squashes.of(definitions);
		MigrationChain chain = new MigrationChain(squashes, Set.of());
		chain.requireSameEffect();
		return chain;
	}

	/**
	 * What stands for others is not run where they are applied, so it has to lead to the
	 * same.
	 */
	private void requireSameEffect() {
		MigrationChain all = expandingAll();
		if (all == this) {
			return;
		}
		List<String> differences = SchemaDifference.between(all.schema(), this.schema);
		if (!differences.isEmpty()) {
			throw new MigrationValidationException(squashes().stream()
				.filter((squash) -> missing(squash).isEmpty())
				.map((squash) -> ("Migration %s does not lead to what the migrations lead to that it replaces: %s. It has "
						+ "to make the same of an empty database")
					.formatted(squash, String.join(", ", differences)))
				.toList());
		}
	}

	/**
	 * Return the chain as a database sees it that has some of the migrations for which
	 * others stand.
	 * @param ids the ids of those in whose place the others are to be seen
	 */
	MigrationChain expanding(Set<String> ids) {
		return ids.isEmpty() ? this : new MigrationChain(this.squashes, ids);
	}

	/**
	 * Return the chain with all migrations for which others stand in place of these, as
	 * far as their classes are there.
	 */
	MigrationChain expandingAll() {
		return expanding(squashes().stream()
			.filter((squash) -> missing(squash).isEmpty())
			.map(MigrationDefinition::id)
			.collect(Collectors.toSet()));
	}

	/**
	 * Return all migrations, also those for which others stand.
	 * @return the migrations, in no particular order
	 */
	public List<MigrationDefinition> all() {
		return this.squashes.all();
	}

	/**
	 * Return the migrations that stand for others.
	 */
	List<MigrationDefinition> squashes() {
		return this.squashes.squashes();
	}

	/**
	 * Return the migration that stands for another one.
	 * @param id the id of the other one
	 * @return the migration that names it in {@code replaces}, if there is one
	 */
	public Optional<MigrationDefinition> replacing(String id) {
		return Optional.ofNullable(this.squashes.replacing(id));
	}

	/**
	 * Return the migrations that one replaces and whose classes are not there any more.
	 * @param squash the migration that stands for others
	 * @return the ids; none if it is one like others
	 */
	public List<String> missing(MigrationDefinition squash) {
		return this.squashes.missing(squash);
	}

	/**
	 * Return the migrations.
	 * @return the migrations in the order in which they run, each with its parent
	 */
	public List<MigrationDefinition> migrations() {
		return List.copyOf(this.migrations.values());
	}

	/**
	 * Return a migration.
	 * @param id the id
	 * @return the migration, if there is one
	 */
	public Optional<MigrationDefinition> find(String id) {
		return Optional.ofNullable(this.migrations.get(id));
	}

	/**
	 * Return the last migration.
	 * @return the migration; empty if there is none at all
	 */
	public Optional<MigrationDefinition> head() {
		List<MigrationDefinition> all = migrations();
		return all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1));
	}

	/**
	 * Return the ends of the branches: what the next migration comes after.
	 * @return the ids in order: one if there are no open branches; none if there is no
	 * migration
	 */
	public List<String> heads() {
		return this.ancestry.heads();
	}

	/**
	 * Tell whether a migration comes after another one by the parents they name, not just
	 * by the order in which branches are put.
	 * @param id the id of the migration
	 * @param ancestor the id of the other one
	 * @return whether there is a way from parent to parent; {@code false} if either is
	 * unknown
	 */
	public boolean descends(String id, String ancestor) {
		Integer later = this.places.get(id);
		Integer earlier = this.places.get(ancestor);
		return later != null && earlier != null && this.ancestry.descends(later, earlier);
	}

	/**
	 * Return what the database looks like after all migrations.
	 * @return the schema
	 */
	public Schema schema() {
		return this.schema;
	}

	/**
	 * Return what the database looks like after a migration and all before it.
	 * @param id the id of the migration; empty for the time before the first one
	 * @return the schema, folded anew with each call
	 */
	public Schema schemaAt(String id) {
		if (id.isEmpty()) {
			return Schema.empty();
		}
		if (!this.migrations.containsKey(id)) {
			throw unknown(id);
		}
		List<MigrationDefinition> first = new ArrayList<>();
		for (MigrationDefinition migration : this.migrations.values()) {
			first.add(migration);
			if (migration.id().equals(id)) {
				break;
			}
		}
		return fold(first);
	}

	/**
	 * Return the exception that says of an id that it is not one of the chain.
	 */
	IllegalArgumentException unknown(String id) {
		return new IllegalArgumentException(
				replacing(id).map((squash) -> "Migration '%s' is replaced by %s: name that one".formatted(id, squash))
					.orElse("There is no migration '%s'".formatted(id)));
	}

	/**
	 * Return what a database looks like in which some migrations are applied.
	 * @param applied the ids of these migrations, each with all it comes after; unknown
	 * ones are passed over
	 * @return the schema, folded anew with each call
	 */
	public Schema schemaOf(Collection<String> applied) {
		return fold(this.migrations.values().stream().filter((migration) -> applied.contains(migration.id())).toList());
	}

	private static Schema fold(Collection<MigrationDefinition> migrations) {
		SchemaFold fold = SchemaFold.from(Schema.empty());
		for (MigrationDefinition migration : migrations) {
			int number = 0;
			for (SchemaOperation operation : migration.up()) {
				number++;
				try {
					fold.then(operation);
				}
				catch (SchemaFoldException ex) {
					throw new MigrationValidationException(
							"Migration %s, operation %d of up: %s".formatted(migration, number, ex.getMessage()), ex);
				}
			}
		}
		return fold.schema();
	}

}
