package io.masterrecord.generate;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

import io.masterrecord.context.ContextBuilder;
import io.masterrecord.context.SeedStep;
import io.masterrecord.model.EntityModel;
import io.masterrecord.model.Model;
import io.masterrecord.property.Prop;
import io.masterrecord.testing.EngineTest;
import io.masterrecord.testing.TestDatabase;
import io.masterrecord.write.EntityOperations;
import org.jspecify.annotations.Nullable;

import org.springframework.core.test.tools.SourceFile;
import org.springframework.core.test.tools.TestCompiler;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Graphs of entities and seeds of any shape: their rows load in order, come back equal,
 * go down cleanly and load again, and two generations say the same. A failure names the
 * seed of the graph.
 */
class RandomSeedTests {

	private static final int GRAPHS = Integer.getInteger("masterrecord.test.graphs", 6);

	private static final int ROWS = 6;

	@EngineTest
	void loadsComesBackEqualAndGoesDownCleanly(TestDatabase database) {
		for (long seed = 0; seed < GRAPHS; seed++) {
			Graph graph = new Graph("Graph" + seed + "E", seed);
			TestCompiler.forSystem().withSources(graph.sources()).compile((compiled) -> {
				List<Class<?>> types = new ArrayList<>();
				graph.names().forEach((name) -> types.add(type(compiled.getClassLoader(), name)));
				check(graph, new SeedWorld(database, types.toArray(Class<?>[]::new)), types);
			});
		}
	}

	private static void check(Graph graph, SeedWorld world, List<Class<?>> types) {
		world.options((seeds) -> seeds.generateDownMigrations(true));
		Map<Class<?>, Map<Long, Object>> rows = graph.rows(Model.of(types.toArray(Class<?>[]::new)), types);
		world.add();
		world.declare((context) -> graph.declare(context, rows, types));
		String first = world.generate().orElseThrow().source();
		assertThat(world.generate().orElseThrow().source()).as("%s, generated twice", graph).isEqualTo(first);
		world.add();
		world.migrate("here");
		assertThat(read(world, types)).as("%s", graph).isEqualTo(rows);
		world.rollback(1, "here");
		types.forEach((type) -> assertThat(world.entities().query(type).count()).as("%s, undone", graph).isZero());
		world.migrate("here");
		assertThat(read(world, types)).as("%s, again", graph).isEqualTo(rows);
		world.rollback(2, "here");
	}

	private static Map<Class<?>, Map<Long, Object>> read(SeedWorld world, List<Class<?>> types) {
		EntityOperations entities = world.entities();
		Map<Class<?>, Map<Long, Object>> rows = new HashMap<>();
		for (Class<?> type : types) {
			Map<Long, Object> byId = new TreeMap<>();
			EntityModel<?> model = world.definition().model().entity(type);
			entities.query(type).list().forEach((row) -> byId.put((Long) model.id().get(row), row));
			rows.put(type, byId);
		}
		return rows;
	}

