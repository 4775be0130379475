package io.masterrecord.migration;

/**
 * Waiting for a while.
 */
final class Pause {

	private Pause() {
	}

	static void of(long milliseconds) {
		try {
			Thread.sleep(milliseconds);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new MigrationLockException("The process was told to stop while it waited for the lock of the "
					+ "migrations; it has changed nothing", null, ex);
		}
	}

}
