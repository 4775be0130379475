package io.masterrecord.write;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import io.masterrecord.dialect.TypedValue;
import io.masterrecord.model.EmbeddedModel;
import io.masterrecord.model.EntityModel;
import io.masterrecord.model.PropertyModel;
import io.masterrecord.property.Prop;
import io.masterrecord.property.ResolvedProperty;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.InvalidDataAccessApiUsageException;

/**
 * Writes patches of one entity.
 *
 * @param <T> the entity
 */
final class PatchWriter<T> {

	private final EntityModel<T> model;

	private final EntityScope<T> scope;

	private final RowLookup<T> lookup;

	private final RowUpdates<T> updates;

	PatchWriter(EntityScope<T> scope, RowLookup<T> lookup, RowUpdates<T> updates) {
		this.model = scope.model();
		this.scope = scope;
		this.lookup = lookup;
		this.updates = updates;
	}

	/**
	 * Return the property that is to be set, or those of an embedded value that are
	 * stored.
	 */
	List<PropertyModel> settable(Prop<T, ?> reference) {
		EmbeddedModel embedded = embedded(reference);
		List<PropertyModel> properties = (embedded != null)
				? embedded.properties().stream().filter((property) -> !property.isComputed()).toList()
				: List.of(this.model.property(reference));
		for (PropertyModel property : properties) {
			if (property.isId() || property.isVersion() || property.isAudited()) {
				throw new InvalidDataAccessApiUsageException(
						"%s cannot be patched: ids, versions and auditing properties are taken care of by themselves"
							.formatted(property));
			}
		}
		return properties;
	}

	@Nullable EmbeddedModel embedded(Prop<T, ?> reference) {
		return this.model.embedded().isEmpty() ? null
				: this.model.findEmbedded(ResolvedProperty.of(reference).name()).orElse(null);
	}

	void requireNullable(PropertyModel property) {
		if (!property.nullable()) {
			throw new InvalidDataAccessApiUsageException(
					"%s cannot be set to NULL: column '%s' is NOT NULL".formatted(property, property.column()));
		}
	}

	void requireVersion() {
		if (this.model.version().isEmpty()) {
			throw new InvalidDataAccessApiUsageException(
					"'%s' has no version to compare: annotate a property with @Version"
						.formatted(this.model.type().getSimpleName()));
		}
	}

	void write(List<Patch<T>> patches) {
		Instant now = this.scope.auditing().now();
		List<RowChange> changes = new ArrayList<>(patches.size());
		for (int i = 0; i < patches.size(); i++) {
			Patch<T> patch = patches.get(i);
			if (patch.changes().isEmpty()) {
				requireUnchanged(patch);
			}
			else {
				changes.add(change(i, patch, now));
			}
		}
		this.updates.apply(changes);
	}

	private RowChange change(int position, Patch<T> patch, Instant now) {
		List<PropertyModel> properties = new ArrayList<>();
		List<TypedValue> values = new ArrayList<>();
		patch.changes().forEach((property, value) -> {
			properties.add(property);
			values.add(new TypedValue(property.type(), property.toStored(value)));
		});
		for (PropertyModel property : this.model.properties()) {
			Object ours = property.isLastModification() ? this.scope.auditing().valueFor(property, now) : null;
			if (ours != null) {
				properties.add(property);
				values.add(new TypedValue(property.type(), property.toColumn(ours)));
			}
		}
		return new RowChange(position, patch.id(), this.lookup.key(patch.id()), patch.expectedVersion(), properties,
				values);
	}

	/**
	 * Nothing is set, and yet the row has to be there.
	 */
	private void requireUnchanged(Patch<T> patch) {
		Long expected = patch.expectedVersion();
		List<PropertyModel> compared = (expected != null) ? List.of(this.model.version().orElseThrow()) : List.of();
		List<@Nullable Object> row = this.lookup.read(compared, List.of(patch.id())).get(this.lookup.key(patch.id()));
		if (expected != null) {
			if (row == null || ((Number) row.get(0)).longValue() != expected) {
				throw new StaleVersionException(this.model.type(), patch.id(), expected);
			}
		}
		else if (row == null) {
			throw new MissingRowException(this.model.type(), patch.id());
		}
	}

}
