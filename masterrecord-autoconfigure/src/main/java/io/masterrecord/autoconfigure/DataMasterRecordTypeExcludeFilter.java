package io.masterrecord.autoconfigure;

import java.util.Set;

import io.masterrecord.annotation.ValueConverter;
import io.masterrecord.context.MasterRecordConfigurer;
import io.masterrecord.context.SeedCallback;
import io.masterrecord.migration.MigrationListener;

import io.masterrecord.write.EntityHook;
import io.masterrecord.write.RetryListener;
import io.masterrecord.write.WriteListener;

import org.springframework.boot.test.context.filter.annotation.StandardAnnotationCustomizableTypeExcludeFilter;
import org.springframework.data.domain.AuditorAware;

/**
 * Leaves out what is of no use to {@link DataMasterRecordTest}.
 */
class DataMasterRecordTypeExcludeFilter extends StandardAnnotationCustomizableTypeExcludeFilter<DataMasterRecordTest> {

	private static final Set<Class<?>> ASKED_FOR = Set.of(MasterRecordConfigurer.class, ValueConverter.class,
			SeedCallback.class, EntityHook.class, MigrationListener.class, WriteListener.class, RetryListener.class,
			AuditorAware.class);

	DataMasterRecordTypeExcludeFilter(Class<?> testClass) {
		super(testClass);
	}

	@Override
	protected Set<Class<?>> getKnownIncludes() {
		return ASKED_FOR;
	}

}
