package io.masterrecord.generate;

import java.util.List;
import java.util.Map;

import io.masterrecord.annotation.BelongsTo;
import io.masterrecord.annotation.Embedded;
import io.masterrecord.annotation.HasManyThrough;
import io.masterrecord.annotation.ManyToMany;
import io.masterrecord.jdbc.StatementGate;
import io.masterrecord.model.Model;
import io.masterrecord.query.Query;
import io.masterrecord.repository.MasterRecordRepository;
import io.masterrecord.repository.MasterRecordRepositoryFactory;
import io.masterrecord.schema.Column;
import io.masterrecord.schema.Table;
import io.masterrecord.testing.EngineTest;
import io.masterrecord.testing.TestDatabase;
import io.masterrecord.write.EntityOperations;
import io.masterrecord.write.Links;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.data.annotation.Id;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static io.masterrecord.query.SortKey.asc;
import static io.masterrecord.query.SortKey.desc;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What stands between entities whose ids have several properties, on the tables that a
 * migration made of the model.
 */
class CompositeLinksTests {

	private static final Song ONE = song("ann", 1);

	private static final Song TWO = song("ann", 2);

	private static final Song THREE = song("bob", 1);

	@EngineTest
	void pairsAreWrittenAndReadFromBothSides(TestDatabase database) {
		EntityOperations operations = operations(database);
		Links<Song, Genre> links = operations.links(Song.class, Song::genres);
		List<Genre> genres = operations.query(Genre.class).sortBy(asc(Genre::name)).list();
		assertThat(links.link(ONE, genres.get(0), genres.get(1), genres.get(0))).isEqualTo(2);
		assertThat(links.link(ONE, genres.get(1))).as("is there").isZero();
		links.link(THREE, genres.get(1));
		assertThat(loaded(operations)).containsExactly(List.of("jazz", "rock"), List.of(), List.of("rock"));
		assertThat(operations.query(Genre.class)
			.sortBy(asc(Genre::name))
			.include(Genre::songs, (songs) -> songs.sortBy(desc(Song::artist)).first(1))
			.list()).extracting((genre) -> keys(genre.songs())).containsExactly(List.of("ann 1"), List.of("bob 1"));
		assertThat(operations.relations(Song.class).count(List.of(ONE, TWO), Song::genres))
			.isEqualTo(Map.of(List.of("ann", 1), 2L, List.of("ann", 2), 0L));
		assertThat(links.replace(ONE, List.of(genres.get(1)))).isOne();
		assertThat(links.unlink(THREE, genres)).isOne();
		assertThat(loaded(operations)).containsExactly(List.of("rock"), List.of(), List.of());
		assertThat(links.unlinkAll(ONE)).isOne();
	}

	@EngineTest
	void pairsOfOneEntityAreToldApart(TestDatabase database) {
		EntityOperations operations = operations(database);
		Links<Song, Song> links = operations.links(Song.class, Song::covers);
		links.link(ONE, TWO, THREE);
		links.link(TWO, ONE);
		Query<Song> songs = operations.query(Song.class).sortBy(asc(Song::artist), asc(Song::number));
		assertThat(songs.include(Song::covers).list()).extracting((song) -> keys(song.covers()))
			.containsExactly(List.of("ann 2", "bob 1"), List.of("ann 1"), List.of());
		assertThat(links.unlink(ONE, THREE, TWO)).isEqualTo(2);
		operations.deleteById(Song.class, List.of("ann", 2));
		assertThat(songs.include(Song::covers).list()).as("pairs go with their rows")
			.extracting((song) -> keys(song.covers()))
			.containsExactly(List.of(), List.of());
	}

	@EngineTest
	void rowsBetweenLeadToTheOtherSide(TestDatabase database) {
		EntityOperations operations = operations(database);
		operations.insertAll(Play.class,
				List.of(new Play(1, new SongKey("ann", 1), 7), new Play(2, new SongKey("ann", 1), 7),
						new Play(3, new SongKey("bob", 1), 7), new Play(4, new SongKey("ann", 1), 8)));
		assertThat(operations.query(Song.class)
			.sortBy(asc(Song::artist), asc(Song::number))
			.include(Song::listeners)
			.list()).extracting((song) -> names(song.listeners()))
			.containsExactly(List.of("Kim", "Lee"), List.of(), List.of("Kim"));
		assertThat(operations.query(Listener.class).sortBy(asc(Listener::id)).include(Listener::songs).list())
			.extracting((listener) -> keys(listener.songs()))
			.containsExactly(List.of("ann 1", "bob 1"), List.of("ann 1"));
		MasterRecordRepositoryFactory repositories = new MasterRecordRepositoryFactory(operations);
		assertThat(keys(repositories.getRepository(Songs.class).findByListenersName("Lee"))).containsExactly("ann 1");
		assertThat(names(repositories.getRepository(Listeners.class).findBySongsArtistOrderById("ann")))
			.containsExactly("Kim", "Lee");
	}

