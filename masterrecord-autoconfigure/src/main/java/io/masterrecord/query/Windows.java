package io.masterrecord.query;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

import io.masterrecord.query.Aggregation.Frame;

/**
 * The windows of the selects that are being written: they are numbered, so that those of
 * one select can be told apart.
 */
final class Windows {

	private final Deque<Level> levels = new ArrayDeque<>(2);

	/**
	 * Start a select.
	 */
	void enter(From from) {
		this.levels.push(new Level(from, new ArrayList<>(0)));
	}

	/**
	 * End the select that was started last.
	 */
	void leave() {
		this.levels.pop();
	}

	/**
	 * Return the number of a window in its select, from 0. Windows of the same rows in
	 * the same order have the same one.
	 */
	int numberOf(Frame frame) {
		Frame rows = new Frame(frame.partition(), frame.order(), null);
		List<Frame> known = this.levels.element().frames();
		if (!known.contains(rows)) {
			known.add(rows);
		}
		return known.indexOf(rows);
	}

	/**
	 * Return some column of the select.
	 */
	Operand.Column column() {
		return this.levels.element().from().root().key().get(0);
	}

	/**
	 * A select and its windows.
	 */
	private record Level(From from, List<Frame> frames) {

	}

}
