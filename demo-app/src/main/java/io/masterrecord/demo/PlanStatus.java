package io.masterrecord.demo;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * How far a plan is. Outside of Java it is written in lower case.
 */
public enum PlanStatus {

	/** It is still to be carried out. */
	OPEN,

	/** It has been carried out. */
	CLOSED;

	/**
	 * Read a status.
	 * @param text the name in any case
	 * @return the status
	 * @throws IllegalArgumentException if there is no such status
	 */
	@JsonCreator
	public static PlanStatus of(String text) {
		return valueOf(text.strip().toUpperCase(Locale.ROOT));
	}

	/**
	 * Return how the status is written outside of Java.
	 * @return the name in lower case
	 */
	@JsonValue
	public String text() {
		return name().toLowerCase(Locale.ROOT);
	}

}
