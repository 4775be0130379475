package io.masterrecord.diff;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.masterrecord.MasterRecordException;

/**
 * Tables or columns that are gone while others like them are new: they may have been
 * renamed, or not. It lists all of them.
 *
 * @since 0.1.0
 */
public final class AmbiguousRenameException extends MasterRecordException {

	private static final long serialVersionUID = 1L;

	private final transient List<Candidate> candidates;

	/**
	 * Something that may have been renamed.
	 *
	 * @param table the table of the column, or an empty text if tables are meant
	 * @param former the name that is gone
	 * @param type the type of the column, or an empty text for a table
	 * @param present the new names that it may have now, in alphabetical order
	 * @param changes what would have changed besides the name, by new name, such as
	 * {@code of type text}
	 */
	public record Candidate(String table, String former, String type, List<String> present,
			Map<String, String> changes) {

		public Candidate {
			present = List.copyOf(present);
			changes = Map.copyOf(changes);
		}

		/**
		 * Create a candidate that would have changed nothing but its name.
		 * @param table the table of the column, or an empty text if tables are meant
		 * @param former the name that is gone
		 * @param type the type of the column, or an empty text for a table
		 * @param present the new names that it may have now, in alphabetical order
		 */
		public Candidate(String table, String former, String type, List<String> present) {
			this(table, former, type, present, Map.of());
		}

		@Override
		public String toString() {
			String names = this.present.stream().map(this::present).collect(Collectors.joining(" or "));
			return this.table.isEmpty()
					? "table '%s' is gone, and %s%s is new".formatted(this.former, names,
							this.changes.isEmpty() ? " with the same columns" : "")
					: "column '%s%s' of type %s is gone, and %s is new".formatted(prefix(), this.former, this.type,
							names);
		}

		private String present(String name) {
			String change = this.changes.get(name);
			return "'" + prefix() + name + "'" + ((change != null) ? " " + change : "");
		}

		private String prefix() {
			return this.table.isEmpty() ? "" : this.table + ".";
		}

	}

	AmbiguousRenameException(List<Candidate> candidates) {
		super(message(candidates));
		this.candidates = List.copyOf(candidates);
	}

	/**
	 * Return what may have been renamed.
	 * @return the candidates, tables first
	 */
	public List<Candidate> candidates() {
		return this.candidates;
	}

	private static String message(List<Candidate> candidates) {
		return """
				A rename is never guessed, and this may be one:
				%s
				If it is a rename, put '@RenamedFrom("%s")' on what is new. \
				If it is not, put '@RenamedFrom({})' on what is new, or say --no-renames.""".formatted(
				candidates.stream().map((candidate) -> "- " + candidate).collect(Collectors.joining("\n")),
				candidates.get(0).former());
	}

}
