package io.masterrecord.write;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;

import io.masterrecord.jdbc.StatementGate;

import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * What writes of a transaction have changed in memory, to be taken back with it: the
 * latest first, so that everything is as it was before the first of them.
 */
final class RollbackJournal implements TransactionSynchronization {

	private final List<Runnable> steps = new ArrayList<>();

	/** How many steps there were at each savepoint. */
	private final Map<Object, Integer> savepoints = new WeakHashMap<>();

	private RollbackJournal() {
	}

	/**
	 * Tell whether what is written may be taken back later on.
	 */
	static boolean isKept(StatementGate gate) {
		return TransactionSynchronizationManager.isSynchronizationActive() && gate.inTransaction();
	}

	/**
	 * Note what takes something back, if what is written may be.
	 */
	static void note(StatementGate gate, Runnable step) {
		if (isKept(gate)) {
			current().steps.add(step);
		}
	}

	private static RollbackJournal current() {
		for (TransactionSynchronization each : TransactionSynchronizationManager.getSynchronizations()) {
			if (each instanceof RollbackJournal journal) {
				return journal;
			}
		}
		RollbackJournal journal = new RollbackJournal();
		TransactionSynchronizationManager.registerSynchronization(journal);
		return journal;
	}

	@Override
	public void savepoint(Object savepoint) {
		this.savepoints.put(savepoint, this.steps.size());
	}

	// A savepoint that is not known was set before there was anything to take back.
	@Override
	public void savepointRollback(Object savepoint) {
		backTo(this.savepoints.getOrDefault(savepoint, 0));
	}

	// Of a commit that failed it may not be known what became of it: whoever writes once
	// more has to begin with what was there before.
	@Override
	public void afterCompletion(int status) {
		if (status != STATUS_COMMITTED) {
			backTo(0);
		}
	}

	private void backTo(int size) {
		while (this.steps.size() > size) {
			this.steps.remove(this.steps.size() - 1).run();
		}
	}

}
