package io.masterrecord.query;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.LongStream;

import io.masterrecord.annotation.BelongsTo;
import io.masterrecord.annotation.HasMany;
import io.masterrecord.annotation.HasOne;
import io.masterrecord.annotation.SoftDelete;
import io.masterrecord.jdbc.SqlStatement;
import io.masterrecord.jdbc.StatementKind;
import io.masterrecord.model.Model;
import io.masterrecord.model.ModelException;
import io.masterrecord.operation.CreateTable;
import io.masterrecord.query.Library.Author;
import io.masterrecord.query.Library.Biography;
import io.masterrecord.query.Library.Book;
import io.masterrecord.query.Library.Loan;
import io.masterrecord.query.Library.Reader;
import io.masterrecord.query.Library.Tag;
import io.masterrecord.schema.Schema;
import io.masterrecord.schema.Table;
import io.masterrecord.test.QueryCounter;
import io.masterrecord.testing.Engine;
import io.masterrecord.testing.EngineTest;
import io.masterrecord.testing.TestDatabase;
import io.masterrecord.write.EntityOperations;
import io.masterrecord.write.WriteFixture;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.IncorrectResultSizeDataAccessException;
import org.springframework.data.annotation.Id;
import org.springframework.data.domain.Limit;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Sort;

import static io.masterrecord.query.SortKey.asc;
import static io.masterrecord.query.SortKey.desc;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for reading related rows.
 */
class RelationLoadingTests {

	private final QueryCounter queries = new QueryCounter();

	@EngineTest
	void nothingIsLoadedUnlessItIsAskedFor(TestDatabase database) {
		EntityOperations library = library(database);
		this.queries.during(() -> assertThat(library.query(Author.class).list()).allSatisfy((author) -> {
			assertThat(author.books()).isNull();
			assertThat(author.biography()).isNull();
		})).hasCount(1);
	}

	@EngineTest
	void loadsChildrenOfAllRootsWithOneStatement(TestDatabase database) {
		EntityOperations library = library(database);
		this.queries.during(() -> {
			List<Author> authors = library.query(Author.class).include(Author::books).sortBy(asc(Author::id)).list();
			assertThat(authors).extracting(Author::name).containsExactly("Ann", "Bob", "Cid");
			assertThat(titles(authors.get(0))).containsExactly("A1", "A2", "A3");
			assertThat(titles(authors.get(1))).containsExactly("B1");
			assertThat(authors.get(2).books()).as("loaded, and there are none").isEmpty();
		}).hasCount(2).on("book").hasCount(1);
	}

	@EngineTest
	void filtersSortsAndCutsTheChildrenOfEachRoot(TestDatabase database) {
		EntityOperations library = library(database);
		this.queries.during(() -> {
			List<Author> authors = library.query(Author.class)
				.include(Author::books, (books) -> books.where(Book::year).ge(2001).sortBy(desc(Book::year)).first(2))
				.sortBy(asc(Author::id))
				.list();
			assertThat(titles(authors.get(0))).containsExactly("A3", "A2");
			assertThat(titles(authors.get(1))).containsExactly("B1");
			assertThat(authors.get(2).books()).isEmpty();
		}).hasCount(2);
		assertThat(titles(library.query(Author.class)
			.where(Author::name)
			.eq("Ann")
			.include(Author::books, (books) -> books.first(1))
			.one())).as("by id, where no order is stated").containsExactly("A1");
		assertThat(titles(library.query(Author.class)
			.where(Author::name)
			.eq("Ann")
			.include(Author::books, (books) -> books.sortBy(Sort.by("title").descending()).first(5))
			.one())).containsExactly("A3", "A2", "A1");
	}

	@EngineTest
	void pagesOfRootsAreNotMultiplied(TestDatabase database) {
		EntityOperations library = library(database);
		this.queries.during(() -> {
			Page<Author> page = library.query(Author.class)
				.include(Author::books)
				.page(PageRequest.of(0, 2, Sort.by("name")));
			assertThat(page.getTotalElements()).isEqualTo(3);
			assertThat(page.getContent()).extracting(Author::name).containsExactly("Ann", "Bob");
			assertThat(titles(page.getContent().get(0))).hasSize(3);
		}).hasCount(3);
		this.queries.during(() -> library.query(Author.class).include(Author::books).page(PageRequest.of(5, 2)))
			.on("book")
			.hasCount(0);
	}

