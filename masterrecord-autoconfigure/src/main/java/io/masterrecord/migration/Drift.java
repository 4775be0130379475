package io.masterrecord.migration;

import java.util.List;

import io.masterrecord.dialect.Dialect;
import io.masterrecord.schema.Schema;

/**
 * How the tables of a database differ from what the migrations made of them, because
 * somebody changed them by other means. Tables that no migration knows are none of it.
 *
 * @param database the database
 * @param dialect its dialect
 * @param differences a sentence for each difference
 * @param remarks what could not be compared, in sentences
 * @param expected the tables as the applied migrations made them
 * @param actual the same tables as they are, in the same words where they do not differ
 * @since 0.1.0
 */
public record Drift(DatabaseProduct database, Dialect dialect, List<String> differences, List<String> remarks,
		Schema expected, Schema actual) {

	public Drift {
		differences = List.copyOf(differences);
		remarks = List.copyOf(remarks);
	}

	/**
	 * Tell whether there is no difference.
	 * @return whether the tables are as the migrations made them
	 */
	public boolean isEmpty() {
		return this.differences.isEmpty();
	}

}
