package io.masterrecord.migration;

import java.time.Duration;
import java.util.List;

/**
 * What a run of migrations did.
 *
 * @param database the database
 * @param migrations how many migrations the application has
 * @param applied what was applied, in order
 * @param reverted what was undone, in order
 * @param seeds how many declared rows were written
 * @param duration how long the run took, with all waiting
 * @param warnings what is to be looked at, though it kept nothing from running
 * @since 0.1.0
 */
public record MigrationReport(DatabaseProduct database, int migrations, List<Entry> applied, List<Entry> reverted,
		int seeds, Duration duration, List<String> warnings) {

	public MigrationReport {
		applied = List.copyOf(applied);
		reverted = List.copyOf(reverted);
		warnings = List.copyOf(warnings);
	}

	/**
	 * A migration that was run.
	 *
	 * @param id its id
	 * @param name its name
	 * @param duration how long it took
	 */
	public record Entry(String id, String name, Duration duration) {
	}

	/**
	 * Say in one line what was done.
	 * @return such as
	 * {@code postgresql 18.6, 42 migrations, 2 applied in 84 ms, 3 seeds written}
	 */
	public String summary() {
		StringBuilder line = new StringBuilder();
		line.append(this.database).append(", ").append(count(this.migrations, "migration"));
		if (this.applied.isEmpty() && this.reverted.isEmpty()) {
			line.append(", up to date in ");
		}
		else if (this.reverted.isEmpty()) {
			line.append(", ").append(this.applied.size()).append(" applied in ");
		}
		else if (this.applied.isEmpty()) {
			line.append(", ").append(this.reverted.size()).append(" undone in ");
		}
		else {
			line.append(", %d undone and %d applied in ".formatted(this.reverted.size(), this.applied.size()));
		}
		line.append(this.duration.toMillis()).append(" ms");
		if (this.seeds > 0) {
			line.append(", ").append(count(this.seeds, "seed")).append(" written");
		}
		return line.toString();
	}

	private static String count(int number, String noun) {
		return number + " " + noun + ((number == 1) ? "" : "s");
	}

}