	@EngineTest
	void loadsWhatBelongsToTheHitsOfASearch(TestDatabase database) {
		EntityOperations library = library(database);
		this.queries.during(() -> {
			List<SearchHit<Author>> hits = library.query(Author.class)
				.include(Author::books)
				.ranked(Search.of("ann bob"), Author::name)
				.list(Limit.of(5));
			assertThat(hits).extracting((hit) -> hit.entity().name()).containsExactly("Ann", "Bob");
			assertThat(titles(hits.get(0).entity())).containsExactly("A1", "A2", "A3");
		}).hasCount(2);
	}

	@EngineTest
	void loadsTheRowAForeignKeyRefersTo(TestDatabase database) {
		EntityOperations library = library(database);
		this.queries.during(() -> {
			List<Book> books = library.query(Book.class).include(Book::author).sortBy(asc(Book::title)).list();
			assertThat(books).extracting((book) -> Objects.requireNonNull(book.author()).name())
				.containsExactly("Ann", "Ann", "Ann", "Bob");
		}).hasCount(2);
	}

	@EngineTest
	void loadsTheOnlyRowOrNone(TestDatabase database) {
		EntityOperations library = library(database);
		List<Author> authors = library.query(Author.class).include(Author::biography).sortBy(asc(Author::id)).list();
		assertThat(authors.get(0).biography()).map(Biography::text).contains("about Ann");
		assertThat(authors.get(1).biography()).as("loaded, and there is none").isEqualTo(Optional.empty());
	}

	@EngineTest
	void loadsThroughAnEntityBetween(TestDatabase database) {
		EntityOperations library = library(database);
		this.queries.during(() -> {
			Book book = library.query(Book.class).where(Book::title).eq("A1").include(Book::readers).one();
			assertThat(book.readers()).as("each reader once, however often they came")
				.extracting(Reader::getName)
				.containsExactly("Rita", "Sam");
		}).hasCount(2);
		Book first = library.query(Book.class)
			.where(Book::title)
			.eq("A1")
			.include(Book::readers, (readers) -> readers.sortBy(desc(Reader::getName)).first(1))
			.one();
		assertThat(first.readers()).extracting(Reader::getName).containsExactly("Sam");
	}

	@EngineTest
	void loadsByTheTableOfPairsFromBothSides(TestDatabase database) {
		EntityOperations library = library(database);
		this.queries.during(() -> {
			List<Book> books = library.query(Book.class).include(Book::tags).sortBy(asc(Book::title)).list();
			assertThat(books).extracting((book) -> Objects.requireNonNull(book.tags()).stream().map(Tag::name).toList())
				.containsExactly(List.of("new", "old"), List.of("old"), List.of(), List.of("new"));
		}).hasCount(2).on("book_tag").hasCount(1);
		Tag tag = library.query(Tag.class)
			.where(Tag::name)
			.eq("old")
			.include(Tag::books, (books) -> books.sortBy(desc(Book::title)).first(1))
			.one();
		assertThat(tag.books()).extracting(Book::title).containsExactly("A2");
		Author ann = library.query(Author.class).where(Author::name).eq("Ann").include(Author::penPals).one();
		assertThat(ann.penPals()).extracting(Author::name).containsExactly("Bob", "Cid");
		Author bob = library.query(Author.class).where(Author::name).eq("Bob").include(Author::penPals).one();
		assertThat(bob.penPals()).as("the pairs have a direction").isEmpty();
	}

	@EngineTest
	void loadsAnEntityRelatedToItself(TestDatabase database) {
		EntityOperations library = library(database);
		List<Reader> readers = library.query(Reader.class)
			.include(Reader::getStaff)
			.include(Reader::getBoss)
			.sortBy(asc(Reader::getId))
			.list();
		assertThat(readers.get(0).getStaff()).extracting(Reader::getName).containsExactly("Sam", "Tom");
		assertThat(readers.get(0).getBoss()).isNull();
		assertThat(Objects.requireNonNull(readers.get(1).getBoss()).getName()).isEqualTo("Rita");
	}

	@EngineTest
	void loadsEachLevelWithOneStatement(TestDatabase database) {
		EntityOperations library = library(database);
		this.queries.during(() -> {
			Author ann = library.query(Author.class)
				.include(Author::biography)
				.include(Author::books,
						(books) -> books.sortBy(desc(Book::year))
							.include(Book::tags)
							.include(Book::loans,
									(loans) -> loans.sortBy(asc(Loan::day))
										.includeOne(Loan::reader, (reader) -> reader.include(Reader::getBoss))))
				.sortBy(asc(Author::id))
				.list()
				.get(0);
			assertThat(ann.biography()).isPresent();
			assertThat(titles(ann)).containsExactly("A3", "A2", "A1");
			Book oldest = Objects.requireNonNull(ann.books()).get(2);
			assertThat(oldest.tags()).extracting(Tag::name).containsExactlyInAnyOrder("new", "old");
			assertThat(Objects.requireNonNull(oldest.loans())).extracting(Loan::day).containsExactly(1, 2, 3);
			Reader reader = Objects.requireNonNull(oldest.loans().get(1).reader());
			assertThat(reader.getName()).isEqualTo("Sam");
			assertThat(Objects.requireNonNull(reader.getBoss()).getName()).isEqualTo("Rita");
		}).hasCount(7);
	}