	private static Class<?> type(ClassLoader loader, String name) {
		try {
			return loader.loadClass("app." + name);
		}
		catch (ClassNotFoundException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Some entities that refer to each other and to themselves, and rows of them.
	 */
	private static final class Graph {

		private final String prefix;

		private final Random random;

		private final int pairs;

		private final boolean conditional;

		private int size;

		private final Map<Integer, List<Reference>> references = new LinkedHashMap<>();

		Graph(String prefix, long seed) {
			this.prefix = prefix;
			this.random = new Random(seed);
			this.size = 2 + this.random.nextInt(4);
			for (int i = 0; i < this.size; i++) {
				List<Reference> some = new ArrayList<>();
				for (int j = this.random.nextInt(3); j > 0; j--) {
					int target = this.random.nextInt(this.size);
					// A circle of references that cannot be NULL has no rows.
					boolean required = target < i && this.random.nextBoolean();
					some.add(new Reference("to" + some.size(), target, required));
				}
				this.references.put(i, some);
			}
			this.conditional = this.random.nextBoolean();
			this.pairs = this.size;
			this.size++;
			this.references.put(this.pairs, List.of(new Reference("to0", 0, true), new Reference("to1", 1, true)));
		}

		List<String> names() {
			return this.references.keySet().stream().map((number) -> this.prefix + number).toList();
		}

		List<SourceFile> sources() {
			List<SourceFile> sources = new ArrayList<>();
			this.references.forEach((number, some) -> {
				StringBuilder source = new StringBuilder("package app;\n\n");
				source.append("import io.masterrecord.annotation.*;\n");
				source.append("import org.jspecify.annotations.*;\n\n");
				if (number == this.pairs) {
					source.append("@CompositeIndex(value = { \"to0\", \"to1\" }, unique = true)\n");
				}
				source.append("@NullMarked\npublic record ").append(this.prefix).append(number);
				source.append("(@org.springframework.data.annotation.Id @GeneratedId Long id, @Unique String code");
				source.append(", @Nullable Integer amount, boolean open");
				some.forEach((reference) -> source.append(", @BelongsTo(%s%d.class) %s %s".formatted(this.prefix,
						reference.target(), reference.required() ? "Long" : "@Nullable Long", reference.name())));
				source.append(") {\n}\n");
				sources.add(SourceFile.of(source.toString()));
			});
			return sources;
		}

		Map<Class<?>, Map<Long, Object>> rows(Model model, List<Class<?>> types) {
			Map<Class<?>, Map<Long, Object>> rows = new HashMap<>();
			for (int i = 0; i < this.size; i++) {
				Map<Long, Object> some = new TreeMap<>();
				for (long id = 1; id <= ROWS; id++) {
					List<@Nullable Object> values = new ArrayList<>();
					values.add(id);
					values.add("%s '%d' \"ä\\".formatted(types.get(i).getSimpleName(), id));
					values.add(this.random.nextBoolean() ? this.random.nextInt(100) : null);
					values.add(this.random.nextBoolean());
					for (Reference reference : (i == this.pairs) ? List.<Reference>of() : this.references.get(i)) {
						boolean given = reference.required() || this.random.nextBoolean();
						values.add(given ? (Long) (1L + this.random.nextInt(ROWS)) : null);
					}
					if (i == this.pairs) {
						values.add((id + 1) / 2);
						values.add(1 + (id * 5) % ROWS);
					}
					some.put(id, model.entity(types.get(i)).create(values.toArray()));
				}
				rows.put(types.get(i), some);
			}
			return rows;
		}

		void declare(ContextBuilder context, Map<Class<?>, Map<Long, Object>> rows, List<Class<?>> types) {
			List<Class<?>> shuffled = new ArrayList<>(types);
			Collections.shuffle(shuffled, new Random(this.size));
			shuffled.forEach((type) -> declare(context, type, rows.get(type), types.indexOf(type)));
		}

		@SuppressWarnings("unchecked")
		private <T> void declare(ContextBuilder context, Class<T> type, Map<Long, Object> rows, int number) {
			List<T> all = new ArrayList<>((Collection<T>) rows.values());
			Collections.shuffle(all, new Random(number));
			SeedStep<T> step = context.entity(type).seed(all.subList(0, 3));
			policy(step, type, number);
			step = step.seed(all.subList(3, ROWS));
			policy(step, type, number + 1);
			if (this.references.get(number).stream().anyMatch(Reference::required)) {
				return;
			}
			step.seedRow((row) -> row.set(Prop.of(type, "id", Long.class))
				.to(99L)
				.set(Prop.of(type, "code", String.class))
				.to("elsewhere")
				.set(Prop.of(type, "open", boolean.class))
				.to(true)).when("elsewhere");
		}

		/** A policy by number; rows of a circle cannot be skipped. */
		@SuppressWarnings("unchecked")
		private <T> void policy(SeedStep<T> step, Class<T> type, int number) {
			boolean forward = this.references.entrySet()
				.stream()
				.allMatch((entry) -> entry.getValue().stream().allMatch((to) -> to.target() < entry.getKey()));
			Prop<T, String> code = Prop.of(type, "code", String.class);
			switch ((number + this.size) % 4) {
				case 0 -> step.upsert(code);
				case 1 -> step.sync(code);
				case 2 -> {
					if (forward) {
						step.skipIfPresent(code);
					}
					else {
						step.insert();
					}
				}
				default -> step.insert();
			}
			if (this.conditional) {
				step.when("here");
			}
		}

		@Override
		public String toString() {
			return this.prefix + " " + this.references;
		}

		private record Reference(String name, int target, boolean required) {
		}

	}

}
