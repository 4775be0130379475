package io.masterrecord.write;

import io.masterrecord.jdbc.StatementGate;
import io.masterrecord.query.QueryContext;

/**
 * What the writers of all entities of a database share.
 *
 * @param gate the way to the database
 * @param queries what its queries share: the filters of entities hold for writes too
 * @param auditing tells when and on whose behalf rows are written
 * @param uuids generates ids
 * @param validator checks instances before they are written
 */
record WriteSetup(StatementGate gate, QueryContext queries, Auditing auditing, UuidV7Generator uuids,
		EntityValidator validator) {
}
