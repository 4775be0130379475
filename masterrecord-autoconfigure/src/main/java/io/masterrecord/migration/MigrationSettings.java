package io.masterrecord.migration;

import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * How migrations are run.
 *
 * @param tablePrefix what the names of the tables of the history begin with: lower case
 * letters, digits and underscores, at most 40
 * @param lockTimeout how long to wait for another process that is running migrations
 * @param connectTimeout how long to keep trying to connect to a database that is not
 * there yet
 * @param environments the environments that are active, such as Spring profiles
 * @param applicationVersion the version of the application for the history, or
 * {@code null} if it is not known
 * @param order what to do about a migration that is not applied while later ones are
 * @param online whether indexes and constraints are added to tables that exist while they
 * stay in use, if the database can
 * @param lateSeeds whether rows that were left out for the environments of then are
 * written when they are meant for those of now
 * @param clock the clock for what is written to the history; nothing is decided by it
 * @since 0.1.0
 */
public record MigrationSettings(String tablePrefix, Duration lockTimeout, Duration connectTimeout,
		Set<String> environments, @Nullable String applicationVersion, OrderPolicy order, boolean online,
		boolean lateSeeds, Clock clock) {

	private static final Pattern PREFIX = Pattern.compile("[a-z_][a-z0-9_]{0,39}");

	private static final MigrationSettings DEFAULTS = new MigrationSettings("masterrecord_", Duration.ofMinutes(10),
			Duration.ZERO, Set.of(), null, OrderPolicy.WARN, true, false, Clock.systemUTC());

	public MigrationSettings {
		Assert.isTrue(PREFIX.matcher(tablePrefix).matches(),
				() -> ("The prefix '%s' of the history tables is not allowed: use at most 40 lower case letters, "
						+ "digits and underscores, not beginning with a digit")
					.formatted(tablePrefix));
		Assert.isTrue(!lockTimeout.isNegative(), "The time to wait for the lock must not be negative");
		Assert.isTrue(!connectTimeout.isNegative(), "The time to wait for the database must not be negative");
		environments = Collections.unmodifiableSet(new LinkedHashSet<>(environments));
	}

	/**
	 * Return the settings to begin with: prefix {@code masterrecord_}, 10 minutes to wait
	 * for the lock, none for the database, no environment, no version, a warning about
	 * branches, tables that stay in use, the clock of the system.
	 * @return the defaults
	 */
	public static MigrationSettings defaults() {
		return DEFAULTS;
	}

	/**
	 * Return these settings with another prefix of tables.
	 * @param prefix what the names of the tables of the history begin with
	 * @return a copy
	 */
	public MigrationSettings withTablePrefix(String prefix) {
		return new MigrationSettings(prefix, this.lockTimeout, this.connectTimeout, this.environments,
				this.applicationVersion, this.order, this.online, this.lateSeeds, this.clock);
	}

	/**
	 * Return these settings with another time to wait.
	 * @param timeout how long to wait for another process that is running migrations
	 * @return a copy
	 */
	public MigrationSettings withLockTimeout(Duration timeout) {
		return new MigrationSettings(this.tablePrefix, timeout, this.connectTimeout, this.environments,
				this.applicationVersion, this.order, this.online, this.lateSeeds, this.clock);
	}

	/**
	 * Return these settings with another time to wait for the database.
	 * @param timeout how long to keep trying to connect to a database that is not there
	 * yet
	 * @return a copy
	 */
	public MigrationSettings withConnectTimeout(Duration timeout) {
		return new MigrationSettings(this.tablePrefix, this.lockTimeout, timeout, this.environments,
				this.applicationVersion, this.order, this.online, this.lateSeeds, this.clock);
	}

	/**
	 * Return these settings with other environments.
	 * @param active the environments that are active
	 * @return a copy
	 */
	public MigrationSettings withEnvironments(Collection<String> active) {
		return new MigrationSettings(this.tablePrefix, this.lockTimeout, this.connectTimeout,
				new LinkedHashSet<>(active), this.applicationVersion, this.order, this.online, this.lateSeeds,
				this.clock);
	}

	/**
	 * Return these settings with another version of the application.
	 * @param version the version, or {@code null} if it is not known
	 * @return a copy
	 */
	public MigrationSettings withApplicationVersion(@Nullable String version) {
		return new MigrationSettings(this.tablePrefix, this.lockTimeout, this.connectTimeout, this.environments,
				version, this.order, this.online, this.lateSeeds, this.clock);
	}

	/**
	 * Return these settings with another policy for branches.
	 * @param policy what to do about a migration that is not applied while later ones are
	 * @return a copy
	 */
	public MigrationSettings withOrder(OrderPolicy policy) {
		return new MigrationSettings(this.tablePrefix, this.lockTimeout, this.connectTimeout, this.environments,
				this.applicationVersion, policy, this.online, this.lateSeeds, this.clock);
	}

	/**
	 * Return these settings with or without changes that leave tables in use.
	 * @param wanted whether indexes and constraints are added to tables that exist while
	 * they stay in use
	 * @return a copy
	 * @since 0.1.0
	 */
	public MigrationSettings withOnline(boolean wanted) {
		return new MigrationSettings(this.tablePrefix, this.lockTimeout, this.connectTimeout, this.environments,
				this.applicationVersion, this.order, wanted, this.lateSeeds, this.clock);
	}

	/**
	 * Return these settings with another answer to a change of environments.
	 * @param write whether rows that were left out for the environments of then are
	 * written when they are meant for those of now
	 * @return a copy
	 * @since 0.1.0
	 */
	public MigrationSettings withLateSeeds(boolean write) {
		return new MigrationSettings(this.tablePrefix, this.lockTimeout, this.connectTimeout, this.environments,
				this.applicationVersion, this.order, this.online, write, this.clock);
	}

	/**
	 * Return these settings with another clock.
	 * @param other the clock for what is written to the history
	 * @return a copy
	 */
	public MigrationSettings withClock(Clock other) {
		return new MigrationSettings(this.tablePrefix, this.lockTimeout, this.connectTimeout, this.environments,
				this.applicationVersion, this.order, this.online, this.lateSeeds, other);
	}

}
