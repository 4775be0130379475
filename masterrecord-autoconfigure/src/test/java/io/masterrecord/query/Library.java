package io.masterrecord.query;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.masterrecord.annotation.BelongsTo;
import io.masterrecord.annotation.GeneratedId;
import io.masterrecord.annotation.HasMany;
import io.masterrecord.annotation.HasManyThrough;
import io.masterrecord.annotation.HasOne;
import io.masterrecord.annotation.ManyToMany;
import io.masterrecord.annotation.RefersTo;
import io.masterrecord.annotation.Unique;
import org.jspecify.annotations.Nullable;

import org.springframework.data.annotation.Id;

/**
 * Entities that are related in every way.
 */
public final class Library {

	private Library() {
	}

	/**
	 * Has books, a biography, and pen pals.
	 */
	public record Author(@Id @GeneratedId @Nullable Long id, String name, @HasMany @Nullable List<Book> books,
			@HasOne @Nullable Optional<Biography> biography, @ManyToMany(table = "pen_pal", column = "author_id",
					otherColumn = "pal_id") @Nullable List<Author> penPals) {

		/**
		 * An author of whom nothing is loaded.
		 */
		public static Author of(long id, String name) {
			return new Author(id, name, null, null, null);
		}

	}

	/**
	 * Exists once for an author.
	 */
	public record Biography(@Id @GeneratedId @Nullable Long id, @BelongsTo(Author.class) @Unique long authorId,
			String text) {
	}

	/**
	 * Belongs to an author and maybe to an editor, who is an author too.
	 */
	public record Book(@Id @GeneratedId @Nullable Long id, @BelongsTo(Author.class) long authorId, String title,
			int year, @Nullable Author author, @ManyToMany @Nullable Set<Tag> tags,
			@HasManyThrough(Loan.class) @Nullable List<Reader> readers, @HasMany @Nullable List<Loan> loans) {

		/**
		 * A book of which nothing is loaded.
		 */
		public static Book of(long id, long authorId, String title, int year) {
			return new Book(id, authorId, title, year, null, null, null, null);
		}

		/** Annotated at the accessor, as properties may be. */
		@Override
		@RefersTo
		public @Nullable Author author() {
			return this.author;
		}

	}

	/**
	 * A word for many books.
	 */
	public record Tag(@Id String name, @ManyToMany @Nullable List<Book> books) {
	}

	/**
	 * Stands between books and readers.
	 */
	public record Loan(@Id @GeneratedId @Nullable Long id, @BelongsTo(Book.class) long bookId,
			@BelongsTo(Reader.class) long readerId, int day, @RefersTo @Nullable Reader reader) {

		/**
		 * A loan of which nothing is loaded.
		 */
		public static Loan of(long id, long bookId, long readerId, int day) {
			return new Loan(id, bookId, readerId, day, null);
		}

	}

	/**
	 * A plain class, which has a boss and may be one.
	 */
	public static class Reader {

		@Id
		@GeneratedId
		private @Nullable Long id;

		private String name = "";

		@BelongsTo(Reader.class)
		private @Nullable Long bossId;

		@RefersTo
		private @Nullable Reader boss;

		@HasMany
		private @Nullable List<Reader> staff;

		Reader() {
		}

		/** A reader of whom nothing is loaded. */
		public Reader(@Nullable Long id, String name, @Nullable Long bossId) {
			this.id = id;
			this.name = name;
			this.bossId = bossId;
		}

		/** The id. */
		public @Nullable Long getId() {
			return this.id;
		}

		/** The name. */
		public String getName() {
			return this.name;
		}

		/** The id of the boss. */
		public @Nullable Long getBossId() {
			return this.bossId;
		}

		/** The boss. */
		public @Nullable Reader getBoss() {
			return this.boss;
		}

		/** Whose boss this is. */
		public @Nullable List<Reader> getStaff() {
			return this.staff;
		}

	}

}
