package io.masterrecord.autoconfigure.early;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The classes whose static code has run.
 */
public final class Initialized {

	/** Their names. */
	public static final List<String> NAMES = new CopyOnWriteArrayList<>();

	private Initialized() {
	}

	static void add(Class<?> type) {
		NAMES.add(type.getSimpleName());
	}

}
