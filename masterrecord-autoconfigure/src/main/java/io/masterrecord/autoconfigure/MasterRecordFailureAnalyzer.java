package io.masterrecord.autoconfigure;

import io.masterrecord.MasterRecordException;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.annotation.Order;

/**
 * Shows the message of any other exception of the library, which says what is wrong and
 * what to do, instead of a trace.
 */
@Order
class MasterRecordFailureAnalyzer extends AbstractFailureAnalyzer<MasterRecordException> {

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, MasterRecordException cause) {
		String message = cause.getMessage();
		if (message == null) {
			return null;
		}
		return new FailureAnalysis(FailureText.sentence(message), null, cause);
	}

}
