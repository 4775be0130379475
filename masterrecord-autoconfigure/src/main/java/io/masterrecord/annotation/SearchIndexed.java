package io.masterrecord.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Gives the table of an entity a search index over its {@link Searchable} properties. The
 * index is created by a migration, filled with the rows there are, and kept up by the
 * database. Where a database has no such index, rows are searched one by one.
 *
 * @since 0.1.0
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface SearchIndexed {

	/**
	 * What is found: words, or any part of a text.
	 */
	Match value() default Match.WORDS;

	/**
	 * The language whose word forms count as one, such as {@code english}, where the
	 * database knows it. Empty for words as they are, which is the same everywhere.
	 */
	String language() default "";

	/**
	 * The name of the index, at most 63 bytes. Empty for {@code search_
	 *
	<table>
	 * }.
	 */
	String name() default "";

	/**
	 * What a search index finds.
	 */
	enum Match {

		/**
		 * Whole words, phrases and beginnings of words, without regard to case and
		 * accents.
		 */
		WORDS,

		/** Any part of a text, without regard to case. */
		PARTS

	}

}
