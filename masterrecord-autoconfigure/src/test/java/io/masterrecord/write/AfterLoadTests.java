package io.masterrecord.write;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import io.masterrecord.annotation.AfterLoad;
import io.masterrecord.annotation.BelongsTo;
import io.masterrecord.annotation.HasMany;
import io.masterrecord.annotation.RefersTo;
import io.masterrecord.model.ModelException;
import io.masterrecord.query.Query;
import io.masterrecord.repository.MasterRecordRepository;
import io.masterrecord.repository.MasterRecordRepositoryFactory;
import io.masterrecord.repository.SqlQuery;
import io.masterrecord.testing.EngineTest;
import io.masterrecord.testing.TestDatabase;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Transient;
import org.springframework.data.domain.PageRequest;

import static io.masterrecord.query.SortKey.asc;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link AfterLoad} and {@link EntityHook#afterLoad}.
 */
class AfterLoadTests {

	@EngineTest
	void isCalledHoweverARowIsRead(TestDatabase database) {
		WriteFixture fixture = fixture(database);
		EntityOperations operations = fixture.operations();
		Query<Album> albums = operations.query(Album.class).sortBy(asc(Album::id));
		assertThat(operations.find(Album.class, 1L).orElseThrow().shown()).isEqualTo("BLUE");
		assertThat(albums.list()).extracting(Album::shown).containsExactly("BLUE", "RED");
		assertThat(albums.page(PageRequest.of(0, 1))).extracting(Album::shown).containsExactly("BLUE");
		try (Stream<Album> stream = albums.stream()) {
			assertThat(stream).extracting(Album::shown).containsExactly("BLUE", "RED");
		}
		assertThat(albums.pluck(Album::title)).containsExactly("Blue", "Red");
		Albums repository = new MasterRecordRepositoryFactory(operations).getRepository(Albums.class);
		assertThat(repository.everything()).extracting(Album::shown).containsExactly("BLUE", "RED");
		assertThat(repository.findByTitle("Red")).extracting(Album::shown).containsExactly("RED");
	}

	@EngineTest
	void isCalledForRelatedRowsOnce(TestDatabase database) {
		EntityOperations operations = fixture(database).operations();
		List<Album> albums = operations.query(Album.class).include(Album::tracks).sortBy(asc(Album::id)).list();
		assertThat(albums.get(0).shown()).isEqualTo("BLUE");
		assertThat(albums.get(0).tracks()).extracting((track) -> track.loaded).containsExactly(1, 1);
		List<Album> loaded = operations.relations(Album.class)
			.load(operations.query(Album.class).list(), Album::tracks);
		assertThat(loaded).flatExtracting(Album::tracks).extracting("loaded").containsOnly(1);
		List<Track> tracks = operations.query(Track.class).include(Track::getAlbum).list();
		assertThat(tracks).extracting((track) -> (track.getAlbum() != null) ? track.getAlbum().shown() : null)
			.containsOnly("BLUE");
	}

	@EngineTest
	void hooksFollowTheMethodsOfTheEntity(TestDatabase database) {
		WriteFixture fixture = fixture(database);
		EntityOperations operations = fixture.builder().hooks(() -> List.of(new Framing(), new Saving())).build();
		assertThat(operations.find(Album.class, 1L).orElseThrow().shown()).isEqualTo("[BLUE]");
		assertThat(operations.skippingHooks().find(Album.class, 1L).orElseThrow().shown()).isNull();
		EntityOperations mistaken = fixture.builder().hooks(() -> List.of(new Losing())).build();
		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
			.isThrownBy(() -> mistaken.query(Album.class).list())
			.withMessageContaining("returned null after a 'Album' was read: return the instance to use");
	}

	@EngineTest
	void isNoReasonToRefuseWhatIsWrittenWithoutInstances(TestDatabase database) {
		EntityOperations operations = fixture(database).builder().hooks(() -> List.of(new Framing())).build();
		operations.patch(Album.class, 1L).set(Album::title).to("Green").execute();
		assertThat(operations.query(Album.class).where(Album::id).eq(1L).one().shown()).isEqualTo("[GREEN]");
		assertThat(operations.query(Album.class).where(Album::id).eq(2L).delete()).isOne();
		assertThat(operations.update(new Album(1, "Black", "?", null)).shown()).isEqualTo("?");
	}

	@EngineTest
	void refusesMethodsThatCannotBeCalled(TestDatabase database) {
		EntityOperations operations = WriteFixture.of(database, Mistaken.class).operations();
		assertThatExceptionOfType(ModelException.class).isThrownBy(() -> operations.query(Mistaken.class).list())
			.withMessageContaining("'load' cannot be called as '@AfterLoad' says");
	}

	private static WriteFixture fixture(TestDatabase database) {
		WriteFixture fixture = WriteFixture.of(database, Album.class, Track.class);
		EntityOperations operations = fixture.operations();
		operations.insertAll(Album.class, List.of(new Album(1, "Blue", null, null), new Album(2, "Red", null, null)));
		operations.insertAll(Track.class, List.of(new Track(1, 1), new Track(2, 1)));
		return fixture;
	}

	record Album(@Id long id, String title, @Transient @Nullable String shown, @HasMany @Nullable List<Track> tracks) {

		@AfterLoad
		Album withShown() {
			return new Album(this.id, this.title, this.title.toUpperCase(Locale.ROOT), this.tracks);
		}

	}

	static class Track {

		@Id
		private long id;

		@BelongsTo(Album.class)
		private long albumId;

		@RefersTo
		private @Nullable Album album;

		@Transient
		private int loaded;

		protected Track() {
		}

		Track(long id, long albumId) {
			this.id = id;
			this.albumId = albumId;
		}

		@Nullable Album getAlbum() {
			return this.album;
		}

		@AfterLoad
		private void count() {
			this.loaded++;
		}

	}

	record Mistaken(@Id long id) {

		@AfterLoad
		String load() {
			return "";
		}

	}

	interface Albums extends MasterRecordRepository<Album, Long> {

		@SqlQuery("SELECT * FROM `album` ORDER BY `id`")
		List<Album> everything();

		List<Album> findByTitle(String title);

	}

	private static final class Framing implements EntityHook<Album> {

		@Override
		public Album afterLoad(Album album) {
			return new Album(album.id(), album.title(), "[" + album.shown() + "]", album.tracks());
		}

	}

	private static final class Saving implements EntityHook<Album> {

		@Override
		public void afterSave(Album album) {
			throw new IllegalStateException("nothing is saved");
		}

	}

	private static final class Losing implements EntityHook<Album> {

		@Override
		@SuppressWarnings("NullAway")
		public Album afterLoad(Album album) {
			return null;
		}

	}

}
