package io.masterrecord.testing;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

import org.eclipse.jdt.internal.compiler.tool.EclipseCompiler;

import org.springframework.util.FileSystemUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Proves what the public API lets compile, and what it does not, with javac and with the
 * compiler of Eclipse, against the class path of the tests. A check is a compilation unit
 * with one {@code %s} in it, where the snippets are put:
 *
 * <pre>
 * CompileCheck check = CompileCheck.of("""
 *         package probe;
 *         class Probe { void run(Query&lt;Plan&gt; plans) { %s } }
 *         """);
 * check.accepts("plans.where(Plan::title).contains(\"x\")");
 * check.refuses("plans.where(Plan::age).contains(\"x\")", "contains");
 * </pre>
 */
public final class CompileCheck {

	private static final Pattern TYPE_NAME = Pattern
		.compile("^(?:public |final |abstract )*(?:class|record|interface|enum) (\\w+)", Pattern.MULTILINE);

	private final String unit;

	private CompileCheck(String unit) {
		this.unit = unit;
	}

	/**
	 * Create a check.
	 * @param unit a compilation unit with one {@code %s}; its first top-level type names
	 * it
	 * @return the check
	 */
	public static CompileCheck of(String unit) {
		return new CompileCheck(unit);
	}

	/**
	 * Assert that both compilers accept each snippet.
	 * @param snippets statements, each put in a block of its own in place of {@code %s}
	 */
	public void accepts(String... snippets) {
		for (Compiler compiler : Compiler.values()) {
			Map<String, String> messages = messages(compiler, List.of(snippets));
			messages
				.forEach((snippet, message) -> assertThat(message).as("%s refuses: %s", compiler, snippet).isEmpty());
		}
	}

	/**
	 * Assert that both compilers refuse the snippet.
	 * @param snippet a statement
	 * @param fragment what the errors of both compilers must contain, for example the
	 * name of the method or type that does not fit
	 */
	public void refuses(String snippet, String fragment) {
		refuses(Map.of(snippet, fragment));
	}

	/**
	 * Assert that both compilers refuse each of the snippets. They are compiled together,
	 * which is much quicker than one after the other.
	 * @param fragments what the errors of both compilers must contain, by statement
	 */
	public void refuses(Map<String, String> fragments) {
		for (Compiler compiler : Compiler.values()) {
			Map<String, String> messages = messages(compiler, List.copyOf(fragments.keySet()));
			fragments.forEach((snippet, fragment) -> assertThat(messages.get(snippet))
				.as("%s accepts or misunderstands: %s", compiler, snippet)
				.contains(fragment));
		}
	}

	private Map<String, String> messages(Compiler compiler, List<String> snippets) {
		int line = (int) this.unit.substring(0, this.unit.indexOf("%s")).lines().count();
		Map<Integer, String> snippetByLine = new LinkedHashMap<>();
		Map<String, String> messages = new LinkedHashMap<>();
		StringBuilder blocks = new StringBuilder();
		for (String snippet : snippets) {
			assertThat(snippet).as("a snippet on one line").doesNotContain("\n");
			blocks.append("{ ").append(snippet).append("; }\n");
			snippetByLine.put(line, snippet);
			messages.put(snippet, "");
			line++;
		}
		for (Refusal refusal : compiler.compile(this.unit.replace("%s", blocks)).errors()) {
			String snippet = snippetByLine.get((int) refusal.line());
			assertThat(snippet).as("%s finds an error outside of the snippets: %s", compiler, refusal).isNotNull();
			messages.merge(snippet, refusal.message(), (first, second) -> first + "\n" + second);
		}
		return messages;
	}

	/**
	 * The compilers.
	 */
	public enum Compiler {

		/** The compiler of the JDK that runs the tests. */
		JAVAC(ToolProvider.getSystemJavaCompiler(), "--release", "17", "-Xmaxerrs", "1000"),

		/** The compiler of Eclipse. */
		ECJ(new EclipseCompiler(), "-source", "17", "-target", "17");

