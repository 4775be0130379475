package io.masterrecord.seed;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import io.masterrecord.model.EntityModel;
import io.masterrecord.model.Model;
import io.masterrecord.model.ModelException;
import io.masterrecord.model.PropertyModel;
import io.masterrecord.schema.ForeignKey;
import io.masterrecord.schema.Row;
import io.masterrecord.schema.RowReference;
import org.jspecify.annotations.Nullable;

/**
 * Turns references to other seeds by their keys into values of columns that are looked up
 * when the row is written.
 */
final class ReferenceReader {

	private final Model model;

	private final EntityModel<?> entity;

	private final SeedProblems problems;

	ReferenceReader(Model model, EntityModel<?> entity, SeedProblems problems) {
		this.model = model;
		this.entity = entity;
		this.problems = problems;
	}

	/**
	 * Return the value of a column, or {@code null} where the reference is mistaken.
	 */
	@Nullable Object read(String place, PropertyModel property, SeedReference reference) {
		EntityModel<?> target;
		Map<String, @Nullable Object> key = new LinkedHashMap<>();
		try {
			target = this.model.entity(reference.entity());
			reference.key().forEach((part, value) -> {
				PropertyModel column = target.property(part);
				key.put(column.column(),
						(value instanceof SeedReference other)
								? new ReferenceReader(this.model, target, this.problems).read(place, column, other)
								: column.toColumn(value));
			});
		}
		catch (ModelException ex) {
			this.problems.add(place, property.name(), ex);
			return null;
		}
		boolean unique = UniqueKeys.withId(target.toTable())
			.stream()
			.anyMatch((columns) -> Set.copyOf(columns).equals(key.keySet()));
		if (!unique || key.containsValue(null)) {
			this.problems.add(place, property.name(), "refers to a '%s' by %s, which %s".formatted(target.name(),
					reference.key()
						.keySet()
						.stream()
						.map((part) -> "'" + part.name() + "'")
						.collect(Collectors.joining(" and ")),
					unique ? "is null" : "is neither its id nor unique"),
					"Refer to it by a value that no other row has.");
			return null;
		}
		String column = column(property, target);
		if (column == null) {
			this.problems.add(place, property.name(),
					"refers to a '%s', whose id has several properties".formatted(target.name()),
					"Give each of the properties that make up the reference its value.");
			return null;
		}
		return new RowReference(target.table(), column, Row.of(key));
	}

	/** The column that the foreign key of the property points at, else the id. */
	private @Nullable String column(PropertyModel property, EntityModel<?> target) {
		for (ForeignKey foreignKey : this.entity.toTable().foreignKeys()) {
			int position = foreignKey.columns().indexOf(property.column());
			if (position >= 0 && foreignKey.targetTable().equals(target.table())) {
				return foreignKey.targetColumns().get(position);
			}
		}
		return target.key().single().map(PropertyModel::column).orElse(null);
	}

}
