package io.masterrecord.query;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import io.masterrecord.jdbc.SqlStatement;
import io.masterrecord.jdbc.StatementKind;
import io.masterrecord.model.EntityModel;
import io.masterrecord.model.IdGeneration;
import io.masterrecord.model.PropertyModel;
import io.masterrecord.property.OptionalProp;
import io.masterrecord.property.Prop;
import io.masterrecord.schema.TypeName;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataIntegrityViolationException;

/**
 * An insert of a row for each row or group of a query, with one statement and without
 * reading any: {@code plans.query().where(Plan::priority).gt(3)
 * .insertInto(OldPlan.class).set(OldPlan::planNo).toProperty(Plan::planNo).execute()}.
 * <p>
 * Every property that is required has to be set, also an id that the database does not
 * number. Versions begin at 1, what tells of the creation and the last change is set, and
 * what filters demand is given by itself. Immutable.
 *
 * @param <T> the entity that is read
 * @param <E> the entity of the rows that are inserted
 * @since 0.1.0
 */
public final class RowCopy<T, E> {

	private final Query<T> rows;

	private final Select select;

	private final Source.Table target;

	private final List<Assignment> assignments;

	private final boolean skipsHooks;

	private RowCopy(Query<T> rows, Select select, Source.Table target, List<Assignment> assignments,
			boolean skipsHooks) {
		this.rows = rows;
		this.select = select;
		this.target = target;
		this.assignments = assignments;
		this.skipsHooks = skipsHooks;
	}

	static <T, E> RowCopy<T, E> of(Query<T> rows, Select select, Class<E> target) {
		if (select.lock() != null) {
			throw new InvalidQueryException(
					"Rows that are inserted elsewhere cannot be locked. Leave the lock out, or read them before");
		}
		return new RowCopy<>(rows, select, new Source.Table(rows.context().model().entity(target)), List.of(), false);
	}

	/**
	 * Name a property of the rows that are inserted.
	 * @param <V> the type of the property
	 * @param property the property, other than the version and auditing properties
	 * @return the step that takes what it is set to
	 */
	public <V> CopyStep<T, E, V> set(Prop<E, V> property) {
		return new CopyStep<>(this, property);
	}

	/**
	 * Name a property of the rows that are inserted, whose accessor returns an
	 * {@code Optional}.
	 * @param <V> the type of the value inside
	 * @param property the property
	 * @return the step that takes what it is set to
	 */
	public <V> CopyStep<T, E, V> set(OptionalProp<E, V> property) {
		return new CopyStep<>(this, property);
	}

	/**
	 * Say that hooks of the entity are not run, which cannot be since there are no
	 * instances.
	 * @return an insert without hooks
	 */
	public RowCopy<T, E> skipHooks() {
		return new RowCopy<>(this.rows, this.select, this.target, this.assignments, true);
	}

	/**
	 * Insert the rows.
	 * @return how many there were
	 * @throws InvalidQueryException if a property is not set that is required
	 */
	public int execute() {
		SqlStatement statement = toSql();
		try {
			return this.rows.context().gate().update(statement);
		}
		catch (DataIntegrityViolationException ex) {
			throw rules().translated(this.target.entity(), ex);
		}
	}

	/**
	 * Return the statement, for looking at it.
	 * @return the statement
	 */
	public SqlStatement toSql() {
		EntityModel<?> entity = this.target.entity();
		Map<PropertyModel, @Nullable Object> values = new HashMap<>();
		for (Assignment assignment : this.assignments) {
			if (assignment.value() != Assignment.COMPUTED) {
				values.put(assignment.property(), assignment.value());
			}
		}
		rules().checkInsertion(entity, values, this.skipsHooks);
		List<Assignment> all = completed(entity);
		List<Operand> operands = all.stream().map(Assignment::operand).toList();
		SqlStatement select = this.rows.toSql(new Projection.Values(operands),
				Selection.checked(this.select, operands));
		Set<String> tables = new HashSet<>(select.tables());
		tables.add(entity.table());
		String columns = all.stream()
			.map((assignment) -> quote(assignment.column().name()))
			.collect(Collectors.joining(", "));
		return new SqlStatement("INSERT INTO " + quote(entity.table()) + " (" + columns + ") " + select.sql(),
				select.values(), tables, StatementKind.INSERT);
	}

