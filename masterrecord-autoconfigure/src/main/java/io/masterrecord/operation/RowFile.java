package io.masterrecord.operation;

import java.io.IOException;
import java.io.InputStream;

/**
 * A file of rows beside a migration, for sets that are too large for its source.
 *
 * @param name the name of the file, without a folder
 * @param sha256 the SHA-256 of its content, as 64 hexadecimal digits
 * @param rows how many rows it holds
 * @param content opens the content; no part of the operation's checksum
 * @since 0.1.0
 */
public record RowFile(String name, String sha256, long rows, Content content) {

	/**
	 * Opens the content of a file.
	 */
	@FunctionalInterface
	public interface Content {

		/**
		 * Open the content, to be closed by the caller.
		 * @return the content
		 * @throws IOException if there is no such file, or it cannot be read
		 */
		InputStream open() throws IOException;

	}

	@Override
	public boolean equals(Object other) {
		return other instanceof RowFile file && file.name.equals(this.name) && file.sha256.equals(this.sha256)
				&& file.rows == this.rows;
	}

	@Override
	public int hashCode() {
		return this.sha256.hashCode();
	}

}
