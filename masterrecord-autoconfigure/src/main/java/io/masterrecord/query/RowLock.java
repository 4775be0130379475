package io.masterrecord.query;

import java.util.List;

import io.masterrecord.dialect.LockClause;
import io.masterrecord.dialect.LockClause.Strength;
import io.masterrecord.dialect.LockClause.Wait;

/**
 * How the rows that are read are locked.
 *
 * @param strength against what
 * @param waiting what happens at a row that somebody else has locked
 */
record RowLock(Strength strength, Wait waiting) {

	static RowLock of(Strength strength) {
		return new RowLock(strength, Wait.WAIT);
	}

	RowLock with(Wait other) {
		return new RowLock(this.strength, other);
	}

	LockClause clause() {
		return new LockClause(this.strength, this.waiting, List.of());
	}

}
