package io.masterrecord.schema;

import java.util.Locale;

/**
 * A part of a table that no migration made, or that none can say. It is left alone.
 *
 * @param kind what it is
 * @param table its table
 * @param name its name; what it is made of where it has none
 * @param nature what is special about it, such as {@code "has the type 'inet'"}; empty if
 * nothing is but that nobody expects it
 * @since 0.1.0
 */
public record ForeignObject(Kind kind, String table, String name, String nature) {

	/**
	 * Return what it is called in a sentence.
	 * @return the kind, the name and the table
	 */
	public String title() {
		return "%s '%s' of '%s'".formatted(this.kind.title(), this.name, this.table);
	}

	/**
	 * Tell whether another one stands for the same part of the same table.
	 * @param other the other one
	 * @return whether it does
	 */
	public boolean isSame(ForeignObject other) {
		return isOf(other.kind, other.table, other.name);
	}

	/**
	 * Tell whether this stands for a part of a table.
	 * @param wantedKind what it is
	 * @param wantedTable its table
	 * @param wantedName its name
	 * @return whether it does
	 */
	public boolean isOf(Kind wantedKind, String wantedTable, String wantedName) {
		return this.kind == wantedKind && this.table.equals(wantedTable) && this.name.equals(wantedName);
	}

	/**
	 * What a part of a table is.
	 */
	public enum Kind {

		/** A column. */
		COLUMN,

		/** A unique constraint. */
		UNIQUE_CONSTRAINT,

		/** A foreign key. */
		FOREIGN_KEY,

		/** An index. */
		INDEX,

		/** A search index. */
		SEARCH_INDEX,

		/** A check constraint. */
		CHECK_CONSTRAINT;

		/**
		 * Return what it is called in a sentence.
		 * @return the words
		 */
		public String title() {
			return name().toLowerCase(Locale.ROOT).replace('_', ' ');
		}

	}

}
