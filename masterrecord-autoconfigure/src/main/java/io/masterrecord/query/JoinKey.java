package io.masterrecord.query;

import java.util.List;
import java.util.Optional;

import io.masterrecord.model.EmbeddedModel;
import io.masterrecord.model.PropertyModel;
import io.masterrecord.model.RelationKind;
import io.masterrecord.model.RelationModel;
import io.masterrecord.property.Prop;
import io.masterrecord.property.ResolvedProperty;
import io.masterrecord.schema.ForeignKey;

/**
 * By which columns the row of another entity is joined that a property refers to.
 *
 * @param columns the columns that hold its id
 * @param key the columns of the other entity, in the same order
 */
record JoinKey(List<Operand.Column> columns, List<Operand.Column> key) {

	/**
	 * Find the columns behind a property.
	 * @param root what the property belongs to
	 * @param reference the property, with {@code @BelongsTo}, which may be an embedded
	 * value, or with {@code @RefersTo}
	 * @param type the entity that is joined
	 * @param joined its rows
	 */
	static JoinKey of(Source root, Prop<?, ?> reference, Class<?> type, Source joined) {
		if (root instanceof Source.Table table) {
			String name = ResolvedProperty.of(reference).name();
			RelationModel relation = table.entity().findRelation(name).orElse(null);
			if (relation != null) {
				if (relation.kind() != RelationKind.REFERS_TO || relation.target().type() != type) {
					throw refusal(relation, type);
				}
				return new JoinKey(relation.ownerKeys().stream().map(table::column).toList(), joined.key());
			}
			EmbeddedModel embedded = table.entity().findEmbedded(name).orElse(null);
			if (embedded != null) {
				return of(table, embedded, joined).orElseThrow(() -> refusal(embedded, type));
			}
		}
		Operand.Column column = root.column(reference);
		boolean fits = column.content() instanceof PropertyModel property
				&& property.belongsTo().filter((owner) -> owner == type).isPresent();
		if (!fits) {
			throw refusal("'" + column + "'", type);
		}
		return new JoinKey(List.of(column), joined.key());
	}

	private static Optional<JoinKey> of(Source.Table table, EmbeddedModel embedded, Source joined) {
		List<String> own = embedded.properties().stream().map(PropertyModel::column).toList();
		return table.entity()
			.toTable()
			.foreignKeys()
			.stream()
			.filter((key) -> own.containsAll(key.columns()) && joined instanceof Source.Table other
					&& key.targetTable().equals(other.entity().table()))
			.findFirst()
			.map((key) -> of(table, key, joined));
	}

	private static JoinKey of(Source table, ForeignKey key, Source joined) {
		return new JoinKey(columns(table, key.columns()), columns(joined, key.targetColumns()));
	}

	private static List<Operand.Column> columns(Source source, List<String> names) {
		return names.stream()
			.flatMap((name) -> source.columns().stream().filter((column) -> column.name().equals(name)))
			.toList();
	}

	private static InvalidQueryException refusal(Object property, Class<?> type) {
		return new InvalidQueryException("%s has no '@BelongsTo(%s.class)'. State which rows belong together"
			.formatted(property, type.getSimpleName()));
	}

	/**
	 * Return the condition that a row is the one referred to.
	 */
	Predicate condition() {
		return Predicate.equal(this.key, this.columns);
	}

}
