package io.masterrecord.property;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.data.core.PropertyPath;
import org.springframework.data.core.TypedPropertyPath;
import org.springframework.data.domain.Sort;

import io.masterrecord.property.distant.Distant;
import io.masterrecord.testing.CompileCheck.Compiler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests of {@link ResolvedProperty}.
 */
class ResolvedPropertyTests {

	@Nested
	class MethodReferences {

		@Test
		void readsRecordAccessors() {
			assertResolved(Plan::title, Plan.class, "title", "title");
			assertResolved(Plan::age, Plan.class, "age", "age");
			assertResolved(Plan::disabled, Plan.class, "disabled", "disabled");
			assertResolved(Plan::tags, Plan.class, "tags", "tags");
		}

		@Test
		void takesRecordComponentsThatLookLikeGettersByTheirName() {
			assertResolved(Odd::issue, Odd.class, "issue", "issue");
			assertResolved(Odd::getaway, Odd.class, "getaway", "getaway");
			assertResolved(Odd::isOpen, Odd.class, "isOpen", "isOpen");
		}

		@Test
		void readsBeanGetters() {
			assertResolved(Bean::getTitle, Bean.class, "title", "getTitle");
			assertResolved(Bean::isDisabled, Bean.class, "disabled", "isDisabled");
			assertResolved(Bean::isArchived, Bean.class, "archived", "isArchived");
			assertResolved(Bean::getCount, Bean.class, "count", "getCount");
			assertResolved(Bean::getDerived, Bean.class, "derived", "getDerived");
		}

		@Test
		void namesAcronymsAsJavaBeansDoes() {
			assertResolved(Bean::getURLPath, Bean.class, "URLPath", "getURLPath");
			assertResolved(Bean::getURL, Bean.class, "URL", "getURL");
			assertResolved(Bean::getX, Bean.class, "x", "getX");
		}

		@Test
		void prefersTheFieldWhereJavaBeansWouldKeepACapital() {
			assertResolved(Bean::getEMail, Bean.class, "eMail", "getEMail");
		}

		@Test
		void readsFluentAccessorsOfClasses() {
			assertResolved(Bean::nick, Bean.class, "nick", "nick");
		}

		@Test
		void namesTheEntityRatherThanTheClassThatDeclaresTheAccessor() {
			assertResolved(User::getId, User.class, "id", "getId");
			assertResolved(User::getRevision, User.class, "revision", "getRevision");
			assertResolved(User::getLabel, User.class, "label", "getLabel");
			assertResolved(Plan::getShout, Plan.class, "shout", "getShout");
			assertResolved(Distant::getId, Distant.class, "id", "getId");
			assertResolved(Distant::getRevision, Distant.class, "revision", "getRevision");
		}

		@Test
		void namesTheEntityTheReferenceIsUsedFor() {
			Prop<Plan, String> property = Titled::title;

			assertResolved(property, Plan.class, "title", "title");
		}

		@Test
		void readsAccessorsOfInterfaces() {
			assertResolved(Titled::title, Titled.class, "title", "title");
			assertResolved(Titled::getShout, Titled.class, "shout", "getShout");
		}

		@Test
		void readsReferencesInGenericCode() {
			assertResolved(titleOf(), Titled.class, "title", "title");
			assertThat(ResolvedProperty.of(titleOfBoth())).hasToString("Titled.title");
		}

		private static <T extends Titled> Prop<T, String> titleOf() {
			return T::title;
		}

		private static <T extends Titled & Comparable<T>> Prop<T, String> titleOfBoth() {
			return T::title;
		}

		@Test
		void readsEveryKindOfProperty() {
			OrderedProp<Plan, Integer> ordered = Plan::age;
			TextProp<Plan> text = Plan::title;
			BoolProp<Plan> bool = Plan::disabled;
			LongProp<Plan> whole = Plan::id;
			EnumProp<Plan, Thread.State> constant = Plan::state;
			ManyProp<Plan, String> many = Plan::tags;
			OptionalProp<Plan, String> maybe = Plan::nick;

			assertThat(List.of(ordered, text, bool, whole, constant, many, maybe))
				.extracting((property) -> ResolvedProperty.of(property).name())
				.containsExactly("age", "title", "disabled", "id", "state", "tags", "nick");
		}

