package io.masterrecord.diff;

import java.util.List;

import io.masterrecord.diff.EvolvingModel.Features;
import io.masterrecord.schema.Schema;

/**
 * A model that somebody works on: each step changes one thing, as a person would, and
 * leaves a hint where something was renamed. Every change can be made to tables with
 * rows.
 */
public final class RandomEvolution {

	private final EvolvingModel model;

	private final TableSteps tables;

	private final List<Runnable> steps;

	/**
	 * Begin with a model without tables.
	 * @param seed the same seed leads to the same models
	 * @param features what the models may make use of
	 */
	public RandomEvolution(long seed, Features features) {
		this.model = new EvolvingModel(seed, features);
		ColumnSteps columns = new ColumnSteps(this.model);
		this.tables = new TableSteps(this.model, columns);
		KeySteps keys = new KeySteps(this.model);
		CheckSteps checks = new CheckSteps(this.model);
		IndexSteps indexes = new IndexSteps(this.model);
		RoutineSteps routines = new RoutineSteps(this.model);
		TypeSteps types = new TypeSteps(this.model);
		ValueSteps values = new ValueSteps(this.model);
		this.steps = List.of(this.tables::add, this.tables::add, this.tables::drop, this.tables::rename,
				this.tables::comment, columns::add, columns::add, columns::add, columns::drop, columns::rename,
				columns::rename, columns::changeDefault, columns::changeNullability, columns::comment,
				columns::computeOtherwise, types::widen, types::narrow, types::convert, types::collate, types::ofKey,
				keys::primary, keys::primary, keys::unique, keys::foreign, keys::foreign, keys::changeForeign,
				checks::check, checks::values, indexes::index, indexes::index, indexes::change, indexes::search,
				routines::sequence, routines::renameSequence, routines::view, routines::changeView, routines::trigger,
				values::add, values::add, values::moveInto, values::rename);
	}

	/**
	 * Return what the model is like by now.
	 * @return its tables, sequences and routines
	 */
	public Schema schema() {
		return this.model.schema();
	}

	/**
	 * Return what was renamed since this was asked last.
	 * @return the hints
	 */
	public RenameHints takeHints() {
		return this.model.takeHints();
	}

	/**
	 * Go on with the work.
	 * @param count how many things to change
	 */
	public void steps(int count) {
		for (int i = 0; i < count; i++) {
			if (this.model.isEmpty()) {
				this.tables.add();
			}
			else {
				this.model.pick(this.steps).run();
			}
		}
	}

}
