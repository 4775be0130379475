package io.masterrecord.query;

import java.util.stream.Stream;

import io.masterrecord.query.QueryStreamTests.Line;

import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * A process with little memory that reads many rows.
 */
final class StreamingProcess {

	private StreamingProcess() {
	}

	/**
	 * Read all lines.
	 * @param arguments the URL, the user and the password of the database
	 */
	public static void main(String[] arguments) {
		Database database = Database.of(new DriverManagerDataSource(arguments[0], arguments[1], arguments[2]),
				Line.class);
		Query<Line> lines = database.query(Line.class).sortBy(SortKey.asc(Line::id));
		long[] sum = new long[2];
		lines.forEach((line) -> {
			sum[0]++;
			sum[1] += line.id();
		});
		try (Stream<Line> first = lines.stream()) {
			System.out.println(sum[0] + " lines, sum " + sum[1] + ", first " + first.findFirst().orElseThrow().id());
		}
	}

}
