package io.masterrecord.model;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.masterrecord.annotation.BelongsTo;
import io.masterrecord.annotation.HasMany;
import io.masterrecord.annotation.HasManyThrough;
import io.masterrecord.annotation.HasOne;
import io.masterrecord.annotation.ManyToMany;
import io.masterrecord.annotation.RefersTo;
import io.masterrecord.annotation.Table;
import io.masterrecord.query.Library.Author;
import io.masterrecord.query.Library.Biography;
import io.masterrecord.query.Library.Book;
import io.masterrecord.query.Library.Loan;
import io.masterrecord.query.Library.Reader;
import io.masterrecord.query.Library.Tag;
import io.masterrecord.schema.Column;
import io.masterrecord.schema.ForeignKey;
import io.masterrecord.schema.Index;
import io.masterrecord.schema.IndexColumn;
import io.masterrecord.schema.ReferentialAction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.data.annotation.Id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

/**
 * Tests for {@link RelationModel} and the mistakes one can make.
 */
class RelationModelTests {

	private static final Model LIBRARY = Model.of(Author.class, Biography.class, Book.class, Loan.class, Reader.class,
			Tag.class);

	@Test
	void relationsAreNoColumns() {
		assertThat(LIBRARY.entity(Author.class).toTable().columns()).extracting(Column::name)
			.containsExactly("id", "name");
		assertThat(LIBRARY.entity(Author.class).relations()).extracting(RelationModel::name)
			.containsExactly("books", "biography", "penPals");
		assertThatExceptionOfType(ModelException.class).isThrownBy(() -> LIBRARY.entity(Author.class).property("books"))
			.withMessageContaining(".books': is a relation, which has no column. Read its rows with 'include'.");
		assertThatExceptionOfType(ModelException.class)
			.isThrownBy(() -> LIBRARY.entity(Author.class).relation(Author::name))
			.withMessageContaining("'" + Author.class.getCanonicalName()
					+ ".name': is no relation. Use one of: books, biography, penPals.");
	}

	@Test
	void findsTheKeysOfBothSides() {
		RelationModel books = LIBRARY.entity(Author.class).relation(Author::books);
		assertThat(books.kind()).isEqualTo(RelationKind.HAS_MANY);
		assertThat(books.target()).isSameAs(LIBRARY.entity(Book.class));
		assertThat(books.ownerKeys()).extracting(PropertyModel::name).containsExactly("id");
		assertThat(books.targetKeys()).extracting(PropertyModel::name).containsExactly("authorId");
		RelationModel author = LIBRARY.entity(Book.class).relation(Book::author);
		assertThat(author.ownerKeys()).extracting(PropertyModel::name).containsExactly("authorId");
		assertThat(author.targetKeys()).extracting(PropertyModel::name).containsExactly("id");
		RelationModel readers = LIBRARY.entity(Book.class).relation(Book::readers);
		assertThat(readers.link()).get()
			.satisfies((link) -> assertThat(link.entity()).isSameAs(LIBRARY.entity(Loan.class)))
			.satisfies((link) -> assertThat(link.ownerKeys()).extracting(PropertyModel::name).containsExactly("bookId"))
			.satisfies((link) -> assertThat(link.targetKeys()).extracting(PropertyModel::name)
				.containsExactly("readerId"));
		RelationModel staff = LIBRARY.entity(Reader.class).relation(Reader::getStaff);
		assertThat(staff.targetKeys()).extracting(PropertyModel::name).containsExactly("bossId");
		assertThat(LIBRARY.entity(Reader.class).relation(Reader::getBoss).ownerKeys()).extracting(PropertyModel::name)
			.containsExactly("bossId");
	}

