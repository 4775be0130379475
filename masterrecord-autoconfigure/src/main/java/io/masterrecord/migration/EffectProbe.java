package io.masterrecord.migration;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import io.masterrecord.catalog.CatalogReader;
import io.masterrecord.catalog.StepEffect;
import io.masterrecord.catalog.StepProbe;
import io.masterrecord.operation.CreateRoutine;
import io.masterrecord.operation.Description;
import io.masterrecord.schema.Index;
import io.masterrecord.schema.Schema;
import io.masterrecord.schema.Table;

/**
 * Asks the database whether a step took effect whose end is not on record, because its
 * process ended in the middle of it.
 */
final class EffectProbe {

	private final RunSession session;

	private EffectProbe(RunSession session) {
		this.session = session;
	}

	static EffectProbe of(RunSession session) {
		return new EffectProbe(session);
	}

	/**
	 * Decide how to take the step up. What it is meant to bring about may be there before
	 * its last statement, or not be seen to be gone after its first; so with several of
	 * them it goes on behind those that are on record.
	 * @param target the migration
	 * @param step the step
	 * @param statementsDone how many of its statements are on record
	 */
	Resumption resumption(Target target, PlannedStep step, int statementsDone) {
		if (step.joined()) {
			return isReplaced(step) ? Resumption.DONE : Resumption.FRESH;
		}
		boolean several = step.commands().size() > 1;
		if (several && !step.isApart()) {
			return Resumption.doubtful(statementsDone);
		}
		StepEffect effect = effect(step);
		if (effect == StepEffect.YES) {
			return Resumption.DONE;
		}
		if (effect == StepEffect.NO || several) {
			return Resumption.FRESH;
		}
		throw unclear(target, step);
	}

	/**
	 * Tell whether something new is in the place of what was there. What a routine says
	 * is not to be told, and to replace it once more does no harm.
	 */
	private boolean isReplaced(PlannedStep step) {
		return !(step.operation() instanceof CreateRoutine) && effect(step) == StepEffect.YES;
	}

	/**
	 * Make sure that the step took effect.
	 */
	void requireDone(Target target, PlannedStep step) {
		if (effect(step) != StepEffect.YES) {
			throw unclear(target, step);
		}
	}

	private StepEffect effect(PlannedStep step) {
		return StepProbe.tookEffect(this.session.gate(), step.before(), step.operation());
	}

	private MigrationHistoryException unclear(Target target, PlannedStep step) {
		return new MigrationHistoryException(target.definition(), MigrationState.UNCLEAR,
				("Migration %s was interrupted at %s, '%s', and the database does not tell whether that step took "
						+ "effect. %s. Make the step by hand either done or not begun, say which with 'masterrecord "
						+ "resolve --done' or 'masterrecord resolve --not-done', and start again")
					.formatted(target.definition(), step.step().position(), step.step().description(), seen(step)));
	}

	/**
	 * Describe the tables that the step changes as the database has them.
	 */
	private String seen(PlannedStep step) {
		Set<String> tables = ChangedTables.of(step.before(), step.after());
		if (tables.isEmpty()) {
			return "What it does to the schema is not declared";
		}
		Schema live = CatalogReader.read(this.session.gate(), tables::contains);
		return tables.stream()
			.map((name) -> live.table(name).map(EffectProbe::text).orElse("Table '%s' does not exist".formatted(name)))
			.collect(Collectors.joining(". "));
	}

	private static String text(Table table) {
		List<String> columns = table.columns().stream().map(Description::of).toList();
		List<String> indexes = table.indexes().stream().map(Index::name).toList();
		return "Table '%s' has the columns %s%s".formatted(table.name(), String.join(", ", columns),
				indexes.isEmpty() ? "" : ", and the indexes " + String.join(", ", indexes));
	}

}