		@Test
		void readsReferencesWhoseKindIsSaid() {
			assertResolved(Props.text(Plan::title), Plan.class, "title", "title");
			assertResolved(Props.bool(Plan::disabled), Plan.class, "disabled", "disabled");
			assertResolved(Props.longNumber(Plan::id), Plan.class, "id", "id");
			assertResolved(Props.ordered(Plan.class, Integer.class, Plan::age), Plan.class, "age", "age");
			assertResolved(Props.enumeration(Plan.class, Thread.State.class, Plan::state), Plan.class, "state",
					"state");
			assertResolved(Props.many(Plan.class, String.class, Plan::tags), Plan.class, "tags", "tags");
			assertResolved(Props.optional(Plan.class, String.class, Plan::nick), Plan.class, "nick", "nick");
			assertResolved(Props.property(Plan.class, Plan.class, Plan::parent), Plan.class, "parent", "parent");
		}

		@Test
		void readsReferencesThatWereSerialized() throws Exception {
			TextProp<Plan> property = Plan::title;
			ByteArrayOutputStream bytes = new ByteArrayOutputStream();
			try (ObjectOutputStream output = new ObjectOutputStream(bytes)) {
				output.writeObject(property);
			}
			try (ObjectInputStream input = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
				assertThat(ResolvedProperty.of((Prop<?, ?>) input.readObject()))
					.isEqualTo(ResolvedProperty.of(property));
			}
		}

		@Test
		void refusesMethodsThatAreNoAccessors() {
			assertRefused(Plan::toString, "'toString' is no accessor: there is no record component or field of that "
					+ "name, and it is not called like a getter. Pass the accessor as a method reference, such as 'Plan::title'");
			assertRefused(Plan::hashCode, "'hashCode' is no accessor");
			assertRefused(Plan::getClass, "'getClass' is no accessor");
			assertRefused(Plan::summary, "'summary' is no accessor");
			assertRefused(Bean::is, "'is' is no accessor");
			assertRefused(Bean::get, "'get' is no accessor");
			assertRefused(Bean::isName, "'isName' is no accessor");
		}

		@Test
		void refusesStaticMethods() {
			assertRefused(Plan::nameOf, "'nameOf' is not a method of its own");
		}

		@Test
		void refusesReferencesBoundToAnObject() {
			Map<Plan, String> names = Map.of();
			Prop<Plan, String> property = names::get;

			assertRefused(property, "it uses a variable or an object from around it");
		}

	}

	@Nested
	class Lambdas {

		@Test
		void readsLambdasThatCallOneAccessor() {
			assertResolved((Plan plan) -> plan.title(), Plan.class, "title", "title");
			assertResolved((Plan plan) -> plan.age(), Plan.class, "age", "age");
			assertResolved((User user) -> user.getId(), User.class, "id", "getId");
			assertResolved((Titled titled) -> titled.title(), Titled.class, "title", "title");
		}

		@Test
		void namesPlaceReasonAndRemedy() {
			assertThatExceptionOfType(UnresolvedPropertyException.class)
				.isThrownBy(() -> ResolvedProperty.of((Prop<Plan, String>) (plan) -> plan.title() + "x"))
				.withMessageMatching("Property reference of 'Plan' in '.*ResolvedPropertyTests\\$Lambdas:\\d+' is not "
						+ "understood: it computes a value\\. Pass the accessor as a method reference: 'Plan::title'");
		}

