package io.masterrecord.command;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Decides for the step at which a migration was interrupted, where the database does not
 * tell whether it took effect.
 */
@Command(name = "resolve", description = "Say whether the step is done at which a migration was interrupted.")
final class ResolveCommand extends ApplicationCommand {

	@ArgGroup(multiplicity = "1")
	private @Nullable Effect effect;

	@Override
	CommandResult run(Application application) {
		boolean done = this.effect != null && this.effect.done;
		application.migrator().resolve(done);
		Map<String, @Nullable Object> document = new LinkedHashMap<>();
		document.put("done", done);
		return new CommandResult(ExitCode.OK,
				List.of(done ? "The step is on record as done; the next run goes on behind it."
						: "The step is on record as not begun; the next run begins with it."),
				document);
	}

	static final class Effect {

		@Option(names = "--done", description = "The step took effect.")
		private boolean done;

		@Option(names = "--not-done", description = "The step took no effect, or was undone by hand.")
		@SuppressWarnings("unused")
		private boolean notDone;

	}

}
