package io.masterrecord.test;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

import javax.sql.DataSource;

import io.masterrecord.MasterRecordException;
import io.masterrecord.migration.Drift;
import io.masterrecord.migration.MigrationChain;
import io.masterrecord.migration.MigrationDefinition;
import io.masterrecord.migration.MigrationSettings;
import io.masterrecord.migration.Migrator;

import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.Assert;

/**
 * Runs each migration there, back, and there again in an empty database, before it is run
 * where rows matter. After each step the tables have to be as the migrations make them,
 * and no row that was there before a migration may be missing once it is undone. Rows to
 * try it with are written, and looked at, between migrations:
 *
 * <pre class="code">
 * MigrationRehearsal.of(emptyDatabase, this.context.migrations().chain())
 *     .after("20261122101530", (jdbc) -&gt; jdbc.sql("INSERT INTO plan (title) VALUES ('First')").update())
 *     .after("20261122140000", (jdbc) -&gt; assertThat(titles(jdbc)).containsExactly("First"))
 *     .run();
 * </pre>
 *
 * @since 0.1.0
 */
public final class MigrationRehearsal {

	private final DataSource dataSource;

	private final MigrationChain chain;

	private final MigrationSettings settings;

	private final Map<String, Consumer<JdbcClient>> steps;

	private MigrationRehearsal(DataSource dataSource, MigrationChain chain, MigrationSettings settings,
			Map<String, Consumer<JdbcClient>> steps) {
		this.dataSource = dataSource;
		this.chain = chain;
		this.settings = settings;
		this.steps = steps;
	}

	/**
	 * Create a rehearsal.
	 * @param dataSource a database without tables, of any kind that migrations run on
	 * @param chain the migrations
	 * @return the rehearsal
	 */
	public static MigrationRehearsal of(DataSource dataSource, MigrationChain chain) {
		Assert.notNull(dataSource, "'dataSource' must not be null");
		Assert.notNull(chain, "'chain' must not be null");
		return new MigrationRehearsal(dataSource, chain, MigrationSettings.defaults(), Map.of());
	}

	/**
	 * Return this rehearsal with other settings, such as other environments.
	 * @param settings the settings
	 * @return a copy
	 */
	public MigrationRehearsal withSettings(MigrationSettings settings) {
		Assert.notNull(settings, "'settings' must not be null");
		return new MigrationRehearsal(this.dataSource, this.chain, settings, this.steps);
	}

	/**
	 * Return this rehearsal with something to do as soon as a migration is there for
	 * good, and before the next one: write rows, or look what became of those that are
	 * there.
	 * @param id the id of the migration
	 * @param step what to do
	 * @return a copy
	 * @throws IllegalArgumentException if there is no such migration
	 */
	public MigrationRehearsal after(String id, Consumer<JdbcClient> step) {
		Assert.notNull(step, "'step' must not be null");
		MigrationDefinition migration = this.chain.find(id)
			.orElseThrow(() -> new IllegalArgumentException("There is no migration '%s'".formatted(id)));
		Map<String, Consumer<JdbcClient>> all = new LinkedHashMap<>(this.steps);
		all.merge(migration.id(), step, Consumer::andThen);
		return new MigrationRehearsal(this.dataSource, this.chain, this.settings, all);
	}

	/**
	 * Run all migrations. One that says that it cannot be undone is only applied.
	 * @throws AssertionError if a migration fails, if the tables are not as it makes
	 * them, or if rows are missing once it is undone
	 */
	public void run() {
		JdbcClient jdbc = JdbcClient.create(this.dataSource);
		List<MigrationDefinition> migrations = this.chain.migrations();
		for (int i = 0; i < migrations.size(); i++) {
			MigrationDefinition migration = migrations.get(i);
			try {
				rehearse(migration, migrator(migrations.subList(0, i)), migrator(migrations.subList(0, i + 1)));
			}
			catch (MasterRecordException ex) {
				throw new AssertionError("Migration %s: %s".formatted(migration, ex.getMessage()), ex);
			}
			this.steps.getOrDefault(migration.id(), (client) -> {
			}).accept(jdbc);
		}
	}

	private void rehearse(MigrationDefinition migration, Migrator without, Migrator with) {
		Set<String> tables = without.drift().expected().tables().keySet();
		Map<String, Long> before = rows(tables);
		with.migrate();
		requireAsMigrated(with, migration, "applied");
		if (migration.irreversible().isPresent()) {
			return;
		}
		with.rollback(1, "It is applied again at once");
		requireAsMigrated(without, migration, "undone");
		Map<String, Long> after = rows(tables);
		before.forEach((table, count) -> {
			if (after.getOrDefault(table, 0L) < count) {
				throw new AssertionError("Migration %s was applied and undone, and '%s' has %d of %d rows left"
					.formatted(migration, table, after.getOrDefault(table, 0L), count));
			}
		});
		with.migrate();
		requireAsMigrated(with, migration, "undone and applied again");
	}

	private static void requireAsMigrated(Migrator migrator, MigrationDefinition migration, String what) {
		Drift drift = migrator.drift();
		if (!drift.isEmpty()) {
			throw new AssertionError("Migration %s was %s, and the tables are not as they should be then: %s"
				.formatted(migration, what, String.join("; ", drift.differences())));
		}
	}

	private Migrator migrator(List<MigrationDefinition> migrations) {
		return new Migrator(this.dataSource, MigrationChain.of(migrations), this.settings);
	}

	private Map<String, Long> rows(Set<String> tables) {
		JdbcTemplate jdbc = new JdbcTemplate(this.dataSource);
		String quote = jdbc
			.execute((ConnectionCallback<String>) (connection) -> connection.getMetaData().getIdentifierQuoteString());
		Map<String, Long> counts = new HashMap<>();
		tables.forEach((table) -> counts.put(table, count(jdbc, quote + table + quote)));
		return counts;
	}

	private static long count(JdbcTemplate jdbc, String table) {
		Long count = jdbc.queryForObject("SELECT COUNT(*) FROM " + table, Long.class);
		return (count != null) ? count : 0;
	}

}
