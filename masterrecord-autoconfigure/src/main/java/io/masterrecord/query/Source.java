package io.masterrecord.query;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.masterrecord.model.EntityModel;
import io.masterrecord.model.PropertyModel;
import io.masterrecord.property.Prop;
import io.masterrecord.property.ResolvedProperty;
import org.jspecify.annotations.Nullable;

/**
 * Where rows come from. Columns of a source are found by the accessors of what its rows
 * are read into.
 */
sealed interface Source permits Source.Table, Derived {

	/**
	 * Return the source as messages name it.
	 */
	String name();

	/**
	 * Return what stands for the source in the code of the user, if something does.
	 */
	@Nullable Alias<?> alias();

	/**
	 * Describe the source as it stands behind {@code FROM} and {@code JOIN}.
	 */
	void describe(SqlSink sink);

	/**
	 * Describe all columns, in the order in which a row is read.
	 */
	void describeColumns(SqlSink sink);

	/**
	 * Return the column of a property, or refuse one of something else.
	 */
	Operand.Column column(Prop<?, ?> property);

	/**
	 * Return the column of a property which is looked up already.
	 */
	Operand.Column column(PropertyModel property);

	/**
	 * Return the embedded value that a property holds, if it holds one.
	 */
	default @Nullable Whole whole(Prop<?, ?> property) {
		return null;
	}

	/**
	 * Return all columns by property, in the order in which a row is read.
	 */
	Map<String, Operand.Column> columnsByName();

	/**
	 * Return all columns, in the order in which a row is read.
	 */
	default List<Operand.Column> columns() {
		return List.copyOf(columnsByName().values());
	}

	/**
	 * Return columns no two rows are equal in.
	 */
	List<Operand.Column> key();

	/**
	 * Tell whether columns have to be written with the name of the source even if it
	 * stands alone.
	 */
	default boolean isNamed() {
		return alias() != null;
	}

	/**
	 * The table of an entity.
	 *
	 * @param entity the entity
	 * @param alias what stands for the table, so that it can be there twice, or
	 * {@code null} for the table a query is about
	 */
	record Table(EntityModel<?> entity, @Nullable Alias<?> alias) implements Source {

		Table(EntityModel<?> entity) {
			this(entity, null);
		}

		@Override
		public String name() {
			return this.entity.name();
		}

		@Override
		public void describe(SqlSink sink) {
			sink.table(this);
		}

		@Override
		public void describeColumns(SqlSink sink) {
			sink.columns(this);
		}

		@Override
		public Operand.Column column(Prop<?, ?> property) {
			return of(lookUp(this.entity, property));
		}

		@Override
		public Operand.Column column(PropertyModel property) {
			if (this.entity.find(property.name()).filter((own) -> own == property).isEmpty()) {
				throw new InvalidQueryException("%s is none of '%s'".formatted(property, name()));
			}
			return of(property);
		}

		@Override
		public @Nullable Whole whole(Prop<?, ?> property) {
			if (this.entity.embedded().isEmpty()) {
				return null;
			}
			ResolvedProperty reference = ResolvedProperty.of(property);
			return reference.entity().isAssignableFrom(this.entity.type())
					? this.entity.findEmbedded(reference.name()).map((value) -> new Whole(value, this)).orElse(null)
					: null;
		}

		@Override
		public Map<String, Operand.Column> columnsByName() {
			Map<String, Operand.Column> columns = new LinkedHashMap<>();
			this.entity.properties().forEach((property) -> columns.put(property.name(), of(property)));
			return columns;
		}

		@Override
		public List<Operand.Column> key() {
			return this.entity.key().properties().stream().map(this::of).toList();
		}

		private Operand.Column of(PropertyModel property) {
			return new Operand.Column(this, property.column(), property);
		}

		@SuppressWarnings("unchecked")
		private static <T> PropertyModel lookUp(EntityModel<T> entity, Prop<?, ?> property) {
			return entity.property((Prop<T, ?>) property);
		}

	}

}
