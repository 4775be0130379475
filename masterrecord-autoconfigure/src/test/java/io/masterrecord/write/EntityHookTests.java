package io.masterrecord.write;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import io.masterrecord.annotation.AfterDelete;
import io.masterrecord.annotation.AfterSave;
import io.masterrecord.annotation.BeforeDelete;
import io.masterrecord.annotation.BeforeSave;
import io.masterrecord.annotation.GeneratedId;
import io.masterrecord.annotation.Table;
import io.masterrecord.annotation.Unique;
import io.masterrecord.model.ModelException;
import io.masterrecord.testing.Engine;
import io.masterrecord.testing.EngineTest;
import io.masterrecord.testing.TestDatabase;
import jakarta.validation.Validation;
import jakarta.validation.constraints.NotBlank;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.data.annotation.Id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link EntityHook} and the annotated methods of entities.
 */
class EntityHookTests {

	@EngineTest
	void entityChangesItselfBeforeItIsSaved(TestDatabase database) {
		EntityOperations operations = WriteFixture.of(database, Article.class).operations();
		Article article = operations.insert(new Article(null, "Hello World", ""));
		assertThat(article.slug()).isEqualTo("hello-world");
		assertThat(operations.query(Article.class).one()).isEqualTo(article);
		List<Article> all = operations.insertAll(Article.class,
				List.of(new Article(null, "One", ""), new Article(null, "Two", "")));
		assertThat(all).extracting(Article::slug).containsExactly("one", "two");
		assertThat(operations.update(new Article(article.id(), "Changed", "")).slug()).isEqualTo("changed");
		assertThat(operations.save(new Article(null, "Saved", "")).slug()).isEqualTo("saved");
	}

	@EngineTest
	void objectOfAClassIsChangedInPlaceAndToldAboutEverything(TestDatabase database) {
		EntityOperations operations = WriteFixture.of(database, Watched.class).operations();
		Watched watched = new Watched("a");
		operations.insert(watched);
		assertThat(watched.calls).containsExactly("before save 0", "after save " + watched.id);
		watched.calls.clear();
		operations.delete(watched);
		assertThat(watched.calls).containsExactly("before delete", "after delete");
	}

	@EngineTest
	void hooksAreCalledInOrderAndTheirVetoLeavesNothing(TestDatabase database) {
		List<String> calls = new ArrayList<>();
		WriteFixture fixture = WriteFixture.of(database, Article.class, WriteEntities.PlanNote.class);
		EntityOperations operations = fixture.builder()
			.hooks(() -> List.of(new Logging(calls), new TitleRule(calls)))
			.build();
		operations.insert(new WriteEntities.PlanNote(null, "not an article"));
		assertThat(calls).containsExactly("any before save", "any after save");
		calls.clear();
		assertThatIllegalStateException()
			.isThrownBy(() -> operations.insertAll(Article.class,
					List.of(new Article(null, "fine", ""), new Article(null, "forbidden", ""))))
			.withMessage("'forbidden' is no title");
		assertThat(operations.query(Article.class).exists()).isFalse();
		assertThat(operations.insert(new Article(null, "next", ""))).as("nothing of the veto is left").isNotNull();
		calls.clear();
		assertThatIllegalStateException().isThrownBy(() -> operations.insert(new Article(null, "too late", "")))
			.withMessage("'too late' was not told");
		assertThat(operations.query(Article.class).pluck(Article::title)).containsExactly("next");
		assertThat(calls).containsExactly("any before save", "article before save", "any after save");
	}

	@EngineTest
	void upsertsCallHooksToo(TestDatabase database) {
		List<String> calls = new ArrayList<>();
		EntityOperations operations = WriteFixture.of(database, Article.class)
			.builder()
			.hooks(() -> List.of(new Logging(calls)))
			.build();
		operations.upsertAll(Article.class, List.of(new Article(null, "One", ""), new Article(null, "Two", "")))
			.by(Article::title)
			.execute();
		assertThat(operations.query(Article.class).pluck(Article::slug)).containsExactlyInAnyOrder("one", "two");
		assertThat(calls).containsExactly("any before save", "any before save", "any after save", "any after save");
	}

	@EngineTest
	void deletesByIdCallHooksWithTheRowsThatExist(TestDatabase database) {
		List<String> calls = new ArrayList<>();
		EntityOperations operations = WriteFixture.of(database, Article.class)
			.builder()
			.hooks(() -> List.of(new Logging(calls)))
			.build();
		Article one = operations.insert(new Article(null, "one", ""));
		Article two = operations.insert(new Article(null, "two", ""));
		calls.clear();
		assertThat(operations.deleteAllById(Article.class, List.of(one.requiredId(), two.requiredId(), 4711L)))
			.isEqualTo(2);
		assertThat(calls).containsExactly("any before delete", "any before delete", "any after delete",
				"any after delete");
		calls.clear();
		assertThat(operations.deleteById(Article.class, 4711L)).isFalse();
		assertThat(calls).isEmpty();
	}

