package io.masterrecord.command;

import java.util.ArrayList;
import java.util.List;

/**
 * Lines of aligned columns, as plain text.
 */
final class TextTable {

	private static final String GAP = "  ";

	private final List<List<String>> rows = new ArrayList<>();

	void row(String... cells) {
		this.rows.add(List.of(cells));
	}

	List<String> lines() {
		List<Integer> widths = new ArrayList<>();
		for (List<String> row : this.rows) {
			for (int i = 0; i < row.size(); i++) {
				if (i == widths.size()) {
					widths.add(0);
				}
				widths.set(i, Math.max(widths.get(i), row.get(i).length()));
			}
		}
		return this.rows.stream().map((row) -> line(row, widths)).toList();
	}

	private static String line(List<String> row, List<Integer> widths) {
		StringBuilder line = new StringBuilder();
		for (int i = 0; i < row.size(); i++) {
			line.append(row.get(i)).append(" ".repeat(widths.get(i) - row.get(i).length())).append(GAP);
		}
		return line.toString().stripTrailing();
	}

}