		@Test
		void refusesEverythingElse() {
			assertRefused((Plan plan) -> plan.title().trim(), "it calls more than one method");
			assertRefused((Plan plan) -> plan.parent().title(), "it calls more than one method");
			assertRefused((Plan plan) -> plan.age() + 1, "it computes a value");
			assertRefused((Plan plan) -> (long) plan.age(), "it computes a value");
			assertRefused((Plan plan) -> -plan.age(), "it computes a value");
			assertRefused((Plan plan) -> !plan.disabled(), "it decides between values");
			assertRefused((Plan plan) -> plan.disabled() ? plan.title() : "", "it decides between values");
			assertRefused((Plan plan) -> "title", "it uses a constant");
			assertRefused((Plan plan) -> 1000, "it uses a constant");
			assertRefused((Plan plan) -> Plan.CONSTANT, "it reads the field 'CONSTANT'");
			assertRefused((Bean bean) -> bean.title, "it reads the field 'title'");
			assertRefused((Plan plan) -> plan, "it computes a value");
			assertRefused((Plan plan) -> null, "it computes a value");
			assertRefused((Plan plan) -> Plan.nameOf(plan), "it does more than call one accessor");
			assertRefused((Plan plan) -> String.valueOf(plan.age()), "it calls more than one method");
			assertRefused((Plan plan) -> new Bean(), "it does more than call one accessor");
			assertRefused((Plan plan) -> plan.shorten(3), "it computes a value");
			assertRefused((Titled titled) -> ((Plan) titled).age(), "it does more than call one accessor");
			assertRefused((Plan plan) -> new int[2][3], "it computes a value");
			assertRefused((Plan plan) -> {
				plan.title();
				return plan.title();
			}, "it computes a value");
			assertRefused((Plan plan) -> {
				try {
					return plan.title();
				}
				catch (IllegalStateException ex) {
					return "";
				}
			}, "it catches exceptions");
			assertRefused((Plan plan) -> {
				throw new IllegalStateException();
			}, "it does more than call one accessor");
			assertRefused((Plan plan) -> plan.toString(), "'toString' is no accessor");
		}

		@Test
		void refusesLambdasThatUseSomethingFromAround() {
			String name = "name";

			assertRefused((Plan plan) -> name, "it uses a variable or an object from around it");
		}

		@Test
		@SuppressWarnings("serial")
		void refusesClasses() {
			Prop<Plan, String> property = new Prop<>() {

				@Override
				public String get(Plan plan) {
					return plan.title();
				}

			};

			assertThatExceptionOfType(UnresolvedPropertyException.class).isThrownBy(() -> ResolvedProperty.of(property))
				.withMessage(
						"Property reference '%s' is an object of a class of its own, which says nothing about the "
								+ "property: pass the accessor as a method reference, such as 'Plan::title'",
						property.getClass().getName());
		}

		@Test
		void refusesAgainWhenAskedAgain() {
			Prop<Plan, String> property = (plan) -> plan.title() + "x";

			assertRefused(property, "it computes a value");
			assertRefused(property, "it computes a value");
		}

	}

	@Nested
	class Names {

		@Test
		void carryTheStatedTypeForTheModelToCheck() {
			assertThat(ResolvedProperty.of(Prop.of(Plan.class, "any", Object.class)))
				.isEqualTo(new ResolvedProperty(Plan.class, "any", null, Object.class));
			assertThat(ResolvedProperty.of(TextProp.of(Plan.class, "title")).statedType()).isEqualTo(String.class);
			assertThat(ResolvedProperty.of(BoolProp.of(Plan.class, "disabled")).statedType()).isEqualTo(Boolean.class);
			assertThat(ResolvedProperty.of(LongProp.of(Plan.class, "id")).statedType()).isEqualTo(Long.class);
			assertThat(ResolvedProperty.of(OrderedProp.of(Plan.class, "age", Integer.class)).statedType())
				.isEqualTo(Integer.class);
			assertThat(ResolvedProperty.of(EnumProp.of(Plan.class, "state", Thread.State.class)).statedType())
				.isEqualTo(Thread.State.class);
			assertThat(ResolvedProperty.of(ManyProp.of(Plan.class, "tags", String.class)).statedType())
				.isEqualTo(String.class);
			assertThat(ResolvedProperty.of(OptionalProp.of(Plan.class, "nick", String.class)).statedType())
				.isEqualTo(String.class);
		}

		@Test
		void areEqualByKindEntityAndName() {
			assertThat(TextProp.of(Plan.class, "title")).isEqualTo(TextProp.of(Plan.class, "title"))
				.hasSameHashCodeAs(TextProp.of(Plan.class, "title"))
				.isNotEqualTo(TextProp.of(Plan.class, "name"))
				.isNotEqualTo(Prop.of(Plan.class, "title", String.class))
				.hasToString("Plan.title");
		}

