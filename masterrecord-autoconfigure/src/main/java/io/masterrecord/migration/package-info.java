/**
 * Migrations: what an application writes, and how it is run.
 * <p>
 * In: classes that extend {@link io.masterrecord.migration.Migration}. Their {@code up}
 * and {@code down} are run against a recorder, without a database, which leaves
 * operations; a {@link io.masterrecord.migration.MigrationChain} puts the migrations in
 * order and folds them into schemas. Out: a database brought there by a
 * {@link io.masterrecord.migration.Migrator}, with a history of what was done to it.
 */
@NullMarked
package io.masterrecord.migration;

import org.jspecify.annotations.NullMarked;
