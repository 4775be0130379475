/**
 * Results of queries that are kept for those who ask for it.
 * <p>
 * What enters is a statement gate; what leaves is a gate that watches which tables are
 * written, and answers queries that may be answered from memory with the rows of an
 * earlier one. What is kept are values of columns, not instances, so nobody can alter
 * what another one gets. Tables are forgotten when a write is committed, never before and
 * never after a rollback.
 */
@NullMarked
package io.masterrecord.cache;

import org.jspecify.annotations.NullMarked;
