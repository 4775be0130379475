package io.masterrecord.generate;

import java.util.List;

import io.masterrecord.annotation.BelongsTo;
import io.masterrecord.annotation.CompositeIndex;
import io.masterrecord.annotation.GeneratedId;
import io.masterrecord.annotation.RenamedFrom;
import io.masterrecord.annotation.Table;
import io.masterrecord.annotation.Unique;
import io.masterrecord.operation.DeleteRows;
import io.masterrecord.operation.UpsertRows;
import io.masterrecord.testing.EngineTest;
import io.masterrecord.testing.TestDatabase;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

import org.springframework.data.annotation.Id;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Seeds of tables and columns that get other names later: they look as unchanged as they
 * are, and what migrations did to their rows is found under the new names.
 */
class SeedRenameTests {

	@EngineTest
	void knowsRowsUnderTheirNewNames(TestDatabase database) {
		SeedWorld world = new SeedWorld(database, Team.class, Membership.class)
			.options((seeds) -> seeds.generateDownMigrations(true));
		world.add();
		world.migrate();
		world.declare((context) -> {
			context.entity(Team.class)
				.seed(new Team(null, "default", "Default"), new Team(null, "old", "Old"),
						new Team(null, "mine", "Changed by somebody"))
				.sync(Team::slug);
			context.entity(Membership.class)
				.seed(new Membership(null, 0, "admin", "all"))
				.referring(Membership::teamId, Team::slug, "default")
				.upsert(Membership::teamId, Membership::role);
		});
		world.add();
		world.migrate();
		world.entities()
			.query(Team.class)
			.list()
			.stream()
			.filter((team) -> team.slug().equals("mine"))
			.forEach((team) -> world.entities().update(new Team(team.id(), team.slug(), "Mine")));

		world.entities(Squad.class, SquadMembership.class).declare((context) -> {
			context.entity(Squad.class)
				.seed(new Squad(null, "default", "Default"), new Squad(null, "old", "Old"),
						new Squad(null, "mine", "Changed by somebody"))
				.sync(Squad::code);
			context.entity(SquadMembership.class)
				.seed(new SquadMembership(null, 0, "admin", "all"))
				.referring(SquadMembership::squadId, Squad::code, "default")
				.upsert(SquadMembership::squadId, SquadMembership::role);
		});
		assertThat(world.add().up()).as("the renames, and no rows")
			.noneMatch((operation) -> operation instanceof UpsertRows || operation instanceof DeleteRows);
		world.migrate();

		world.declare((context) -> {
			context.entity(Squad.class).seed(new Squad(null, "default", "First")).sync(Squad::code);
			context.entity(SquadMembership.class)
				.seed(new SquadMembership(null, 0, "admin", "all"))
				.referring(SquadMembership::squadId, Squad::code, "default")
				.upsert(SquadMembership::squadId, SquadMembership::role);
		});
		world.add();
		world.migrate();
		assertThat(squads(world)).as("what a migration inserted and nobody changed is deleted")
			.containsExactlyInAnyOrder("default=First", "mine=Mine");

		world.rollback(1);
		assertThat(squads(world)).containsExactlyInAnyOrder("default=Default", "old=Old", "mine=Mine");
		world.rollback(1);
		world.rollback(1);
		world.entities(Team.class, Membership.class);
		assertThat(world.entities().query(Team.class).pluck(Team::name)).as("only what was changed stays")
			.containsExactly("Mine");
		assertThat(world.entities().query(Membership.class).count()).isZero();
		world.migrate();
		world.entities(Squad.class, SquadMembership.class);
		assertThat(squads(world)).as("written again as it was declared, and somebody's row is not deleted")
			.containsExactlyInAnyOrder("default=First", "mine=Changed by somebody");
	}

	private static List<String> squads(SeedWorld world) {
		return world.entities()
			.query(Squad.class)
			.list()
			.stream()
			.map((squad) -> squad.code() + "=" + squad.name())
			.toList();
	}

	@NullMarked
	record Team(@Id @GeneratedId @Nullable Long id, @Unique String slug, String name) {
	}

	@NullMarked
	@CompositeIndex(value = { "teamId", "role" }, unique = true)
	record Membership(@Id @GeneratedId @Nullable Long id, @BelongsTo(Team.class) long teamId, String role,
			String rights) {
	}

	@NullMarked
	@RenamedFrom("team")
	record Squad(@Id @GeneratedId @Nullable Long id, @Unique @RenamedFrom("slug") String code, String name) {
	}

	@NullMarked
	@Table(name = "membership")
	@CompositeIndex(value = { "squadId", "role" }, unique = true)
	record SquadMembership(@Id @GeneratedId @Nullable Long id,
			@BelongsTo(Squad.class) @RenamedFrom("team_id") long squadId, String role, String rights) {
	}

}
