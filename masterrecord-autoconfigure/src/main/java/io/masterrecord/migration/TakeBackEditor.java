package io.masterrecord.migration;

import java.util.List;

import io.masterrecord.operation.SchemaOperation;
import io.masterrecord.operation.TakeBackRows;

/**
 * Says how the rows that a migration wrote are taken back.
 *
 * @since 0.1.0
 */
public final class TakeBackEditor extends Step {

	private final List<String> tables;

	private boolean byKey;

	private TakeBackRows.Obstacle obstacle = TakeBackRows.Obstacle.WARN;

	TakeBackEditor(List<String> tables) {
		this.tables = tables;
	}

	/**
	 * Recognise rows by the key of their set instead of their primary key.
	 * @return this
	 */
	public TakeBackEditor byKey() {
		this.byKey = true;
		return this;
	}

	/**
	 * Undo nothing if a row has to stay, because somebody changed it or other rows refer
	 * to it.
	 * @return this
	 */
	public TakeBackEditor orFail() {
		this.obstacle = TakeBackRows.Obstacle.THROW;
		return this;
	}

	/**
	 * Say nothing of rows that have to stay.
	 * @return this
	 */
	public TakeBackEditor orIgnore() {
		this.obstacle = TakeBackRows.Obstacle.IGNORE;
		return this;
	}

	@Override
	List<SchemaOperation> operations() {
		return List.of(new TakeBackRows(this.tables, this.byKey, this.obstacle));
	}

	@Override
	String chain() {
		return "takeBackRows(…)";
	}

}