		@Test
		void readValuesByAccessorOrField() {
			Bean bean = new Bean();
			bean.title = "a";

			assertThat(TextProp.of(Bean.class, "title").get(bean)).isEqualTo("a");
			assertThat(BoolProp.of(Bean.class, "disabled").get(bean)).isTrue();
			assertThat(TextProp.of(Bean.class, "eMail").get(bean)).isEqualTo("e");
			assertThat(TextProp.of(Bean.class, "hidden").get(bean)).isEqualTo("h");
			assertThat(TextProp.of(Plan.class, "title").get(plan("b"))).isEqualTo("b");
			assertThatExceptionOfType(UnresolvedPropertyException.class)
				.isThrownBy(() -> TextProp.of(Plan.class, "absent").get(plan("b")))
				.withMessage("'%s' has no property 'absent': it has neither a field of that name nor an accessor",
						Plan.class.getName());
		}

		@Test
		void surviveSerialization() throws Exception {
			ByteArrayOutputStream bytes = new ByteArrayOutputStream();
			try (ObjectOutputStream output = new ObjectOutputStream(bytes)) {
				output.writeObject(TextProp.of(Plan.class, "title"));
			}
			try (ObjectInputStream input = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
				assertThat(input.readObject()).isEqualTo(TextProp.of(Plan.class, "title"));
			}
		}

	}

	@Nested
	class SpringData {

		@Test
		void sortsByReferencesAndNames() {
			Prop<User, Long> id = User::getId;
			OrderedProp<User, Integer> revision = User::getRevision;

			assertThat(Sort.by(id, revision)).isEqualTo(Sort.by("id", "revision"));
			assertThat(Sort.Order.desc(id)).isEqualTo(Sort.Order.desc("id"));
			assertThat(Sort.Order.asc(TextProp.of(Plan.class, "title"))).isEqualTo(Sort.Order.asc("title"));
		}

		@Test
		void seesAPathOfOneSegmentOwnedByTheEntity() {
			Prop<User, Long> property = User::getId;

			assertThat(property.toDotPath()).isEqualTo("id");
			assertThat(property.hasNext()).isFalse();
			assertThat(property.next()).isNull();
			assertThat(property.getOwningType().getType()).isEqualTo(User.class);
			assertThat(property.getTypeInformation().getType()).isEqualTo(Long.class);
			assertThat(property.getLeafProperty()).isSameAs(property);
			assertThat(property.stream()).hasSize(1);
		}

		@Test
		void seesElementTypes() {
			ManyProp<Plan, String> property = Plan::tags;

			assertThat(property.isCollection()).isTrue();
			assertThat(property.getType()).isEqualTo(String.class);
		}

		@Test
		void seesTheTypesOfNamedProperties() {
			assertThat(TextProp.of(Bean.class, "hidden").getTypeInformation().getType()).isEqualTo(String.class);
			assertThat(LongProp.of(User.class, "id").getTypeInformation().getType()).isEqualTo(Long.class);
			assertThatExceptionOfType(UnresolvedPropertyException.class)
				.isThrownBy(() -> TextProp.of(Bean.class, "absent").getTypeInformation())
				.withMessageContaining("has no property 'absent'");
		}

		@Test
		void resolvesAndExtendsReferences() {
			Prop<Plan, Plan> parent = Plan::parent;

			assertThat(TypedPropertyPath.of(parent).toDotPath()).isEqualTo("parent");
			PropertyPath path = parent.then(Plan::title);
			assertThat(path.toDotPath()).isEqualTo("parent.title");
		}

	}

