package io.masterrecord.migration;

import java.util.List;

import io.masterrecord.migration.listed.sub.Broken;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link MigrationSource}.
 */
class MigrationSourceTests {

	private static final String PACKAGE = "io.masterrecord.migration.listed";

	@Test
	void findsTheMigrationsOfOnePackage() {
		assertThat(source(PACKAGE).classes()).extracting(Class::getSimpleName).containsExactly("First", "Second");
	}

	@Test
	void putsThemInOrder() {
		assertThat(source(PACKAGE).chain().migrations()).extracting(MigrationDefinition::id).containsExactly("2", "10");
	}

	@Test
	void findsNothingInAPackageThatIsMissing() {
		assertThat(source("no.such.place").chain().migrations()).isEmpty();
	}

	@Test
	void findsThoseThatAreElsewhere() {
		List<String> packages = List.of(PACKAGE.substring(0, PACKAGE.lastIndexOf('.')));
		assertThat(source("no.such.place").elsewhere(packages)).contains(PACKAGE + ".First", PACKAGE + ".Second");
		assertThat(source(PACKAGE).elsewhere(packages)).doesNotContain(PACKAGE + ".First", PACKAGE + ".Second");
	}

	@Test
	void namesEveryMigrationThatCannotBeUsed() {
		assertThatExceptionOfType(MigrationValidationException.class)
			.isThrownBy(() -> source(Broken.class.getPackageName()).chain())
			.withMessageContaining("Broken': up failed: java.lang.UnsupportedOperationException: broken")
			.withMessageContaining("Elsewhere': it has no @MigrationInfo");
	}

	@Test
	void refusesWhatIsNoPackage() {
		assertThatIllegalArgumentException().isThrownBy(() -> source("db/migrations"))
			.withMessage("'db/migrations' is not the name of a package");
	}

	private static MigrationSource source(String packageName) {
		return MigrationSource.of(packageName, MigrationSourceTests.class.getClassLoader());
	}

}
