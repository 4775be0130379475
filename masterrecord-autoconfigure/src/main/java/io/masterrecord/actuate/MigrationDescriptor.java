package io.masterrecord.actuate;

import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.masterrecord.migration.ConditionalOutcome;
import io.masterrecord.migration.MigrationStatus;
import org.jspecify.annotations.Nullable;

/**
 * One migration, as the endpoint describes it.
 *
 * @param id its id
 * @param name its name
 * @param state how it stands
 * @param checksum the checksum of its operations
 * @param stepsDone how many of its steps are done
 * @param stepsTotal how many steps it has
 * @param startedAt when it was begun, or {@code null} if it was not
 * @param durationMillis how long it took, or {@code null} if it is not finished
 * @param process the process that applied it, as {@code pid@host}, or {@code null}
 * @param applicationVersion the version of the application that applied it, or
 * {@code null}
 * @param conditionalSteps what became of the steps that are not meant for every
 * environment
 * @param failure SQLState and code of the error that ended it, or {@code null}
 * @since 0.1.0
 */
public record MigrationDescriptor(String id, String name, String state, String checksum, int stepsDone, int stepsTotal,
		@Nullable Instant startedAt, @Nullable Long durationMillis, @Nullable String process,
		@Nullable String applicationVersion, List<ConditionalStep> conditionalSteps, @Nullable String failure) {

	private static final Pattern ERROR = Pattern.compile("\\[(SQLState \\w+, code -?\\d+)]");

	static MigrationDescriptor of(MigrationStatus.Item item) {
		return new MigrationDescriptor(item.id(), item.name(), item.state().name(), item.checksum(), item.stepsDone(),
				item.stepsTotal(), item.startedAt(), (item.duration() != null) ? item.duration().toMillis() : null,
				item.process(), item.applicationVersion(), item.conditions().stream().map(ConditionalStep::of).toList(),
				failure(item.failure()));
	}

	/**
	 * What the driver says may hold values of rows; its codes do not.
	 */
	private static @Nullable String failure(@Nullable String text) {
		if (text == null) {
			return null;
		}
		Matcher error = ERROR.matcher(text);
		return error.find() ? error.group(1) : "no error of the database";
	}

	/**
	 * A step that is not meant for every environment.
	 *
	 * @param step which step of the migration, from 1
	 * @param subject what it is about
	 * @param environments where it is meant to be run
	 * @param active the environments that were active
	 * @param applied whether it was run
	 */
	public record ConditionalStep(int step, String subject, List<String> environments, List<String> active,
			boolean applied) {

		static ConditionalStep of(ConditionalOutcome outcome) {
			return new ConditionalStep(outcome.step(), outcome.subject(), outcome.environments().names(),
					outcome.active(), outcome.applied());
		}

	}

}