	@ParameterizedTest
	@EnumSource
	void readsWhatTheCompilersMakeOfReferences(Compiler compiler) throws Exception {
		String source = """
				package probe;
				import java.util.*;
				import io.masterrecord.property.*;
				import io.masterrecord.property.distant.*;
				public class Probe implements java.util.concurrent.Callable<List<Prop<?, ?>>> {
					private record Secret(String title, int age, boolean open) { }
					private static class Own { private String getName() { return ""; } }
					static abstract class Base<I extends Comparable<I>> { public I getId() { return null; } }
					static class Entity extends Base<Long> { }
					<T extends Base<Long> & Runnable> OrderedProp<T, Long> both() { return T::getId; }
					public List<Prop<?, ?>> call() {
						TextProp<Secret> title = Secret::title;
						OrderedProp<Secret, Integer> age = Secret::age;
						BoolProp<Secret> open = Secret::open;
						TextProp<Own> name = Own::getName;
						LongProp<Entity> id = Entity::getId;
						LongProp<Distant> distant = Distant::getId;
						OrderedProp<Distant, Integer> revision = Distant::getRevision;
						TextProp<Secret> lambda = (secret) -> secret.title();
						OrderedProp<Secret, Integer> boxed = (secret) -> secret.age();
						return List.of(title, age, open, name, id, distant, revision, both(), lambda, boxed);
					}
				}
				""";
		ClassLoader loader = compiler.compile(source).load();

		assertThat(probe(loader).call()).extracting((property) -> ResolvedProperty.of(property).toString())
			.containsExactly("Secret.title", "Secret.age", "Secret.open", "Own.name", "Entity.id", "Distant.id",
					"Distant.revision", "Base.id", "Secret.title", "Secret.age");
	}

	@Test
	void readsKotlinPropertiesByTheirName() throws Exception {
		// What the Kotlin compiler makes of a property reference: a lambda around an
		// object.
		String source = """
				package kotlin.reflect;
				import java.util.List;
				import io.masterrecord.property.*;
				public class Probe implements java.util.concurrent.Callable<List<Prop<?, ?>>> {
					record Plan(String title) { }
					interface Owner { Class<?> getJClass(); }
					static class Reference<T, V> implements KMutableProperty1<T, V> {
						public V get(T receiver) { return null; }
						public String getName() { return "isOpen"; }
						public String getSignature() { return "isOpen()Z"; }
						public Owner getOwner() { return () -> Plan.class; }
					}
					static class Wrapper implements Prop<Plan, Boolean> {
						final Object function;
						Wrapper(Object function) { this.function = function; }
						public Boolean get(Plan plan) { return null; }
					}
					public List<Prop<?, ?>> call() {
						Reference<Plan, Boolean> reference = new Reference<>();
						BoolProp<Plan> property = reference::get;
						return List.of(property, new Wrapper(reference));
					}
				}
				interface KProperty1<T, V> { V get(T receiver); }
				interface KMutableProperty1<T, V> extends KProperty1<T, V> { }
				""";
		ClassLoader loader = Compiler.JAVAC.compile(source).load();

		assertThat(probe(loader, "kotlin.reflect.Probe").call()).hasSize(2).allSatisfy((property) -> {
			assertThat(ResolvedProperty.of(property)).hasToString("Plan.isOpen");
			assertThat(ResolvedProperty.of(property).accessor()).isEqualTo("isOpen");
		});
	}

	@Test
	void refusesLambdasWhoseClassFileIsNotThere() throws Exception {
		Map<String, byte[]> classes = Compiler.JAVAC.compile(probeSource()).classes();
		ClassLoader loader = new ClassLoader(getClass().getClassLoader()) {

			@Override
			protected Class<?> findClass(String name) {
				byte[] bytes = classes.get(name);
				return defineClass(name, bytes, 0, bytes.length);
			}

		};
		List<Prop<?, ?>> properties = probe(loader).call();

		assertThat(ResolvedProperty.of(properties.get(0))).hasToString("Plan.title");
		assertThatExceptionOfType(UnresolvedPropertyException.class)
			.isThrownBy(() -> ResolvedProperty.of(properties.get(1)))
			.withMessage("Property reference of 'Plan' in 'probe.Probe' is not understood: its class file cannot be "
					+ "found. Pass the accessor as a method reference, such as 'Plan::title'");
	}

	@Test
	void readsAtOnceFromManyThreads() throws Exception {
		String source = probeSource();
		int threads = 8;
		ExecutorService executor = Executors.newFixedThreadPool(threads);
		try {
			for (int round = 0; round < 20; round++) {
				List<Prop<?, ?>> properties = probe(Compiler.JAVAC.compile(source).load()).call();
				CyclicBarrier barrier = new CyclicBarrier(threads);
				List<Future<List<ResolvedProperty>>> results = new ArrayList<>();
				for (int thread = 0; thread < threads; thread++) {
					results.add(executor.submit(() -> {
						barrier.await();
						return properties.stream().map(ResolvedProperty::of).toList();
					}));
				}
				Set<List<ResolvedProperty>> distinct = new HashSet<>();
				for (Future<List<ResolvedProperty>> result : results) {
					distinct.add(result.get());
				}
				assertThat(distinct).hasSize(1);
			}
		}
		finally {
			executor.shutdownNow();
		}
	}

