package io.masterrecord.autoconfigure;

import java.util.List;

import io.masterrecord.schema.SeedPolicy;
import io.masterrecord.seed.SeedConfig;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.PropertyMapper;

/**
 * How seeds are treated, as an application configures it under {@code masterrecord.seed}.
 * What is not set here is left to the code of the application, and to the defaults of
 * {@link SeedConfig} after that.
 *
 * @param generateDownMigrations Whether a generated migration takes its seeds back when
 * it is undone.
 * @param downStrategy What taking seeds back means.
 * @param defaultStrategy What happens where a row exists already, for seeds that do not
 * say so.
 * @param detectCircularDependencies Whether to order seeds by the foreign keys of their
 * tables and to look for circles.
 * @param circularStrategy What happens where the tables of seeds refer to each other in a
 * circle.
 * @param deleteByPrimaryKey Whether seeds to take back are recognised by their primary
 * key instead of the key of their set.
 * @param onRollbackError What happens where a row cannot be taken back.
 * @param environment Comma-separated list of active environments. Active profiles if not
 * set, and "development" without any.
 * @param environmentFilter When seeds of other environments are left out.
 * @param onEnvironmentChange What happens to seeds that were left out once and are meant
 * for the environments of now.
 * @since 0.1.0
 */
@ConfigurationProperties("masterrecord.seed")
public record MasterRecordSeedProperties(@Nullable Boolean generateDownMigrations,
		SeedConfig.@Nullable DownStrategy downStrategy, @Nullable SeedPolicy defaultStrategy,
		@Nullable Boolean detectCircularDependencies, SeedConfig.@Nullable Reaction circularStrategy,
		@Nullable Boolean deleteByPrimaryKey, SeedConfig.@Nullable Reaction onRollbackError,
		@Nullable List<String> environment, SeedConfig.@Nullable EnvironmentFilter environmentFilter,
		SeedConfig.@Nullable EnvironmentChange onEnvironmentChange) {

	public MasterRecordSeedProperties {
		if (environment != null) {
			environment = environment.stream().map(String::strip).toList();
			if (environment.contains("")) {
				throw new InvalidPropertyException("masterrecord.seed.environment", "has an empty name in its list",
						"remove the extra comma, or the property for the active profiles");
			}
		}
	}

	/**
	 * State what is set here.
	 */
	void applyTo(SeedConfig.Builder target) {
		PropertyMapper map = PropertyMapper.get();
		map.from(this::generateDownMigrations).to(target::generateDownMigrations);
		map.from(this::downStrategy).to(target::downStrategy);
		map.from(this::defaultStrategy).to(target::defaultStrategy);
		map.from(this::detectCircularDependencies).to(target::detectCircularDependencies);
		map.from(this::circularStrategy).to(target::circularStrategy);
		map.from(this::deleteByPrimaryKey).to(target::deleteByPrimaryKey);
		map.from(this::onRollbackError).to(target::onRollbackError);
		map.from(this::environment).as((names) -> names.toArray(String[]::new)).to(target::environment);
		map.from(this::environmentFilter).to(target::environmentFilter);
		map.from(this::onEnvironmentChange).to(target::onEnvironmentChange);
	}

}