	@EngineTest
	void countsWithoutReading(TestDatabase database) {
		EntityOperations library = library(database);
		List<Author> authors = library.query(Author.class).list();
		this.queries.during(() -> {
			Map<Object, Long> books = library.relations(Author.class).count(authors, Author::books);
			assertThat(books).containsExactlyInAnyOrderEntriesOf(Map.of(1L, 3L, 2L, 1L, 3L, 0L));
		}).hasCount(1);
		assertThat(library.relations(Author.class)
			.count(authors, Author::books, (books) -> books.where(Book::year).gt(2001))).containsEntry(1L, 1L)
			.containsEntry(2L, 0L);
		List<Book> books = library.query(Book.class).list();
		assertThat(library.relations(Book.class).count(books, Book::readers)).containsEntry(1L, 2L)
			.containsEntry(2L, 0L);
		assertThat(library.relations(Book.class).count(books, Book::tags)).containsEntry(1L, 2L).containsEntry(3L, 0L);
		this.queries.during(() -> assertThat(library.relations(Author.class).count(List.of(), Author::books)).isEmpty())
			.hasCount(0);
	}

	@EngineTest
	void loadsIntoInstancesThatAreThere(TestDatabase database) {
		EntityOperations library = library(database);
		List<Author> authors = library.query(Author.class).sortBy(asc(Author::id)).list();
		List<Author> loaded = library.relations(Author.class).load(authors, Author::books);
		assertThat(authors.get(0).books()).isNull();
		assertThat(titles(loaded.get(0))).hasSize(3);
		List<Reader> readers = library.query(Reader.class).sortBy(asc(Reader::getId)).list();
		assertThat(library.relations(Reader.class).load(readers, Reader::getBoss).get(1)).isSameAs(readers.get(1));
		assertThat(readers.get(1).getBoss()).isNotNull();
	}

	@EngineTest
	void keysBeyondTheLimitOfAStatementAreSplit(TestDatabase database) {
		EntityOperations library = library(database);
		List<Author> many = LongStream.rangeClosed(1, 40_000).mapToObj((id) -> Author.of(id, "x")).toList();
		this.queries
			.during(() -> assertThat(library.relations(Author.class).load(many, Author::books))
				.filteredOn((author) -> !Objects.requireNonNull(author.books()).isEmpty())
				.hasSize(2))
			.hasCount(switch (database.engine()) {
				case POSTGRESQL, H2 -> 1;
				case MARIADB, MYSQL -> 2;
				case SQLITE -> 3;
			});
	}

	@EngineTest
	void conditionsOfRelatedRowsAreBound(TestDatabase database) {
		EntityOperations library = library(database);
		assertThat(library.query(Author.class)
			.include(Author::books, (books) -> books.where(Book::title).eq("' or '1'='1"))
			.list()).allSatisfy((author) -> assertThat(author.books()).isEmpty());
	}

	@EngineTest
	void filtersOfEntitiesHoldForRelatedRows(TestDatabase database) {
		WriteFixture fixture = WriteFixture.of(database, House.class, Room.class);
		EntityOperations operations = fixture.operations();
		operations.insert(new House(1, null));
		operations.insertAll(Room.class, List.of(new Room(1, 1, false), new Room(2, 1, true), new Room(3, 1, false)));
		House house = operations.query(House.class).include(House::rooms).one();
		assertThat(house.rooms()).as("deleted rooms are hidden").extracting(Room::id).containsExactly(1L, 3L);
		assertThat(operations.query(House.class).include(House::rooms, (rooms) -> rooms.first(2)).one().rooms())
			.extracting(Room::id)
			.containsExactly(1L, 3L);
		assertThat(operations.relations(House.class).count(List.of(house), House::rooms)).containsEntry(1L, 2L);
	}

