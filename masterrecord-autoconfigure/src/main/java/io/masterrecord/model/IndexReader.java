package io.masterrecord.model;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.masterrecord.schema.Environments;
import io.masterrecord.schema.TypeName;
import org.jspecify.annotations.Nullable;

/**
 * Reads the indexes of one entity. They are a set: declaring the same index twice is
 * declaring it once, and those of the class come before those of the context.
 */
final class IndexReader {

	static final String GIVE_SIZE = "Give it a size with '@Size(max = …)' or '@Column(size = …)'.";

	private final ReadEntity entity;

	private final Problems problems;

	private final List<IndexDraft> indexes = new ArrayList<>();

	IndexReader(ReadEntity entity, Problems problems) {
		this.entity = entity;
		this.problems = problems;
	}

	List<IndexDraft> read() {
		for (PropertyModel property : this.entity.properties()) {
			String name = property.facts().indexName;
			if (name != null) {
				add(draft(name, property.name(), List.of(property), List.of(), "", false, Environments.everywhere(),
						false));
			}
		}
		for (IndexDefinition index : this.entity.indexes()) {
			List<PropertyModel> properties = resolve(index, 1);
			if (properties != null) {
				add(draft(index.name(), index.properties().get(0), properties, index.descending(), index.filter(),
						index.unique(), index.environments(), false));
			}
		}
		for (IndexDefinition index : this.entity.compositeIndexes()) {
			List<PropertyModel> properties = resolve(index, 2);
			if (properties != null) {
				add(draft(index.name(), null, properties, index.descending(), index.filter(), index.unique(),
						index.environments(), false));
			}
		}
		for (PropertyModel property : this.entity.properties()) {
			if (property.facts().belongsTo != null) {
				add(draft("", property.name(), List.of(property), List.of(), "", false, Environments.everywhere(),
						true));
			}
		}
		return necessary();
	}

	private IndexDraft draft(String name, @Nullable String property, List<PropertyModel> properties,
			List<String> descending, String filter, boolean unique, Environments environments, boolean implied) {
		for (PropertyModel each : properties) {
			if (each.type().name() == TypeName.TEXT) {
				this.problems.warn(this.entity.type(), each.name(),
						"is a text without a limit, which MariaDB and MySQL cannot index", GIVE_SIZE);
			}
		}
		return new IndexDraft(name, property, properties.stream().map(PropertyModel::column).toList(),
				properties.stream()
					.filter((each) -> descending.contains(each.name()))
					.map(PropertyModel::column)
					.toList(),
				filter, unique, environments, implied);
	}

	private @Nullable List<PropertyModel> resolve(IndexDefinition index, int least) {
		List<PropertyModel> properties = new ArrayList<>();
		Set<String> seen = new HashSet<>();
		int before = index.properties().size();
		for (String name : index.properties()) {
			PropertyModel property = this.entity.find(name).orElse(null);
			if (property == null) {
				wrong(null, "%s names '%s', which is no property".formatted(describe(index), name),
						CloseMatch.suggest(name, this.entity.propertyNames()));
			}
			else if (!seen.add(name)) {
				wrong(name, "stands twice in %s".formatted(describe(index)), "Name each property once.");
			}
			else {
				properties.add(property);
			}
		}
		if (before < least) {
			wrong((before == 1) ? index.properties().get(0) : null,
					"%s needs at least two properties".formatted(describe(index)),
					"Use '@Indexed' on a property for an index of its own.");
			return null;
		}
		return (properties.size() == before) ? properties : null;
	}

	private void add(IndexDraft index) {
		for (IndexDraft other : this.indexes) {
			boolean same = other.hasSameDefinition(index);
			if (same && (index.name().equals(other.name()) || !index.isNamed())) {
				return;
			}
			if (!index.isNamed() && !other.isNamed() && !index.implied() && other.columns().equals(index.columns())) {
				wrong(index.property(),
						"has two different indexes under one derived name: %s, and %s"
							.formatted(other.describe(this.entity.table()), index.describe(this.entity.table())),
						"Remove one of them, or give one a name.");
				return;
			}
		}
		if (index.isNamed()) {
			this.indexes.removeIf((other) -> !other.isNamed() && other.hasSameDefinition(index));
		}
		this.indexes.add(index);
	}

	/**
	 * Leave out what a key or another index of the same columns does already. An index
	 * with a name of its own stays: somebody asked for it.
	 */
	private List<IndexDraft> necessary() {
		List<IndexDraft> result = new ArrayList<>();
		for (IndexDraft index : this.indexes) {
			String instead = substitute(index);
			if (instead == null) {
				result.add(index);
				continue;
			}
			if (index.isNamed()) {
				result.add(index);
			}
			if (!index.implied()) {
				this.problems.warn(this.entity.type(), index.property(),
						"%s does what %s does already".formatted(index.describe(this.entity.table()), instead),
						index.isNamed() ? "Remove it: it slows down every write."
								: "It is left out; remove its declaration.");
			}
		}
		return result;
	}

	private @Nullable String substitute(IndexDraft index) {
		List<String> key = this.entity.ids().stream().map(PropertyModel::column).toList();
		boolean begins = index.columns().size() <= key.size()
				&& index.columns().equals(key.subList(0, index.columns().size()));
		boolean isKey = index.isPlain() && begins && (index.implied() || index.columns().size() == key.size());
		if (isKey) {
			return "the primary key";
		}
		for (PropertyModel property : this.entity.properties()) {
			if (index.isPlain() && property.facts().uniqueName != null
					&& index.columns().equals(List.of(property.column()))) {
				return "the unique constraint";
			}
		}
		for (IndexDraft other : this.indexes) {
			boolean stronger = other.unique() && !index.unique();
			boolean replaces = index.implied() ? !other.implied() : stronger;
			if (replaces && index.isPlain() && other.isPlain() && other.environments().isEverywhere()
					&& other.columns().equals(index.columns())) {
				return "a " + other.describe(this.entity.table());
			}
		}
		return null;
	}

	private static String describe(IndexDefinition index) {
		String name = index.name().isEmpty() ? "" : " '" + index.name() + "'";
		return "the index%s on (%s)".formatted(name, String.join(", ", index.properties()));
	}

	private void wrong(@Nullable String property, String problem, String remedy) {
		this.problems.add(this.entity.type(), property, problem, remedy);
	}

}
