package io.masterrecord.operation;

/**
 * Something of a database that an operation has to do with, and how.
 *
 * @param kind what it is
 * @param name its name, with that of its table before it where it belongs to one
 * @param mode what is done to it
 */
record Touch(Kind kind, String name, Mode mode) {

	boolean collidesWith(Touch other) {
		if (this.kind == Kind.ANYTHING || other.kind == Kind.ANYTHING) {
			return true;
		}
		return this.kind == other.kind && isNamed(other.name)
				&& (this.mode == Mode.CHANGE || other.mode == Mode.CHANGE || this.mode != other.mode);
	}

	/** Names differ in more than case everywhere; what a row holds may not. */
	private boolean isNamed(String other) {
		return (this.kind == Kind.ROW) ? this.name.equals(other) : this.name.equalsIgnoreCase(other);
	}

	String describe() {
		return (this.kind == Kind.ANYTHING) ? this.name : "%s '%s'".formatted(this.kind.word(), this.name);
	}

	/**
	 * What is touched.
	 */
	enum Kind {

		/** A table as a whole. */
		TABLE("table"),

		/** A column. */
		COLUMN("column"),

		/** The name of an index or a constraint, unique in the database. */
		NAME("name"),

		/** The primary key of a table. */
		PRIMARY_KEY("the primary key of"),

		/** What a table says about itself. */
		COMMENT("the comment of"),

		/** All rows of a table. */
		ROWS("the rows of"),

		/** One declared row. */
		ROW("row"),

		/** Whatever SQL or code does that does not say what. */
		ANYTHING("");

		private final String word;

		Kind(String word) {
			this.word = word;
		}

		String word() {
			return this.word;
		}

	}

	/**
	 * What is done. Two who use something do not mind each other, nor do two who
	 * constrain it; whoever changes it minds everybody.
	 */
	enum Mode {

		/** It has to be there. */
		USE,

		/** It has to meet a condition. */
		CONSTRAIN,

		/** It becomes something else, comes into being or goes. */
		CHANGE

	}

}
