package io.masterrecord.actuate;

import java.util.List;
import java.util.Set;

import io.masterrecord.context.MasterRecordContext;
import io.masterrecord.migration.MigrationProblem;
import io.masterrecord.migration.MigrationStatus;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * A context, as the endpoint describes it.
 *
 * @param state how its migrations stand: {@code UP_TO_DATE}, {@code PENDING},
 * {@code RUNNING}, {@code FAILED}, {@code TAMPERED}, {@code AHEAD}, or
 * {@code UNREACHABLE} if the database does not answer
 * @param database the database, or {@code null} if it does not answer
 * @param pending how many migrations are to be applied or finished
 * @param lockHolder who runs migrations now, or {@code null} if nobody does
 * @param environments the environments that are active for seeds
 * @param migrations the migrations in order, with those that only the database knows
 * @param problems what keeps migrations from being run
 * @param warnings what is to be looked at
 * @param seeds the rows that migrations declare
 * @param modelChanges what the entities say and no migration does
 * @since 0.1.0
 */
public record ContextDescriptor(String state, @Nullable Database database, int pending, @Nullable String lockHolder,
		List<String> environments, List<MigrationDescriptor> migrations, List<Problem> problems, List<String> warnings,
		List<SeedDescriptor> seeds, List<String> modelChanges) implements OperationResponseBody {

	static final String UNREACHABLE = "UNREACHABLE";

	static ContextDescriptor of(MasterRecordContext context, Set<String> environments,
			@Nullable MigrationStatus status) {
		List<String> active = List.copyOf(environments);
		List<String> changes = context.modelChanges().descriptions();
		if (status == null) {
			return new ContextDescriptor(UNREACHABLE, null, 0, null, active, List.of(), List.of(), List.of(), List.of(),
					changes);
		}
		return new ContextDescriptor(status.state().name(),
				new Database(status.database().dialect(), status.database().name(), status.database().version()),
				status.pending(), status.lockHolder(), active,
				status.migrations().stream().map(MigrationDescriptor::of).toList(),
				status.problems().stream().map(Problem::of).toList(), status.warnings(),
				context.migrations().seeds(status).stream().map(SeedDescriptor::of).toList(), changes);
	}

	/**
	 * A database.
	 *
	 * @param dialect the name of the dialect
	 * @param name what the product calls itself
	 * @param version its version
	 */
	public record Database(String dialect, String name, String version) {
	}

	/**
	 * Something that keeps migrations from being run.
	 *
	 * @param migration the id of the migration it is about
	 * @param state how that migration stands
	 * @param message what is wrong and what to do
	 */
	public record Problem(String migration, String state, String message) {

		static Problem of(MigrationProblem problem) {
			return new Problem(problem.migration(), problem.state().name(), problem.message());
		}

	}

}
