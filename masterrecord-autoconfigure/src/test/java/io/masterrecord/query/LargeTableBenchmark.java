package io.masterrecord.query;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

import io.masterrecord.annotation.CompositeIndex;
import io.masterrecord.annotation.SearchIndexed;
import io.masterrecord.annotation.Searchable;
import io.masterrecord.dialect.SqlCommand;
import io.masterrecord.jdbc.SqlStatement;
import io.masterrecord.jdbc.StatementGate;
import io.masterrecord.jdbc.StatementKind;
import io.masterrecord.model.Model;
import io.masterrecord.operation.CreateTable;
import io.masterrecord.operation.SchemaFold;
import io.masterrecord.operation.SchemaOperation;
import io.masterrecord.schema.Schema;
import io.masterrecord.testing.Dice;
import io.masterrecord.testing.Engine;
import io.masterrecord.testing.TestDatabase;
import io.masterrecord.write.EntityOperations;
import jakarta.validation.constraints.Size;

import org.springframework.data.annotation.Id;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.ScrollPosition;

import static io.masterrecord.query.SortKey.desc;

/**
 * Measures searches, pages, windows and a stream of a large table, with the indexes of
 * its generated migration. Run by hand, with {@code -Xmx64m} where the database is not in
 * the process. Arguments are the engines to run on, all without any; and
 * {@code rows=100000} for other than a million rows, {@code rounds=21} for other than the
 * usual number of rounds. Shown are medians in milliseconds, each round with values of
 * its own, and with {@code plans} how the database reads.
 */
final class LargeTableBenchmark {

	private static final int WORDS = 20_000;

	private static final int PAGE = 20;

	private final Engine engine;

	private final StatementGate gate;

	private final EntityOperations operations;

	private final int rows;

	private final int rounds;

	private final boolean plans;

	private LargeTableBenchmark(TestDatabase database, int rows, int rounds, boolean plans) {
		this.engine = database.engine();
		this.gate = StatementGate.of(database.dataSource());
		this.operations = EntityOperations.builder(Model.of(Document.class), this.gate).build();
		this.rows = rows;
		this.rounds = rounds;
		this.plans = plans;
	}

	public static void main(String[] arguments) {
		List<Engine> engines = new ArrayList<>();
		int rows = 1_000_000;
		int rounds = 11;
		boolean plans = false;
		for (String argument : arguments) {
			int value = argument.contains("=") ? Integer.parseInt(argument.substring(argument.indexOf('=') + 1)) : 0;
			if (argument.startsWith("rows=")) {
				rows = value;
			}
			else if (argument.startsWith("rounds=")) {
				rounds = value;
			}
			else if (argument.equals("plans")) {
				plans = true;
			}
			else {
				engines.add(Engine.valueOf(argument));
			}
		}
		if (engines.isEmpty()) {
			engines.addAll(List.of(Engine.POSTGRESQL, Engine.MARIADB, Engine.SQLITE, Engine.H2));
		}
		for (Engine engine : engines) {
			try (TestDatabase database = TestDatabase.createShared(engine)) {
				LargeTableBenchmark benchmark = new LargeTableBenchmark(database, rows, rounds, plans);
				benchmark.fill();
				benchmark.run();
			}
		}
	}

	private void fill() {
		List<SchemaOperation> operations = CreateTable
			.complete(this.operations.model().entity(Document.class).toTable());
		Schema schema = Schema.empty();
		long start = System.nanoTime();
		for (SchemaOperation operation : operations) {
			for (SqlCommand command : this.gate.dialect().render(schema, operation)) {
				this.gate.update(SqlStatement.of(StatementKind.DDL, command, Set.of()));
			}
			schema = SchemaFold.apply(schema, operation);
			if (operation instanceof CreateTable) {
				this.operations.load(Document.class,
						() -> IntStream.rangeClosed(1, this.rows).mapToObj(LargeTableBenchmark::document).iterator());
			}
			long end = System.nanoTime();
			show("%s, seconds".formatted(operation.getClass().getSimpleName()), (end - start) / 1e9);
			start = end;
		}
	}

