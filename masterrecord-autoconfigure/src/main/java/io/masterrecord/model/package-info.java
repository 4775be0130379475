/**
 * What the entities of an application say about their tables. Annotated records and
 * classes enter; an immutable {@link io.masterrecord.model.Model} leaves, with the
 * columns, the access to properties by method handles, the conversion of their values,
 * and the schema that the database should have.
 * <p>
 * All mistakes of all entities are collected and reported at once. Nothing in here knows
 * SQL or a database.
 */
@NullMarked
package io.masterrecord.model;

import org.jspecify.annotations.NullMarked;
