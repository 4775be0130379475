package io.masterrecord.testing;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

import com.sun.source.util.JavacTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every piece of Java in the documents compiles. What a piece leaves to its reader (its
 * entities, variables and imports) stands in a scaffold per document, among the resources
 * of the tests.
 */
class DocumentCodeTests {

	private static final List<String> DOCUMENTS = List.of("queries", "paging", "search", "writing", "transactions",
			"caching", "migrations", "conditions", "repositories", "entities", "relations", "seeds", "getting-started",
			"coming-from-orm-mysql", "coming-from-jpa");

	private static final String SCAFFOLD = "class Scaffold";

	private static final Pattern TYPE_NAME = Pattern.compile("^(?:public )?(?:class|record|interface|enum) (\\w+)",
			Pattern.MULTILINE);

	private final JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();

	@Test
	void everyPieceOfJavaCompiles(@TempDir Path classes) throws IOException {
		List<Source> sources = new ArrayList<>();
		int pieces = 0;
		for (String document : DOCUMENTS) {
			String scaffold = Files.readString(Path.of("src/test/resources/documents", document + ".txt"));
			sources.add(new Source(document, "Scaffold", "package %s;\n%s".formatted(packageOf(document), scaffold)));
			String head = scaffold.substring(0, scaffold.indexOf(SCAFFOLD));
			for (Piece piece : Piece.of(Files.readString(Path.of("../docs", document + ".md")))) {
				sources.add(source(document, head, piece));
				pieces++;
			}
		}
		assertThat(pieces).as("pieces of Java").isGreaterThan(50);
		assertThat(errors(sources, classes)).isEmpty();
	}

	private Source source(String document, String scaffold, Piece piece) throws IOException {
		Matcher whole = TYPE_NAME.matcher(piece.text());
		if (piece.text().startsWith("package ") && whole.find()) {
			return new Source(document, whole.group(1), piece.text());
		}
		String name = "Line" + piece.line();
		String head = "package %s;\n%s\nclass %s extends Scaffold {\n".formatted(packageOf(document), scaffold, name);
		Source members = new Source(document, name, head + piece.members() + "\n}\n");
		return parses(members) ? members : new Source(document, name,
				head + "void run() throws Exception {\n" + piece.statements() + "\n}\n}\n");
	}

	private static String packageOf(String document) {
		return "documents." + document.replace('-', '_');
	}

	private boolean parses(Source source) throws IOException {
		DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
		JavacTask task = (JavacTask) this.compiler.getTask(null, null, diagnostics, List.of("-proc:none"), null,
				List.of(source));
		task.parse();
		return diagnostics.getDiagnostics().isEmpty();
	}

	private List<String> errors(List<Source> sources, Path classes) throws IOException {
		DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
		try (StandardJavaFileManager files = this.compiler.getStandardFileManager(diagnostics, Locale.ROOT, null)) {
			List<String> options = List.of("-proc:none", "-parameters", "-nowarn", "--release", "17", "-d",
					classes.toString(), "-classpath", System.getProperty("java.class.path"));
			this.compiler.getTask(new StringWriter(), files, diagnostics, options, null, sources).call();
		}
		return diagnostics.getDiagnostics()
			.stream()
			.filter((diagnostic) -> diagnostic.getKind() == Diagnostic.Kind.ERROR)
			.map(DocumentCodeTests::describe)
			.toList();
	}

	private static String describe(Diagnostic<? extends JavaFileObject> diagnostic) {
		String place = (diagnostic.getSource() instanceof Source source)
				? source.getName() + ": " + source.line(diagnostic.getLineNumber()) : "";
		return place + "\n" + diagnostic.getMessage(Locale.ROOT);
	}

	/**
	 * A piece of Java in a document.
	 *
	 * @param line the line on which it starts
	 * @param text the text, without what stands for more of the same
	 */
	private record Piece(int line, String text) {

		static List<Piece> of(String document) {
			List<Piece> pieces = new ArrayList<>();
			List<String> lines = document.lines().toList();
			for (int i = 0; i < lines.size(); i++) {
				if (lines.get(i).equals("```java")) {
					int end = i + 1 + lines.subList(i + 1, lines.size()).indexOf("```");
					List<String> text = lines.subList(i + 1, end)
						.stream()
						.filter((each) -> !each.strip().equals("…"))
						.map(Piece::withoutComment)
						.toList();
					pieces.add(new Piece(i + 1, String.join("\n", text)));
				}
			}
			return pieces;
		}

		private static String withoutComment(String line) {
			boolean quoted = false;
			for (int i = 0; i < line.length(); i++) {
				char c = line.charAt(i);
				if (c == '\\') {
					i++;
				}
				else if (c == '"') {
					quoted = !quoted;
				}
				else if (!quoted && line.startsWith("//", i)) {
					return line.substring(0, i).stripTrailing();
				}
			}
			return line;
		}

		/**
		 * Return the text as it can stand in a class: methods without a body are those of
		 * an interface.
		 */
		String members() {
			boolean open = this.text.lines().anyMatch((line) -> line.matches("\\S[^=.]* \\w+\\([^=]*\\);"));
			return open ? "interface Methods {\n" + this.text + "\n}" : this.text;
		}

		/**
		 * Return the text as it can stand in a method: an expression is a statement.
		 */
		String statements() {
			StringBuilder statements = new StringBuilder();
			for (String line : this.text.split("\n")) {
				boolean starts = !line.isEmpty() && !Character.isWhitespace(line.charAt(0)) && line.charAt(0) != '}';
				if (starts) {
					end(statements);
				}
				statements.append(starts ? line.replaceFirst("^(public |static )+", "") : line).append('\n');
			}
			end(statements);
			return statements.toString();
		}

		private static void end(StringBuilder statements) {
			String text = statements.toString().stripTrailing();
			statements.setLength(text.length());
			boolean open = !text.isEmpty() && ";{}".indexOf(text.charAt(text.length() - 1)) < 0
					&& !text.substring(text.lastIndexOf('\n') + 1).startsWith("@");
			statements.append(open ? ";\n" : "\n");
		}

	}

	/**
	 * A compilation unit in memory.
	 */
	private static final class Source extends SimpleJavaFileObject {

		private final String text;

		Source(String document, String name, String text) {
			super(URI.create("string:///documents/%s/%s.java".formatted(document, name)), Kind.SOURCE);
			this.text = text;
		}

		@Override
		public CharSequence getCharContent(boolean ignoreEncodingErrors) {
			return this.text;
		}

		String line(long number) {
			return this.text.lines().skip(Math.max(0, number - 1)).findFirst().orElse("");
		}

	}

}
