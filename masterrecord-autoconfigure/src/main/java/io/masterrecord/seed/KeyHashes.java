package io.masterrecord.seed;

/**
 * A set of hashes of 128 bits, which takes some thirty bytes for each of them.
 */
final class KeyHashes {

	private static final int FIRST_SIZE = 1024;

	private long[] slots = new long[2 * FIRST_SIZE];

	private int size;

	/**
	 * Add a hash.
	 * @param hex its 32 hexadecimal digits or more
	 * @return whether it was not there before
	 */
	boolean add(String hex) {
		if (this.size > this.slots.length / 3) {
			grow();
		}
		// zero stands for an empty slot
		boolean added = put(this.slots, Long.parseUnsignedLong(hex, 0, 16, 16) | 1,
				Long.parseUnsignedLong(hex, 16, 32, 16));
		this.size += added ? 1 : 0;
		return added;
	}

	/**
	 * Tell whether a hash was added.
	 * @param hex its 32 hexadecimal digits or more
	 * @return whether it was
	 */
	boolean contains(String hex) {
		long high = Long.parseUnsignedLong(hex, 0, 16, 16) | 1;
		long low = Long.parseUnsignedLong(hex, 16, 32, 16);
		int slot = find(this.slots, high, low);
		return this.slots[2 * slot] != 0;
	}

	private void grow() {
		long[] larger = new long[this.slots.length * 2];
		for (int i = 0; i < this.slots.length; i += 2) {
			if (this.slots[i] != 0) {
				put(larger, this.slots[i], this.slots[i + 1]);
			}
		}
		this.slots = larger;
	}

	private static boolean put(long[] slots, long high, long low) {
		int slot = find(slots, high, low);
		if (slots[2 * slot] != 0) {
			return false;
		}
		slots[2 * slot] = high;
		slots[2 * slot + 1] = low;
		return true;
	}

	/** The slot of a hash, or the empty one where it belongs. */
	private static int find(long[] slots, long high, long low) {
		int mask = slots.length / 2 - 1;
		int slot = (int) (low & mask);
		while (slots[2 * slot] != 0 && (slots[2 * slot] != high || slots[2 * slot + 1] != low)) {
			slot = (slot + 1) & mask;
		}
		return slot;
	}

}
