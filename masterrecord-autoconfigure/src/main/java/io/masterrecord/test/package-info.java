/**
 * Support for the tests of an application: how many statements a piece of work takes, and
 * whether every change of an entity has its migration.
 * <p>
 * What enters is a gate to a database, or a context; what leaves is what passed the gate,
 * or an error that says what is missing. Nothing of this is used while an application
 * runs.
 */
@NullMarked
package io.masterrecord.test;

import org.jspecify.annotations.NullMarked;
