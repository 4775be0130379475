package io.masterrecord.autoconfigure;

import java.time.Clock;
import java.util.Set;

import io.masterrecord.annotation.ValueConverter;
import io.masterrecord.cache.CachePartition;
import io.masterrecord.context.ContextListener;
import io.masterrecord.context.MasterRecordConfigurer;
import io.masterrecord.context.SeedCallback;
import io.masterrecord.jdbc.StatementListener;
import io.masterrecord.migration.MigrationListener;

import io.masterrecord.write.EntityHook;
import io.masterrecord.write.EntityValidator;
import io.masterrecord.write.RetryListener;
import io.masterrecord.write.WriteListener;

import org.springframework.boot.test.context.filter.annotation.StandardAnnotationCustomizableTypeExcludeFilter;
import org.springframework.data.domain.AuditorAware;

/**
 * Leaves out what is of no use to {@link DataMasterRecordTest}.
 */
class DataMasterRecordTypeExcludeFilter extends StandardAnnotationCustomizableTypeExcludeFilter<DataMasterRecordTest> {

	/**
	 * All but what leads to other instances, which needs more than the slice has.
	 */
	private static final Set<Class<?>> ASKED_FOR = Set.of(MasterRecordConfigurer.class, ValueConverter.class,
			SeedCallback.class, EntityHook.class, MigrationListener.class, WriteListener.class, RetryListener.class,
			ContextListener.class, StatementListener.class, AuditorAware.class, Clock.class, EntityValidator.class,
			CachePartition.class);

	DataMasterRecordTypeExcludeFilter(Class<?> testClass) {
		super(testClass);
	}

	@Override
	protected Set<Class<?>> getKnownIncludes() {
		return ASKED_FOR;
	}

}
