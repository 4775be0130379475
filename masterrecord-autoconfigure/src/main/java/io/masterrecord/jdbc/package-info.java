/**
 * The one way statements take to a database, and the one place where values are bound and
 * read.
 * <p>
 * What enters is text with placeholders and typed values; what leaves is a result read by
 * the caller, a count, or one of Spring's {@code DataAccessException}s. Statements join
 * the transaction of their data source. Bound values stay out of logs and messages.
 */
@NullMarked
package io.masterrecord.jdbc;

import org.jspecify.annotations.NullMarked;
