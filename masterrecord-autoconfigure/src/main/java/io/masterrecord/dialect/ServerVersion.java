package io.masterrecord.dialect;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The version of a server, as far as it decides what a change costs there.
 *
 * @param major the first number
 * @param minor the second number, 0 if there is none
 * @param patch the third number, 0 if there is none
 * @since 0.1.0
 */
public record ServerVersion(int major, int minor, int patch) implements Comparable<ServerVersion> {

	private static final Pattern FORM = Pattern.compile("(\\d{1,4})(?:\\.(\\d{1,4}))?(?:\\.(\\d{1,4}))?.*");

	/**
	 * Read a version, such as {@code 18}, {@code 11.4} or {@code 8.0.29-log}.
	 * @param text the version; what follows its third number is passed over
	 * @return the version
	 * @throws IllegalArgumentException if the text does not start with a number
	 */
	public static ServerVersion of(String text) {
		Matcher matcher = FORM.matcher(text.strip());
		if (!matcher.matches()) {
			throw new IllegalArgumentException(
					"'%s' is not a version: write numbers, such as '18' or '8.0.29'".formatted(text));
		}
		return new ServerVersion(Integer.parseInt(matcher.group(1)), number(matcher.group(2)),
				number(matcher.group(3)));
	}

	private static int number(String digits) {
		return (digits != null) ? Integer.parseInt(digits) : 0;
	}

	boolean isAtLeast(int otherMajor, int otherMinor, int otherPatch) {
		return compareTo(new ServerVersion(otherMajor, otherMinor, otherPatch)) >= 0;
	}

	@Override
	public int compareTo(ServerVersion other) {
		int order = Integer.compare(this.major, other.major);
		order = (order != 0) ? order : Integer.compare(this.minor, other.minor);
		return (order != 0) ? order : Integer.compare(this.patch, other.patch);
	}

	@Override
	public String toString() {
		return this.major + "." + this.minor + ((this.patch != 0) ? "." + this.patch : "");
	}

}
