package io.masterrecord.seed;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.masterrecord.MasterRecordException;
import io.masterrecord.schema.SeedPolicy;
import org.jspecify.annotations.Nullable;

/**
 * How seeds are treated where a set does not say so itself. Each option is
 * {@code masterrecord.seed.*} too; there it wins over what the code says.
 *
 * @param generateDownMigrations whether a generated {@code down} takes seeds back;
 * {@code false} unless stated
 * @param downStrategy what taking back means; {@link DownStrategy#DELETE} unless stated
 * @param defaultStrategy what happens where a row exists already;
 * {@link SeedPolicy#INSERT} unless stated
 * @param detectCircularDependencies whether tables are ordered by their foreign keys and
 * circles looked for; {@code true} unless stated
 * @param circularStrategy what happens on a circle; {@link Reaction#WARN} unless stated
 * @param deleteByPrimaryKey whether {@code down} recognises rows by their primary key,
 * not by the key of their set; {@code true} unless stated
 * @param onRollbackError what happens where a row cannot be taken back;
 * {@link Reaction#WARN} unless stated
 * @param environment the environments that are active, or {@code null} for the active
 * Spring profiles
 * @param environmentFilter when rows of other environments are left out;
 * {@link EnvironmentFilter#RUNTIME} unless stated
 * @param onEnvironmentChange what happens to rows that were left out once and are meant
 * for the environments of now; {@link EnvironmentChange#IGNORE} unless stated
 * @since 0.1.0
 */
