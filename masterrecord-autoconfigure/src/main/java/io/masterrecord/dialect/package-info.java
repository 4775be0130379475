/**
 * Neutral things turned into the SQL of one vendor: one class for each vendor.
 * <p>
 * A dialect answers questions: how a name is quoted, how an operation is rendered given
 * the schema before it, how a page is limited, how text is matched without regard to
 * case. It knows no entity, no conversion of Java values and no connection. No vendor is
 * named outside this package.
 */
@NullMarked
package io.masterrecord.dialect;

import org.jspecify.annotations.NullMarked;