	@Test
	void pairsHaveATableOfTheirOwn() {
		io.masterrecord.schema.Table pairs = LIBRARY.toSchema().tables().get("book_tag");
		assertThat(pairs).isNotNull();
		assertThat(pairs.columns()).extracting((column) -> column.name() + " " + column.type())
			.containsExactly("id bigint", "book_id bigint", "tag_name varchar(255)");
		assertThat(pairs.columns()).noneMatch(Column::nullable);
		assertThat(pairs.foreignKeys()).extracting(ForeignKey::targetTable, ForeignKey::onDelete)
			.containsExactly(tuple("book", ReferentialAction.CASCADE), tuple("tag", ReferentialAction.CASCADE));
		assertThat(pairs.indexes()).filteredOn(Index::unique)
			.singleElement()
			.satisfies((index) -> assertThat(index.columns()).extracting(IndexColumn::name)
				.containsExactly("book_id", "tag_name"));
		assertThat(LIBRARY.entities()).hasSize(6);
		RelationModel tags = LIBRARY.entity(Book.class).relation(Book::tags);
		RelationModel books = LIBRARY.entity(Tag.class).relation(Tag::books);
		assertThat(tags.link().orElseThrow().entity()).isSameAs(books.link().orElseThrow().entity());
		assertThat(tags.link().orElseThrow().ownerKeys()).isEqualTo(books.link().orElseThrow().targetKeys());
		assertThat(LIBRARY.toSchema().tables()).containsKey("pen_pal");
	}

	@Test
	void putsRowsIntoRecordsAndClasses() {
		Author author = Author.of(1, "A");
		RelationModel books = LIBRARY.entity(Author.class).relation(Author::books);
		assertThat(books.get(author)).isNull();
		assertThat(books.rows(author)).isEmpty();
		Book book = Book.of(1, 1, "t", 2000);
		Author loaded = (Author) books.with(author, List.of(book));
		assertThat(loaded.books()).containsExactly(book);
		assertThat(loaded.name()).isEqualTo("A");
		assertThat(books.rows(loaded)).hasSize(1);
		RelationModel biography = LIBRARY.entity(Author.class).relation(Author::biography);
		assertThat(((Author) biography.with(author, List.of())).biography()).isEqualTo(Optional.empty());
		RelationModel tags = LIBRARY.entity(Book.class).relation(Book::tags);
		assertThat(((Book) tags.with(book, List.of(new Tag("x", null)))).tags()).isInstanceOf(Set.class).hasSize(1);
		Reader reader = new Reader(1L, "R", null);
		assertThat(LIBRARY.entity(Reader.class).relation(Reader::getStaff).with(reader, List.of())).isSameAs(reader);
		assertThat(reader.getStaff()).isEmpty();
	}

	@Test
	void warnsOfARowThatMayBeSeveral() {
		assertThat(Model.of(Single.class, Loose.class).warnings()).extracting(ModelProblem::toString)
			.contains(at(Single.class, "loose")
					+ "is one row, but nothing keeps 'Loose.singleId' from being the same in several. Mark that property with '@Unique'.");
	}

	@Test
	void refusesWhatCannotBeFound() {
		assertProblem(NoKey.class, Plain.class, at(NoKey.class, "rows")
				+ "needs a property of 'Plain' that refers to 'NoKey', and there is none. Add one to 'Plain' that holds the id, marked with '@BelongsTo(NoKey.class)'.");
		assertProblem(TwoKeys.class, Child.class, at(TwoKeys.class, "children")
				+ "could mean several properties of 'Child': 'firstId', 'secondId'. Say which: '@HasMany(foreignKey = \"firstId\")'.");
		assertProblem(WrongKey.class, Plain.class, at(WrongKey.class, "rows")
				+ "names 'text' of 'Plain', which is not marked with '@BelongsTo(WrongKey.class)'. Mark it, or name another property.");
		assertProblem(Misspelt.class, Plain.class,
				at(Misspelt.class, "rows") + "names 'txt', which is no property of 'Plain'. Did you mean 'text'?");
		assertProblem(Foreign.class, Plain.class, at(Foreign.class, "rows")
				+ "is related to 'java.lang.Integer', which is no entity of this model. Make it an entity with Spring Data's '@Id' in a package that is scanned, or register it with 'context.entity(Integer.class)'.");
		assertProblem(NoReference.class, Plain.class, at(NoReference.class, "plain")
				+ "needs a property of 'NoReference' that refers to 'Plain', and there is none.");
	}

