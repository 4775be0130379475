/**
 * Reading: filters stated once, read in many ways.
 * <p>
 * References to the user's own accessors and plain values enter; entities, pages, counts
 * and values of columns leave. A query is an immutable tree; the rows and the count are
 * two renderings of the same tree, and whatever a user types travels as a bound value.
 * The text of a statement depends on the shape of the tree alone and is remembered by it.
 */
@NullMarked
package io.masterrecord.query;

import org.jspecify.annotations.NullMarked;
