/**
 * Operations → what a person should know before they run: lost data, locks on large
 * tables, changes that a running older release does not survive, indexes that do nothing.
 * Nothing is asked of a database.
 */
@NullMarked
package io.masterrecord.lint;

import org.jspecify.annotations.NullMarked;
