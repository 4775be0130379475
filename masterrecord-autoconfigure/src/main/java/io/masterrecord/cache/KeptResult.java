package io.masterrecord.cache;

import java.io.Serial;
import java.io.Serializable;
import java.time.Duration;

/**
 * The rows of a query as they are kept.
 *
 * @param process the process that read them: nobody else can tell whether they are good
 * @param stamp the stamp of their tables before the reading
 * @param readAt when they were read, in milliseconds of the epoch
 * @param rows the rows
 */
record KeptResult(String process, long stamp, long readAt, RecordedRows rows) implements Serializable {

	@Serial
	private static final long serialVersionUID = 1L;

	boolean isGood(String reader, long currentStamp, long now, Duration timeToLive) {
		return this.process.equals(reader) && this.stamp == currentStamp && now - this.readAt < timeToLive.toMillis();
	}

}
