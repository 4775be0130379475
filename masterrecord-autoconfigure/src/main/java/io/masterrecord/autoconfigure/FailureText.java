package io.masterrecord.autoconfigure;

import java.util.List;

/**
 * The form of what a developer reads when an application does not start.
 */
final class FailureText {

	private FailureText() {
	}

	/**
	 * Return lines as a list with a heading.
	 */
	static String list(String heading, List<String> lines) {
		StringBuilder text = new StringBuilder(heading);
		lines.forEach(
				(line) -> text.append("%n%n    - ".formatted()).append(line.replace("\n", "%n      ".formatted())));
		return text.toString();
	}

}
