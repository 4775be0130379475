package io.masterrecord.migration;

/**
 * A question to the rows that are there: how many of them would break what an operation
 * is about to demand.
 *
 * @param table the table whose rows are looked at
 * @param breaks what is wrong with the rows that are found, as a part of a sentence
 * @param unit what is counted, in the singular
 * @param count the query that counts them
 * @param list a query that shows them to a person, not all if there are many
 * @param refused whether the operation cannot be done then
 */
record DataCheck(String table, String breaks, String unit, String count, String list, boolean refused) {

	DataCheck(String table, String breaks, String unit, String count, String list) {
		this(table, breaks, unit, count, list, true);
	}

	/**
	 * Return this question as one that is only asked so that the answer can be read.
	 */
	DataCheck told() {
		return new DataCheck(this.table, this.breaks, this.unit, this.count, this.list, false);
	}

	/**
	 * Say what was found.
	 * @param found how many
	 */
	String text(long found) {
		return "in table '%s', %s (%d %s%s); to see them: %s".formatted(this.table, this.breaks, found, this.unit,
				(found == 1) ? "" : "s", this.list);
	}

}
