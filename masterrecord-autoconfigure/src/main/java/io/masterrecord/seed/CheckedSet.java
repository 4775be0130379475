package io.masterrecord.seed;

import java.util.List;

import io.masterrecord.model.EntityModel;
import io.masterrecord.schema.Environments;
import io.masterrecord.schema.SeedPolicy;
import io.masterrecord.schema.SeedSet;
import org.jspecify.annotations.Nullable;

/**
 * A set of which everything is decided but the order of its rows.
 *
 * @param entity the entity
 * @param key the columns by which its rows are recognised; empty if by all their values
 * @param policy what happens where a row exists already
 * @param updating the columns that an upsert overwrites; empty for all but the key
 * @param environments where its rows exist
 * @param rows the rows
 * @param followsParents whether a row is left out where the rows it refers to do not
 * exist
 * @param deferred the columns that are written after the rows of all sets
 * @param large the rows of a set that is too large for {@code rows}, which is empty then
 */
record CheckedSet(EntityModel<?> entity, List<String> key, SeedPolicy policy, List<String> updating,
		Environments environments, List<GivenRow> rows, boolean followsParents, List<String> deferred,
		@Nullable LargeRows large) {

	String table() {
		return this.entity.table();
	}

	CheckedSet withRows(List<GivenRow> newRows) {
		return new CheckedSet(this.entity, this.key, this.policy, this.updating, this.environments, newRows,
				this.followsParents, this.deferred, this.large);
	}

	CheckedSet in(Environments where) {
		return new CheckedSet(this.entity, this.key, this.policy, this.updating, where, this.rows, this.followsParents,
				this.deferred, this.large);
	}

	CheckedSet deferring(List<String> columns) {
		return new CheckedSet(this.entity, this.key, this.policy, this.updating, this.environments, this.rows,
				this.followsParents, columns, this.large);
	}

	SeedSet toSeedSet() {
		return new SeedSet(table(), this.key, this.policy, this.updating, this.environments,
				this.rows.stream().map(GivenRow::toRow).toList(), this.deferred,
				(this.large != null) ? this.large.toStoredRows() : null);
	}

}
