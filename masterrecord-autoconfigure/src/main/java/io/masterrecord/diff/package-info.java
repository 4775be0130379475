/**
 * What has to be done to get from one schema to another.
 * <p>
 * In: the fold of the migrations, what the entities and seeds ask for, and hints about
 * renames. Out: operations in an order in which they can be applied, and remarks for the
 * person who asked. Nothing is guessed: where a change may be a rename or a loss, it is
 * reported and nothing comes out. No database is asked.
 */
@NullMarked
package io.masterrecord.diff;

import org.jspecify.annotations.NullMarked;
