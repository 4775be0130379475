package io.masterrecord.model;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import io.masterrecord.schema.Check;
import io.masterrecord.schema.ColumnDefault;
import io.masterrecord.schema.ForeignKey;
import io.masterrecord.schema.Index;
import io.masterrecord.schema.PrimaryKey;
import io.masterrecord.schema.Sequence;
import io.masterrecord.schema.Table;
import io.masterrecord.schema.UniqueConstraint;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.annotation.MergedAnnotations;

/**
 * Puts the tables of all entities together: foreign keys need the entity they point at,
 * and names need all others. Names which the application chose are taken before any is
 * derived, and names are derived in the order of the tables, so that the result does not
 * depend on the order of registration.
 */
final class SchemaAssembly {

	private final List<ReadEntity> entities;

	private final Problems problems;

	private final NameRegistry names = new NameRegistry();

	private final Map<String, Sequence> sequences = new LinkedHashMap<>();

	private final Set<String> namedSequences = new HashSet<>();

	/**
	 * Create it.
	 * @param entities the entities in order of their tables
	 * @param problems takes the mistakes
	 */
	SchemaAssembly(List<ReadEntity> entities, Problems problems) {
		this.entities = entities;
		this.problems = problems;
	}

	Map<ReadEntity, Table> tables() {
		takeTableNames();
		ForeignKeyAssembly references = new ForeignKeyAssembly(this.entities, this.problems, this.names);
		Map<ReadEntity, List<IndexDraft>> indexes = new LinkedHashMap<>();
		this.entities.forEach((entity) -> indexes.put(entity,
				new IndexReader(entity, this.problems, references.indexed(entity)).read()));
		this.entities.forEach((entity) -> takeStatedNames(entity, references, indexes.getOrDefault(entity, List.of())));
		Map<ReadEntity, Table> tables = new LinkedHashMap<>();
		indexes.forEach((entity, drafts) -> tables.put(entity, table(entity, references, drafts)));
		return tables;
	}

	/**
	 * Return the sequences that number rows. Several tables may share one.
	 */
	List<Sequence> sequences() {
		return List.copyOf(this.sequences.values());
	}

	/**
	 * Take the names of the tables. Names that differ in case only are one name for
	 * SQLite, and for MariaDB and MySQL on some systems, so they are one everywhere.
	 */
	private void takeTableNames() {
		Map<String, ReadEntity> byTable = new LinkedHashMap<>();
		for (ReadEntity entity : this.entities) {
			String table = entity.table();
			ReadEntity other = byTable.putIfAbsent(table.toLowerCase(Locale.ROOT), entity);
			if (other == null) {
				this.names.take(table, "table '" + table + "'");
			}
			else if (other.table().equals(table)) {
				this.problems.add(entity.type(), null,
						"has the table '%s', and so has '%s'".formatted(table, Problems.nameOf(other.type())),
						"Give one of them another table with '@Table(name = …)'.");
			}
			else {
				this.problems.add(entity.type(), null,
						"has the table '%s', and '%s' has '%s', which differs in case only".formatted(table,
								Problems.nameOf(other.type()), other.table()),
						"Not every database keeps such names apart: give one of them another table with '@Table(name = …)'.");
			}
		}
	}

	private void takeStatedNames(ReadEntity entity, ForeignKeyAssembly references, List<IndexDraft> indexes) {
		for (PropertyModel property : entity.properties()) {
			String name = property.facts().uniqueName;
			if (name != null && !name.isEmpty()) {
				takeStated(entity, property.name(), name,
						"unique constraint on '%s' (%s)".formatted(entity.table(), property.column()));
			}
		}
		references.named(entity)
			.forEach((reference) -> takeStated(entity, reference.place(), reference.name(),
					"foreign key on '%s' (%s)".formatted(entity.table(), String.join(", ", reference.properties()))));
		String primaryKey = statedPrimaryKey(entity);
		if (!primaryKey.isEmpty()) {
			takeStated(entity, null, primaryKey, "primary key of '%s'".formatted(entity.table()));
		}
		entity.id()
			.filter((id) -> id.generation() == IdGeneration.SEQUENCE && !id.facts().sequence.isEmpty())
			.filter((id) -> this.namedSequences.add(id.facts().sequence))
			.ifPresent((id) -> takeStated(entity, id.name(), id.facts().sequence,
					"sequence of '%s'".formatted(entity.table())));
		String searchIndex = new SearchIndexReader(entity, this.problems).statedName();
		if (!searchIndex.isEmpty()) {
			takeStated(entity, null, searchIndex, "search index on '%s'".formatted(entity.table()));
		}
		indexes.stream()
			.filter(IndexDraft::isNamed)
			.forEach((index) -> takeStated(entity, index.property(), index.name(), index.describe(entity.table())));
	}

