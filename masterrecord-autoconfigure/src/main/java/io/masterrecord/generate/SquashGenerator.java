package io.masterrecord.generate;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import io.masterrecord.migration.Direction;
import io.masterrecord.migration.MigrationChain;
import io.masterrecord.migration.MigrationDefinition;
import io.masterrecord.operation.Destruction;
import io.masterrecord.operation.LoadRows;
import io.masterrecord.operation.RowFile;
import io.masterrecord.operation.RunCode;
import io.masterrecord.operation.SchemaFold;
import io.masterrecord.operation.SchemaFoldException;
import io.masterrecord.operation.SchemaOperation;
import io.masterrecord.operation.Simplification;
import io.masterrecord.operation.TakeBackRows;
import io.masterrecord.schema.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Generates a migration that stands for several others and does at once what they do one
 * after the other. What a migration was edited to do by hand is done by it, too: SQL
 * stays as it is written, and where it is written.
 *
 * @since 0.1.0
 */
public final class SquashGenerator {

	private static final String DATA_LOSS = "data-loss";

	private final MigrationChain chain;

	private final GenerationSettings settings;

	/**
	 * Create a generator.
	 * @param chain the migrations that exist
	 * @param settings how to generate
	 */
	public SquashGenerator(MigrationChain chain, GenerationSettings settings) {
		this.chain = chain;
		this.settings = settings;
	}

	/**
	 * Generate a migration that stands for others.
	 * @param name what to call it
	 * @param first the id of the first of them; empty for the first of all
	 * @param last the id of the last of them; empty for the last of all
	 * @return the migration
	 * @throws InvalidMigrationNameException if it can not be called so
	 * @throws SquashException if there are not two of them, one of them stands for others
	 * itself, or one of them runs code
	 */
	public GeneratedMigration generate(String name, String first, String last) {
		MigrationName migrationName = MigrationName.of(name);
		List<MigrationDefinition> replaced = range(first, last);
		replaced.forEach((migration) -> require(migration, replaced));
		List<String> remarks = new ArrayList<>();
		List<GeneratedFile> files = new ArrayList<>();
		Schema before = this.chain.schemaAt(replaced.get(0).parent());
		List<SchemaOperation> all = replaced.stream().flatMap((migration) -> migration.up().stream()).toList();
		List<SchemaOperation> up = place(Simplification.of(before, all), migrationName.className(), files);
		String obstacle = obstacle(replaced, remarks);
		List<SchemaOperation> down = (obstacle != null) ? List.of() : down(replaced, SchemaFold.apply(before, all));
		remarkOn(replaced, remarks);
		String id = MigrationIds.behind(replaced.get(replaced.size() - 1).id(), this.chain, this.settings.clock());
		MigrationPlan plan = new MigrationPlan(this.settings.packageName(), migrationName.className(), id,
				parents(replaced), replaced.stream().map(MigrationDefinition::id).toList(),
				lossReason(before, up, replaced), up, down, obstacle);
		String source = new MigrationSourceWriter(before).write(plan);
		return new GeneratedMigration(id, plan.className(), plan.packageName(), plan.replaces(), source, up, down,
				files, remarks);
	}

	private List<MigrationDefinition> range(String first, String last) {
		List<MigrationDefinition> all = this.chain.migrations();
		int from = first.isEmpty() ? 0 : placeOf(first);
		int to = last.isEmpty() ? all.size() - 1 : placeOf(last);
		if (to <= from) {
			throw new SquashException((to < from && !all.isEmpty())
					? "Migration %s comes after %s: name the first and the last of those that are to be one migration"
						.formatted(all.get(from), all.get(to))
					: "There are no two migrations to be made one of");
		}
		return all.subList(from, to + 1);
	}

	private int placeOf(String id) {
		Optional<MigrationDefinition> migration = this.chain.find(id);
		if (migration.isEmpty()) {
			throw new SquashException(this.chain.replacing(id)
				.map((squash) -> "Migration '%s' is replaced by %s already".formatted(id, squash))
				.orElse("There is no migration '%s'".formatted(id)));
		}
		return this.chain.migrations().indexOf(migration.get());
	}

	private static void require(MigrationDefinition migration, List<MigrationDefinition> replaced) {
		if (!migration.replaces().isEmpty()) {
			throw new SquashException(("Migration %s stands for others itself. Once all databases have it, delete the "
					+ "classes of these and its 'replaces', then squash it with those after it")
				.formatted(migration));
		}
		migration.up()
			.stream()
			.filter(RunCode.class::isInstance)
			.map(RunCode.class::cast)
			.findFirst()
			.ifPresent((code) -> {
				throw new SquashException("Migration %s runs the code '%s', which cannot be written again. Squash %s"
					.formatted(migration, code.key(), around(replaced, replaced.indexOf(migration))));
			});
	}

