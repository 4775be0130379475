package io.masterrecord.lint;

import org.jspecify.annotations.Nullable;

/**
 * One thing that a person should know.
 *
 * @param rule what was looked for
 * @param subject where it was found: an operation in words, or a table and its index
 * @param dialect the database it is so on, or {@code null} for all
 * @param reason what is the matter, as a sentence without a full stop
 * @param remedy what to do instead, as a sentence without a full stop
 * @param accepted why it is accepted in the migration, or {@code null} if it is not
 * @since 0.1.0
 */
public record Finding(Rule rule, String subject, @Nullable String dialect, String reason, String remedy,
		@Nullable String accepted) {

	Finding(Rule rule, String subject, @Nullable String dialect, String reason, String remedy) {
		this(rule, subject, dialect, reason, remedy, null);
	}

	Finding accepted(String why) {
		return new Finding(this.rule, this.subject, this.dialect, this.reason, this.remedy, why);
	}

	/**
	 * Return how much it matters: nothing that is accepted is more than worth knowing.
	 * @return the severity
	 */
	public Severity severity() {
		return (this.accepted != null) ? Severity.INFO : this.rule.severity();
	}

}
