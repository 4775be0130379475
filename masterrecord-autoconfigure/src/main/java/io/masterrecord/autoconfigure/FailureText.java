package io.masterrecord.autoconfigure;

import java.util.List;

/**
 * The form of what a developer reads when an application does not start.
 */
final class FailureText {

	private FailureText() {
	}

	/**
	 * Return lines as a list with a heading, numbered if there are several.
	 */
	static String list(String heading, List<String> lines) {
		StringBuilder text = new StringBuilder(heading);
		for (int i = 0; i < lines.size(); i++) {
			String number = (lines.size() > 1) ? (i + 1) + ". " : "";
			text.append("%n%n    ".formatted()).append(number).append(lines.get(i).replace("\n", "%n    ".formatted()));
		}
		return text.toString();
	}

	/**
	 * Return a text that ends with a full stop.
	 */
	static String sentence(String text) {
		return (text.endsWith(".") || text.endsWith("?")) ? text : text + ".";
	}

}
