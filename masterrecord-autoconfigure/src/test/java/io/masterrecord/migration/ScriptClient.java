package io.masterrecord.migration;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.masterrecord.testing.Engine;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a script into statements as the command line client of an engine does: at each
 * delimiter that stands outside of quotes and comments.
 */
final class ScriptClient {

	private static final Pattern TAG = Pattern.compile("\\$[A-Za-z_]*\\$");

	private final Engine engine;

	private final String script;

	private final List<String> statements = new ArrayList<>();

	private final StringBuilder statement = new StringBuilder();

	private String delimiter = ";";

	private int place;

	private ScriptClient(Engine engine, String script) {
		this.engine = engine;
		this.script = script;
	}

	/**
	 * Return the statements that the client sends.
	 * @param engine the engine
	 * @param lines the script
	 */
	static List<String> statements(Engine engine, List<String> lines) {
		ScriptClient client = new ScriptClient(engine, String.join("\n", lines) + "\n");
		client.read();
		return client.statements;
	}

	private void read() {
		while (this.place < this.script.length()) {
			if (startsLine() && isWordToTheClient()) {
				continue;
			}
			char character = this.script.charAt(this.place);
			if (at("--")) {
				this.place = endOf("\n", this.place);
			}
			else if (character == '\'' || character == '"' || character == '`') {
				take(endOf(String.valueOf(character), this.place + 1));
			}
			else if (tag() != null) {
				String tag = String.valueOf(tag());
				take(endOf(tag, this.place + tag.length()));
			}
			else if (at(this.delimiter) && !isInsideATrigger()) {
				this.place += this.delimiter.length();
				send();
			}
			else {
				take(this.place + 1);
			}
		}
		send();
	}

	private boolean startsLine() {
		return this.statement.toString().isBlank() && (this.place == 0 || this.script.charAt(this.place - 1) == '\n');
	}

	private boolean isWordToTheClient() {
		int end = endOf("\n", this.place);
		String line = this.script.substring(this.place, end).strip();
		boolean word = switch (this.engine) {
			case POSTGRESQL -> line.startsWith("\\");
			case SQLITE -> line.startsWith(".");
			case MARIADB, MYSQL -> line.startsWith("DELIMITER ");
			case H2 -> false;
		};
		if (word) {
			this.place = end;
			if (line.startsWith("DELIMITER ")) {
				this.delimiter = line.substring("DELIMITER ".length());
			}
		}
		return word;
	}

	private boolean at(String text) {
		return this.script.startsWith(text, this.place);
	}

	private int endOf(String text, int from) {
		int found = this.script.indexOf(text, from);
		return (found < 0) ? this.script.length() : found + text.length();
	}

	private @Nullable String tag() {
		boolean tags = this.engine == Engine.POSTGRESQL || this.engine == Engine.H2;
		Matcher tag = TAG.matcher(this.script).region(this.place, this.script.length());
		return (tags && tag.lookingAt()) ? tag.group() : null;
	}

	private boolean isInsideATrigger() {
		String begun = this.statement.toString().strip().toUpperCase(Locale.ROOT);
		return this.engine == Engine.SQLITE && begun.startsWith("CREATE TRIGGER") && !begun.endsWith("END");
	}

	private void take(int end) {
		this.statement.append(this.script, this.place, end);
		this.place = end;
	}

	private void send() {
		if (!this.statement.toString().isBlank()) {
			this.statements.add(this.statement.toString().strip());
		}
		this.statement.setLength(0);
	}

}
