package io.masterrecord.generate;

import java.util.ArrayList;
import java.util.List;

/**
 * A statement that is a chain of calls, such as {@code schema.insert("t").key("id")},
 * laid out as Spring's formatter does: on one line if it fits, otherwise each call but
 * the first on a line of its own.
 */
final class CallChain {

	static final int LINE = 120;

	private static final int TAB = 4;

	private final String receiver;

	private final List<Call> calls = new ArrayList<>();

	CallChain(String receiver) {
		this.receiver = receiver;
	}

	CallChain call(String method, String... arguments) {
		return call(method, List.of(arguments));
	}

	CallChain call(String method, List<String> arguments) {
		this.calls.add(new Call(method, arguments));
		return this;
	}

	/**
	 * Lay the statement out.
	 * @param depth the number of tabs that the first line begins with
	 * @return the lines, with their tabs
	 */
	List<String> lines(int depth) {
		StringBuilder whole = new StringBuilder(this.receiver);
		this.calls.forEach((call) -> whole.append(call));
		if (depth * TAB + whole.length() + 1 <= LINE) {
			return List.of("\t".repeat(depth) + whole + ";");
		}
		List<String> lines = new ArrayList<>();
		String first = this.receiver + this.calls.get(0);
		// The formatter leaves the receiver alone where the first of several calls is
		// long.
		boolean alone = this.calls.size() > 1 && depth * TAB + first.length() > LINE;
		if (alone) {
			lines.add("\t".repeat(depth) + this.receiver);
		}
		for (int i = 0; i < this.calls.size(); i++) {
			boolean leads = i == 0 && !alone;
			String suffix = (i == this.calls.size() - 1) ? ";" : "";
			lines.addAll(this.calls.get(i).lines(leads ? this.receiver : "", suffix, leads ? depth : depth + 1));
		}
		return lines;
	}

	private record Call(String method, List<String> arguments) {

		private static final int CONTINUATION = 2;

		List<String> lines(String prefix, String suffix, int depth) {
			List<String> lines = new ArrayList<>();
			StringBuilder line = new StringBuilder(prefix + "." + this.method + "(");
			int width = depth * TAB;
			int indent = depth;
			for (int i = 0; i < this.arguments.size(); i++) {
				boolean last = i == this.arguments.size() - 1;
				String piece = this.arguments.get(i) + (last ? ")" + suffix : ",");
				boolean first = i == 0;
				if (!first && width + line.length() + 1 + piece.length() > LINE) {
					lines.add("\t".repeat(indent) + line);
					line = new StringBuilder();
					indent = depth + CONTINUATION;
					width = indent * TAB;
				}
				else if (!first) {
					line.append(' ');
				}
				line.append(piece);
			}
			if (this.arguments.isEmpty()) {
				line.append(')').append(suffix);
			}
			lines.add("\t".repeat(indent) + line);
			return lines;
		}

		@Override
		public String toString() {
			return "." + this.method + "(" + String.join(", ", this.arguments) + ")";
		}

	}

}
