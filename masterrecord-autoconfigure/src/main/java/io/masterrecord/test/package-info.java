/**
 * Support for the tests of an application: how many statements a piece of work takes.
 * <p>
 * What enters is a gate to a database, wrapped; what leaves is what passed it. Nothing of
 * this is used while an application runs.
 */
@NullMarked
package io.masterrecord.test;

import org.jspecify.annotations.NullMarked;
