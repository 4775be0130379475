package io.masterrecord.dialect;

/**
 * A setting that the session of a run of migrations changes, and puts back at its end.
 *
 * @param read returns one row of one value, the setting as it is
 * @param write sets it, with {@code %s} in place of the value
 * @param value the value for the time of the run
 * @since 0.1.0
 */
public record SessionSetting(String read, String write, String value) {
}
