/**
 * An immutable picture of a database: tables, columns, keys, indexes and the rows that
 * are declared as seeds.
 * <p>
 * The model of an application, the fold of its migrations and the catalog of a live
 * database are all expressed as a {@link io.masterrecord.schema.Schema}, so that they can
 * be compared. Nothing in here knows SQL, JDBC or Java classes of an application.
 */
@NullMarked
package io.masterrecord.schema;

import org.jspecify.annotations.NullMarked;
