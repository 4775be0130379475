package io.masterrecord.generate;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

import io.masterrecord.annotation.BelongsTo;
import io.masterrecord.annotation.GeneratedId;
import io.masterrecord.annotation.HasMany;
import io.masterrecord.annotation.ManyToMany;
import io.masterrecord.jdbc.StatementGate;
import io.masterrecord.repository.MasterRecordRepository;
import io.masterrecord.repository.MasterRecordRepositoryFactory;
import io.masterrecord.testing.Engine;
import io.masterrecord.testing.EngineTest;
import io.masterrecord.testing.TestDatabase;
import io.masterrecord.write.EntityOperations;
import io.masterrecord.write.Links;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.data.annotation.Id;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link Links}, on the tables that a migration made of the model.
 */
class LinksTests {

	@EngineTest
	void areMadeAndUndoneAsOftenAsYouLike(TestDatabase database) {
		EntityOperations operations = operations(database);
		Posts posts = new MasterRecordRepositoryFactory(operations).getRepository(Posts.class);
		Post post = posts.insert(new Post(null, "a", null, null));
		Post other = posts.insert(new Post(null, "b", null, null));
		List<Tag> tags = operations.insertAll(Tag.class, List.of(new Tag("x"), new Tag("y"), new Tag("z")));
		Links<Post, Tag> links = posts.links(Post::tags);

		assertThat(links.link(post, tags.get(0), tags.get(1), tags.get(0))).isEqualTo(2);
		assertThat(links.link(post, tags.get(1), tags.get(2))).as("one of them was there").isOne();
		links.link(other, tags.get(0));
		assertThat(tags(posts, post)).containsExactlyInAnyOrder("x", "y", "z");

		assertThat(links.unlink(post, tags.get(1), tags.get(1))).isOne();
		assertThat(links.unlink(post, tags.get(1))).isZero();
		assertThat(links.link(post)).isZero();
		assertThat(tags(posts, post)).containsExactlyInAnyOrder("x", "z");

		assertThat(links.replace(post, List.of(tags.get(1), tags.get(2)))).as("one undone, one made").isEqualTo(2);
		assertThat(tags(posts, post)).containsExactlyInAnyOrder("y", "z");
		assertThat(links.replace(post, List.of())).isEqualTo(2);
		assertThat(links.unlinkAll(post)).isZero();
		assertThat(tags(posts, post)).isEmpty();
		assertThat(tags(posts, other)).as("others keep theirs").containsExactly("x");
	}

	@EngineTest
	void areRefusedWhereSomethingIsMissing(TestDatabase database) {
		EntityOperations operations = operations(database);
		Post post = operations.insert(new Post(null, "a", null, null));
		Links<Post, Tag> links = operations.links(Post.class, Post::tags);
		assertThatExceptionOfType(DataIntegrityViolationException.class)
			.isThrownBy(() -> links.link(post, new Tag("nobody")));
		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
			.isThrownBy(() -> links.link(new Post(null, "b", null, null), new Tag("x")))
			.withMessage("This 'Post' has no id, so it cannot be linked: insert it first");
		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
			.isThrownBy(() -> operations.links(Post.class, Post::notes))
			.withMessage(
					"Relation 'Post.notes' has no pairs to be written, since it is not marked with '@ManyToMany': write the rows of 'Note'");
	}

	@EngineTest(only = { Engine.POSTGRESQL, Engine.MARIADB, Engine.MYSQL })
	void areMadeOnceByManyAtATime(TestDatabase database) throws Exception {
		EntityOperations operations = operations(database);
		Post post = operations.insert(new Post(null, "a", null, null));
		List<Tag> tags = operations.insertAll(Tag.class,
				IntStream.range(0, 20).mapToObj((i) -> new Tag("t" + i)).toList());
		Links<Post, Tag> links = operations.links(Post.class, Post::tags);
		ExecutorService threads = Executors.newFixedThreadPool(4);
		try {
			int made = 0;
			for (var future : threads.invokeAll(
					IntStream.range(0, 8).<Callable<Integer>>mapToObj((i) -> () -> links.link(post, tags)).toList())) {
				made += future.get();
			}
			assertThat(made).isEqualTo(20);
		}
		finally {
			threads.shutdown();
		}
		assertThat(operations.relations(Post.class).count(List.of(post), Post::tags).values()).containsExactly(20L);
	}

	private static List<String> tags(Posts posts, Post post) {
		Post read = posts.query().where(Post::id).eq(post.id()).include(Post::tags).one();
		return (read.tags() != null) ? read.tags().stream().map(Tag::name).toList() : List.of();
	}

	private static EntityOperations operations(TestDatabase database) {
		SeedWorld world = new SeedWorld(database, Post.class, Tag.class, Note.class);
		world.add();
		world.migrate();
		return EntityOperations.builder(world.definition().model(), StatementGate.of(database.dataSource()))
			.transactions(new TransactionTemplate(new JdbcTransactionManager(database.dataSource())))
			.build();
	}

	interface Posts extends MasterRecordRepository<Post, Long> {

	}

	@NullMarked
	record Post(@Id @GeneratedId @Nullable Long id, String title, @ManyToMany @Nullable List<Tag> tags,
			@HasMany @Nullable List<Note> notes) {
	}

	@NullMarked
	record Tag(@Id String name) {
	}

	@NullMarked
	record Note(@Id @GeneratedId @Nullable Long id, @BelongsTo(Post.class) long postId) {
	}

}