	@EngineTest
	void writesWithoutInstancesSayThatTheySkipHooks(TestDatabase database) {
		List<String> calls = new ArrayList<>();
		EntityOperations operations = WriteFixture.of(database, Article.class)
			.builder()
			.hooks(() -> List.of(new Logging(calls)))
			.build();
		Article article = operations.skippingHooks().insert(new Article(null, "Title", "own"));
		assertThat(article.slug()).isEqualTo("own");
		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class).isThrownBy(
				() -> operations.patch(Article.class, article.requiredId()).set(Article::title).to("Other").execute())
			.withMessage(
					"'Article' has hooks, and a patch has no instances to call them with: write instances, or leave hooks out knowingly, with skippingHooks() of the operations or skipHooks() of the write");
		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
			.isThrownBy(() -> operations.deleteEverything(Article.class))
			.withMessageContaining("skippingHooks()");
		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
			.isThrownBy(() -> operations.query(Article.class).where(Article::slug).eq("none").delete())
			.withMessageContaining("deleting the rows of a query has no instances");
		assertThat(operations.query(Article.class).where(Article::slug).eq("none").write().skipHooks().delete())
			.isZero();
		EntityOperations skipping = operations.skippingHooks();
		skipping.patch(Article.class, article.requiredId()).set(Article::title).to("Other").execute();
		assertThat(operations.query(Article.class).one().title()).isEqualTo("Other");
		assertThat(skipping.deleteEverything(Article.class)).isEqualTo(1);
		assertThat(calls).isEmpty();
	}

	@EngineTest(only = Engine.H2)
	void rulesAreCheckedAfterTheHooksUnlessLeftOut(TestDatabase database) {
		EntityOperations operations = WriteFixture.of(database, Named.class)
			.builder()
			.validator(new BeanValidation(Validation.buildDefaultValidatorFactory().getValidator()))
			.hooks(() -> List.of(new NamedHook()))
			.build();
		assertThat(operations.insert(new Named(null, "")).name()).isEqualTo("unnamed");
		assertThatExceptionOfType(InvalidEntityException.class)
			.isThrownBy(() -> operations.skippingHooks()
				.insertAll(Named.class, List.of(new Named(null, "fine"), new Named(null, " "), new Named(null, ""))))
			.satisfies((ex) -> assertThat(ex.violations()).extracting(EntityViolation::row).containsExactly(1, 2))
			.withMessageContaining("row 1: 'name'");
		assertThat(operations.skippingHooks().skippingValidation().insert(new Named(null, "")).name()).isEmpty();
	}

	@EngineTest(only = Engine.H2)
	void methodThatCannotBeCalledIsAMistake(TestDatabase database) {
		EntityOperations operations = WriteFixture.of(database, Mistaken.class).operations();
		assertThatExceptionOfType(ModelException.class).isThrownBy(() -> operations.insert(new Mistaken(null)))
			.withMessageContaining("its method 'prepare' cannot be called as '@BeforeSave' says");
	}

	@Table
	record Article(@Id @GeneratedId @Nullable Long id, @Unique String title, String slug) {

		@BeforeSave
		Article withSlug() {
			return new Article(this.id, this.title, this.title.toLowerCase(Locale.ROOT).replace(' ', '-'));
		}

		long requiredId() {
			return (this.id != null) ? this.id : 0;
		}

	}

	record Named(@Id @GeneratedId @Nullable Long id, @NotBlank String name) {
	}

	record Mistaken(@Id @GeneratedId @Nullable Long id) {

		@BeforeSave
		String prepare() {
			return "";
		}

	}

	@Table
	static class Watched {

		@Id
		@GeneratedId
		private long id;

		private String name;

		@org.springframework.data.annotation.Transient
		private final List<String> calls = new ArrayList<>();

		protected Watched() {
			this("");
		}

		Watched(String name) {
			this.name = name;
		}

		@BeforeSave
		void beforeSave() {
			this.calls.add("before save " + this.id);
			this.name = this.name + "!";
		}

		@AfterSave
		private void afterSave() {
			this.calls.add("after save " + this.id);
		}

		@BeforeDelete
		void beforeDelete() {
			this.calls.add("before delete");
		}

		@AfterDelete
		void afterDelete() {
			this.calls.add("after delete");
		}

	}

	private record Logging(List<String> calls) implements EntityHook<Object> {

		@Override
		public Object beforeSave(Object entity) {
			this.calls.add("any before save");
			return entity;
		}

		@Override
		public void afterSave(Object entity) {
			this.calls.add("any after save");
		}

		@Override
		public void beforeDelete(Object entity) {
			this.calls.add("any before delete");
		}

		@Override
		public void afterDelete(Object entity) {
			this.calls.add("any after delete");
		}

	}

	private record TitleRule(List<String> calls) implements EntityHook<Article> {

		@Override
		public Article beforeSave(Article article) {
			this.calls.add("article before save");
			if (article.title().equals("forbidden")) {
				throw new IllegalStateException("'forbidden' is no title");
			}
			return article;
		}

		@Override
		public void afterSave(Article article) {
			if (article.title().equals("too late")) {
				throw new IllegalStateException("'too late' was not told");
			}
		}

	}

	private static final class NamedHook implements EntityHook<Named> {

		@Override
		public Named beforeSave(Named entity) {
			return entity.name().isEmpty() ? new Named(entity.id(), "unnamed") : entity;
		}

	}

}