	/**
	 * Return what is set, and what is set by itself.
	 */
	private List<Assignment> completed(EntityModel<?> entity) {
		Map<PropertyModel, Object> demanded = this.rows.context().filters().demandedValues(entity);
		List<Assignment> all = new ArrayList<>();
		List<String> missing = new ArrayList<>();
		for (PropertyModel property : entity.properties()) {
			Assignment given = given(property);
			if (given != null) {
				check(given, demanded.get(property));
			}
			Object ours = (given == null) ? valueFor(property, demanded) : null;
			if (given != null || ours != null) {
				all.add((given != null) ? given : Assignment.of(this.target.column(property), property, ours));
			}
			else if (property.toColumn().isRequired() && property.generation() != IdGeneration.SEQUENCE) {
				missing.add(property.name());
			}
		}
		if (!missing.isEmpty()) {
			throw new InvalidQueryException(
					"Rows of '%s' cannot be inserted without %s, which the database does not fill in: set what is missing"
						.formatted(entity.name(), missing));
		}
		if (all.isEmpty()) {
			throw new InvalidQueryException(
					"An insert of rows of '%s' needs something to set: name at least one property"
						.formatted(entity.name()));
		}
		return all;
	}

	private @Nullable Assignment given(PropertyModel property) {
		return this.assignments.stream().filter((other) -> other.property() == property).findFirst().orElse(null);
	}

	private static void check(Assignment given, @Nullable Object demanded) {
		PropertyModel property = given.property();
		if (demanded != null && (given.value() == Assignment.COMPUTED
				|| !Objects.equals(property.toColumn(demanded), property.toColumn(given.value())))) {
			throw new InvalidQueryException(
					"%s would get another value than its filter demands, so that whoever inserts the rows would not see them. Leave it out: it is given by itself"
						.formatted(property));
		}
	}

	/**
	 * Return the value of a property that is not set: of versions, of auditing, what a
	 * filter demands, and that a row is not deleted.
	 */
	private @Nullable Object valueFor(PropertyModel property, Map<PropertyModel, Object> demanded) {
		if (property.isVersion()) {
			return property.fromColumn(1L);
		}
		if (property.isAudited()) {
			return rules().valueFor(property);
		}
		boolean mark = property.isSoftDelete() && property.type().name() == TypeName.BOOLEAN && !property.hasDefault();
		return mark ? (Object) false : demanded.get(property);
	}

	/**
	 * Return this with something else that is set.
	 */
	RowCopy<T, E> with(List<Assignment> more) {
		List<Assignment> all = new ArrayList<>(this.assignments);
		for (Assignment assignment : more) {
			PropertyModel property = assignment.property();
			if (given(property) != null) {
				throw new InvalidQueryException("%s is set twice".formatted(property));
			}
			if (property.isVersion() || property.isAudited() || property.isComputed()) {
				throw new InvalidQueryException(
						"%s cannot be set: versions, auditing properties and what the database computes are taken care of by themselves"
							.formatted(property));
			}
			all.add(assignment);
		}
		return new RowCopy<>(this.rows, this.select, this.target, List.copyOf(all), this.skipsHooks);
	}

	Source.Table target() {
		return this.target;
	}

	/**
	 * Return what properties of the rows that are read are looked up in.
	 */
	Scope scope() {
		return this.rows.scope().in(Scope.Clause.SELECT);
	}

	private WriteRules rules() {
		return this.rows.context().rules();
	}

	private String quote(String name) {
		return this.rows.context().gate().dialect().quote(name);
	}

}