	private void run() {
		Query<Document> documents = this.operations.query(Document.class);
		Query<Document> open = documents.where(Document::status).eq("s3").sortBy(desc(Document::createdAt));
		Query<Document> newest = documents.sortBy(desc(Document::createdAt));
		measure("best 20 of a search for three words, and their number",
				(i) -> documents.ranked(words(i)).page(PageRequest.of(0, PAGE)));
		measure("20 rows with any of three words, and their number",
				(i) -> documents.search(words(i)).page(PageRequest.of(0, PAGE)));
		measure("20 rows with all of two words, and their number",
				(i) -> documents.search(Search.of(word(100 + i) + " " + word(200 + i)).allWords())
					.page(PageRequest.of(0, PAGE)));
		measure("the first page of a filter, and its total", (i) -> open.page(i, PAGE));
		measure("the same without a total", (i) -> open.slice(PageRequest.of(i, PAGE)));
		for (int start : new int[] { PAGE, this.rows / 100, this.rows * 9 / 10 }) {
			measure("20 rows behind %d, by their number".formatted(start),
					(i) -> newest.slice(PageRequest.of(start / PAGE + i, PAGE)));
			measure("20 rows behind %d, by a key".formatted(start), (i) -> newest.window(behind(start + i), PAGE));
		}
		long start = System.nanoTime();
		long[] read = new long[1];
		documents.forEach((document) -> read[0] += (document.body().isEmpty() ? 0 : 1));
		double seconds = (System.nanoTime() - start) / 1e9;
		show("a stream of %d rows, seconds".formatted(read[0]), seconds);
		if (this.plans) {
			System.out.println(documents.search(words(1)).explain());
			System.out.println(open.limit(PAGE).explain());
			System.out.println(newest.limit(PAGE).explain());
		}
		measure("20 rows with any of three words, compared, and their number", Math.min(3, this.rounds),
				(i) -> documents.search(words(i), Document::title).page(PageRequest.of(0, PAGE)));
	}

	/**
	 * Return the position of a row in the order of creation, the newest first.
	 */
	private ScrollPosition behind(int number) {
		int id = this.rows - number;
		return ScrollPosition.forward(Map.of("createdAt", document(id).createdAt(), "id", (long) id));
	}

	private static Search words(int i) {
		return Search.of(word(500 + i) + " " + word(900 + i) + " " + word(2000 + i));
	}

	/**
	 * Return a word, those of low numbers being frequent.
	 */
	private static String word(int number) {
		String syllables = "bacadafagahajakalamanaparasatavaxaza";
		StringBuilder word = new StringBuilder();
		for (int rest = number + 18; rest > 0; rest /= 18) {
			int at = (rest % 18) * 2;
			word.append(syllables, at, at + 2);
		}
		return word.toString();
	}

	private static Document document(int id) {
		Dice dice = new Dice(id);
		StringBuilder body = new StringBuilder();
		for (int i = 0; i < 12; i++) {
			body.append(i == 0 ? "" : " ").append(word(any(dice)));
		}
		return new Document(id, word(any(dice)) + " " + word(any(dice)) + " " + word(any(dice)), body.toString(),
				"s" + dice.below(10), Instant.ofEpochSecond(1_700_000_000L + id));
	}

	private static int any(Dice dice) {
		return dice.below(1 + dice.below(WORDS));
	}

	private void measure(String what, IntFunction<?> reading) {
		measure(what, this.rounds, reading);
	}

	private void measure(String what, int rounds, IntFunction<?> reading) {
		reading.apply(rounds);
		double[] times = new double[rounds];
		for (int i = 0; i < rounds; i++) {
			long start = System.nanoTime();
			reading.apply(i);
			times[i] = (System.nanoTime() - start) / 1e6;
		}
		Arrays.sort(times);
		show(what, times[rounds / 2]);
	}

	private void show(String what, double number) {
		System.out.printf(Locale.ROOT, "%-11s %-70s %10.1f%n", this.engine, what, number);
	}

	@SearchIndexed
	@CompositeIndex({ "status", "createdAt" })
	@CompositeIndex({ "createdAt", "id" })
	record Document(@Id long id, @Searchable(weight = 4) @Size(max = 120) String title, @Searchable String body,
			@Size(max = 10) String status, Instant createdAt) {

	}

}
