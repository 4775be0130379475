package io.masterrecord.autoconfigure.sliced;

import io.masterrecord.jdbc.StatementEvent;
import io.masterrecord.jdbc.StatementListener;

import org.springframework.stereotype.Component;

/**
 * Told of every statement.
 */
@Component
class Counter implements StatementListener {

	@Override
	public void sent(StatementEvent event) {
	}

}
