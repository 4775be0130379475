/**
 * Instances turned into rows: inserts, updates, deletes and patches of entities.
 * <p>
 * What enters is an instance or an id; what leaves is the instance to use from then on,
 * with everything that was generated, counted or filled in by the database. Ids, versions
 * and auditing dates are taken care of here and nowhere else; every statement goes
 * through the statement gate.
 */
@NullMarked
package io.masterrecord.write;

import org.jspecify.annotations.NullMarked;
