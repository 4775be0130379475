package io.masterrecord.autoconfigure;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Pattern;

import io.masterrecord.context.ModelChangesPolicy;
import io.masterrecord.migration.OrderPolicy;
import io.masterrecord.query.CursorKey;
import io.masterrecord.query.PageSizePolicy;
import io.masterrecord.write.RetrySettings;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What an application configures under {@code masterrecord}. Seeds have a class of their
 * own, {@link MasterRecordSeedProperties}.
 *
 * @param enabled Whether to set up a context, run migrations and create repositories.
 * @param migrations how migrations are found and run
 * @param pagination how pages are asked for, and how large they may be
 * @param search how keyword search treats what a user typed
 * @param cache how results of queries are kept
 * @param retry how transactions are run again that lost a conflict
 * @param observation what is measured of what is sent to the database
 * @since 0.1.0
 */
@ConfigurationProperties("masterrecord")
public record MasterRecordProperties(@DefaultValue("true") boolean enabled, @DefaultValue Migrations migrations,
		@DefaultValue Pagination pagination, @DefaultValue Search search, @DefaultValue Cache cache,
		@DefaultValue Retry retry, @DefaultValue Observation observation) {

	/**
	 * How migrations are found and run.
	 *
	 * @param mode What happens to pending migrations at start-up.
	 * @param packageName Package that holds the migration classes and nothing else.
	 * @param tablePrefix Prefix of the tables that remember what was applied.
	 * @param lockTimeout Time to wait for another instance that is running migrations.
	 * @param connectTimeout Time to keep trying to connect to a database that is not
	 * there yet.
	 * @param url URL of the database for migrations, where they have an account or a way
	 * of their own. That of the data source if not set.
	 * @param username User that runs migrations, who may create and change tables. That
	 * of the data source if not set.
	 * @param password Password of the user that runs migrations.
	 * @param order What happens to a migration of a merged branch that is not applied
	 * while later ones are.
	 * @param online Whether indexes and constraints are added to tables that exist while
	 * they stay in use, if the database can.
	 * @param modelChanges What happens at start-up where the entities say something that
	 * no migration does.
	 * @param sourceDirectory Directory of Java sources that new migrations are written
	 * to. Found from the main class if not set.
	 */
	public record Migrations(@DefaultValue("migrate") MigrationMode mode,
			@DefaultValue("db.migrations") String packageName, @DefaultValue("masterrecord_") String tablePrefix,
			@DefaultValue("10m") Duration lockTimeout, @DefaultValue("0s") Duration connectTimeout,
			@Nullable String url, @Nullable String username, @Nullable String password,
			@DefaultValue("warn") OrderPolicy order, @DefaultValue("true") boolean online,
			@DefaultValue("warn") ModelChangesPolicy modelChanges, @Nullable String sourceDirectory) {

		private static final Pattern PACKAGE = Pattern
			.compile("\\p{javaJavaIdentifierStart}\\p{javaJavaIdentifierPart}*"
					+ "(\\.\\p{javaJavaIdentifierStart}\\p{javaJavaIdentifierPart}*)*");

		private static final Pattern PREFIX = Pattern.compile("[a-z_][a-z0-9_]{0,39}");

		public Migrations {
			require(PACKAGE.matcher(packageName).matches(), "masterrecord.migrations.package-name", packageName,
					"name a Java package, such as 'db.migrations'");
			require(PREFIX.matcher(tablePrefix).matches(), "masterrecord.migrations.table-prefix", tablePrefix,
					"use at most 40 lower-case letters, digits and underscores, not starting with a digit");
			require(!lockTimeout.isNegative(), "masterrecord.migrations.lock-timeout", lockTimeout,
					"use a duration of zero or more, such as '10m'");
			require(!connectTimeout.isNegative(), "masterrecord.migrations.connect-timeout", connectTimeout,
					"use a duration of zero or more, such as '30s'");
			require(password == null || username != null, "masterrecord.migrations.password", "…",
					"name the user it belongs to with 'masterrecord.migrations.username'");
		}

	}

	/**
	 * How pages are asked for, and how large they may be.
	 *
	 * @param strict Whether requests for pages that cannot be served are refused, instead
	 * of corrected as Spring Data does.
	 * @param defaultSize Number of rows on a page if a request names no size.
	 * @param maxSize Greatest number of rows on a page.
	 * @param oneBased Whether requests count pages from 1 instead of 0.
	 * @param onExcess What happens to a request for more rows on a page than allowed.
	 * @param cursorKey Secret of at least 32 bytes that cursors are signed with, the same
	 * for all instances. Generated at start if not set.
	 * @param links Whether responses say in a Link header where the other pages are.
	 * @param stableJson Whether pages, slices and windows are sent as JSON that does not
	 * depend on the classes of Spring Data.
	 */
	public record Pagination(@DefaultValue("true") boolean strict, @DefaultValue("20") int defaultSize,
			@DefaultValue("1000") int maxSize, @DefaultValue("false") boolean oneBased,
			@DefaultValue("reject") PageSizePolicy onExcess, @Nullable String cursorKey,
			@DefaultValue("true") boolean links, @DefaultValue("false") boolean stableJson) {

		private static final int SHORTEST_KEY = 32;

		public Pagination {
			if (cursorKey != null && cursorKey.getBytes(StandardCharsets.UTF_8).length < SHORTEST_KEY) {
				throw new InvalidPropertyException("masterrecord.pagination.cursor-key", "is too short",
						"use a secret of at least %d bytes".formatted(SHORTEST_KEY));
			}
			require(maxSize >= 1, "masterrecord.pagination.max-size", maxSize, "use at least 1 row");
			require(defaultSize >= 1 && defaultSize <= maxSize, "masterrecord.pagination.default-size", defaultSize,
					"use at least 1 row and at most masterrecord.pagination.max-size, which is " + maxSize);
		}

		CursorKey signingKey() {
			return (this.cursorKey != null) ? CursorKey.of(this.cursorKey) : CursorKey.generated();
		}

		/**
		 * Leave the secret out.
		 */
		@Override
		public String toString() {
			return "Pagination[strict=%s, defaultSize=%d, maxSize=%d, oneBased=%s, onExcess=%s, links=%s, stableJson=%s]"
				.formatted(this.strict, this.defaultSize, this.maxSize, this.oneBased, this.onExcess, this.links,
						this.stableJson);
		}

	}

	/**
	 * How keyword search treats what a user typed.
	 *
	 * @param maxTerms Greatest number of different words in a keyword. A keyword with
	 * more is refused.
	 * @param maxLength Greatest number of characters in a keyword. A longer one is
	 * refused.
	 */
	public record Search(@DefaultValue("16") int maxTerms, @DefaultValue("1000") int maxLength) {

		public Search {
			require(maxTerms >= 1, "masterrecord.search.max-terms", maxTerms, "use at least 1 word");
			require(maxLength >= 1, "masterrecord.search.max-length", maxLength, "use at least 1 character");
		}

	}

	/**
	 * How results of queries are kept.
	 *
	 * @param enabled Whether results are kept. If not, queries that ask for it are sent
	 * to the database.
	 * @param timeToLive Time after which a result is not used any more, where a query
	 * does not say so.
	 * @param size Greatest number of results that are kept, in a cache of their own.
	 * @param maxRows Greatest number of rows of a result that is kept.
	 * @param name Name of a cache of the application's CacheManager to keep results in,
	 * instead of one of their own.
	 */
	public record Cache(@DefaultValue("true") boolean enabled, @DefaultValue("1m") Duration timeToLive,
			@DefaultValue("10000") int size, @DefaultValue("1000") int maxRows, @Nullable String name) {

		public Cache {
			require(!timeToLive.isNegative(), "masterrecord.cache.time-to-live", timeToLive,
					"use a duration of zero or more, such as '1m'");
			require(size >= 1, "masterrecord.cache.size", size, "use at least 1 result");
			require(maxRows >= 1, "masterrecord.cache.max-rows", maxRows, "use at least 1 row");
		}

	}

	/**
	 * What is measured of what is sent to the database.
	 *
	 * @param statements Whether there are meters of every statement, by table and by what
	 * it does.
	 */
	public record Observation(@DefaultValue("false") boolean statements) {
	}

	/**
	 * How transactions are run again that lost a conflict.
	 *
	 * @param maxAttempts How often a transaction is run at most that loses conflicts with
	 * others. With 1 it is never run again.
	 * @param firstPause Longest pause before the second run.
	 * @param longestPause Longest pause before any run. Each may be twice as long as the
	 * one before, up to this.
	 */
	public record Retry(@DefaultValue("5") int maxAttempts, @DefaultValue("20ms") Duration firstPause,
			@DefaultValue("1s") Duration longestPause) {

		public Retry {
			require(maxAttempts >= 1, "masterrecord.retry.max-attempts", maxAttempts, "use at least 1");
			require(!firstPause.isNegative(), "masterrecord.retry.first-pause", firstPause,
					"use a duration of zero or more, such as '20ms'");
			require(longestPause.compareTo(firstPause) >= 0, "masterrecord.retry.longest-pause", longestPause,
					"use a duration that is not less than masterrecord.retry.first-pause, which is " + firstPause);
		}

		RetrySettings settings() {
			return new RetrySettings(this.maxAttempts, this.firstPause, this.longestPause);
		}

	}

	private static void require(boolean holds, String property, Object value, String remedy) {
		if (!holds) {
			throw new InvalidPropertyException(property, "has the value '%s'".formatted(value), remedy);
		}
	}

}