	private void takeStated(ReadEntity entity, @Nullable String property, String name, String owner) {
		if (!Names.fits(name)) {
			this.problems.add(entity.type(), property,
					"the name '%s' is longer than %d bytes".formatted(name, Names.MAX_BYTES), "Shorten it.");
			return;
		}
		this.names.take(name, owner)
			.ifPresent((taken) -> this.problems.add(entity.type(), property,
					"the name '%s' stands for two things: %s, and %s".formatted(name, taken, owner),
					"Give one of them another name."));
	}

	private Table table(ReadEntity entity, ForeignKeyAssembly references, List<IndexDraft> indexes) {
		List<PropertyModel> properties = entity.properties();
		entity.id().filter((id) -> id.generation() == IdGeneration.SEQUENCE).ifPresent((id) -> number(entity, id));
		List<String> keyColumns = entity.ids().stream().map(PropertyModel::column).toList();
		PrimaryKey primaryKey = keyColumns.isEmpty() ? null : new PrimaryKey(primaryKeyName(entity), keyColumns);
		List<UniqueConstraint> uniques = new ArrayList<>();
		for (PropertyModel property : properties) {
			if (property.facts().uniqueName != null && !keyColumns.equals(List.of(property.column()))) {
				uniques.add(unique(entity, property, property.facts().uniqueName));
			}
		}
		List<ForeignKey> foreignKeys = references.foreignKeys(entity);
		List<Index> named = new ArrayList<>();
		for (IndexDraft index : indexes) {
			if (index.constraint()) {
				uniques.add(new UniqueConstraint(
						index.isNamed() ? index.name() : this.names.derive("uq", entity.table(), index.columns()),
						index.columns()));
				continue;
			}
			String name = index.isNamed() ? index.name() : this.names.derive("idx", entity.table(), index.words());
			named.add(new Index(name, index.parts(), index.unique(), index.environments(),
					index.filter().isEmpty() ? null : index.filter(), index.included()));
		}
		return new Table(entity.table(), properties.stream().map(PropertyModel::toColumn).toList(), primaryKey, uniques,
				foreignKeys, named, new SearchIndexReader(entity, this.problems).read(
						() -> this.names.derive("search", entity.table(), List.of())),
				checks(entity), comment(entity));
	}

	private List<Check> checks(ReadEntity entity) {
		List<Check> checks = new ArrayList<>();
		for (io.masterrecord.annotation.Check check : entity.type()
			.getAnnotationsByType(io.masterrecord.annotation.Check.class)) {
			takeStated(entity, null, check.name(), "check constraint of '%s'".formatted(entity.table()));
			checks.add(Check.that(check.name(), check.value()));
		}
		for (PropertyModel property : entity.properties()) {
			if (!property.facts().values.isEmpty()) {
				String name = this.names.derive("ck", entity.table(), List.of(property.column()));
				checks.add(Check.oneOf(name, property.column(), property.facts().values));
			}
		}
		return checks;
	}

	private String primaryKeyName(ReadEntity entity) {
		String stated = statedPrimaryKey(entity);
		return stated.isEmpty() ? this.names.derive("pk", entity.table(), List.of()) : stated;
	}

	private static String statedPrimaryKey(ReadEntity entity) {
		MergedAnnotation<io.masterrecord.annotation.Table> table = MergedAnnotations.from(entity.type())
			.get(io.masterrecord.annotation.Table.class);
		return table.isPresent() ? table.getString("primaryKey") : "";
	}

	private static @Nullable String comment(ReadEntity entity) {
		MergedAnnotation<io.masterrecord.annotation.Table> table = MergedAnnotations.from(entity.type())
			.get(io.masterrecord.annotation.Table.class);
		String comment = table.isPresent() ? table.getString("comment") : "";
		return comment.isEmpty() ? null : comment;
	}

	private void number(ReadEntity entity, PropertyModel id) {
		PropertyFacts facts = id.facts();
		String name = facts.sequence.isEmpty() ? this.names.derive("seq", entity.table(), List.of()) : facts.sequence;
		Sequence sequence = new Sequence(name, facts.start, facts.increment);
		Sequence shared = this.sequences.putIfAbsent(name, sequence);
		if (shared != null && !shared.equals(sequence)) {
			this.problems.add(entity.type(), id.name(),
					"shares the sequence '%s', which elsewhere starts at %d and goes on by %d".formatted(name,
							shared.start(), shared.increment()),
					"State the same 'start' and 'increment' wherever it is used.");
		}
		facts.defaultValue = new ColumnDefault.NextValue(name);
	}

	private UniqueConstraint unique(ReadEntity entity, PropertyModel property, String stated) {
		List<String> columns = List.of(property.column());
		return new UniqueConstraint(stated.isEmpty() ? this.names.derive("uq", entity.table(), columns) : stated,
				columns);
	}

}
