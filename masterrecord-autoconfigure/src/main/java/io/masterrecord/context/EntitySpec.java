package io.masterrecord.context;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntFunction;

import io.masterrecord.model.IndexDefinition.Part;
import io.masterrecord.property.Prop;
import io.masterrecord.property.ResolvedProperty;
import io.masterrecord.query.Condition;
import io.masterrecord.query.GlobalFilter;
import io.masterrecord.seed.SeedDraft;
import io.masterrecord.seed.SeedRow;
import org.jspecify.annotations.Nullable;

/**
 * What can be declared about an entity, at any point of a chain of calls.
 *
 * @param <T> the entity
 * @since 0.1.0
 */
public abstract sealed class EntitySpec<T> permits EntityBuilder, IndexStep, SeedStep {

	private final EntityDeclarations<T> declarations;

	EntitySpec(EntityDeclarations<T> declarations) {
		this.declarations = declarations;
	}

	/**
	 * Declare an index over one property.
	 * @param property the property
	 * @return a step that takes its name, whether it is unique, and where it exists
	 */
	public final IndexStep<T> index(Prop<T, ?> property) {
		return addIndex(new IndexDraft(List.of(Part.of(nameOf(property))), false));
	}

	/**
	 * Declare an index over an expression.
	 * @param sql an SQL expression over the columns of the table, which are named without
	 * quotes
	 * @return a step that takes its name, whether it is unique, and where it exists
	 */
	public final IndexStep<T> indexExpression(String sql) {
		return addIndex(new IndexDraft(List.of(Part.expression(sql)), true));
	}

	/**
	 * Declare an index over two or more properties. Their order counts: put those
	 * compared for equality first, and those sorted by last.
	 * @param properties the properties, in order
	 * @return a step that takes its name, whether it is unique, and where it exists
	 */
	@SafeVarargs
	public final IndexStep<T> compositeIndex(Prop<T, ?>... properties) {
		List<Part> parts = new ArrayList<>();
		for (Prop<T, ?> property : properties) {
			parts.add(Part.of(nameOf(property)));
		}
		return addIndex(new IndexDraft(parts, true));
	}

	/**
	 * Declare rows. Chained calls add to one set, until something is said about it.
	 * @param rows instances of the entity
	 * @return a step that takes where the rows exist, and what happens where one exists
	 * already
	 */
	@SafeVarargs
	public final SeedStep<T> seed(T... rows) {
		List<T> list = new ArrayList<>();
		for (T row : rows) {
			list.add(row);
		}
		return seed(list);
	}

	/**
	 * Declare rows. Chained calls add to one set, until something is said about it.
	 * @param rows instances of the entity
	 * @return a step that takes where the rows exist, and what happens where one exists
	 * already
	 */
	public final SeedStep<T> seed(Iterable<? extends T> rows) {
		List<@Nullable T> list = new ArrayList<>();
		rows.forEach(list::add);
		SeedStep<T> step = seedStep();
		step.draft().add(list);
		return step;
	}

	/**
	 * Declare a row of which only some values are given; the database fills in the
	 * others.
	 * @param row sets the values: {@code row -> row.set(Setting::key).to("api_url")}
	 * @return a step that takes where the row exists, and what happens where it exists
	 * already
	 */
	public final SeedStep<T> seedRow(Consumer<SeedRow<T>> row) {
		SeedStep<T> step = seedStep();
		step.draft().addRow(row);
		return step;
	}

	/**
	 * Declare rows that are made by a function. It has to make the same rows whenever it
	 * is called, so randomness needs a fixed seed, and time a fixed clock.
	 * @param count how many rows it makes, at least 1
	 * @param make makes the row of an index, from 0
	 * @return a step that takes where the rows exist, and what happens where one exists
	 * already
	 */
	public final SeedStep<T> seedFactory(int count, IntFunction<? extends T> make) {
		SeedStep<T> step = seedStep();
		step.draft().addFactory(count, make);
		return step;
	}

	/**
	 * Declare a condition that holds wherever the entity is read or changed. A query can
	 * do without it by its name.
	 * @param name the name of the filter
	 * @param condition the condition
	 * @return the builder of the entity
	 */
	public final EntityBuilder<T> filter(String name, Condition<T> condition) {
		this.declarations.add(GlobalFilter.of(this.declarations.type(), name, condition));
		return new EntityBuilder<>(this.declarations);
	}

	/**
	 * Declare a filter by the value of a property, such as the tenant.
	 * @param <V> the type of the property
	 * @param name the name of the filter
	 * @param property the property
	 * @return a step that takes where the value comes from
	 */
	public final <V> FilterStep<T, V> filter(String name, Prop<T, V> property) {
		return new FilterStep<>(this.declarations, name, property);
	}

	/**
	 * Declare the rows of a file: CSV with a header, or JSON with an array of objects.
	 * Its fields are called as properties or columns, its values are those of columns,
	 * dates and times as in ISO 8601; an empty field is NULL, or left to the database
	 * where the column has a default. The file is needed when a migration is generated,
	 * never when one is run: its rows are copied into a file beside the migration.
	 * @param location where the file is, such as {@code classpath:seeds/categories.csv}
	 * @return a step that takes where the rows exist, and what happens where one exists
	 * already
	 */
	public final SeedStep<T> seedFrom(String location) {
		SeedStep<T> step = seedStep();
		step.draft().addFile(location);
		return step;
	}

	EntityDeclarations<T> declarations() {
		return this.declarations;
	}

	/**
	 * The step that further rows go to: of a set of their own, unless a step knows one.
	 */
	SeedStep<T> seedStep() {
		SeedDraft<T> draft = this.declarations.newSeedSet();
		return new SeedStep<>(this.declarations, draft);
	}

	private IndexStep<T> addIndex(IndexDraft index) {
		this.declarations.add(index);
		return new IndexStep<>(this.declarations, index);
	}

	private static String nameOf(Prop<?, ?> property) {
		return ResolvedProperty.of(property).name();
	}

}
