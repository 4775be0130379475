package io.masterrecord.lint;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * What is looked for in migrations and in the schema they lead to.
 *
 * @since 0.1.0
 */
public enum Rule {

	/** A table, a column or rows are dropped, or a column becomes too narrow. */
	DATA_LOSS(Severity.ERROR),

	/** Rows get a default in place of NULL, and nobody can tell them from the others. */
	FILLED_NULLS(Severity.INFO),

	/** All rows are written anew while nobody reads or writes the table. */
	TABLE_REWRITE(Severity.WARNING),

	/** All rows are written anew while the table stays in use. */
	ONLINE_REWRITE(Severity.INFO),

	/** All rows are looked at while nobody reads or writes the table. */
	BLOCKED_READS(Severity.WARNING),

	/** The table cannot be written for as long as it takes to go through it. */
	BLOCKED_WRITES(Severity.WARNING),

	/**
	 * A release that is still running uses what is renamed or dropped, or writes rows
	 * that are refused from now on.
	 */
	ROLLING_UPDATE(Severity.INFO),

	/**
	 * SQL changes the schema without declaring it, so that later migrations do not know.
	 */
	UNDECLARED_CHANGE(Severity.WARNING),

	/** A migration depends on classes that may change before it has run everywhere. */
	FOREIGN_CLASS(Severity.WARNING),

	/** A foreign key has no index to find the referring rows by. */
	UNINDEXED_FOREIGN_KEY(Severity.WARNING),

	/** An index is the beginning of another one, which does all that it does. */
	REDUNDANT_INDEX(Severity.WARNING),

	/** An index repeats a primary key or a unique constraint. */
	DUPLICATE_INDEX(Severity.WARNING),

	/** A former name that a migration has made the present one. */
	STALE_HINT(Severity.INFO),

	/** A migration accepts what no rule finds fault with. */
	UNKNOWN_RULE(Severity.WARNING);

	private final Severity severity;

	Rule(Severity severity) {
		this.severity = severity;
	}

	/**
	 * Return the name of the rule, as it is printed and accepted.
	 * @return the name, such as {@code data-loss}
	 */
	public String id() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	/**
	 * Return how much it matters if the rule is broken.
	 * @return the severity
	 */
	public Severity severity() {
		return this.severity;
	}

	/**
	 * Return the rule of a name.
	 * @param id the name
	 * @return the rule, if there is one
	 */
	public static Optional<Rule> find(String id) {
		return Arrays.stream(values()).filter((rule) -> rule.id().equals(id)).findFirst();
	}

}
