package io.masterrecord.query;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

import io.masterrecord.dialect.SearchWords;

/**
 * Marks in a text what was looked for, without regard to case and accents: whole words if
 * there are such, otherwise words that begin with it, otherwise any place. It is done
 * here and not by the database, so that it is the same with every engine.
 */
final class Highlighter {

	private static final String ELLIPSIS = "\u2026";

	private final List<String> wanted;

	private Highlighter(List<String> wanted) {
		this.wanted = wanted;
	}

	static Highlighter of(Search search) {
		return new Highlighter(search.parts()
			.stream()
			.filter((part) -> !part.excluded())
			.map((part) -> Folded.of(part.text()).text)
			.filter((text) -> !text.isEmpty())
			.toList());
	}

	String whole(String content) {
		return mark(content, 0, content.length(), hits(content));
	}

	String part(String content, int characters) {
		List<Range> hits = hits(content);
		if (content.length() <= characters) {
			return mark(content, 0, content.length(), hits);
		}
		int first = hits.isEmpty() ? 0 : hits.get(0).start();
		int start = wordStart(content, Math.max(0, Math.min(first - characters / 3, content.length() - characters)));
		int end = wordEnd(content, Math.min(content.length(), start + characters));
		return ((start > 0) ? ELLIPSIS : "") + mark(content, start, end, hits)
				+ ((end < content.length()) ? ELLIPSIS : "");
	}

	/** Go forward to the next word, but not far. */
	private static int wordStart(String content, int index) {
		int limit = Math.min(content.length(), index + 15);
		for (int i = index; index > 0 && i < limit; i++) {
			if (SearchTerms.isSpace(content.charAt(i - 1))) {
				return i;
			}
		}
		return whole(content, index);
	}

	/** Go back to the end of a word, but not far. */
	private static int wordEnd(String content, int index) {
		int limit = Math.max(0, index - 15);
		for (int i = index; index < content.length() && i > limit; i--) {
			if (SearchTerms.isSpace(content.charAt(i))) {
				return i;
			}
		}
		return whole(content, index);
	}

	/** Leave no half of a character. */
	private static int whole(String content, int index) {
		boolean between = index > 0 && index < content.length() && Character.isLowSurrogate(content.charAt(index))
				&& Character.isHighSurrogate(content.charAt(index - 1));
		return between ? index - 1 : index;
	}

	private List<Range> hits(String content) {
		Folded folded = Folded.of(content);
		List<Range> hits = new ArrayList<>();
		for (String text : this.wanted) {
			hits.addAll(folded.find(text));
		}
		hits.sort(Comparator.comparingInt(Range::start).thenComparingInt(Range::end));
		List<Range> merged = new ArrayList<>();
		for (Range hit : hits) {
			Range last = merged.isEmpty() ? null : merged.get(merged.size() - 1);
			if (last != null && hit.start() <= last.end()) {
				merged.set(merged.size() - 1, new Range(last.start(), Math.max(last.end(), hit.end())));
			}
			else {
				merged.add(hit);
			}
		}
		return merged;
	}

	private static String mark(String content, int start, int end, List<Range> hits) {
		StringBuilder html = new StringBuilder();
		int position = start;
		for (Range hit : hits) {
			int from = Math.max(hit.start(), position);
			int to = Math.min(hit.end(), end);
			if (from < to) {
				escape(content, position, from, html);
				html.append("<mark>");
				escape(content, from, to, html);
				html.append("</mark>");
				position = to;
			}
		}
		escape(content, position, end, html);
		return html.toString();
	}

	private static void escape(String content, int start, int end, StringBuilder html) {
		for (int i = start; i < end; i++) {
			char c = content.charAt(i);
			switch (c) {
				case '&' -> html.append("&amp;");
				case '<' -> html.append("&lt;");
				case '>' -> html.append("&gt;");
				case '"' -> html.append("&quot;");
				case '\'' -> html.append("&#39;");
				default -> html.append(c);
			}
		}
	}

	/**
	 * A part of a text.
	 */
	private record Range(int start, int end) {
	}

	/**
	 * A text without case and accents, and where in the text each of its characters comes
	 * from.
	 */
	private static final class Folded {

		private final String text;

		/** For each character, the start of what it comes from; and the end of all. */
		private final int[] origins;

		private Folded(String text, int[] origins) {
			this.text = text;
			this.origins = origins;
		}

		static Folded of(String original) {
			StringBuilder text = new StringBuilder(original.length());
			int[] origins = new int[original.length() + 1];
			for (int i = 0; i < original.length(); i += Character.charCount(original.codePointAt(i))) {
				int start = text.length();
				appendFolded(text, original.codePointAt(i));
				if (text.length() >= origins.length) {
					origins = Arrays.copyOf(origins, text.length() * 2);
				}
				Arrays.fill(origins, start, text.length(), i);
			}
			origins[text.length()] = original.length();
			return new Folded(text.toString(), origins);
		}

		private static void appendFolded(StringBuilder text, int character) {
			if (character < 0x80) {
				text.append((char) Character.toLowerCase(character));
			}
			else {
				text.append(SearchWords.withoutMarks(Character.toString(character).toLowerCase(Locale.ROOT)));
			}
		}

		List<Range> find(String wanted) {
			List<Range> words = new ArrayList<>();
			List<Range> beginnings = new ArrayList<>();
			List<Range> places = new ArrayList<>();
			for (int i = this.text.indexOf(wanted); i >= 0; i = this.text.indexOf(wanted, i + wanted.length())) {
				int end = i + wanted.length();
				Range range = new Range(this.origins[i], this.origins[end]);
				places.add(range);
				if (isEdge(i)) {
					beginnings.add(range);
					if (isEdge(end)) {
						words.add(range);
					}
				}
			}
			return !words.isEmpty() ? words : !beginnings.isEmpty() ? beginnings : places;
		}

		/** Tell whether a word ends or begins at a place. */
		private boolean isEdge(int index) {
			return index == 0 || index == this.text.length() || SearchWords.isBreak(this.text.codePointBefore(index))
					|| SearchWords.isBreak(this.text.codePointAt(index));
		}

	}

}
