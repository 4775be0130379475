package io.masterrecord.model;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import io.masterrecord.schema.Environments;
import io.masterrecord.schema.IndexColumn;
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

	/** The properties of each foreign key that has an index. */
	private final List<List<PropertyModel>> references;

	IndexReader(ReadEntity entity, Problems problems, List<List<PropertyModel>> references) {
		this.entity = entity;
		this.problems = problems;
		this.references = references;
	}

	List<IndexDraft> read() {
		for (PropertyModel property : this.entity.properties()) {
			String name = property.facts().indexName;
			if (name != null) {
				read(property, name);
			}
		}
		this.entity.indexes().forEach((index) -> read(index, 1));
		this.entity.compositeIndexes().forEach((index) -> read(index, 2));
		this.references.forEach((properties) -> add(plain("", properties, true, List.of())));
		return necessary();
	}

	private void read(PropertyModel property, String name) {
		List<PropertyModel> properties = List.of(property);
		List<String> included = included("the index on (%s)".formatted(property.name()), properties,
				property.facts().indexIncludes);
		add(plain(name, properties, false, included));
	}

	private void read(IndexDefinition index, int least) {
		List<IndexColumn> parts = resolve(index, least);
		if (parts != null) {
			List<PropertyModel> properties = index.parts()
				.stream()
				.filter((part) -> !part.isExpression())
				.flatMap((part) -> this.entity.find(part.text()).stream())
				.toList();
			String property = (least == 1 && !index.parts().get(0).isExpression()) ? index.parts().get(0).text() : null;
			add(new IndexDraft(index.name(), property, parts, index.filter(), index.unique(), index.environments(),
					index.constraint(), false, included(describe(index), properties, index.included())));
			requireConstraint(index, parts);
		}
	}

	private void requireConstraint(IndexDefinition index, List<IndexColumn> parts) {
		boolean plain = index.unique() && index.filter().isEmpty() && index.included().isEmpty()
				&& parts.stream().allMatch((part) -> part.equals(IndexColumn.ascending(part.name())));
		if (index.constraint() && !plain) {
			wrong(null, "%s is no unique constraint".formatted(describe(index)),
					"A constraint is 'unique', over ascending columns and for all rows, and includes nothing; or remove 'constraint = true'.");
		}
	}

	/**
	 * Return the columns of the properties that an index includes.
	 * @param index what the index is called in a message
	 * @param sorted the properties that it is sorted by
	 * @param names the names of the properties to include
	 */
	private List<String> included(String index, List<PropertyModel> sorted, List<String> names) {
		List<String> columns = new ArrayList<>();
		for (String name : names) {
			PropertyModel property = this.entity.find(name).orElse(null);
			if (property == null) {
				wrong(null, "%s includes '%s', which is no property".formatted(index, name),
						CloseMatch.suggest(name, this.entity.propertyNames()));
			}
			else if (sorted.contains(property) || columns.contains(property.column())) {
				wrong(name, "stands twice in %s".formatted(index), "Name each property once.");
			}
			else {
				columns.add(property.column());
			}
		}
		return columns;
	}

	private IndexDraft plain(String name, List<PropertyModel> properties, boolean implied, List<String> included) {
		properties.forEach(this::checkSize);
		return new IndexDraft(name, (properties.size() == 1) ? properties.get(0).name() : null,
				properties.stream().map((property) -> IndexColumn.ascending(property.column())).toList(), "", false,
				Environments.everywhere(), false, implied, included);
	}

	private void checkSize(PropertyModel property) {
		if (property.type().name() == TypeName.TEXT) {
			this.problems.warn(this.entity.type(), property.name(),
					"is a text without a limit, which MariaDB and MySQL cannot index", GIVE_SIZE);
		}
	}

	private @Nullable List<IndexColumn> resolve(IndexDefinition index, int least) {
		List<IndexColumn> columns = new ArrayList<>();
		Set<String> seen = new HashSet<>();
		int before = index.parts().size();
		for (IndexDefinition.Part part : index.parts()) {
			PropertyModel property = part.isExpression() ? null : this.entity.find(part.text()).orElse(null);
			if (property == null && !part.isExpression()) {
				wrong(null, "%s names '%s', which is no property".formatted(describe(index), part.text()),
						CloseMatch.suggest(part.text(), this.entity.propertyNames()));
			}
			else if (!seen.add(part.text())) {
				wrong(part.isExpression() ? null : part.text(), "stands twice in %s".formatted(describe(index)),
						"Name each property once.");
			}
			else {
				if (property != null) {
					checkSize(property);
				}
				columns.add(new IndexColumn((property != null) ? property.column() : part.text(), part.descending(),
						part.nullsFirst(), part.isExpression()));
			}
		}
		if (before == 0 || (before < least && !index.parts().get(0).isExpression())) {
			wrong((before == 1) ? index.parts().get(0).text() : null,
					"%s needs at least two properties".formatted(describe(index)),
					"Use '@Indexed' on a property for an index of its own.");
			return null;
		}
		return (columns.size() == before) ? columns : null;
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
			boolean stronger = other.unique() && !index.unique() && index.isPlain() && other.isPlain()
					&& other.columns().equals(index.columns());
			boolean replaces = index.implied() ? !other.implied() && other.startsWith(index) : stronger;
			if (replaces && other.environments().isEverywhere()) {
				return "a " + other.describe(this.entity.table());
			}
		}
		return null;
	}

	private static String describe(IndexDefinition index) {
		String name = index.name().isEmpty() ? "" : " '" + index.name() + "'";
		return "the index%s on (%s)".formatted(name,
				index.parts().stream().map(IndexDefinition.Part::text).collect(Collectors.joining(", ")));
	}

	private void wrong(@Nullable String property, String problem, String remedy) {
		this.problems.add(this.entity.type(), property, problem, remedy);
	}

}
