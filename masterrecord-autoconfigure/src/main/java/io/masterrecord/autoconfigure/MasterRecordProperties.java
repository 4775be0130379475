package io.masterrecord.autoconfigure;

import java.time.Duration;

import io.masterrecord.MasterRecordException;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What an application configures under {@code masterrecord}. Seeds have a class of their
 * own, {@link MasterRecordSeedProperties}.
 *
 * @param enabled Whether the auto-configuration takes part at all.
 * @param migrations how migrations are found and run
 * @param pagination how pages are asked for over HTTP and how large they may be
 * @param search how keyword search treats what a user typed
 * @since 0.1.0
 */
@ConfigurationProperties("masterrecord")
public record MasterRecordProperties(@DefaultValue("true") boolean enabled, @DefaultValue Migrations migrations,
		@DefaultValue Pagination pagination, @DefaultValue Search search) {

	/**
	 * How migrations are found and run.
	 *
	 * @param mode What happens to pending migrations at start-up: apply them, refuse to
	 * start, leave them alone, or apply them and exit.
	 * @param packageName Package that holds the migration classes and nothing else.
	 * @param tablePrefix Prefix of the tables in which MasterRecord remembers what was
	 * applied.
	 * @param lockTimeout Time to wait for another instance that is migrating.
	 * @param sourceDirectory Directory of Java sources that new migrations are written
	 * to; found from the main class if not set.
	 */
	public record Migrations(@DefaultValue("migrate") MigrationMode mode,
			@DefaultValue("db.migrations") String packageName, @DefaultValue("masterrecord_") String tablePrefix,
			@DefaultValue("10m") Duration lockTimeout, @Nullable String sourceDirectory) {

		public Migrations {
			require(packageName.matches("[a-z_][a-z0-9_]*(\\.[a-z_][a-z0-9_]*)*"),
					"masterrecord.migrations.package-name", packageName,
					"name a Java package in lower case, such as 'db.migrations'");
			require(tablePrefix.matches("[a-z][a-z0-9_]{0,31}"), "masterrecord.migrations.table-prefix", tablePrefix,
					"use 1 to 32 lower-case letters, digits and underscores, starting with a letter");
			require(!lockTimeout.isNegative() && !lockTimeout.isZero(), "masterrecord.migrations.lock-timeout",
					lockTimeout, "use a duration greater than zero, such as '10m'");
		}

	}

	/**
	 * How pages are asked for over HTTP and how large they may be.
	 *
	 * @param defaultSize Number of rows on a page when a request names no size.
	 * @param maxSize Greatest number of rows on a page.
	 * @param oneBased Whether the first page of a request has the number 1 instead of 0.
	 * @param excess What happens to a request for more rows than allowed: refuse it or
	 * serve the greatest size.
	 */
	public record Pagination(@DefaultValue("20") int defaultSize, @DefaultValue("200") int maxSize,
			@DefaultValue("false") boolean oneBased, @DefaultValue("reject") PageSizeExcess excess) {

		public Pagination {
			require(maxSize >= 1, "masterrecord.pagination.max-size", maxSize, "use at least 1 row");
			require(defaultSize >= 1 && defaultSize <= maxSize, "masterrecord.pagination.default-size", defaultSize,
					"use at least 1 row and not more than masterrecord.pagination.max-size, which is " + maxSize);
		}

	}

	/**
	 * How keyword search treats what a user typed.
	 *
	 * @param maxTerms Greatest number of words of a keyword that are looked for; further
	 * words are left out.
	 */
	public record Search(@DefaultValue("10") int maxTerms) {

		public Search {
			require(maxTerms >= 1 && maxTerms <= 100, "masterrecord.search.max-terms", maxTerms,
					"use a number from 1 to 100");
		}

	}

	private static void require(boolean holds, String property, Object value, String remedy) {
		if (!holds) {
			throw new InvalidPropertyException(property, String.valueOf(value), remedy);
		}
	}

	/**
	 * Thrown when a property has a value that can not be meant.
	 *
	 * @since 0.1.0
	 */
	public static final class InvalidPropertyException extends MasterRecordException {

		private final String property;

		private final String remedy;

		InvalidPropertyException(String property, String value, String remedy) {
			super("Property '%s' has the value '%s': %s".formatted(property, value, remedy));
			this.property = property;
			this.remedy = remedy;
		}

		/**
		 * Return which property.
		 * @return the full name of the property
		 */
		public String getProperty() {
			return this.property;
		}

		/**
		 * Return what to do about it.
		 * @return the remedy, an imperative sentence without a full stop
		 */
		public String getRemedy() {
			return this.remedy;
		}

	}

}
