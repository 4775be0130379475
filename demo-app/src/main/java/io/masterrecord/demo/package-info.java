/**
 * A procurement application that shows what MasterRecord does: two entities with their
 * indexes and seeds, generated migrations, a repository and its queries.
 * <p>
 * Requests enter, to the pages of {@code PlanPages} and {@code StatusPage} or to
 * {@code /api/plans}; HTML and JSON leave.
 */
@NullMarked
package io.masterrecord.demo;

import org.jspecify.annotations.NullMarked;