	private static String around(List<MigrationDefinition> replaced, int place) {
		List<String> ways = new ArrayList<>();
		if (place > 1) {
			ways.add("those up to '%1$s' (--last %1$s)".formatted(replaced.get(place - 1).id()));
		}
		if (place < replaced.size() - 2) {
			ways.add("those from '%1$s' on (--first %1$s)".formatted(replaced.get(place + 1).id()));
		}
		return ways.isEmpty() ? "others" : String.join(", and apart from them ", ways);
	}

	/**
	 * Files of rows go along under the name of the new migration, since those of the
	 * others go with their classes.
	 */
	private static List<SchemaOperation> place(List<SchemaOperation> operations, String className,
			List<GeneratedFile> files) {
		List<SchemaOperation> placed = new ArrayList<>();
		for (SchemaOperation operation : operations) {
			if (!(operation instanceof LoadRows load)) {
				placed.add(operation);
				continue;
			}
			String name = GeneratedFiles.name(className, files.size() + 1, load.table());
			files.add(new GeneratedFile(name, (target) -> {
				try (InputStream content = load.file().content().open()) {
					content.transferTo(target);
				}
			}));
			placed.add(new LoadRows(load.table(), load.set(), load.key(), load.policy(), load.updating(),
					load.environments(),
					new RowFile(name, load.file().sha256(), load.file().rows(), load.file().content())));
		}
		return placed;
	}

	/**
	 * Return why there is no way back, or {@code null} if there is one.
	 */
	private static @Nullable String obstacle(List<MigrationDefinition> replaced, List<String> remarks) {
		for (MigrationDefinition migration : replaced) {
			if (migration.irreversible().isPresent()) {
				return "there is no way back from migration '%s', which it replaces: %s".formatted(migration.name(),
						migration.irreversible().get());
			}
			if (migration.down().stream().anyMatch(RunCode.class::isInstance)) {
				remarks.add(
						("The way back is left out, because migration %s runs code on it, which cannot be written again: write "
								+ "a 'down' by hand if you need one")
							.formatted(migration));
				return "migration '%s', which it replaces, is undone by code".formatted(migration.name());
			}
		}
		return null;
	}

	/**
	 * What all of them do to be undone, the last one first. Rows are taken back once:
	 * they are on record as those of one migration.
	 */
	private static List<SchemaOperation> down(List<MigrationDefinition> replaced, Schema after) {
		List<MigrationDefinition> lastFirst = new ArrayList<>(replaced);
		Collections.reverse(lastFirst);
		List<SchemaOperation> down = new ArrayList<>();
		boolean allTaken = false;
		for (MigrationDefinition migration : lastFirst) {
			for (SchemaOperation operation : migration.down()) {
				if (!(operation instanceof TakeBackRows rows)) {
					down.add(operation);
				}
				else if (!allTaken) {
					down.add(operation);
					allTaken = rows.tables().isEmpty();
				}
			}
		}
		try {
			return Simplification.of(after, down);
		}
		catch (SchemaFoldException ex) {
			// What is written by hand may undo less than there was done.
			return down;
		}
	}

	private List<String> parents(List<MigrationDefinition> replaced) {
		Set<String> ids = replaced.stream().map(MigrationDefinition::id).collect(Collectors.toSet());
		Set<String> outside = new LinkedHashSet<>();
		for (MigrationDefinition migration : replaced) {
			List<String> parents = migration.parents().isEmpty() ? List.of(migration.parent()) : migration.parents();
			parents.stream()
				.map((parent) -> this.chain.replacing(parent).map(MigrationDefinition::id).orElse(parent))
				.filter((parent) -> !parent.isEmpty() && !ids.contains(parent))
				.forEach(outside::add);
		}
		return outside.stream()
			.filter((parent) -> outside.stream().noneMatch((other) -> this.chain.descends(other, parent)))
			.toList();
	}

	private static @Nullable String lossReason(Schema before, List<SchemaOperation> up,
			List<MigrationDefinition> replaced) {
		if (Destruction.in(before, up).isEmpty()) {
			return null;
		}
		String reasons = replaced.stream()
			.map((migration) -> migration.accepted().get(DATA_LOSS))
			.filter((reason) -> reason != null)
			.distinct()
			.collect(Collectors.joining("; "));
		return reasons.isEmpty() ? "the migrations that it replaces do so, too" : reasons;
	}

	private static void remarkOn(List<MigrationDefinition> replaced, List<String> remarks) {
		for (MigrationDefinition migration : replaced) {
			migration.accepted()
				.keySet()
				.stream()
				.filter((rule) -> !rule.equals(DATA_LOSS))
				.forEach((rule) -> remarks.add("Migration %s accepts '%s': say so again if 'lint' finds it in this one"
					.formatted(migration, rule)));
			for (Direction direction : Direction.values()) {
				if (migration.online(direction, true) != migration.online(direction, false)) {
					continue;
				}
				remarks
					.add("Migration %s says online(%s) for itself: say so again if it is to count for all of this one"
						.formatted(migration, migration.online(direction, true)));
			}
		}
	}

}
