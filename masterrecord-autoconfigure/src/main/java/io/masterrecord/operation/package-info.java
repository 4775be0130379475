/**
 * The closed vocabulary of schema changes, and its pure interpreters.
 * <p>
 * A change is a value, a {@link io.masterrecord.operation.SchemaOperation}. What can be
 * done with changes (fold them into a schema, invert, describe, hash, render as SQL or as
 * source) is an {@link io.masterrecord.operation.OperationVisitor}, so that a new
 * operation does not compile before every interpreter knows it. Nothing in here touches a
 * database.
 */
@NullMarked
package io.masterrecord.operation;

import org.jspecify.annotations.NullMarked;
