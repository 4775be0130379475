package io.masterrecord.repository;

import java.util.List;

import io.masterrecord.annotation.BelongsTo;
import io.masterrecord.annotation.Embedded;
import io.masterrecord.annotation.HasMany;
import io.masterrecord.annotation.RefersTo;
import io.masterrecord.query.Library.Author;
import io.masterrecord.query.Library.Biography;
import io.masterrecord.query.Library.Book;
import io.masterrecord.query.Library.Loan;
import io.masterrecord.query.Library.Reader;
import io.masterrecord.query.Library.Tag;
import io.masterrecord.testing.EngineTest;
import io.masterrecord.testing.TestDatabase;
import io.masterrecord.write.EntityOperations;
import io.masterrecord.write.WriteFixture;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

import org.springframework.data.annotation.Id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/**
 * Tests for methods whose names lead over relations.
 */
class DerivedRelationTests {

	@EngineTest
	void conditionsReachRelatedEntities(TestDatabase database) {
		WriteFixture fixture = WriteFixture.of(database, Author.class, Biography.class, Book.class, Tag.class,
				Reader.class, Loan.class);
		EntityOperations library = fixture.operations();
		MasterRecordRepositoryFactory factory = new MasterRecordRepositoryFactory(library);
		Books books = factory.getRepository(Books.class);
		Authors authors = factory.getRepository(Authors.class);
		library.insertAll(Author.class, List.of(Author.of(1, "Ann"), Author.of(2, "Bob"), Author.of(3, "Cid")));
		library.insertAll(Book.class,
				List.of(Book.of(1, 1, "A1", 2000), Book.of(2, 1, "A2", 2001), Book.of(3, 2, "B1", 2001)));
		library.insertAll(Reader.class, List.of(new Reader(1L, "Rita", null), new Reader(2L, "Sam", 1L)));
		library.insertAll(Loan.class, List.of(Loan.of(1, 1, 2, 1), Loan.of(2, 3, 1, 2)));
		fixture.recorder().clear();

		assertThat(books.findByAuthorNameOrderByTitle("Ann")).extracting(Book::title).containsExactly("A1", "A2");
		assertThat(books.countByAuthorNameStartingWithIgnoreCaseAndYear("b", 2001)).isEqualTo(1);
		assertThat(books.findByReadersName("Sam")).extracting(Book::title).containsExactly("A1");
		assertThat(books.findByLoansReaderBossName("Rita")).extracting(Book::title).containsExactly("A1");
		assertThat(authors.findByBooksYearGreaterThanOrderByName(2000)).as("each once")
			.extracting(Author::name)
			.containsExactly("Ann", "Bob");
		assertThat(authors.existsByBooksTitle("C1")).isFalse();
		assertThat(fixture.recorder().sql()).as("one statement each").hasSize(6);
	}

	@EngineTest
	void conditionsReachRowsThatAreRelatedBySeveralProperties(TestDatabase database) {
		WriteFixture fixture = WriteFixture.of(database, Chart.class, Line.class);
		EntityOperations operations = fixture.operations();
		MasterRecordRepositoryFactory factory = new MasterRecordRepositoryFactory(operations);
		Lines lines = factory.getRepository(Lines.class);
		Charts charts = factory.getRepository(Charts.class);
		operations.insertAll(Chart.class, List.of(new Chart("a", 1, "one", null), new Chart("a", 2, "two", null),
				new Chart("b", 1, "two", null)));
		operations.insertAll(Line.class,
				List.of(new Line(1, new ChartKey("a", 1), 7, null), new Line(2, new ChartKey("a", 2), 8, null),
						new Line(3, new ChartKey("b", 1), 9, null), new Line(4, null, 9, null)));
		fixture.recorder().clear();

		assertThat(lines.findByWholeTitleOrderById("two")).extracting(Line::id).containsExactly(2L, 3L);
		assertThat(lines.countByWholeTitle("three")).isZero();
		assertThat(charts.findByLinesPlaceGreaterThanOrderByCode(7)).extracting(Chart::code, Chart::revision)
			.containsExactly(tuple("a", 2), tuple("b", 1));
		assertThat(charts.findByLinesWholeTitle("one")).extracting(Chart::revision).containsExactly(1);
		assertThat(fixture.recorder().sql()).as("one statement each").hasSize(4);
	}

	interface Books extends MasterRecordRepository<Book, Long> {

		List<Book> findByAuthorNameOrderByTitle(String name);

		long countByAuthorNameStartingWithIgnoreCaseAndYear(String text, int year);

		List<Book> findByReadersName(String name);

		List<Book> findByLoansReaderBossName(String name);

	}

	interface Authors extends MasterRecordRepository<Author, Long> {

		List<Author> findByBooksYearGreaterThanOrderByName(int year);

		boolean existsByBooksTitle(String title);

	}

	interface Lines extends MasterRecordRepository<Line, Long> {

		List<Line> findByWholeTitleOrderById(String title);

		long countByWholeTitle(String title);

	}

	interface Charts extends MasterRecordRepository<Chart, ChartKey> {

		List<Chart> findByLinesPlaceGreaterThanOrderByCode(int place);

		List<Chart> findByLinesWholeTitle(String title);

	}

	record Chart(@Id @Size(max = 10) String code, @Id int revision, String title, @HasMany @Nullable List<Line> lines) {

	}

	record ChartKey(String code, int revision) {

	}

	record Line(@Id long id, @Embedded @BelongsTo(Chart.class) @Nullable ChartKey chart, int place,
			@RefersTo @Nullable Chart whole) {

	}

}
