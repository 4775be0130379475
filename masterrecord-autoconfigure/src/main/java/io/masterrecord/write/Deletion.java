package io.masterrecord.write;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import io.masterrecord.dialect.TypedValue;
import io.masterrecord.jdbc.StatementKind;
import io.masterrecord.model.PropertyModel;
import io.masterrecord.schema.TypeName;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.InvalidDataAccessApiUsageException;

/**
 * How rows of an entity are deleted: they go, or they stay and are marked.
 *
 * @param kind what the statement does
 * @param sql the text of the statement up to its condition
 * @param values the values of that text
 */
record Deletion(StatementKind kind, String sql, List<TypedValue> values) {

	/**
	 * Return how rows of an entity are deleted now.
	 */
	static Deletion of(EntityScope<?> scope) {
		PropertyModel mark = scope.model().softDelete().orElse(null);
		if (mark == null) {
			return new Deletion(StatementKind.DELETE, "DELETE FROM " + scope.table(), List.of());
		}
		Instant now = scope.auditing().now();
		Object deleted = (mark.type().name() == TypeName.BOOLEAN) ? true : scope.auditing().valueFor(mark, now);
		return marking(scope, mark, mark.toColumn(deleted), now);
	}

	/**
	 * Return how the mark is taken away.
	 */
	static Deletion undone(EntityScope<?> scope) {
		PropertyModel mark = scope.model()
			.softDelete()
			.orElseThrow(() -> new InvalidDataAccessApiUsageException(
					"'%s' cannot be restored: its rows do not stay when they are deleted. Add '@SoftDelete' to a property"
						.formatted(scope.model().name())));
		return marking(scope, mark, (mark.type().name() == TypeName.BOOLEAN) ? false : null, scope.auditing().now());
	}

	/**
	 * A version counts up, so that nobody overwrites the mark with what was read before,
	 * and what tells of the last change tells of this one.
	 */
	private static Deletion marking(EntityScope<?> scope, PropertyModel mark, @Nullable Object value, Instant now) {
		StringBuilder sql = new StringBuilder("UPDATE ").append(scope.table())
			.append(" SET ")
			.append(scope.quoted(mark))
			.append(" = ?");
		scope.version()
			.map(scope::quoted)
			.ifPresent((version) -> sql.append(", ").append(version).append(" = ").append(version).append(" + 1"));
		List<TypedValue> values = new ArrayList<>();
		values.add(new TypedValue(mark.type(), value));
		for (PropertyModel property : scope.model().properties()) {
			Object audited = property.isLastModification() ? scope.auditing().valueFor(property, now) : null;
			if (audited != null) {
				sql.append(", ").append(scope.quoted(property)).append(" = ?");
				values.add(new TypedValue(property.type(), property.toColumn(audited)));
			}
		}
		return new Deletion(StatementKind.UPDATE, sql.toString(), values);
	}

	/**
	 * Return the values of the statement, those of its condition included.
	 */
	List<TypedValue> valuesAnd(List<TypedValue> condition) {
		List<TypedValue> all = new ArrayList<>(this.values);
		all.addAll(condition);
		return all;
	}

}
