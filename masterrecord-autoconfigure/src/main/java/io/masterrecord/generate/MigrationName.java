package io.masterrecord.generate;

import java.util.Locale;
import java.util.Set;

import javax.lang.model.SourceVersion;

/**
 * The name of a new migration, as a person gives it and as the class is called.
 *
 * @param className the simple name of the class
 */
record MigrationName(String className) {

	private static final int LONGEST = 80;

	// Names that mean something else inside of a migration.
	private static final Set<String> TAKEN = Set.of("Migration", "MigrationInfo", "SchemaEditor", "Reference",
			"BigDecimal", "Instant", "LocalDate", "LocalTime", "LocalDateTime", "UUID", "String", "Object", "Override",
			"Double");

	/**
	 * Turn what a person typed into the name of a class: {@code "add credit ledger"} and
	 * {@code "add-credit-ledger"} are {@code AddCreditLedger}.
	 * @param given what was typed
	 * @return the name
	 * @throws InvalidMigrationNameException if no class can be called so
	 */
	static MigrationName of(String given) {
		StringBuilder name = new StringBuilder();
		for (String word : given.strip().split("[\\s_\\-.]+")) {
			if (!word.isEmpty()) {
				name.append(word.substring(0, 1).toUpperCase(Locale.ROOT)).append(word.substring(1));
			}
		}
		String className = name.toString();
		if (className.isEmpty()) {
			throw new InvalidMigrationNameException(given, "it is blank");
		}
		if (className.length() > LONGEST) {
			throw new InvalidMigrationNameException(given, "it is longer than %d characters".formatted(LONGEST));
		}
		if (!className.matches("[A-Za-z][A-Za-z0-9]*")) {
			throw new InvalidMigrationNameException(given,
					"a class name starts with a letter and consists of letters and digits");
		}
		if (!SourceVersion.isName(className) || TAKEN.contains(className)) {
			throw new InvalidMigrationNameException(given, "'%s' means something else in Java".formatted(className));
		}
		return new MigrationName(className);
	}

}
