package io.masterrecord.query;

/**
 * How many placeholders a list of values has in a statement.
 */
enum Slots {

	/**
	 * The next power of two, or a multiple of 1024, so that lists of many sizes have few
	 * texts. The last value is repeated.
	 */
	ROUNDED {

		@Override
		int of(int size) {
			if (size <= 1024) {
				return (size <= 1) ? size : Integer.highestOneBit(size - 1) << 1;
			}
			return (size + 1023) / 1024 * 1024;
		}

	},

	/**
	 * As many as there are values, for statements that would have too many otherwise.
	 */
	EXACT {

		@Override
		int of(int size) {
			return size;
		}

	},

	/**
	 * As many as there are values, but one for a long list, where there are more values
	 * than a statement can have.
	 */
	LISTED {

		@Override
		int of(int size) {
			return size;
		}

		@Override
		boolean listsLong(int size) {
			return size > LONG;
		}

	};

	private static final int LONG = 1000;

	abstract int of(int size);

	/**
	 * Tell whether a list is bound as one value, if the dialect can.
	 */
	boolean listsLong(int size) {
		return false;
	}

}