	@Test
	void refusesTypesThatDoNotFit() {
		assertProblem(NotMany.class, Plain.class, at(NotMany.class, "rows")
				+ "is of type 'io.masterrecord.model.RelationModelTests$Plain', which does not say which rows it holds. Use a 'List', 'Set' or 'Collection' of the other entity.");
		assertProblem(NotOne.class, Plain.class,
				at(NotOne.class, "rows") + "is a collection, but marked as one row. Mark it with '@HasMany' instead.");
		assertProblem(Both.class, Plain.class,
				at(Both.class, "rows") + "is marked as two kinds of relation. Leave one of the annotations.");
		assertProblem(Unmarked.class, Plain.class, at(Unmarked.class, "plain")
				+ "type 'io.masterrecord.model.RelationModelTests$Plain' fits into no column. Hold its id in a property with '@BelongsTo(Plain.class)', and mark this one with '@RefersTo', '@HasOne' or '@Transient'.");
		assertProblem(UnmarkedMany.class, Plain.class, at(UnmarkedMany.class, "rows")
				+ "type 'java.util.List<io.masterrecord.model.RelationModelTests$Plain>' fits into no column. Mark the property with '@HasMany', '@HasManyThrough' or '@ManyToMany', or with '@Transient'.");
	}

	@Test
	void refusesPairsThatAreNotClear() {
		assertProblem(Friends.class, Plain.class, at(Friends.class, "friends")
				+ "has the column 'friends_id' for both sides of its pairs. Name both: '@ManyToMany(column = \"…\", otherColumn = \"…\")'.");
		assertProblem(Left.class, Right.class, at(Right.class, "lefts")
				+ "has its pairs in 'left_side_right_side', but 'Left.rights' has them in 'pairs'. Write '@ManyToMany(table = \"pairs\")' if they are the two sides of one relation, and give this one a table of its own if they are not.");
		assertProblem(Taken.class, Plain.class, at(Taken.class, "rows")
				+ "has its pairs in 'plain', which is the table of 'io.masterrecord.model.RelationModelTests.Plain'. Use '@HasManyThrough(Plain.class)', or give the pairs another table.");
		assertProblem(ThroughNothing.class, Plain.class, at(ThroughNothing.class, "rows")
				+ "needs a property of 'Plain' that refers to 'ThroughNothing', and there is none.");
	}

	private static void assertProblem(Class<?> first, Class<?> second, String problem) {
		assertThatExceptionOfType(ModelException.class).isThrownBy(() -> Model.of(first, second))
			.withMessageContaining(problem);
	}

	private static String at(Class<?> entity, String property) {
		return "'" + entity.getCanonicalName() + "." + property + "': ";
	}

	record Plain(@Id long id, String text) {
	}

	record Single(@Id long id, @HasOne @Nullable Loose loose) {
	}

	record Loose(@Id long id, @BelongsTo(Single.class) long singleId) {
	}

	record NoKey(@Id long id, @HasMany @Nullable List<Plain> rows) {
	}

	record TwoKeys(@Id long id, @HasMany @Nullable List<Child> children) {
	}

	record Child(@Id long id, @BelongsTo(TwoKeys.class) long firstId, @BelongsTo(TwoKeys.class) long secondId) {
	}

	record WrongKey(@Id long id, @HasMany(foreignKey = "text") @Nullable List<Plain> rows) {
	}

	record Misspelt(@Id long id, @HasMany(foreignKey = "txt") @Nullable List<Plain> rows) {
	}

	record Foreign(@Id long id, @HasMany @Nullable List<Integer> rows) {
	}

	record NoReference(@Id long id, @RefersTo @Nullable Plain plain) {
	}

	record NotMany(@Id long id, @HasMany @Nullable Plain rows) {
	}

	record NotOne(@Id long id, @HasOne @Nullable List<Plain> rows) {
	}

	record Both(@Id long id, @HasMany @ManyToMany @Nullable List<Plain> rows) {
	}

	record Unmarked(@Id long id, @Nullable Plain plain) {
	}

	record UnmarkedMany(@Id long id, @Nullable List<Plain> rows) {
	}

	record Friends(@Id long id, @ManyToMany @Nullable List<Friends> friends) {
	}

	@Table(name = "left_side")
	record Left(@Id long id, @ManyToMany(table = "pairs") @Nullable List<Right> rights) {
	}

	@Table(name = "right_side")
	record Right(@Id long id, @ManyToMany @Nullable List<Left> lefts) {
	}

	record Taken(@Id long id, @ManyToMany(table = "plain") @Nullable List<Plain> rows) {
	}

	record ThroughNothing(@Id long id, @HasManyThrough(Plain.class) @Nullable List<Plain> rows) {
	}

}
