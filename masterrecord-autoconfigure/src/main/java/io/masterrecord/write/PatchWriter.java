package io.masterrecord.write;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.masterrecord.dialect.TypedValue;
import io.masterrecord.jdbc.StatementKind;
import io.masterrecord.model.EntityModel;
import io.masterrecord.model.PropertyModel;
import io.masterrecord.property.Prop;
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

	PatchWriter(EntityScope<T> scope, RowLookup<T> lookup) {
		this.model = scope.model();
		this.scope = scope;
		this.lookup = lookup;
	}

	PropertyModel settable(Prop<T, ?> reference) {
		PropertyModel property = this.model.property(reference);
		if (property.isId() || property.isVersion() || property.isAudited()) {
			throw new InvalidDataAccessApiUsageException(
					"%s cannot be patched: ids, versions and auditing properties are taken care of by themselves"
						.formatted(property));
		}
		return property;
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

	void write(Object id, Map<PropertyModel, @Nullable Object> changes, @Nullable Long expectedVersion) {
		List<String> set = new ArrayList<>();
		List<TypedValue> values = new ArrayList<>();
		changes.forEach((property, value) -> {
			set.add(this.scope.quoted(property) + " = ?");
			values.add(new TypedValue(property.type(), PendingRow.stored(property, value)));
		});
		if (!changes.isEmpty()) {
			addOwn(set, values);
		}
		String condition = " WHERE " + this.scope.quoted(this.scope.id()) + " = ?";
		List<TypedValue> conditionValues = new ArrayList<>(List.of(this.scope.idValue(id)));
		if (expectedVersion != null) {
			PropertyModel version = this.model.version().orElseThrow();
			condition += " AND " + this.scope.quoted(version) + " = ?";
			conditionValues.add(EntityScope.versionValue(version, expectedVersion));
		}
		int count = set.isEmpty() ? count(condition, conditionValues) : update(set, values, condition, conditionValues);
		if (count == 0) {
			refuse(id, expectedVersion);
		}
	}

	private int count(String condition, List<TypedValue> values) {
		String sql = "SELECT COUNT(*) FROM " + this.scope.table() + condition;
		return this.scope.gate()
			.query(this.scope.filtered(StatementKind.SELECT, sql, values), (rows) -> rows.next() ? rows.getInt(1) : 0);
	}

	private int update(List<String> set, List<TypedValue> values, String condition, List<TypedValue> conditionValues) {
		String sql = "UPDATE " + this.scope.table() + " SET " + String.join(", ", set) + condition;
		values.addAll(conditionValues);
		return this.scope.gate().update(this.scope.filtered(StatementKind.UPDATE, sql, values));
	}

	private void addOwn(List<String> set, List<TypedValue> values) {
		this.model.version().ifPresent((version) -> {
			String column = this.scope.quoted(version);
			set.add(column + " = " + column + " + 1");
		});
		Instant now = this.scope.auditing().now();
		for (PropertyModel property : this.model.properties()) {
			Object ours = property.isLastModification() ? this.scope.auditing().valueFor(property, now) : null;
			if (ours != null) {
				set.add(this.scope.quoted(property) + " = ?");
				values.add(new TypedValue(property.type(), property.toColumn(ours)));
			}
		}
	}

	private void refuse(Object id, @Nullable Long expectedVersion) {
		if (expectedVersion != null) {
			throw new StaleVersionException(this.model.type(), id, expectedVersion);
		}
		// Some drivers count only rows that became different.
		if (this.lookup.read(List.of(), List.of(id)).isEmpty()) {
			throw new MissingRowException(this.model.type(), id);
		}
	}

}