		private final JavaCompiler compiler;

		private final List<String> options;

		Compiler(JavaCompiler compiler, String... level) {
			this.compiler = compiler;
			this.options = new ArrayList<>(List.of(level));
			Collections.addAll(this.options, "-proc:none", "-g", "-classpath", System.getProperty("java.class.path"));
		}

		/**
		 * Compile one compilation unit for Java 17, without annotation processors.
		 * @param source the text, whose first top-level type names it
		 * @return the errors, or the classes
		 */
		public Compilation compile(String source) {
			Path directory = null;
			try {
				directory = Files.createTempDirectory("compile-check");
				Path file = Files.writeString(directory.resolve(typeName(source) + ".java"), source);
				Path output = Files.createDirectory(directory.resolve("classes"));
				return compile(file, output);
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
			finally {
				FileSystemUtils.deleteRecursively((directory != null) ? directory.toFile() : null);
			}
		}

		private Compilation compile(Path file, Path output) throws IOException {
			DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
			try (StandardJavaFileManager files = this.compiler.getStandardFileManager(null, Locale.ROOT,
					StandardCharsets.UTF_8)) {
				files.setLocation(StandardLocation.CLASS_OUTPUT, List.of(output.toFile()));
				this.compiler
					.getTask(new StringWriter(), files, diagnostics, this.options, null, files.getJavaFileObjects(file))
					.call();
			}
			List<Refusal> errors = diagnostics.getDiagnostics()
				.stream()
				.filter((diagnostic) -> diagnostic.getKind() == Diagnostic.Kind.ERROR)
				.map((diagnostic) -> new Refusal(diagnostic.getLineNumber(), diagnostic.getMessage(Locale.ROOT)))
				.toList();
			return new Compilation(errors, classesIn(output));
		}

		private static String typeName(String source) {
			Matcher type = TYPE_NAME.matcher(source);
			assertThat(type.find()).as("a top-level type in: %s", source).isTrue();
			return type.group(1);
		}

		private static Map<String, byte[]> classesIn(Path output) throws IOException {
			Map<String, byte[]> classes = new LinkedHashMap<>();
			try (Stream<Path> files = Files.walk(output)) {
				for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
					String name = output.relativize(file).toString().replace(File.separatorChar, '.');
					classes.put(name.substring(0, name.length() - ".class".length()), Files.readAllBytes(file));
				}
			}
			return classes;
		}

	}

	/**
	 * An error of a compiler.
	 *
	 * @param line the line it is on, from 1
	 * @param message what the compiler says
	 */
	public record Refusal(long line, String message) {

	}

	/**
	 * What came out of a compilation.
	 *
	 * @param errors the errors in the order of the source, empty if it was accepted
	 * @param classes the class files by binary name
	 */
	public record Compilation(List<Refusal> errors, Map<String, byte[]> classes) {

		/**
		 * Create a class loader of its own for the classes; it serves their bytes as
		 * resources too.
		 * @return the class loader
		 */
		public ClassLoader load() {
			assertThat(this.errors).isEmpty();
			return new CompiledClassLoader(this.classes);
		}

	}

	private static final class CompiledClassLoader extends ClassLoader {

		private final Map<String, byte[]> classes;

		CompiledClassLoader(Map<String, byte[]> classes) {
			super(CompileCheck.class.getClassLoader());
			this.classes = classes;
		}

		@Override
		protected Class<?> findClass(String name) throws ClassNotFoundException {
			byte[] bytes = this.classes.get(name);
			if (bytes == null) {
				throw new ClassNotFoundException(name);
			}
			return defineClass(name, bytes, 0, bytes.length);
		}

		@Override
		public InputStream getResourceAsStream(String name) {
			byte[] bytes = this.classes.get(name.replace(".class", "").replace('/', '.'));
			return (bytes != null) ? new ByteArrayInputStream(bytes) : super.getResourceAsStream(name);
		}

	}

}
