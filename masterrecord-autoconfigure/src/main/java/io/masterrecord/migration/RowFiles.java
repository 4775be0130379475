package io.masterrecord.migration;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;

import io.masterrecord.MasterRecordException;
import io.masterrecord.operation.RowFile;
import io.masterrecord.schema.Row;

/**
 * The files that rows of large sets are kept in: one row to a line, in UTF-8.
 *
 * @since 0.1.0
 */
public final class RowFiles {

	private RowFiles() {
	}

	/**
	 * Append a row to a file.
	 * @param file the file
	 * @param row the row
	 * @throws IOException if it cannot be written
	 */
	public static void write(Writer file, Row row) throws IOException {
		file.write(RowCodec.write(row));
		file.write('\n');
	}

	/**
	 * Read the rows of a file, never more than some of them at a time. Nothing is
	 * delivered unless the whole content is what the migration was written with.
	 */
	static void read(RowFile file, int most, Consumer<List<Row>> rows) throws IOException {
		verify(file);
		try (BufferedReader lines = new BufferedReader(
				new InputStreamReader(file.content().open(), StandardCharsets.UTF_8))) {
			List<Row> chunk = new ArrayList<>();
			for (String line = lines.readLine(); line != null; line = lines.readLine()) {
				chunk.add(RowCodec.read(line));
				if (chunk.size() == most) {
					rows.accept(chunk);
					chunk = new ArrayList<>();
				}
			}
			if (!chunk.isEmpty()) {
				rows.accept(chunk);
			}
		}
	}

	private static void verify(RowFile file) throws IOException {
		MessageDigest digest = sha256();
		try (InputStream content = new DigestInputStream(file.content().open(), digest)) {
			content.transferTo(java.io.OutputStream.nullOutputStream());
		}
		String found = HexFormat.of().formatHex(digest.digest());
		if (!found.equals(file.sha256())) {
			throw new MasterRecordException(
					"the file '%s' has the SHA-256 %s, and the migration was written with %s: put the file back as it was"
						.formatted(file.name(), found, file.sha256()));
		}
	}

	/**
	 * Return a digest for the content of a file.
	 * @return SHA-256
	 */
	public static MessageDigest sha256() {
		try {
			return MessageDigest.getInstance("SHA-256");
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java platform has SHA-256", ex);
		}
	}

}
