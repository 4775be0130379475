package io.masterrecord.query;

import io.masterrecord.model.EntityModel;

/**
 * Where rows come from: the table of an entity.
 *
 * @param entity the entity
 */
record Source(EntityModel<?> entity) {

	void describe(SqlSink sink) {
		sink.table(this);
	}

}