	@Test
	void keepsNoClassLoaderAlive() throws Exception {
		WeakReference<ClassLoader> loader = resolveInClassLoaderOfItsOwn();

		for (int attempt = 0; attempt < 50 && loader.get() != null; attempt++) {
			System.gc();
			Thread.sleep(20);
		}

		assertThat(loader.get()).isNull();
	}

	private static WeakReference<ClassLoader> resolveInClassLoaderOfItsOwn() throws Exception {
		ClassLoader loader = Compiler.JAVAC.compile(probeSource()).load();
		assertThat(probe(loader).call()).extracting((property) -> ResolvedProperty.of(property).name())
			.containsExactly("title", "age");
		return new WeakReference<>(loader);
	}

	private static String probeSource() {
		return """
				package probe;
				import java.util.List;
				import io.masterrecord.property.*;
				public class Probe implements java.util.concurrent.Callable<List<Prop<?, ?>>> {
					record Plan(String title, int age) { }
					public List<Prop<?, ?>> call() {
						TextProp<Plan> title = Plan::title;
						OrderedProp<Plan, Integer> age = (plan) -> plan.age();
						return List.of(title, age);
					}
				}
				""";
	}

	private static Callable<List<Prop<?, ?>>> probe(ClassLoader loader) throws ReflectiveOperationException {
		return probe(loader, "probe.Probe");
	}

	@SuppressWarnings("unchecked")
	private static Callable<List<Prop<?, ?>>> probe(ClassLoader loader, String name)
			throws ReflectiveOperationException {
		return (Callable<List<Prop<?, ?>>>) loader.loadClass(name).getConstructor().newInstance();
	}

	private static <T> void assertResolved(Prop<T, ?> property, Class<T> entity, String name, String accessor) {
		ResolvedProperty resolved = ResolvedProperty.of(property);
		assertThat(resolved).isEqualTo(new ResolvedProperty(entity, name, accessor, null));
		assertThat(ResolvedProperty.of(property)).as("the second time").isSameAs(resolved);
	}

	private static <T> void assertRefused(Prop<T, ?> property, String reason) {
		assertThatExceptionOfType(UnresolvedPropertyException.class).isThrownBy(() -> ResolvedProperty.of(property))
			.withMessageContaining(reason);
	}

	private static Plan plan(String title) {
		return new Plan(1L, title, 1, false, Thread.State.NEW, List.of(), Optional.empty(), null);
	}

	interface Titled {

		String title();

		default String getShout() {
			return title();
		}

	}

	private record Plan(Long id, String title, int age, boolean disabled, Thread.State state, List<String> tags,
			Optional<String> nick, Plan parent) implements Titled {

		static final String CONSTANT = String.valueOf(1);

		static String nameOf(Plan plan) {
			return plan.title;
		}

		String summary() {
			return this.title;
		}

		String shorten(int length) {
			return this.title.substring(0, length);
		}

	}

	private record Odd(String issue, String getaway, boolean isOpen) {

	}

	private static final class Bean {

		String title = "";

		String nick = "";

		String eMail = "e";

		String hidden = "h";

		String getTitle() {
			return this.title;
		}

		boolean isDisabled() {
			return true;
		}

		Boolean isArchived() {
			return true;
		}

		long getCount() {
			return 1;
		}

		String getDerived() {
			return "";
		}

		String getURLPath() {
			return "";
		}

		String getURL() {
			return "";
		}

		String getX() {
			return "";
		}

		String getEMail() {
			return this.eMail;
		}

		String nick() {
			return this.nick;
		}

		boolean is() {
			return true;
		}

		String get() {
			return "";
		}

		String isName() {
			return "";
		}

	}

	abstract static class Base<I> {

		private I id;

		public I getId() {
			return this.id;
		}

	}

	abstract static class Middle<I> extends Base<I> {

		public int getRevision() {
			return 1;
		}

		abstract String getLabel();

	}

	static class User extends Middle<Long> {

		@Override
		String getLabel() {
			return "";
		}

	}

}
