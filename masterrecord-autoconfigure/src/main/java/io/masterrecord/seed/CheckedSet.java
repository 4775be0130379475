package io.masterrecord.seed;

import java.util.List;

import io.masterrecord.model.EntityModel;
import io.masterrecord.schema.Environments;
import io.masterrecord.schema.SeedPolicy;
import io.masterrecord.schema.SeedSet;

/**
 * A set of which everything is decided but the order of its rows.
 *
 * @param entity the entity
 * @param key the columns by which its rows are recognised; empty if by all their values
 * @param policy what happens where a row exists already
 * @param updating the columns that an upsert overwrites; empty for all but the key
 * @param environments where its rows exist
 * @param rows the rows
 */
record CheckedSet(EntityModel<?> entity, List<String> key, SeedPolicy policy, List<String> updating,
		Environments environments, List<GivenRow> rows) {

	String table() {
		return this.entity.table();
	}

	CheckedSet withRows(List<GivenRow> newRows) {
		return new CheckedSet(this.entity, this.key, this.policy, this.updating, this.environments, newRows);
	}

	SeedSet toSeedSet() {
		return new SeedSet(table(), this.key, this.policy, this.updating, this.environments,
				this.rows.stream().map(GivenRow::toRow).toList());
	}

}
