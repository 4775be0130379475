package io.masterrecord.query;

import java.util.List;

import io.masterrecord.dialect.LockClause.Strength;
import io.masterrecord.dialect.LockClause.Wait;

/**
 * How the rows that are read are locked.
 *
 * @param strength against what
 * @param waiting what happens at a row that somebody else has locked
 * @param of the sources whose rows are locked; none for all
 */
record RowLock(Strength strength, Wait waiting, List<Source> of) {

	RowLock {
		of = List.copyOf(of);
	}

	static RowLock of(Strength strength) {
		return new RowLock(strength, Wait.WAIT, List.of());
	}

	RowLock with(Wait other) {
		return new RowLock(this.strength, other, this.of);
	}

	RowLock only(List<Source> sources) {
		return new RowLock(this.strength, this.waiting, sources);
	}

}
