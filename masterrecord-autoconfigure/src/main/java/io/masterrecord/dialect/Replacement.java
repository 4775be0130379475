package io.masterrecord.dialect;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.masterrecord.operation.CreateRoutine;
import io.masterrecord.operation.DropRoutine;
import io.masterrecord.operation.SchemaFold;
import io.masterrecord.operation.SchemaOperation;
import io.masterrecord.schema.Routine;
import io.masterrecord.schema.Schema;

/**
 * A view, function or trigger that another one of the same kind and name takes the place
 * of.
 *
 * @param kind what it is
 * @param drop the statement that drops it
 * @param create the statement that creates the new one
 * @param replace the statement that does both at once
 */
record Replacement(Routine.Kind kind, String drop, String create, String replace) {

	private static final Pattern CREATE = Pattern.compile("(?i)CREATE\\s+(?=(?:VIEW|FUNCTION|TRIGGER)\\s)");

	/**
	 * Return the replacement that two neighbouring operations are.
	 */
	static Optional<Replacement> of(Dialect dialect, Schema before, SchemaOperation first, SchemaOperation second) {
		if (!(first instanceof DropRoutine drop) || !(second instanceof CreateRoutine create)
				|| !drop.name().equals(create.routine().name())) {
			return Optional.empty();
		}
		Routine old = before.routines().get(drop.name());
		Routine now = create.routine();
		if (old == null || old.kind() != now.kind() || (old.table() != null && !old.table().equals(now.table()))
				|| old.sqlFor(dialect.id()) == null || now.sqlFor(dialect.id()) == null) {
			return Optional.empty();
		}
		String written = dialect.render(SchemaFold.apply(before, first), second).get(0).sql();
		Matcher matcher = CREATE.matcher(written);
		return matcher.lookingAt() ? Optional.of(new Replacement(now.kind(), dialect.render(before, first).get(0).sql(),
				written, "CREATE OR REPLACE " + written.substring(matcher.end()))) : Optional.empty();
	}

}
