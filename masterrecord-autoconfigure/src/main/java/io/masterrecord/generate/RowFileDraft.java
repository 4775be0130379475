package io.masterrecord.generate;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;

import io.masterrecord.MasterRecordException;
import io.masterrecord.migration.RowFiles;
import io.masterrecord.operation.RowFile;
import io.masterrecord.schema.RowStream;
import io.masterrecord.schema.SeedSet;
import io.masterrecord.schema.StoredRows;

/**
 * A file of rows that is not written yet. The rows are made anew whenever it is written;
 * nothing holds them.
 *
 * @param rows the rows
 * @param file what a migration says about the file
 */
record RowFileDraft(RowStream rows, RowFile file) {

	static RowFileDraft of(SeedSet set) {
		StoredRows stored = set.stored();
		if (stored == null) {
			throw new IllegalArgumentException("The rows of '%s' are kept in no file".formatted(set.table()));
		}
		long[] count = { 0 };
		RowStream counted = (receiver) -> stored.rows().forEach((row) -> {
			count[0]++;
			receiver.accept(row);
		});
		String sha256 = write(counted, OutputStream.nullOutputStream());
		return new RowFileDraft(stored.rows(), new RowFile(stored.name(), sha256, count[0], () -> {
			ByteArrayOutputStream content = new ByteArrayOutputStream();
			write(stored.rows(), content);
			return new ByteArrayInputStream(content.toByteArray());
		}));
	}

	/**
	 * Write the file.
	 * @throws MasterRecordException if the rows are not those they were before
	 */
	void writeTo(OutputStream target) {
		String sha256 = write(this.rows, target);
		if (!sha256.equals(this.file.sha256())) {
			throw new MasterRecordException(
					"The rows of '%s' were others when they were made a second time. Let randomness start from a fixed seed, and time stand still"
						.formatted(this.file.name()));
		}
	}

	private static String write(RowStream rows, OutputStream target) {
		MessageDigest digest = RowFiles.sha256();
		try {
			Writer writer = new OutputStreamWriter(new DigestOutputStream(target, digest), StandardCharsets.UTF_8);
			rows.forEach((row) -> {
				try {
					RowFiles.write(writer, row);
				}
				catch (IOException ex) {
					throw new UncheckedIOException(ex);
				}
			});
			writer.flush();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return HexFormat.of().formatHex(digest.digest());
	}

}
