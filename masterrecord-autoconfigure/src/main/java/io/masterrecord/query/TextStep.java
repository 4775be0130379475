package io.masterrecord.query;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

import io.masterrecord.dialect.TypedValue;
import org.jspecify.annotations.Nullable;

/**
 * A text property that waits for an operator. Blank text is as absent as {@code null} in
 * the forms that end in {@code IfPresent}. In all forms but {@link #like} the text is
 * looked for as it is: {@code %} and {@code _} mean themselves.
 *
 * @param <R> what the condition is added to
 * @since 0.1.0
 */
public sealed class TextStep<R> extends OrderedStep<String, R> permits TextExpression, JsonStep {

	TextStep(Subject subject, Function<Binding, R> target) {
		super(subject, target);
	}

	@Override
	boolean isAbsent(@Nullable String value) {
		return value == null || value.isBlank();
	}

	/**
	 * Ask for one of some texts.
	 * @param values the texts, none of them {@code null}; no texts match no row
	 * @return what the condition was added to
	 */
	public R in(String... values) {
		return in(Arrays.asList(values));
	}

	/**
	 * Ask for none of some texts. NULL is none of them, and yet does not match, unless
	 * there are no texts.
	 * @param values the texts, none of them {@code null}; no texts match all rows
	 * @return what the condition was added to
	 */
	public R notIn(String... values) {
		return notIn(Arrays.asList(values));
	}

	/**
	 * Ask for a text, without regard to case.
	 * @param text the text, not {@code null}
	 * @return what the condition was added to
	 */
	public R eqIgnoreCase(String text) {
		return like(true, required(text), LikePattern::equalTo);
	}

	/**
	 * Ask for a text, without regard to case, if there is one.
	 * @param text the text, or {@code null} or blank for no condition
	 * @return what the condition was added to
	 */
	public R eqIgnoreCaseIfPresent(@Nullable String text) {
		return likeIfPresent(true, text, LikePattern::equalTo);
	}

	/**
	 * Ask for texts that contain one.
	 * @param text the text, not {@code null}
	 * @return what the condition was added to
	 */
	public R contains(String text) {
		return like(false, required(text), LikePattern::containing);
	}

	/**
	 * Ask for texts that contain one, if there is one.
	 * @param text the text, or {@code null} or blank for no condition
	 * @return what the condition was added to
	 */
	public R containsIfPresent(@Nullable String text) {
		return likeIfPresent(false, text, LikePattern::containing);
	}

	/**
	 * Ask for texts that contain one, without regard to case.
	 * @param text the text, not {@code null}
	 * @return what the condition was added to
	 */
	public R containsIgnoreCase(String text) {
		return like(true, required(text), LikePattern::containing);
	}

	/**
	 * Ask for texts that contain one, without regard to case, if there is one.
	 * @param text the text, or {@code null} or blank for no condition
	 * @return what the condition was added to
	 */
	public R containsIgnoreCaseIfPresent(@Nullable String text) {
		return likeIfPresent(true, text, LikePattern::containing);
	}

	/**
	 * Ask for texts that start with one.
	 * @param text the text, not {@code null}
	 * @return what the condition was added to
	 */
	public R startsWith(String text) {
		return like(false, required(text), LikePattern::startingWith);
	}

	/**
	 * Ask for texts that start with one, if there is one.
	 * @param text the text, or {@code null} or blank for no condition
	 * @return what the condition was added to
	 */
	public R startsWithIfPresent(@Nullable String text) {
		return likeIfPresent(false, text, LikePattern::startingWith);
	}

	/**
	 * Ask for texts that start with one, without regard to case.
	 * @param text the text, not {@code null}
	 * @return what the condition was added to
	 */
	public R startsWithIgnoreCase(String text) {
		return like(true, required(text), LikePattern::startingWith);
	}

	/**
	 * Ask for texts that start with one, without regard to case, if there is one.
	 * @param text the text, or {@code null} or blank for no condition
	 * @return what the condition was added to
	 */
	public R startsWithIgnoreCaseIfPresent(@Nullable String text) {
		return likeIfPresent(true, text, LikePattern::startingWith);
	}

	/**
	 * Ask for texts that end with one.
	 * @param text the text, not {@code null}
	 * @return what the condition was added to
	 */
	public R endsWith(String text) {
		return like(false, required(text), LikePattern::endingWith);
	}

	/**
	 * Ask for texts that end with one, if there is one.
	 * @param text the text, or {@code null} or blank for no condition
	 * @return what the condition was added to
	 */
	public R endsWithIfPresent(@Nullable String text) {
		return likeIfPresent(false, text, LikePattern::endingWith);
	}

	/**
	 * Ask for texts that end with one, without regard to case.
	 * @param text the text, not {@code null}
	 * @return what the condition was added to
	 */
	public R endsWithIgnoreCase(String text) {
		return like(true, required(text), LikePattern::endingWith);
	}

	/**
	 * Ask for texts that end with one, without regard to case, if there is one.
	 * @param text the text, or {@code null} or blank for no condition
	 * @return what the condition was added to
	 */
	public R endsWithIgnoreCaseIfPresent(@Nullable String text) {
		return likeIfPresent(true, text, LikePattern::endingWith);
	}

