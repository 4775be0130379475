package io.masterrecord.autoconfigure;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import io.masterrecord.migration.Direction;
import io.masterrecord.migration.MigrationChain;
import io.masterrecord.migration.MigrationDefinition;
import io.masterrecord.migration.MigrationListener;
import io.masterrecord.operation.SchemaOperation;
import io.masterrecord.seed.SeedConfig;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Warns where a migration did something that is meant for some environments only, and the
 * environment is {@value SeedConfig#DEFAULT_ENVIRONMENT} because nobody stated one: that
 * may be a production without a profile, and what was written are rows for developers.
 */
final class AssumedEnvironment implements MigrationListener {

	private static final Log log = LogFactory.getLog(AssumedEnvironment.class);

	private static final Set<String> ASSUMED = Set.of(SeedConfig.DEFAULT_ENVIRONMENT);

	private final MigrationChain chain;

	private AssumedEnvironment(MigrationChain chain) {
		this.chain = chain;
	}

	/**
	 * Return the listeners of migrations, with this one where it is needed.
	 * @param listeners those of the application
	 * @param chain the migrations
	 * @param stated whether somebody stated which environments are active
	 */
	static List<MigrationListener> among(Stream<MigrationListener> listeners, MigrationChain chain, boolean stated) {
		return (stated ? listeners : Stream.concat(listeners, Stream.of(new AssumedEnvironment(chain)))).toList();
	}

	@Override
	public void migrationFinished(String id, String name, Direction direction, Duration duration) {
		if (direction == Direction.UP && this.chain.find(id).filter(AssumedEnvironment::isConditional).isPresent()) {
			log.warn(
					("Migration '%s' (%s) has rows or indexes for the environment '%s' only. They are in this database now, "
							+ "since no profile is active and nothing else is stated. Where this is no place for them, state "
							+ "the environment with 'spring.profiles.active' or 'masterrecord.seed.environment'")
						.formatted(name, id, SeedConfig.DEFAULT_ENVIRONMENT));
		}
	}

	private static boolean isConditional(MigrationDefinition migration) {
		return migration.up()
			.stream()
			.map(SchemaOperation::environments)
			.anyMatch((environments) -> !environments.isEverywhere() && environments.match(ASSUMED));
	}

}
