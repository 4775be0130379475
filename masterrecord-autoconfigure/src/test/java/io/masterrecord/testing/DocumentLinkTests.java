package io.masterrecord.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every link from one document to another leads to a file, and to a heading in it.
 */
class DocumentLinkTests {

	private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

	private static final Pattern CODE = Pattern.compile("(?ms)^```.*?^```|`[^`\n]+`");

	private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");

	private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.+)$");

	@Test
	void everyLinkLeadsToAHeading() throws IOException {
		List<String> broken = new ArrayList<>();
		int links = 0;
		for (Path document : documents()) {
			String text = CODE.matcher(Files.readString(document)).replaceAll("");
			for (MatchResult link : LINK.matcher(text).results().toList()) {
				String target = link.group(1);
				if (!target.contains("://")) {
					links++;
					if (!leadsSomewhere(document, target)) {
						broken.add(ROOT.relativize(document) + ": " + target);
					}
				}
			}
		}
		assertThat(links).isGreaterThan(50);
		assertThat(broken).isEmpty();
	}

	private static List<Path> documents() throws IOException {
		List<Path> documents = new ArrayList<>(List.of(ROOT.resolve("README.md")));
		try (Stream<Path> files = Files.walk(ROOT.resolve("docs"))) {
			files.filter((file) -> file.toString().endsWith(".md")).sorted().forEach(documents::add);
		}
		return documents;
	}

	private static boolean leadsSomewhere(Path document, String target) throws IOException {
		int hash = target.indexOf('#');
		String file = (hash < 0) ? target : target.substring(0, hash);
		Path path = file.isEmpty() ? document : document.resolveSibling(file).normalize();
		return Files.exists(path) && (hash < 0 || anchors(path).contains(target.substring(hash + 1)));
	}

	/**
	 * Return what headings are called in links.
	 */
	private static List<String> anchors(Path document) throws IOException {
		String text = Pattern.compile("(?ms)^```.*?^```").matcher(Files.readString(document)).replaceAll("");
		return HEADING.matcher(text)
			.results()
			.map((heading) -> heading.group(1)
				.toLowerCase(Locale.ROOT)
				.replaceAll("[^\\p{L}\\p{N} _-]", "")
				.replace(' ', '-'))
			.toList();
	}

}
