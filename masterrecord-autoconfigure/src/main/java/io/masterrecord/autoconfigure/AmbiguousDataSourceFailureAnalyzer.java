package io.masterrecord.autoconfigure;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Explains how to choose one of several data sources.
 */
class AmbiguousDataSourceFailureAnalyzer extends AbstractFailureAnalyzer<AmbiguousDataSourceException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, AmbiguousDataSourceException cause) {
		String description = FailureText.list("MasterRecord uses one data source, and there are several:",
				cause.dataSources().stream().map("'%s'"::formatted).toList());
		return new FailureAnalysis(description,
				"Annotate the bean of the one it is for with '@MasterRecordDataSource', or with '@Primary' if it is also "
						+ "the one for everything else. To start without MasterRecord, set 'masterrecord.enabled' to 'false'.",
				cause);
	}

}
