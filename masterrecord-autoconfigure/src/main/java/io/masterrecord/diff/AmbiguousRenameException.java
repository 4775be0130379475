package io.masterrecord.diff;

import java.util.List;
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
	 */
	public record Candidate(String table, String former, String type, List<String> present) {

		public Candidate {
			present = List.copyOf(present);
		}

		@Override
		public String toString() {
			String names = this.present.stream()
				.map((name) -> "'" + prefix() + name + "'")
				.collect(Collectors.joining(" or "));
			return this.table.isEmpty()
					? "table '%s' is gone, and %s with the same columns is new".formatted(this.former, names)
					: "column '%s%s' of type %s is gone, and %s is new".formatted(prefix(), this.former, this.type,
							names);
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
