/**
 * Seed data as it is declared: instances of entities, partial rows and factories enter,
 * with when and how they are to be written; checked sets of rows in the order of their
 * foreign keys leave, as values of columns.
 * <p>
 * Nothing in here knows a database: whether a row exists already, and which environment
 * is active, is found out when a migration runs.
 */
@NullMarked
package io.masterrecord.seed;

import org.jspecify.annotations.NullMarked;