public record SeedConfig(boolean generateDownMigrations, DownStrategy downStrategy, SeedPolicy defaultStrategy,
		boolean detectCircularDependencies, Reaction circularStrategy, boolean deleteByPrimaryKey,
		Reaction onRollbackError, @Nullable List<String> environment, EnvironmentFilter environmentFilter,
		EnvironmentChange onEnvironmentChange) {

	/** The environment that is active where no other is. */
	public static final String DEFAULT_ENVIRONMENT = "development";

	public SeedConfig {
		environment = (environment != null) ? List.copyOf(environment) : null;
	}

	/**
	 * Return the configuration of which nothing was stated.
	 * @return the defaults
	 */
	public static SeedConfig defaults() {
		return new Builder().build();
	}

	/**
	 * Return the environments that are active.
	 * @param activeProfiles the active Spring profiles
	 * @return those of the configuration, else the profiles, else {@code development}
	 */
	public List<String> activeEnvironments(Collection<String> activeProfiles) {
		if (this.environment != null) {
			return this.environment;
		}
		return activeProfiles.isEmpty() ? List.of(DEFAULT_ENVIRONMENT) : List.copyOf(activeProfiles);
	}

	/**
	 * What it means to take a seed back.
	 *
	 * @since 0.1.0
	 */
	public enum DownStrategy {

		/** Its rows are deleted. */
		DELETE,

		/** Its rows stay. */
		SKIP

	}

	/**
	 * What happens where something is not as it should be.
	 *
	 * @since 0.1.0
	 */
	public enum Reaction {

		/** One warning, and on. */
		WARN,

		/** An error, and nothing is written. */
		THROW,

		/** On, silently. */
		IGNORE

	}

	/**
	 * When rows of environments that are not active are left out.
	 *
	 * @since 0.1.0
	 */
	public enum EnvironmentFilter {

		/** When a migration runs: the same migration serves every environment. */
		RUNTIME,

		/** When a migration is generated: it holds the rows of that environment alone. */
		GENERATION

	}

	/**
	 * What happens to rows that a migration left out when it was applied, where they are
	 * meant for the environments that are active later.
	 *
	 * @since 0.1.0
	 */
	public enum EnvironmentChange {

		/** They stay left out, and the status says so. */
		IGNORE,

		/** They are written by the next run of migrations. */
		APPLY

	}

	/**
	 * Takes the options that are stated.
	 *
	 * @since 0.1.0
	 */
	public static final class Builder {

		private final Map<String, Object> stated = new LinkedHashMap<>();

		private final Map<String, Object> overridden = new LinkedHashMap<>();

		private boolean overriding;

		/**
		 * Create a builder without any option.
		 */
		public Builder() {
		}

		/**
		 * Let all options stated from now on win over those stated before. Without it, an
		 * option that is stated twice with different values is an error, because the
		 * order of configurers must not matter.
		 * @return this
		 */
		public Builder override() {
			this.overriding = true;
			return this;
		}

		/**
		 * State whether a generated {@code down} takes seeds back.
		 * @param generate whether it does
		 * @return this
		 */
		public Builder generateDownMigrations(boolean generate) {
			return state("generateDownMigrations", generate);
		}

		/**
		 * State what taking back means.
		 * @param strategy delete the rows, or let them be
		 * @return this
		 */
		public Builder downStrategy(DownStrategy strategy) {
			return state("downStrategy", strategy);
		}

		/**
		 * State what happens where a row exists already, for sets that do not say so.
		 * @param strategy insert once, or insert or update
		 * @return this
		 */
		public Builder defaultStrategy(SeedPolicy strategy) {
			return state("defaultStrategy", strategy);
		}

		/**
		 * State whether tables are ordered by their foreign keys.
		 * @param detect whether they are; otherwise they stay in order of declaration
		 * @return this
		 */
		public Builder detectCircularDependencies(boolean detect) {
			return state("detectCircularDependencies", detect);
		}

		/**
		 * State what happens where tables refer to each other in a circle.
		 * @param strategy the reaction
		 * @return this
		 */
		public Builder circularStrategy(Reaction strategy) {
			return state("circularStrategy", strategy);
		}

		/**
		 * State by what {@code down} recognises rows.
		 * @param byPrimaryKey whether by their primary key, not by the key of their set
		 * @return this
		 */
		public Builder deleteByPrimaryKey(boolean byPrimaryKey) {
			return state("deleteByPrimaryKey", byPrimaryKey);
		}

		/**
		 * State what happens where a row cannot be taken back.
		 * @param reaction the reaction
		 * @return this
		 */
		public Builder onRollbackError(Reaction reaction) {
			return state("onRollbackError", reaction);
		}

		/**
		 * State which environments are active, whatever the Spring profiles are.
		 * @param names the environments
		 * @return this
		 */
		public Builder environment(String... names) {
			return state("environment", List.of(names));
		}

		/**
		 * State when rows of other environments are left out.
		 * @param filter when a migration runs, or when it is generated
		 * @return this
		 */
		public Builder environmentFilter(EnvironmentFilter filter) {
			return state("environmentFilter", filter);
		}

		/**
		 * State what happens to rows that were left out once and are meant for the
		 * environments of now.
		 * @param change ignore or apply
		 * @return this
		 * @since 0.1.0
		 */
		public Builder onEnvironmentChange(EnvironmentChange change) {
			return state("onEnvironmentChange", change);
		}

		/**
		 * Return the configuration, with the default of every option that is not stated.
		 * @return the configuration
		 */
		public SeedConfig build() {
			return new SeedConfig(get("generateDownMigrations", false), get("downStrategy", DownStrategy.DELETE),
					get("defaultStrategy", SeedPolicy.INSERT), get("detectCircularDependencies", true),
					get("circularStrategy", Reaction.WARN), get("deleteByPrimaryKey", true),
					get("onRollbackError", Reaction.WARN), environment(),
					get("environmentFilter", EnvironmentFilter.RUNTIME),
					get("onEnvironmentChange", EnvironmentChange.IGNORE));
		}

		private Builder state(String option, Object value) {
			if (this.overriding) {
				this.overridden.put(option, value);
				return this;
			}
			Object before = this.stated.putIfAbsent(option, value);
			if (before != null && !before.equals(value)) {
				throw new MasterRecordException(
						"Seed option '%s' is stated as '%s' and as '%s'. State it once, or in 'masterrecord.seed.*', which wins"
							.formatted(option, before, value));
			}
			return this;
		}

		@SuppressWarnings("unchecked")
		private @Nullable List<String> environment() {
			return (List<String>) value("environment");
		}

		@SuppressWarnings("unchecked")
		private <V> V get(String option, V otherwise) {
			Object value = value(option);
			return (value != null) ? (V) value : otherwise;
		}

		private @Nullable Object value(String option) {
			Object value = this.overridden.get(option);
			return (value != null) ? value : this.stated.get(option);
		}

	}

}