	/**
	 * Ask for texts that match a pattern.
	 * @param pattern the pattern, not {@code null}; {@code %} stands for any text,
	 * {@code _} for any character, and {@code !} before either or itself takes the
	 * meaning away
	 * @return what the condition was added to
	 */
	public R like(String pattern) {
		return like(false, required(pattern), LikePattern::raw);
	}

	/**
	 * Ask for texts that match a pattern without regard to case.
	 * @param pattern the pattern, not {@code null}; {@code %} stands for any text,
	 * {@code _} for any character, and {@code !} before either or itself takes the
	 * meaning away
	 * @return what the condition was added to
	 */
	public R likeIgnoreCase(String pattern) {
		return like(true, required(pattern), LikePattern::raw);
	}

	/**
	 * Ask for texts that match a pattern, if there is one.
	 * @param pattern the pattern, as in {@link #like}, or {@code null} or blank for no
	 * condition
	 * @return what the condition was added to
	 */
	public R likeIfPresent(@Nullable String pattern) {
		return likeIfPresent(false, pattern, LikePattern::raw);
	}

	/**
	 * Ask for texts that match a pattern without regard to case, if there is one.
	 * @param pattern the pattern, as in {@link #likeIgnoreCase}, or {@code null} or blank
	 * for no condition
	 * @return what the condition was added to
	 */
	public R likeIgnoreCaseIfPresent(@Nullable String pattern) {
		return likeIfPresent(true, pattern, LikePattern::raw);
	}

	/**
	 * Ask for another text than this, without regard to case. NULL is no other text.
	 * @param text the text, not {@code null}
	 * @return what the condition was added to
	 */
	public R neIgnoreCase(String text) {
		return unlike(true, required(text), LikePattern::equalTo);
	}

	/**
	 * Ask for another text than this, without regard to case, if there is one.
	 * @param text the text, or {@code null} or blank for no condition
	 * @return what the condition was added to
	 */
	public R neIgnoreCaseIfPresent(@Nullable String text) {
		return isAbsent(text) ? nothing() : neIgnoreCase(required(text));
	}

	/**
	 * Ask for texts a part of which matches a regular expression. It may use characters,
	 * {@code .}, classes such as {@code [a-z]} and {@code \\d}, groups, alternatives,
	 * greedy repetitions, {@code ^} at its start and {@code $} at its end, which mean the
	 * same on every database. What takes long on some is refused, such as repetitions of
	 * repetitions. SQLite has no regular expressions.
	 * @param regex the regular expression, not {@code null}
	 * @return what the condition was added to
	 * @throws InvalidQueryException if it uses anything else
	 */
	public R matches(String regex) {
		return matches(false, required(regex));
	}

	/**
	 * Ask for texts a part of which matches a regular expression without regard to case.
	 * @param regex the regular expression, as in {@link #matches(String)}
	 * @return what the condition was added to
	 * @throws InvalidQueryException if it uses anything else
	 */
	public R matchesIgnoreCase(String regex) {
		return matches(true, required(regex));
	}

	/**
	 * Ask for texts a part of which matches a regular expression, if there is one.
	 * @param regex the regular expression, as in {@link #matches(String)}, or
	 * {@code null} or blank for no condition
	 * @return what the condition was added to
	 */
	public R matchesIfPresent(@Nullable String regex) {
		return (regex == null || regex.isBlank()) ? nothing() : matches(regex);
	}

	/**
	 * Look into a JSON document: at the text of a single value, which is {@code true} or
	 * {@code false} for a boolean and its digits for a number. It is NULL where the path
	 * leads to nothing or to a null. H2 cannot look into documents.
	 * @param path the keys from the outside to the inside; digits alone are a position in
	 * an array, from 0
	 * @return a step that waits for an operator on texts, or is told to wait for one on
	 * numbers or booleans
	 * @throws InvalidQueryException if a key is empty, or holds a quote, a backslash or a
	 * control character
	 */
	public JsonStep<R> json(String... path) {
		return inJson(List.of(path));
	}

	/**
	 * Ask for JSON documents that contain another one: objects with all of its keys and
	 * values, arrays with all of its elements. PostgreSQL and MariaDB can.
	 * @param part what has to be contained: a map, a collection, a text, a number, a
	 * boolean
	 * @return what the condition was added to
	 */
	public R jsonContains(Object part) {
		return jsonMatch(true, part);
	}

	/**
	 * Ask for JSON arrays that have at least one of some elements. H2 cannot look into
	 * documents.
	 * @param elements the elements; none match no row
	 * @return what the condition was added to
	 */
	public R jsonOverlaps(Collection<?> elements) {
		return jsonMatch(false, List.copyOf(elements));
	}

	private R likeIfPresent(boolean ignoreCase, @Nullable String text, Function<String, TypedValue> pattern) {
		return (text == null || text.isBlank()) ? nothing() : like(ignoreCase, text, pattern);
	}

}
