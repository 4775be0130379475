package io.masterrecord.migration;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Checksums of texts, and of a migration with all before it.
 */
final class Checksums {

	private Checksums() {
	}

	/**
	 * Return the checksum of a migration at its place.
	 * @param own the checksum of its operations
	 * @param parentChain what this method returned for the migration before it; empty if
	 * there is none
	 */
	static String chain(String own, String parentChain) {
		return of(parentChain + "/" + own);
	}

	/**
	 * Return the checksum of a text.
	 */
	static String of(String text) {
		try {
			byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
			return HexFormat.of().formatHex(digest);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java platform has SHA-256", ex);
		}
	}

}
