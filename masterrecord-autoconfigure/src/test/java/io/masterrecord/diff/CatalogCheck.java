package io.masterrecord.diff;

import java.util.Set;

import io.masterrecord.catalog.SchemaComparison;
import io.masterrecord.dialect.LiveSchema;
import io.masterrecord.schema.Schema;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Compares what is in a database with what should be.
 */
final class CatalogCheck {

	private CatalogCheck() {
	}

	/**
	 * Verify that the catalog tells what was applied, and that this is what was wanted.
	 * @param when the moment, for the message
	 * @param live the database
	 * @param expected what was wanted
	 */
	static void verify(String when, LiveSchema live, Schema expected) {
		SchemaComparison comparison = SchemaComparison.of(live.dialect(), Set.of("production"));
		Schema told = live.read();
		assertThat(comparison.differences(live.expected(), told)).as(when).isEmpty();
		assertThat(RandomSchemas.normal(live.expected())).as(when).isEqualTo(RandomSchemas.normal(expected));
		assertThat(told.sequences().keySet()).as(when).isEqualTo(expected.sequences().keySet());
		assertThat(told.routines().keySet()).as(when).isEqualTo(expected.routines().keySet());
	}

}
