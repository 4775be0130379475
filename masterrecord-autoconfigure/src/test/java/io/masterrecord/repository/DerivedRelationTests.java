package io.masterrecord.repository;

import java.util.List;

import io.masterrecord.query.Library.Author;
import io.masterrecord.query.Library.Biography;
import io.masterrecord.query.Library.Book;
import io.masterrecord.query.Library.Loan;
import io.masterrecord.query.Library.Reader;
import io.masterrecord.query.Library.Tag;
import io.masterrecord.testing.Engine;
import io.masterrecord.testing.EngineTest;
import io.masterrecord.testing.TestDatabase;
import io.masterrecord.write.EntityOperations;
import io.masterrecord.write.WriteFixture;

import org.springframework.data.repository.query.QueryCreationException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

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

	@EngineTest(only = Engine.H2)
	void pairsAreRefused(TestDatabase database) {
		MasterRecordRepositoryFactory factory = new MasterRecordRepositoryFactory(WriteFixture
			.of(database, Author.class, Biography.class, Book.class, Tag.class, Reader.class, Loan.class)
			.operations());
		assertThatExceptionOfType(QueryCreationException.class).isThrownBy(() -> factory.getRepository(Tagged.class))
			.withMessageContaining(
					"'tags.name' is no property of 'Book', nor of an entity that it is related to by a foreign key");
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

	interface Tagged extends MasterRecordRepository<Book, Long> {

		List<Book> findByTagsName(String name);

	}

}
