package io.masterrecord.autoconfigure;

import java.time.Clock;

import com.github.benmanes.caffeine.cache.Caffeine;
import io.masterrecord.cache.CachePartition;
import io.masterrecord.cache.InvalidationChannel;
import io.masterrecord.cache.QueryCache;
import io.masterrecord.cache.QueryCacheSettings;
import io.masterrecord.context.ContextDefinition;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.AnyNestedCondition;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.cache.Cache;
import org.springframework.cache.CacheManager;
import org.springframework.cache.concurrent.ConcurrentMapCache;
import org.springframework.cache.support.NoOpCache;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;

/**
 * The cache of query results, where there is something to keep them in.
 */
@Configuration(proxyBeanMethods = false)
@Conditional(QueryCacheConfiguration.OnStore.class)
class QueryCacheConfiguration {

	private static final String NAME = "masterrecord";

	@Bean
	@ConditionalOnMissingBean
	QueryCache masterRecordQueryCache(ContextDatabase database, ContextDefinition definition,
			MasterRecordProperties properties, ObjectProvider<CacheManager> managers,
			ObjectProvider<InvalidationChannel> channel, ObjectProvider<CachePartition> partition,
			ObjectProvider<Clock> clock) {
		MasterRecordProperties.Cache cache = properties.cache();
		QueryCacheSettings settings = new QueryCacheSettings(definition.name(), cache.timeToLive(), cache.maxRows(),
				DependentTables.of(definition.model()), partition.getIfAvailable(() -> () -> ""),
				clock.getIfUnique(Clock::systemUTC));
		Cache store = store(cache, managers);
		InvalidationChannel others = channel.getIfAvailable();
		return (others != null) ? QueryCache.of(database.dataSource(), store, settings, others)
				: QueryCache.of(database.dataSource(), store, settings);
	}

	private static Cache store(MasterRecordProperties.Cache properties, ObjectProvider<CacheManager> managers) {
		String name = properties.name();
		if (!properties.enabled()) {
			return new NoOpCache(NAME);
		}
		if (name == null) {
			return CaffeineStore.ofSize(properties.size());
		}
		CacheManager manager = managers.getIfUnique();
		Cache store = (manager != null) ? manager.getCache(name) : null;
		if (store == null) {
			throw new InvalidPropertyException("masterrecord.cache.name",
					"names the cache '%s', but %s".formatted(name,
							(manager == null) ? "there is no single CacheManager"
									: "the CacheManager has only " + manager.getCacheNames()),
					"Name a cache of the application's CacheManager, or remove the property to keep results in a cache of their own.");
		}
		return store;
	}

	/**
	 * Loaded only where the library is there.
	 */
	private static final class CaffeineStore {

		static Cache ofSize(long size) {
			return new ConcurrentMapCache(NAME, Caffeine.newBuilder().maximumSize(size).<Object, Object>build().asMap(),
					false);
		}

	}

	/**
	 * Without anything to keep results in there is no cache, and asking for one is an
	 * error. One that is turned off needs nothing.
	 */
	static final class OnStore extends AnyNestedCondition {

		OnStore() {
			super(ConfigurationPhase.REGISTER_BEAN);
		}

		@ConditionalOnClass(Caffeine.class)
		static final class Library {

		}

		@ConditionalOnProperty("masterrecord.cache.name")
		static final class Named {

		}

		@ConditionalOnBooleanProperty(name = "masterrecord.cache.enabled", havingValue = false)
		static final class TurnedOff {

		}

	}

}
