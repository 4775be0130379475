package io.masterrecord.write;

import io.masterrecord.jdbc.StatementGate;

/**
 * What the writers of all entities of a database share.
 *
 * @param gate the way to the database
 * @param clock tells auditing dates
 * @param uuids generates ids
 * @param validator checks instances before they are written
 */
record WriteSetup(StatementGate gate, AuditingClock clock, UuidV7Generator uuids, EntityValidator validator) {
}
