package io.masterrecord.write;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import io.masterrecord.model.PropertyModel;
import io.masterrecord.schema.ColumnType;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of each property of a row, one after the other. Rows of one write of which
 * the same becomes have the same shape, so that thousands of rows share their lists. For
 * use by one thread.
 */
final class RowShape {

	private final RowShape root;

	private final @Nullable RowShape before;

	private final @Nullable PropertyModel property;

	private final Fate fate;

	/** The one that came next most recently. */
	private @Nullable RowShape next;

	private @Nullable List<RowShape> others;

	private @Nullable Lists lists;

	private RowShape(@Nullable RowShape before, @Nullable PropertyModel property, Fate fate) {
		this.root = (before != null) ? before.root : this;
		this.before = before;
		this.property = property;
		this.fate = fate;
	}

	/**
	 * Return the shape of a row of which nothing is known yet.
	 */
	static RowShape empty() {
		return new RowShape(null, null, Fate.LEFT);
	}

	/**
	 * Return the empty shape that this one began with.
	 */
	RowShape root() {
		return this.root;
	}

	/**
	 * Return the shape with one more property.
	 */
	RowShape with(PropertyModel more, Fate what) {
		RowShape known = this.next;
		if (known != null && known.property == more && known.fate == what) {
			return known;
		}
		RowShape found = other(more, what);
		this.next = found;
		return found;
	}

	private RowShape other(PropertyModel more, Fate what) {
		List<RowShape> all = this.others;
		if (all == null) {
			all = new ArrayList<>(1);
			this.others = all;
		}
		for (RowShape other : all) {
			if (other.property == more && other.fate == what) {
				return other;
			}
		}
		RowShape made = new RowShape(this, more, what);
		all.add(made);
		return made;
	}

	/**
	 * Return the properties whose columns the statement names.
	 */
	List<PropertyModel> given() {
		return lists().given();
	}

	/**
	 * Return the types of the columns that are named.
	 */
	ColumnType[] types() {
		return lists().types();
	}

	/**
	 * Return the properties whose columns are left to the database.
	 */
	List<PropertyModel> left() {
		return lists().left();
	}

	/**
	 * Return the properties that are taken care of by themselves.
	 */
	List<PropertyModel> ours() {
		return lists().ours();
	}

	private Lists lists() {
		Lists known = this.lists;
		if (known == null) {
			known = new Lists(properties(Fate.GIVEN, Fate.FILLED), properties(Fate.LEFT, Fate.LEFT),
					properties(Fate.FILLED, Fate.COUNTED));
			this.lists = known;
		}
		return known;
	}

	private List<PropertyModel> properties(Fate one, Fate other) {
		List<PropertyModel> result = new ArrayList<>();
		for (RowShape shape = this; shape != null; shape = shape.before) {
			if (shape.property != null && (shape.fate == one || shape.fate == other)) {
				result.add(shape.property);
			}
		}
		Collections.reverse(result);
		return Collections.unmodifiableList(result);
	}

	/**
	 * What becomes of a property.
	 */
	enum Fate {

		/** What the instance brought along is written. */
		GIVEN,

		/** A value of our own is written. */
		FILLED,

		/** The statement counts it up by itself. */
		COUNTED,

		/** The database fills it in or keeps it. */
		LEFT

	}

	/**
	 * The properties by what becomes of them.
	 */
	private record Lists(List<PropertyModel> given, List<PropertyModel> left, List<PropertyModel> ours,
			ColumnType[] types) {

		Lists(List<PropertyModel> given, List<PropertyModel> left, List<PropertyModel> ours) {
			this(given, left, ours, given.stream().map(PropertyModel::type).toArray(ColumnType[]::new));
		}

	}

}
