package io.masterrecord.demo;

import java.util.Locale;

import org.springframework.format.Formatter;
import org.springframework.stereotype.Component;

/**
 * Reads a status from a parameter of a request, in any case, and writes it.
 */
@Component
class PlanStatusFormatter implements Formatter<PlanStatus> {

	@Override
	public PlanStatus parse(String text, Locale locale) {
		return PlanStatus.of(text);
	}

	@Override
	public String print(PlanStatus status, Locale locale) {
		return status.text();
	}

}
