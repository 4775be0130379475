package io.masterrecord.generate;

import java.time.Clock;

import org.jspecify.annotations.Nullable;

/**
 * How migrations are generated.
 *
 * @param packageName the package of the migration classes
 * @param sourceDirectory the directory that holds the top-level packages of Java sources,
 * or {@code null} if it is to be found
 * @param clock the clock that ids are taken from
 * @since 0.1.0
 */
public record GenerationSettings(String packageName, @Nullable String sourceDirectory, Clock clock) {

	/**
	 * Return these settings with another directory of sources.
	 * @param directory the directory, or {@code null} if it is to be found
	 * @return a copy
	 */
	public GenerationSettings withSourceDirectory(@Nullable String directory) {
		return new GenerationSettings(this.packageName, directory, this.clock);
	}

}
