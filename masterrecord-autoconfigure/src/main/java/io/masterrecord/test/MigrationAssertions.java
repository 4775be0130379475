package io.masterrecord.test;

import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

import io.masterrecord.MasterRecordException;
import io.masterrecord.context.ContextDefinition;
import io.masterrecord.context.MasterRecordContext;
import io.masterrecord.generate.PendingChanges;
import io.masterrecord.migration.Drift;
import io.masterrecord.migration.MigrationChain;
import io.masterrecord.operation.Description;

import org.springframework.util.Assert;

/**
 * What the tests of an application require of its migrations, so that a change of an
 * entity without a migration breaks the build:
 *
 * <pre class="code">
 * &#64;Test
 * void everyChangeHasAMigration() {
 *     MigrationAssertions.assertThatModelIsMigrated(this.context);
 * }
 * </pre>
 *
 * @since 0.1.0
 */
public final class MigrationAssertions {

	private MigrationAssertions() {
	}

	/**
	 * Require that the migrations of a context say all that its entities and seeds do.
	 * The database is not asked.
	 * @param context the context
	 * @throws AssertionError if a migration is missing, with what it would do, or if the
	 * model is another one each time it is built
	 */
	public static void assertThatModelIsMigrated(MasterRecordContext context) {
		Assert.notNull(context, "'context' must not be null");
		assertThatModelIsMigrated(context.definition(), context.migrations().chain(),
				context.migrations().environments());
	}

	/**
	 * Require that migrations say all that entities and seeds do. Neither a database nor
	 * a data source is needed.
	 * @param definition the entities and seeds
	 * @param chain the migrations
	 * @param activeProfiles the active profiles, which count where the configuration
	 * leaves seeds of other environments out of migrations
	 * @throws AssertionError if a migration is missing, with what it would do, or if the
	 * model is another one each time it is built
	 */
	public static void assertThatModelIsMigrated(ContextDefinition definition, MigrationChain chain,
			Collection<String> activeProfiles) {
		Assert.notNull(definition, "'definition' must not be null");
		Assert.notNull(chain, "'chain' must not be null");
		Assert.notNull(activeProfiles, "'activeProfiles' must not be null");
		try {
			definition.requireStable(activeProfiles);
			PendingChanges changes = PendingChanges.between(chain, definition.model(),
					definition.seedsToMigrate(activeProfiles));
			if (!changes.isEmpty()) {
				throw new AssertionError(
						("Expected the migrations to say all that entities and seeds do, but there is none "
								+ "for:%s%nWrite it with the argument 'masterrecord add NAME' of the application")
							.formatted(lines(changes.operations().stream().map(Description::of).toList())));
			}
		}
		catch (MasterRecordException ex) {
			throw new AssertionError(ex.getMessage(), ex);
		}
	}

	/**
	 * Require that the tables of a context are as its migrations made them.
	 * @param context the context
	 * @throws AssertionError if they are not, with what differs
	 */
	public static void assertThatTablesAreAsMigrated(MasterRecordContext context) {
		Assert.notNull(context, "'context' must not be null");
		Drift drift = context.migrations().drift();
		if (!drift.isEmpty()) {
			throw new AssertionError("Expected the tables of %s to be as the migrations made them, but:%s"
				.formatted(drift.database(), lines(drift.differences())));
		}
	}

	private static String lines(List<String> each) {
		return each.stream()
			.collect(Collectors.joining(System.lineSeparator() + "  ", System.lineSeparator() + "  ", ""));
	}

}
