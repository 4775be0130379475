package io.masterrecord.query;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import org.springframework.util.Assert;

/**
 * The key that cursors are signed with. Instances of an application that serve each
 * other's cursors need the same one.
 *
 * @since 0.1.0
 */
public final class CursorKey {

	/** Length of a signature in bytes. */
	static final int SIGNATURE = 16;

	private static final String ALGORITHM = "HmacSHA256";

	private static final int LEAST = 32;

	private final SecretKeySpec key;

	private final boolean generated;

	private CursorKey(byte[] key, boolean generated) {
		this.key = new SecretKeySpec(key, ALGORITHM);
		this.generated = generated;
	}

	/**
	 * Return the key of a secret.
	 * @param secret the secret, of at least 32 bytes in UTF-8
	 * @return the key
	 */
	public static CursorKey of(String secret) {
		byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
		Assert.isTrue(bytes.length >= LEAST, "A secret that signs cursors has at least 32 bytes");
		return new CursorKey(bytes, false);
	}

	/**
	 * Return a key that nobody else has. Cursors it signed are worth nothing to other
	 * processes, and to this one after its next start.
	 * @return the key
	 */
	public static CursorKey generated() {
		byte[] bytes = new byte[LEAST];
		new SecureRandom().nextBytes(bytes);
		return new CursorKey(bytes, true);
	}

	boolean isGenerated() {
		return this.generated;
	}

	byte[] sign(byte[] content) {
		try {
			Mac mac = Mac.getInstance(ALGORITHM);
			mac.init(this.key);
			return Arrays.copyOf(mac.doFinal(content), SIGNATURE);
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("Every JVM has " + ALGORITHM, ex);
		}
	}

	/**
	 * Say nothing about the secret.
	 */
	@Override
	public String toString() {
		return this.generated ? "generated cursor key" : "cursor key";
	}

}
