package io.masterrecord.web;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Links from one page to others, as RFC 8288 writes them. A target is the query of the
 * request with another value of one parameter: it is relative to what was asked for, so
 * that it is right behind any proxy.
 */
final class PageLinks {

	/** What a header may have, since servers refuse to send a response with more. */
	private static final int MOST_CHARACTERS = 4096;

	private static final String PLAIN = "-._~!$'()*,:@/?%";

	private final String query;

	private final Map<String, String> targets = new LinkedHashMap<>();

	/**
	 * Create links.
	 * @param query the query of the request as it was sent, if there was one
	 */
	PageLinks(@Nullable String query) {
		this.query = (query != null) ? query : "";
	}

	/**
	 * Add a link.
	 * @param relation what is there: {@code first}, {@code prev}, {@code next} or
	 * {@code last}
	 * @param parameter the parameter that leads there
	 * @param value its value, or {@code null} to leave it out
	 */
	void add(String relation, String parameter, @Nullable String value) {
		List<String> parts = new ArrayList<>();
		for (String part : this.query.split("&")) {
			if (!part.isEmpty() && !isNamed(part, parameter)) {
				parts.add(encode(part, "=+"));
			}
		}
		if (value != null) {
			parts.add(encode(parameter, "") + "=" + encode(value, ""));
		}
		this.targets.put(relation, "?" + String.join("&", parts));
	}

	/**
	 * Return the value of the header.
	 * @return the links, or {@code null} if there are none, or they are longer than a
	 * header can be
	 */
	@Nullable String header() {
		List<String> links = new ArrayList<>();
		this.targets.forEach((relation, target) -> links.add("<%s>; rel=\"%s\"".formatted(target, relation)));
		String header = String.join(", ", links);
		return (header.isEmpty() || header.length() > MOST_CHARACTERS) ? null : header;
	}

	private static boolean isNamed(String part, String parameter) {
		String name = part.substring(0, (part.indexOf('=') >= 0) ? part.indexOf('=') : part.length());
		try {
			return URLDecoder.decode(name, StandardCharsets.UTF_8).equals(parameter);
		}
		catch (IllegalArgumentException ex) {
			return false;
		}
	}

	/**
	 * Escape what cannot stand in a query, and what could end a target.
	 */
	private static String encode(String text, String alsoPlain) {
		StringBuilder encoded = new StringBuilder();
		for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
			char c = (char) (b & 0xff);
			boolean plain = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z')
					|| PLAIN.indexOf(c) >= 0 || alsoPlain.indexOf(c) >= 0;
			if (plain) {
				encoded.append(c);
			}
			else {
				encoded.append('%').append("%02X".formatted((int) c));
			}
		}
		return encoded.toString();
	}

}
