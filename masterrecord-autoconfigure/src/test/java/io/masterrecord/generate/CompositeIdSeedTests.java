package io.masterrecord.generate;

import java.util.List;

import io.masterrecord.annotation.BelongsTo;
import io.masterrecord.annotation.GeneratedId;
import io.masterrecord.annotation.Unique;
import io.masterrecord.testing.EngineTest;
import io.masterrecord.testing.TestDatabase;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

import org.springframework.data.annotation.Id;

import static io.masterrecord.query.SortKey.asc;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Seeds of rows that stand between two others, and are recognised by both of them.
 */
class CompositeIdSeedTests {

	@EngineTest
	void areRecognisedByTheirIds(TestDatabase database) {
		SeedWorld world = world(database);
		world.add();
		world.migrate();
		world.declare((context) -> {
			context.entity(PostTag.class).seed(new PostTag(1, 1, 0), new PostTag(1, 2, 0)).upsert();
			context.entity(Post.class).seed(new Post(1L, "a"));
			context.entity(Tag.class).seed(new Tag(1L, "x"), new Tag(2L, "y"), new Tag(3L, "z"));
		});
		world.add();
		world.migrate();
		assertThat(rows(world)).containsExactly(new PostTag(1, 1, 0), new PostTag(1, 2, 0));
		world.entities().insert(new PostTag(1, 3, 9));

		world.declare((context) -> {
			context.entity(PostTag.class)
				.seed(new PostTag(1, 1, 5), new PostTag(1, 3, 7))
				.upsert()
				.updating(PostTag::place);
			context.entity(Post.class).seed(new Post(1L, "a"));
			context.entity(Tag.class).seed(new Tag(1L, "x"), new Tag(2L, "y"), new Tag(3L, "z"));
		});
		world.add();
		world.migrate();
		assertThat(rows(world)).as("one changed, one left alone, one overwritten")
			.containsExactly(new PostTag(1, 1, 5), new PostTag(1, 2, 0), new PostTag(1, 3, 7));

		world.rollback(1);
		assertThat(rows(world)).containsExactly(new PostTag(1, 1, 0), new PostTag(1, 2, 0), new PostTag(1, 3, 9));
		world.rollback(1);
		assertThat(rows(world)).as("what was inserted by hand stays").containsExactly(new PostTag(1, 3, 9));
	}

	@EngineTest
	void referToBothByUniqueValues(TestDatabase database) {
		SeedWorld world = world(database);
		world.declare((context) -> {
			context.entity(Post.class).seed(new Post(null, "a"), new Post(null, "b")).upsert(Post::title);
			context.entity(Tag.class).seed(new Tag(null, "x")).upsert(Tag::name);
			context.entity(PostTag.class)
				.seedRow((row) -> row.set(PostTag::postId)
					.toKeyOf(Post::title, "b")
					.set(PostTag::tagId)
					.toKeyOf(Tag::name, "x")
					.set(PostTag::place)
					.to(1))
				.upsert();
		});
		world.add();
		world.migrate();
		Post post = world.entities().query(Post.class).where(Post::title).eq("b").optional().orElseThrow();
		assertThat(rows(world)).singleElement().satisfies((row) -> assertThat(row.postId()).isEqualTo(post.id()));
		world.rollback(1);
		world.migrate();
		assertThat(rows(world)).hasSize(1);
	}

	private static SeedWorld world(TestDatabase database) {
		return new SeedWorld(database, Post.class, Tag.class, PostTag.class)
			.options((seeds) -> seeds.generateDownMigrations(true));
	}

	private static List<PostTag> rows(SeedWorld world) {
		return world.entities().query(PostTag.class).sortBy(asc(PostTag::postId), asc(PostTag::tagId)).list();
	}

	record PostTag(@Id @BelongsTo(Post.class) long postId, @Id @BelongsTo(Tag.class) long tagId, int place) {
	}

	@NullMarked
	record Post(@Id @GeneratedId @Nullable Long id, @Unique String title) {
	}

	@NullMarked
	record Tag(@Id @GeneratedId @Nullable Long id, @Unique String name) {
	}

}