	@EngineTest(only = Engine.H2)
	void severalRowsWhereThereShouldBeOneAreAnError(TestDatabase database) {
		WriteFixture fixture = WriteFixture.of(database, Home.class, Door.class);
		EntityOperations operations = fixture.operations();
		operations.insert(new Home(1, null));
		operations.insertAll(Door.class, List.of(new Door(1, 1), new Door(2, 1)));
		assertThatExceptionOfType(IncorrectResultSizeDataAccessException.class)
			.isThrownBy(() -> operations.query(Home.class).include(Home::door).list())
			.withMessage("Relation 'Home.door' is one row, but there are 2: mark 'homeId' of 'Door' with '@Unique'");
	}

	@EngineTest(only = Engine.H2)
	void whatIsNoRelationIsRefused(TestDatabase database) {
		EntityOperations library = library(database);
		assertThatExceptionOfType(ModelException.class)
			.isThrownBy(() -> library.query(Author.class).include(Author::name))
			.withMessageContaining(".name': is no relation. Use one of: books, biography, penPals.");
		assertThatExceptionOfType(ModelException.class)
			.isThrownBy(() -> library.query(Author.class).sortBy(asc(Author::books)).list())
			.withMessageContaining(".books': is a relation, which has no column. Read its rows with 'include'.");
		assertThatExceptionOfType(InvalidQueryException.class)
			.isThrownBy(() -> library.query(Author.class).include(Author::books).stream())
			.withMessageStartingWith("Related rows cannot be read along with a stream");
		assertThatExceptionOfType(InvalidQueryException.class)
			.isThrownBy(
					() -> library.relations(Reader.class).count(List.of(new Reader(null, "x", null)), Reader::getStaff))
			.withMessage("Nothing belongs to a 'Reader' without an id: insert it first");
	}

	private static List<String> titles(Author author) {
		return Objects.requireNonNull(author.books()).stream().map(Book::title).toList();
	}

	private EntityOperations library(TestDatabase database) {
		WriteFixture fixture = WriteFixture.of(database, Author.class, Biography.class, Book.class, Tag.class,
				Reader.class, Loan.class);
		EntityOperations library = fixture.builder(this.queries.watch(fixture.gate())).build();
		createPairs(fixture, library.model());
		library.insertAll(Author.class, List.of(Author.of(1, "Ann"), Author.of(2, "Bob"), Author.of(3, "Cid")));
		library.insert(new Biography(1L, 1, "about Ann"));
		library.insertAll(Book.class, List.of(Book.of(1, 1, "A1", 2000), Book.of(2, 1, "A2", 2001),
				Book.of(3, 1, "A3", 2002), Book.of(4, 2, "B1", 2001)));
		library.insertAll(Tag.class, List.of(new Tag("new", null), new Tag("old", null)));
		library.insertAll(Reader.class,
				List.of(new Reader(1L, "Rita", null), new Reader(2L, "Sam", 1L), new Reader(3L, "Tom", 1L)));
		library.insertAll(Loan.class, List.of(Loan.of(1, 1, 1, 1), Loan.of(2, 1, 2, 2), Loan.of(3, 1, 1, 3)));
		pair(fixture, "book_tag", "book_id", "tag_name", "1, 'new'", "1, 'old'", "2, 'old'", "4, 'new'");
		pair(fixture, "pen_pal", "author_id", "pal_id", "1, 2", "1, 3");
		return library;
	}

	private static void createPairs(WriteFixture fixture, Model model) {
		Schema schema = model.toSchema();
		for (String name : List.of("book_tag", "pen_pal")) {
			Table table = Objects.requireNonNull(schema.tables().get(name));
			fixture.gate()
				.dialect()
				.render(schema.without(name), new CreateTable(table.withIndexes(List.of())))
				.forEach((command) -> fixture.gate().update(SqlStatement.of(StatementKind.DDL, command.sql())));
		}
	}

	private static void pair(WriteFixture fixture, String table, String first, String second, String... pairs) {
		Function<String, String> quote = fixture.gate().dialect()::quote;
		for (String pair : pairs) {
			fixture.gate()
				.update(SqlStatement.of(StatementKind.INSERT, "insert into %s (%s, %s) values (%s)"
					.formatted(quote.apply(table), quote.apply(first), quote.apply(second), pair)));
		}
	}

	record House(@Id long id, @HasMany @Nullable List<Room> rooms) {
	}

	record Room(@Id long id, @BelongsTo(House.class) long houseId, @SoftDelete boolean deleted) {
	}

	record Home(@Id long id, @HasOne @Nullable Door door) {
	}

	record Door(@Id long id, @BelongsTo(Home.class) long homeId) {
	}

}
