package io.masterrecord;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import org.jspecify.annotations.NullMarked;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.annotation.ImportCandidates;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The rules which hold the packages apart.
 */
@AnalyzeClasses(packages = ArchitectureTests.ROOT, importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTests {

	static final String ROOT = "io.masterrecord";

	/**
	 * What each package may use of the others, lowest first. The root may be used by all.
	 * An arrow added here is a decision about the architecture: it is added to the table
	 * in the documentation too, and its reason to the commit.
	 */
	private static final Map<String, Set<String>> ARROWS = new LinkedHashMap<>();

	static {
		ARROWS.put("annotation", Set.of());
		ARROWS.put("property", Set.of());
		ARROWS.put("schema", Set.of());
		ARROWS.put("operation", Set.of("schema"));
		ARROWS.put("model", Set.of("annotation", "property", "schema"));
		ARROWS.put("diff", Set.of("schema", "operation"));
		ARROWS.put("dialect", Set.of("schema", "operation"));
		ARROWS.put("jdbc", Set.of("schema", "dialect"));
		ARROWS.put("test", Set.of("schema", "operation", "dialect", "jdbc", "migration", "generate", "context"));
		ARROWS.put("lint", Set.of("schema", "operation", "dialect"));
		ARROWS.put("catalog", Set.of("schema", "operation", "dialect", "jdbc"));
		ARROWS.put("cache", Set.of("dialect", "jdbc"));
		ARROWS.put("seed", Set.of("annotation", "property", "model", "schema", "operation"));
		ARROWS.put("query", Set.of("annotation", "property", "schema", "model", "dialect", "jdbc"));
		ARROWS.put("write", Set.of("annotation", "property", "schema", "model", "dialect", "jdbc", "query"));
		ARROWS.put("repository",
				Set.of("annotation", "property", "schema", "model", "dialect", "jdbc", "query", "write"));
		ARROWS.put("migration", Set.of("schema", "operation", "dialect", "jdbc", "catalog"));
		ARROWS.put("generate", Set.of("model", "schema", "operation", "diff", "migration", "seed", "lint"));
		ARROWS.put("context", Set.of("annotation", "property", "schema", "operation", "model", "dialect", "jdbc",
				"diff", "query", "write", "repository", "seed", "migration"));
		ARROWS.put("command", Set.of("context", "generate", "migration", "lint", "catalog", "model", "seed", "diff",
				"dialect", "operation"));
		ARROWS.put("actuate",
				Set.of("schema", "operation", "dialect", "jdbc", "cache", "write", "context", "migration"));
		ARROWS.put("web", Set.of("jdbc", "query"));
		ARROWS.put("autoconfigure", Set.copyOf(ARROWS.keySet()));
	}

	// A rule over no classes always holds: raise this as the code grows.
	@ArchTest
	static void seesTheClasses(JavaClasses classes) {
		assertThat(classes).hasSizeGreaterThan(450);
	}

	@ArchTest
	static void documentationNamesThePackages(JavaClasses classes) throws IOException {
		String page = Files.readString(Path.of("..", "docs", "architecture.md"));
		assertThat(classes.stream().map(JavaClass::getPackageName).filter((name) -> !name.equals(ROOT)).distinct())
			.allSatisfy((name) -> assertThat(page).contains("| `" + name.substring(ROOT.length() + 1) + "` |"));
	}

	@ArchTest
	static final ArchRule packagesAreFreeOfCycles = slices().matching(ROOT + ".(**)").should().beFreeOfCycles();

	@ArchTest
	static final ArchRule packagesUseOnlyWhatTheyMay = classes().should(useOnlyPackagesTheyMay());

	@ArchTest
	static final ArchRule rootHoldsNothingButTheException = noClasses().that()
		.resideInAPackage(ROOT)
		.and()
		.areTopLevelClasses()
		.and()
		.doNotHaveSimpleName("package-info")
		.should()
		.notBe(MasterRecordException.class)
		.because("what is in the root belongs to nobody");

	@ArchTest
	static final ArchRule pureCoreUsesTheJdkAlone = classes().that()
		.resideInAnyPackage(packages("annotation", "schema", "operation", "diff", "dialect", "lint"))
		.should()
		.onlyDependOnClassesThat()
		.resideInAnyPackage("java..", "org.jspecify..", ROOT + "..")
		.because("it is to be read without knowing Spring, and tested in milliseconds");

	@ArchTest
	static final ArchRule springBootStaysAtTheEdge = noClasses().that()
		.resideOutsideOfPackages(packages("actuate", "autoconfigure", "command"))
		.should()
		.dependOnClassesThat()
		.resideInAPackage("org.springframework.boot..");

	@ArchTest
	static final ArchRule commandLineLibraryStaysInCommand = noClasses().that()
		.resideOutsideOfPackages(packages("command"))
		.should()
		.dependOnClassesThat()
		.resideInAPackage("picocli..");

	@ArchTest
	static final ArchRule namesSayWhatAClassIs = noClasses().should()
		.haveNameMatching(".*(Util|Utils|Helper|Manager|Impl)")
		.because("these words fit every class and tell nothing of any");

	@ArchTest
	static final ArchRule packagesAreNullMarked = classes().should(resideInANullMarkedPackage());

	@ArchTest
	static final ArchRule autoConfigurationsArePublicAndFinal = classes().that()
		.areAnnotatedWith(AutoConfiguration.class)
		.should()
		.bePublic()
		.andShould()
		.haveModifier(JavaModifier.FINAL)
		.andShould()
		.haveSimpleNameEndingWith("AutoConfiguration")
		.andShould(haveNoPublicMembers())
		.because("only Spring Boot uses them")
		.allowEmptyShould(true);

	@ArchTest
	static void autoConfigurationsAreRegisteredInOrder(JavaClasses classes) {
		List<String> registered = ImportCandidates
			.load(AutoConfiguration.class, ArchitectureTests.class.getClassLoader())
			.getCandidates()
			.stream()
			.filter((name) -> name.startsWith(ROOT + "."))
			.toList();
		List<String> existing = classes.stream()
			.filter((type) -> type.isAnnotatedWith(AutoConfiguration.class))
			.map(JavaClass::getName)
			.sorted()
			.toList();
		assertThat(registered).isEqualTo(existing);
	}

	@ArchTest
	static final ArchRule nothingWritesToTheConsole = NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;

	@ArchTest
	static final ArchRule exceptionsAreSpecific = NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS;

	private static String[] packages(String... names) {
		return Stream.of(names).map((name) -> ROOT + "." + name + "..").toArray(String[]::new);
	}

	/**
	 * Return the package below the root which a class is in: {@code "schema"} for a class
	 * of {@code io.masterrecord.schema.json} too.
	 * @param type the class
	 * @return the name, empty for the root itself
	 */
	private static String part(JavaClass type) {
		String name = type.getPackageName();
		return name.equals(ROOT) ? "" : name.substring(ROOT.length() + 1).split("\\.")[0];
	}

	private static ArchCondition<JavaClass> useOnlyPackagesTheyMay() {
		return new ArchCondition<>("use only the packages they may") {
			@Override
			public void check(JavaClass type, ConditionEvents events) {
				String from = part(type);
				if (!from.isEmpty() && !ARROWS.containsKey(from)) {
					events.add(SimpleConditionEvent.violated(type,
							"Package '" + from + "' is new: say in ArchitectureTests what it may use"));
					return;
				}
				Set<String> allowed = ARROWS.getOrDefault(from, Set.of());
				type.getDirectDependenciesFromSelf().forEach((dependency) -> {
					JavaClass target = dependency.getTargetClass().getBaseComponentType();
					if (isOurs(target)) {
						String to = part(target);
						boolean fine = to.isEmpty() || to.equals(from) || allowed.contains(to);
						if (!fine) {
							events.add(SimpleConditionEvent.violated(dependency,
									"'" + from + "' may not use '" + to + "': " + dependency.getDescription()));
						}
					}
				});
			}
		};
	}

	private static boolean isOurs(JavaClass type) {
		return type.getPackageName().equals(ROOT) || type.getPackageName().startsWith(ROOT + ".");
	}

	private static ArchCondition<JavaClass> resideInANullMarkedPackage() {
		return new ArchCondition<>("reside in a package that is @NullMarked") {
			@Override
			public void check(JavaClass type, ConditionEvents events) {
				if (!type.getPackage().isAnnotatedWith(NullMarked.class)) {
					events.add(SimpleConditionEvent.violated(type,
							"The package of " + type.getName() + " has no package-info with @NullMarked"));
				}
			}
		};
	}

	private static ArchCondition<JavaClass> haveNoPublicMembers() {
		return new ArchCondition<>("have no public members besides constructors") {
			@Override
			public void check(JavaClass type, ConditionEvents events) {
				type.getMembers()
					.stream()
					.filter((member) -> member.getModifiers().contains(JavaModifier.PUBLIC))
					.filter((member) -> !type.getConstructors().contains(member))
					.forEach((member) -> events
						.add(SimpleConditionEvent.violated(member, member.getFullName() + " is public")));
			}
		};
	}

}
