package io.masterrecord.cache;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The tables that were written and not told about yet.
 */
final class Changes {

	private final Set<String> tables = new LinkedHashSet<>();

	private boolean everything;

	/**
	 * Note a write.
	 * @param written the tables; none if they are not known, so it may be any
	 */
	void add(Collection<String> written) {
		if (written.isEmpty()) {
			this.everything = true;
		}
		this.tables.addAll(written);
	}

	boolean isEmpty() {
		return !this.everything && this.tables.isEmpty();
	}

	boolean touch(Collection<String> names) {
		return this.everything || names.stream().anyMatch(this.tables::contains);
	}

	/**
	 * Return the tables, none if it may be any, and forget them.
	 */
	Set<String> take() {
		Set<String> taken = this.everything ? Set.of() : Set.copyOf(this.tables);
		this.tables.clear();
		this.everything = false;
		return taken;
	}

}
