package io.masterrecord.write;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

import io.masterrecord.annotation.Column;
import io.masterrecord.annotation.GeneratedId;
import io.masterrecord.annotation.Unique;
import io.masterrecord.jdbc.UnsupportedValueException;
import io.masterrecord.query.Change;
import io.masterrecord.query.Query;
import io.masterrecord.testing.Dice;
import io.masterrecord.testing.EngineTest;
import io.masterrecord.testing.HostileInputs;
import io.masterrecord.testing.TestDatabase;
import jakarta.validation.constraints.Size;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;

import org.springframework.data.annotation.Id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Whatever rows hold, databases keep it exactly, find it, change it and delete it, and
 * nothing of it becomes the text of a statement: neither when it is written, nor when
 * what was read is used again. Many rows share a statement, so that there can be many.
 */
class HostileRowTests {

	private static final int ROWS = 500;

	@EngineTest
	void areKeptExactlyInEveryWayOfWriting(TestDatabase database) {
		WriteFixture fixture = WriteFixture.of(database, Note.class);
		EntityOperations operations = fixture.operations();
		List<Note> rows = new ArrayList<>(ROWS);
		HostileInputs.forEach((dice) -> {
			rows.add(new Note(null, HostileInputs.text(dice) + dice.below(1_000_000) + "." + rows.size(),
					dice.oneIn(4) ? null : HostileInputs.text(dice)));
			if (rows.size() == ROWS) {
				write(operations, rows, dice);
				fixture.recorder().sql().forEach(HostileInputs::requireAbsent);
				fixture.recorder().clear();
				rows.clear();
			}
		});
		assertThat(operations.query(Note.class).count()).isZero();
	}

	@EngineTest
	void numbersThatFillTheMemoryWrittenOutAreRefusedAtOnce(TestDatabase database) {
		EntityOperations operations = WriteFixture.of(database, Offer.class).operations();
		Offer stored = operations.insert(new Offer(null, new BigDecimal("1.00")));
		for (BigDecimal price : List.of(new BigDecimal("1E+20000000"), new BigDecimal("-1E-2147483647"))) {
			Offer offer = new Offer(null, price);
			List<ThrowingCallable> writes = List.of(() -> operations.insert(offer),
					() -> operations.insertAll(Offer.class, List.of(offer, offer)),
					() -> operations.update(new Offer(stored.id(), price)),
					() -> operations.patch(Offer.class, stored.id()).set(Offer::price).to(price).execute(),
					() -> operations.query(Offer.class).all().update(Change.set(Offer::price).to(price)));
			long start = System.nanoTime();
			assertThat(writes)
				.allSatisfy((write) -> assertThatExceptionOfType(UnsupportedValueException.class).isThrownBy(write)
					.withMessageContaining("has more than 1000 digits"));
			assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
		}
		assertThat(operations.query(Offer.class).list()).containsExactly(stored);
	}

	private static void write(EntityOperations operations, List<Note> rows, Dice dice) {
		Query<Note> notes = operations.query(Note.class);
		List<Note> stored = operations.insertAll(Note.class, rows);
		requireStored(notes, stored);
		List<String> codes = stored.stream().map(Note::code).toList();
		requireRows(notes.where(Note::code).in(codes).count());
		Note one = dice.oneOf(stored);
		assertThat(notes.where(Note::code).contains(one.code()).list()).contains(one);

		List<Note> changed = stored.stream().map((note) -> note.withText(note.code())).toList();
		requireStored(notes, operations.updateAll(Note.class, changed));
		operations.upsertAll(Note.class, rows).by(Note::code).execute();
		requireStored(notes, stored);

		String text = HostileInputs.text(dice);
		operations.patch(Note.class, one.id()).set(Note::text).to(text).execute();
		assertThat(notes.where(Note::id).eq(one.id()).one()).isEqualTo(one.withText(text));
		requireRows(notes.where(Note::code).in(codes).update(Change.set(Note::text).to(text)));
		requireRows(notes.where(Note::code).in(codes).where(Note::text).eq(text).delete());
	}

	private static void requireStored(Query<Note> notes, List<Note> expected) {
		List<Note> read = notes.where(Note::id).in(expected.stream().map(Note::id).toList()).list();
		if (!new HashSet<>(read).equals(new HashSet<>(expected))) {
			assertThat(read).containsExactlyInAnyOrderElementsOf(expected);
		}
	}

	private static void requireRows(long number) {
		if (number != ROWS) {
			throw new AssertionError("%d rows are found of %d".formatted(number, ROWS));
		}
	}

	record Note(@Id @GeneratedId @Nullable Long id, @Unique @Size(max = 400) String code,
			@Nullable @Size(max = 400) String text) {

		Note withText(@Nullable String other) {
			return new Note(this.id, this.code, other);
		}

	}

	record Offer(@Id @GeneratedId @Nullable Long id, @Column(size = 12, scale = 2) BigDecimal price) {

	}

}
