package io.masterrecord.generate;

import java.util.ArrayList;
import java.util.List;

import io.masterrecord.diff.Move;
import io.masterrecord.operation.AddColumn;
import io.masterrecord.operation.CreateTable;
import io.masterrecord.operation.DropColumn;
import io.masterrecord.operation.DropTable;
import io.masterrecord.operation.SchemaFold;
import io.masterrecord.operation.SchemaOperation;
import io.masterrecord.schema.Schema;

/**
 * The places in a migration where values can be copied that may move to another table:
 * before the first of their columns is dropped.
 */
final class MoveComments {

	private static final int WIDTH = 82;

	private final List<Move> moves;

	private MoveComments(List<Move> moves) {
		this.moves = new ArrayList<>(moves);
	}

	/**
	 * Look for values that may move. What is renamed before or after them all is known by
	 * the name that it has in between.
	 * @param before the schema before the operations
	 * @param operations the operations, in order
	 */
	static MoveComments of(Schema before, List<SchemaOperation> operations) {
		int first = 0;
		while (first < operations.size() && !makesRoom(operations.get(first))) {
			first++;
		}
		int end = operations.size();
		while (end > first && !makesRoom(operations.get(end - 1))) {
			end--;
		}
		Schema from = SchemaFold.apply(before, operations.subList(0, first));
		return new MoveComments(Move.between(from, SchemaFold.apply(from, operations.subList(first, end))));
	}

	private static boolean makesRoom(SchemaOperation operation) {
		return operation instanceof CreateTable || operation instanceof DropTable || operation instanceof AddColumn
				|| operation instanceof DropColumn;
	}

	/**
	 * Return what to say before an operation, once.
	 * @param schema the schema before it
	 * @param operation the operation
	 * @return the lines, empty if there is nothing to say
	 */
	List<String> before(Schema schema, SchemaOperation operation) {
		List<String> lines = new ArrayList<>();
		for (Move move : List.copyOf(this.moves)) {
			if (drops(operation, move)) {
				this.moves.remove(move);
				if (isThere(schema, move)) {
					lines.addAll(wrapped(text(move)));
				}
			}
		}
		return lines;
	}

	private static boolean drops(SchemaOperation operation, Move move) {
		return (operation instanceof DropTable table && table.table().equals(move.source()))
				|| (operation instanceof DropColumn column && column.table().equals(move.source())
						&& move.columns().contains(column.column()));
	}

	private static boolean isThere(Schema schema, Move move) {
		return schema.table(move.target())
			.filter((table) -> move.columns().stream().allMatch((column) -> table.column(column).isPresent()))
			.isPresent();
	}

	private static String text(Move move) {
		String sql = move.sql();
		return "If the values of %s are to move to %s, copy them here%s".formatted(move.names(), move.target(),
				(sql != null) ? ": schema.sql(%s);".formatted(StatementWriter.text(sql)) : ".");
	}

	private static List<String> wrapped(String text) {
		List<String> lines = new ArrayList<>();
		StringBuilder line = new StringBuilder("//");
		for (String word : text.split(" ")) {
			if (line.length() > 2 && line.length() + 1 + word.length() > WIDTH) {
				lines.add("\t\t" + line);
				line = new StringBuilder("//");
			}
			line.append(' ').append(word);
		}
		lines.add("\t\t" + line);
		return lines;
	}

}
