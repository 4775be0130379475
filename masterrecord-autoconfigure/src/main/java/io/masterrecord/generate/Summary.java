package io.masterrecord.generate;

import java.util.ArrayList;
import java.util.List;

import io.masterrecord.operation.CreateTable;
import io.masterrecord.operation.Description;
import io.masterrecord.operation.SchemaOperation;

/**
 * What a migration does, in one sentence for the comment of its class.
 */
final class Summary {

	private static final int NAMES = 3;

	private static final int WIDTH = 80;

	private Summary() {
	}

	static String of(List<SchemaOperation> operations) {
		List<String> created = new ArrayList<>();
		for (SchemaOperation operation : operations) {
			if (operation instanceof CreateTable create) {
				created.add(create.table().name());
			}
		}
		String first = created.isEmpty() ? Description.of(operations.get(0)) : "create " + list(created);
		int rest = operations.size() - Math.max(1, created.size());
		String more = (rest > 0) ? ", and %d more change%s".formatted(rest, (rest > 1) ? "s" : "") : "";
		String shortened = (first.length() + more.length() > WIDTH)
				? first.substring(0, WIDTH - more.length() - 1).stripTrailing() + "…" : first;
		return harmless(Character.toUpperCase(shortened.charAt(0)) + shortened.substring(1) + more + ".");
	}

	/**
	 * Say what a migration stands for.
	 * @param ids the ids of the others
	 */
	static String standing(List<String> ids) {
		return harmless("Stands for the %d migrations from %s to %s.".formatted(ids.size(), ids.get(0),
				ids.get(ids.size() - 1)));
	}

	private static String list(List<String> names) {
		if (names.size() > NAMES) {
			return String.join(", ", names.subList(0, NAMES)) + " and %d more tables".formatted(names.size() - NAMES);
		}
		int last = names.size() - 1;
		return (last == 0) ? names.get(0) : String.join(", ", names.subList(0, last)) + " and " + names.get(last);
	}

	/** Names can be anything; in a comment they must not end it, nor be markup. */
	private static String harmless(String text) {
		return text.replaceAll("[^\\p{IsAlphabetic}\\p{IsDigit} .,;:_()'…-]", "?");
	}

}