	@EngineTest
	void pairsAreSeededWithTheirRows(TestDatabase database) {
		SeedWorld world = new SeedWorld(database, Song.class, Genre.class, Play.class, Listener.class);
		world.add();
		world.migrate();
		Genre rock = new Genre("rock", null);
		world.declare((context) -> {
			context.entity(Genre.class).seed(rock);
			context.entity(Song.class).seed(new Song("ann", 1, List.of(rock), null, null), song("ann", 2));
		});
		world.add();
		world.migrate();
		assertThat(world.entities().query(Genre.class).include(Genre::songs).list())
			.extracting((genre) -> keys(genre.songs()))
			.containsExactly(List.of("ann 1"));
	}

	@EngineTest
	void namesOfMethodsLeadOverPairs(TestDatabase database) {
		EntityOperations operations = operations(database);
		List<Genre> genres = operations.query(Genre.class).sortBy(asc(Genre::name)).list();
		operations.links(Song.class, Song::genres).link(ONE, genres);
		operations.links(Song.class, Song::genres).link(THREE, genres.get(1));
		operations.links(Song.class, Song::covers).link(ONE, THREE);
		MasterRecordRepositoryFactory repositories = new MasterRecordRepositoryFactory(operations);
		Songs songs = repositories.getRepository(Songs.class);
		assertThat(keys(songs.findByGenresNameOrderByArtist("rock"))).containsExactly("ann 1", "bob 1");
		assertThat(keys(songs.findByGenresName("jazz"))).containsExactly("ann 1");
		assertThat(keys(songs.findByCoversArtist("bob"))).containsExactly("ann 1");
		assertThat(songs.countByCoversGenresName("rock")).isOne();
		assertThat(repositories.getRepository(Genres.class).findBySongsArtist("bob")).extracting(Genre::name)
			.containsExactly("rock");
	}

	@Test
	void tablesOfPairsHaveAColumnForEachProperty() {
		Map<String, Table> tables = Model.of(Song.class, Genre.class, Play.class, Listener.class).toSchema().tables();
		assertThat(tables.get("genre_song").columns()).extracting(Column::name)
			.containsExactlyInAnyOrder("id", "genre_name", "song_artist", "song_number");
		assertThat(tables.get("cover").columns()).extracting(Column::name)
			.containsExactlyInAnyOrder("id", "original_artist", "original_number", "copy_artist", "copy_number");
		assertThat(tables.get("cover").foreignKeys()).hasSize(2)
			.allSatisfy((key) -> assertThat(key.targetColumns()).containsExactly("artist", "number"));
	}

	private static List<List<String>> loaded(EntityOperations operations) {
		return operations.query(Song.class)
			.sortBy(asc(Song::artist), asc(Song::number))
			.include(Song::genres, (genres) -> genres.sortBy(asc(Genre::name)))
			.list()
			.stream()
			.map((song) -> (song.genres() != null) ? song.genres().stream().map(Genre::name).toList()
					: List.<String>of())
			.toList();
	}

	private static List<String> keys(@Nullable List<Song> songs) {
		return (songs != null) ? songs.stream().map((song) -> song.artist() + " " + song.number()).toList() : List.of();
	}

	private static List<String> names(@Nullable List<Listener> listeners) {
		return (listeners != null) ? listeners.stream().map(Listener::name).toList() : List.of();
	}

	private static Song song(String artist, int number) {
		return new Song(artist, number, null, null, null);
	}

	private static EntityOperations operations(TestDatabase database) {
		SeedWorld world = new SeedWorld(database, Song.class, Genre.class, Play.class, Listener.class);
		world.add();
		world.migrate();
		EntityOperations operations = EntityOperations
			.builder(world.definition().model(), StatementGate.of(database.dataSource()))
			.transactions(new TransactionTemplate(new JdbcTransactionManager(database.dataSource())))
			.build();
		operations.insertAll(Song.class, List.of(ONE, TWO, THREE));
		operations.insertAll(Genre.class, List.of(new Genre("rock", null), new Genre("jazz", null)));
		operations.insertAll(Listener.class, List.of(new Listener(7, "Kim", null), new Listener(8, "Lee", null)));
		return operations;
	}

	interface Songs extends MasterRecordRepository<Song, SongKey> {

		List<Song> findByListenersName(String name);

		List<Song> findByGenresNameOrderByArtist(String name);

		List<Song> findByGenresName(String name);

		List<Song> findByCoversArtist(String artist);

		long countByCoversGenresName(String name);

	}

	interface Genres extends MasterRecordRepository<Genre, String> {

		List<Genre> findBySongsArtist(String artist);

	}

	interface Listeners extends MasterRecordRepository<Listener, Long> {

		List<Listener> findBySongsArtistOrderById(String artist);

	}

	@NullMarked
	record Song(@Id @Size(max = 20) String artist, @Id int number, @ManyToMany @Nullable List<Genre> genres,
			@ManyToMany(table = "cover", column = "original", otherColumn = "copy") @Nullable List<Song> covers,
			@HasManyThrough(Play.class) @Nullable List<Listener> listeners) {

	}

	record SongKey(String artist, int number) {

	}

	@NullMarked
	record Genre(@Id @Size(max = 20) String name, @ManyToMany @Nullable List<Song> songs) {

	}

	record Play(@Id long id, @Embedded @BelongsTo(Song.class) SongKey song,
			@BelongsTo(Listener.class) long listenerId) {

	}

	@NullMarked
	record Listener(@Id long id, String name, @HasManyThrough(Play.class) @Nullable List<Song> songs) {

	}

}
