package io.masterrecord.write;

import io.masterrecord.jdbc.StatementGate;
import io.masterrecord.query.QueryContext;

/**
 * What the writers of all entities of a database share.
 *
 * @param gate the way to the database
 * @param packets how much may be sent at once
 * @param queries what its queries share: the filters of entities hold for writes too
 * @param auditing tells when and on whose behalf rows are written
 * @param uuids generates ids
 * @param validator checks instances before they are written
 * @param hooks are called around the writes of instances
 * @param listeners are told about the writes of instances
 */
record WriteSetup(StatementGate gate, PacketLimit packets, QueryContext queries, Auditing auditing,
		UuidV7Generator uuids, EntityValidator validator, EntityHooks hooks, WriteListeners listeners) {

	WriteSetup withoutFilter(String... names) {
		return new WriteSetup(this.gate, this.packets, this.queries.withoutFilter(names), this.auditing, this.uuids,
				this.validator, this.hooks, this.listeners);
	}

	WriteSetup with(EntityHooks others) {
		return with(this.validator, others);
	}

	WriteSetup with(EntityValidator other) {
		return with(other, this.hooks);
	}

	private WriteSetup with(EntityValidator otherValidator, EntityHooks otherHooks) {
		QueryContext others = this.queries.withRules(new SetBasedRules(this.auditing, otherValidator, otherHooks));
		return new WriteSetup(this.gate, this.packets, others, this.auditing, this.uuids, otherValidator, otherHooks,
				this.listeners);
	}

}
