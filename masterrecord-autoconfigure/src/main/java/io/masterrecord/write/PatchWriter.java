package io.masterrecord.write;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

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

	private final Function<Class<T>, EntityWriter<T>> writers;

	private final Function<Object, Optional<T>> reader;

	PatchWriter(EntityModel<T> model, Function<Class<T>, EntityWriter<T>> writers,
			Function<Object, Optional<T>> reader) {
		this.model = model;
		this.writers = writers;
		this.reader = reader;
	}

	PropertyModel settable(Prop<T, ?> reference) {
		PropertyModel property = this.model.property(reference);
		if (property.isId() || property.isVersion() || property.isCreatedDate() || property.isLastModifiedDate()) {
			throw new InvalidDataAccessApiUsageException(
					"%s cannot be patched: ids, versions and auditing dates are taken care of by themselves"
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

	T writeAndRead(Object id, Map<PropertyModel, @Nullable Object> changes, @Nullable Long expectedVersion) {
		write(id, changes, expectedVersion);
		return this.reader.apply(id).orElseThrow(() -> new MissingRowException(this.model.type(), id));
	}

	void write(Object id, Map<PropertyModel, @Nullable Object> changes, @Nullable Long expectedVersion) {
		EntityWriter<T> writer = this.writers.apply(this.model.type());
		EntityScope<T> scope = writer.scope();
		check(scope, changes);
		List<String> set = new ArrayList<>();
		List<TypedValue> values = new ArrayList<>();
		changes.forEach((property, value) -> {
			set.add(scope.quoted(property) + " = ?");
			values.add(new TypedValue(property.type(), PendingRow.stored(property, value)));
		});
		if (!changes.isEmpty()) {
			addOwn(scope, set, values);
		}
		String condition = " WHERE " + scope.quoted(scope.id()) + " = ?";
		List<TypedValue> conditionValues = new ArrayList<>(List.of(scope.idValue(id)));
		if (expectedVersion != null) {
			PropertyModel version = this.model.version().orElseThrow();
			condition += " AND " + scope.quoted(version) + " = ?";
			conditionValues.add(EntityScope.versionValue(version, expectedVersion));
		}
		int count = set.isEmpty() ? count(scope, condition, conditionValues)
				: update(scope, set, values, condition, conditionValues);
		if (count == 0) {
			refuse(writer, id, expectedVersion);
		}
	}

	private void check(EntityScope<T> scope, Map<PropertyModel, @Nullable Object> changes) {
		List<EntityViolation> violations = new ArrayList<>();
		changes.forEach((property, value) -> violations
			.addAll(scope.validator().validateValue(this.model.type(), property.name(), value)));
		if (!violations.isEmpty()) {
			throw new InvalidEntityException(this.model.type(), violations);
		}
	}

	private static int count(EntityScope<?> scope, String condition, List<TypedValue> values) {
		String sql = "SELECT COUNT(*) FROM " + scope.table() + condition;
		return scope.gate()
			.query(scope.statement(StatementKind.SELECT, sql, values), (rows) -> rows.next() ? rows.getInt(1) : 0);
	}

	private static int update(EntityScope<?> scope, List<String> set, List<TypedValue> values, String condition,
			List<TypedValue> conditionValues) {
		String sql = "UPDATE " + scope.table() + " SET " + String.join(", ", set) + condition;
		values.addAll(conditionValues);
		return scope.gate().update(scope.statement(StatementKind.UPDATE, sql, values));
	}

	private void addOwn(EntityScope<T> scope, List<String> set, List<TypedValue> values) {
		this.model.version().ifPresent((version) -> {
			String column = scope.quoted(version);
			set.add(column + " = " + column + " + 1");
		});
		for (PropertyModel property : this.model.properties()) {
			if (property.isLastModifiedDate()) {
				set.add(scope.quoted(property) + " = ?");
				Object now = scope.clock().valueFor(property, scope.clock().now());
				values.add(new TypedValue(property.type(), property.toColumn(now)));
			}
		}
	}

	private void refuse(EntityWriter<T> writer, Object id, @Nullable Long expectedVersion) {
		if (expectedVersion != null) {
			throw new StaleVersionException(this.model.type(), id, expectedVersion);
		}
		// Some drivers count only rows that became different.
		if (writer.lookup().read(List.of(), List.of(id)).isEmpty()) {
			throw new MissingRowException(this.model.type(), id);
		}
	}

}
