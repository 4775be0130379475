package io.masterrecord.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.masterrecord.schema.Check;
import io.masterrecord.schema.ColumnDefault;
import io.masterrecord.schema.ColumnType;
import io.masterrecord.schema.ForeignKey;
import io.masterrecord.schema.Index;
import io.masterrecord.schema.IndexColumn;
import io.masterrecord.schema.PrimaryKey;
import io.masterrecord.schema.ReferentialAction;
import io.masterrecord.schema.Table;
import io.masterrecord.schema.TypeName;
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
		this.entities.forEach(this::fitForeignKeys);
		Map<ReadEntity, List<IndexDraft>> indexes = new LinkedHashMap<>();
		this.entities.forEach((entity) -> indexes.put(entity, new IndexReader(entity, this.problems).read()));
		this.entities.forEach((entity) -> takeStatedNames(entity, indexes.getOrDefault(entity, List.of())));
		Map<ReadEntity, Table> tables = new LinkedHashMap<>();
		indexes.forEach((entity, drafts) -> tables.put(entity, table(entity, drafts)));
		return tables;
	}

	private void takeTableNames() {
		Map<String, ReadEntity> byTable = new LinkedHashMap<>();
		for (ReadEntity entity : this.entities) {
			ReadEntity other = byTable.putIfAbsent(entity.table(), entity);
			if (other != null) {
				this.problems.add(entity.type(), null,
						"has the table '%s', and so has '%s'".formatted(entity.table(), Problems.nameOf(other.type())),
						"Give one of them another table with '@Table(name = …)'.");
				continue;
			}
			this.names.take(entity.table(), "table '" + entity.table() + "'")
				.ifPresent((taken) -> this.problems.warn(entity.type(), null,
						"%s differs from its table '%s' in case only".formatted(taken, entity.table()),
						"SQLite, and MariaDB on some systems, cannot keep them apart: choose another name with '@Table'."));
		}
	}

	/** A text that refers to a text is as long as that, where it states no length. */
	private void fitForeignKeys(ReadEntity entity) {
		for (PropertyModel property : entity.properties()) {
			PropertyModel target = target(entity, property);
			if (target == null) {
				continue;
			}
			ColumnType type = property.type();
			if (type.name() != target.type().name()) {
				this.problems.add(entity.type(), property.name(),
						"is of type '%s', but the id of '%s' is of type '%s'".formatted(
								Problems.nameOf(property.javaType()),
								property.belongsTo().map(Problems::nameOf).orElse(""),
								Problems.nameOf(target.javaType())),
						"Give both the same type.");
			}
			else if (type.name() == TypeName.VARCHAR && type.equals(ColumnTypes.DEFAULT_TEXT)) {
				property.facts().type = target.type();
			}
		}
	}

	private @Nullable PropertyModel target(ReadEntity entity, PropertyModel property) {
		Class<?> type = property.facts().belongsTo;
		if (type == null) {
			return null;
		}
		Optional<ReadEntity> target = entity(type);
		if (target.isEmpty()) {
			this.problems.add(entity.type(), property.name(),
					"belongs to '%s', which is no entity of this model".formatted(Problems.nameOf(type)),
					"Make it an entity with Spring Data's '@Id' in a package that is scanned, or register it with 'context.entity(%s.class)'."
						.formatted(type.getSimpleName()));
			return null;
		}
		if (target.get().ids().size() > 1) {
			this.problems.add(entity.type(), property.name(),
					"belongs to '%s', whose id has several properties".formatted(Problems.nameOf(type)),
					"Give '%s' an id of its own, or leave '@BelongsTo' out and join by conditions."
						.formatted(type.getSimpleName()));
			return null;
		}
		return target.get().ids().stream().findFirst().orElse(null);
	}

	private Optional<ReadEntity> entity(Class<?> type) {
		return this.entities.stream().filter((candidate) -> candidate.type() == type).findFirst();
	}

	private void takeStatedNames(ReadEntity entity, List<IndexDraft> indexes) {
		for (PropertyModel property : entity.properties()) {
			String name = property.facts().uniqueName;
			if (name != null && !name.isEmpty()) {
				takeStated(entity, property.name(), name,
						"unique constraint on '%s' (%s)".formatted(entity.table(), property.column()));
			}
		}
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

	private Table table(ReadEntity entity, List<IndexDraft> indexes) {
		List<PropertyModel> properties = entity.properties();
		entity.id()
			.filter((id) -> id.generation() == IdGeneration.SEQUENCE)
			.ifPresent((id) -> id.facts().defaultValue = new ColumnDefault.NextValue(sequence(entity)));
		List<String> keyColumns = entity.ids().stream().map(PropertyModel::column).toList();
		PrimaryKey primaryKey = keyColumns.isEmpty() ? null
				: new PrimaryKey(this.names.derive("pk", entity.table(), List.of()), keyColumns);
		List<UniqueConstraint> uniques = new ArrayList<>();
		List<ForeignKey> foreignKeys = new ArrayList<>();
		for (PropertyModel property : properties) {
			if (property.facts().uniqueName != null && !keyColumns.equals(List.of(property.column()))) {
				uniques.add(unique(entity, property, property.facts().uniqueName));
			}
		}
		for (PropertyModel property : properties) {
			property.belongsTo()
				.flatMap(this::entity)
				.filter((target) -> target.ids().size() == 1)
				.ifPresent((target) -> foreignKeys.add(foreignKey(entity, property, target)));
		}
		List<Index> named = new ArrayList<>();
		for (IndexDraft index : indexes) {
			String name = index.isNamed() ? index.name() : this.names.derive("idx", entity.table(), index.columns());
			named.add(new Index(name,
					index.columns()
						.stream()
						.map((column) -> new IndexColumn(column, index.descending().contains(column)))
						.toList(),
					index.unique(), index.environments(), index.filter().isEmpty() ? null : index.filter()));
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

	private static @Nullable String comment(ReadEntity entity) {
		MergedAnnotation<io.masterrecord.annotation.Table> table = MergedAnnotations.from(entity.type())
			.get(io.masterrecord.annotation.Table.class);
		String comment = table.isPresent() ? table.getString("comment") : "";
		return comment.isEmpty() ? null : comment;
	}

	private String sequence(ReadEntity entity) {
		PropertyModel id = entity.id().orElseThrow();
		return id.facts().sequence.isEmpty() ? this.names.derive("seq", entity.table(), List.of())
				: id.facts().sequence;
	}

	private UniqueConstraint unique(ReadEntity entity, PropertyModel property, String stated) {
		List<String> columns = List.of(property.column());
		return new UniqueConstraint(stated.isEmpty() ? this.names.derive("uq", entity.table(), columns) : stated,
				columns);
	}

	private ForeignKey foreignKey(ReadEntity entity, PropertyModel property, ReadEntity target) {
		List<String> columns = List.of(property.column());
		ReferentialAction onDelete = switch (property.facts().onDelete) {
			case RESTRICT -> ReferentialAction.RESTRICT;
			case CASCADE -> ReferentialAction.CASCADE;
			case SET_NULL -> ReferentialAction.SET_NULL;
		};
		return new ForeignKey(this.names.derive("fk", entity.table(), columns), columns, target.table(),
				List.of(target.ids().get(0).column()), onDelete, ReferentialAction.RESTRICT);
	}

}
