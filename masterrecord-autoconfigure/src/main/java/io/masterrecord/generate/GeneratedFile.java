package io.masterrecord.generate;

import java.io.IOException;
import java.io.OutputStream;

/**
 * A file beside a generated migration.
 *
 * @param name its name, without a folder
 * @param content writes its content
 * @since 0.1.0
 */
public record GeneratedFile(String name, Content content) {

	/**
	 * Writes the content of a file.
	 */
	@FunctionalInterface
	public interface Content {

		/**
		 * Write the content.
		 * @param target where to
		 * @throws IOException if it cannot be written
		 */
		void writeTo(OutputStream target) throws IOException;

	}

}
