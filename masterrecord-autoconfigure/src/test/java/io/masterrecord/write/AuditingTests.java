package io.masterrecord.write;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.TimeZone;
import java.util.concurrent.atomic.AtomicReference;

import io.masterrecord.annotation.GeneratedId;
import io.masterrecord.annotation.SoftDelete;
import io.masterrecord.jdbc.SqlStatement;
import io.masterrecord.jdbc.StatementKind;
import io.masterrecord.model.EntityModel;
import io.masterrecord.model.Model;
import io.masterrecord.model.ValueConversionException;
import io.masterrecord.testing.Engine;
import io.masterrecord.testing.EngineTest;
import io.masterrecord.testing.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.data.annotation.CreatedBy;
import org.springframework.data.annotation.CreatedDate;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.LastModifiedBy;
import org.springframework.data.annotation.LastModifiedDate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

/**
 * Tests for {@link Auditing}.
 */
class AuditingTests {

	private final Auditing clock = new Auditing(
			Clock.fixed(Instant.parse("2026-03-31T23:30:00.123456789Z"), ZoneId.of("Europe/Oslo")), Optional::empty);

	@Test
	void tellsTheTimeInTheTypeOfTheProperty() {
		EntityModel<?> local = Model.of(Local.class).entity(Local.class);
		EntityModel<?> number = Model.of(Numbered.class).entity(Numbered.class);
		Instant now = this.clock.now();
		assertThat(now).isEqualTo(Instant.parse("2026-03-31T23:30:00.123456Z"));
		assertThat(this.clock.valueFor(local.property("created"), now))
			.isEqualTo(LocalDateTime.parse("2026-04-01T01:30:00.123456"));
		assertThat(this.clock.valueFor(local.property("changed"), now)).isEqualTo(LocalDate.of(2026, 4, 1));
		assertThat(this.clock.valueFor(number.property("created"), now)).isEqualTo(1774999800123L);
		assertThat(this.clock.valueFor(number.property("changed"), now)).isEqualTo(now);
	}

	@EngineTest
	void rowsWrittenHereAndByOtherMeansHaveTheTimeOfOneZone(TestDatabase database) {
		WriteFixture fixture = WriteFixture.of(database, Local.class);
		TimeZone zone = TimeZone.getDefault();
		try {
			TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Kiritimati"));
			EntityOperations operations = EntityOperations.builder(fixture.operations().model(), fixture.gate())
				.build();
			operations.insert(new Local(null, LocalDateTime.MIN, LocalDate.MIN));
			fixture.gate()
				.update(SqlStatement.of(StatementKind.INSERT,
						fixture.gate().dialect().insertDefaults(fixture.gate().dialect().quote("local"))));
			List<Local> rows = operations.query(Local.class).list();
			assertThat(rows).hasSize(2)
				.allSatisfy((row) -> assertThat(row.created()).isCloseTo(LocalDateTime.now(ZoneOffset.UTC),
						within(1, ChronoUnit.MINUTES)));
		}
		finally {
			TimeZone.setDefault(zone);
		}
	}

	@EngineTest
	void tellsOnWhoseBehalfRowsAreWritten(TestDatabase database) {
		AtomicReference<@Nullable String> user = new AtomicReference<>("ann");
		EntityOperations operations = WriteFixture.of(database, Signed.class)
			.builder()
			.auditor(() -> Optional.ofNullable(user.get()))
			.build();
		Signed signed = operations.insert(new Signed(null, "a", "somebody", null));
		assertThat(signed).extracting(Signed::author, Signed::editor).containsExactly("ann", "ann");
		user.set("bob");
		Signed changed = operations.update(new Signed(signed.id(), "b", "forged", "forged"));
		assertThat(changed.editor()).isEqualTo("bob");
		assertThat(operations.find(Signed.class, changed.id())).get()
			.extracting(Signed::author, Signed::editor)
			.containsExactly("ann", "bob");
		user.set("cid");
		Signed patched = operations.patch(Signed.class, changed.id()).set(Signed::text).to("c").executeAndRead();
		assertThat(patched).extracting(Signed::author, Signed::editor).containsExactly("ann", "cid");
		user.set(null);
		Signed anonymous = operations.insert(new Signed(null, "d", "import", null));
		assertThat(operations.query(Signed.class).where(Signed::id).eq(anonymous.id()).one()).isEqualTo(anonymous)
			.extracting(Signed::author, Signed::editor)
			.containsExactly("import", null);
	}

	@EngineTest
	void tellsWhoMarkedARowAsDeletedAndWhoTookItBack(TestDatabase database) {
		AtomicReference<String> user = new AtomicReference<>("ann");
		WriteFixture fixture = WriteFixture.of(database, Kept.class);
		EntityOperations operations = fixture.builder().auditor(() -> Optional.of(user.get())).build();
		Kept first = operations.insert(new Kept(null, null, null, null));
		Kept second = operations.insert(new Kept(null, null, null, null));
		user.set("bob");
		fixture.clock().forward(60);
		Long id = second.id();
		assertThat(id).isNotNull();
		assertThat(operations.delete(first)).isTrue();
		assertThat(operations.deleteById(Kept.class, id)).isTrue();
		assertThat(operations.query(Kept.class).withoutFilter("softDelete").list()).hasSize(2).allSatisfy((kept) -> {
			assertThat(kept.editor()).isEqualTo("bob");
			assertThat(kept.changed()).isEqualTo(kept.deleted()).isAfter(first.changed());
		});
		user.set("cid");
		assertThat(operations.restore(Kept.class, id)).isTrue();
		assertThat(operations.find(Kept.class, id)).get().extracting(Kept::editor).isEqualTo("cid");
	}

	@EngineTest(only = Engine.H2)
	void refusesAnAuditorOfAnotherType(TestDatabase database) {
		EntityOperations operations = WriteFixture.of(database, Signed.class)
			.builder()
			.auditor(() -> Optional.of(42L))
			.build();
		assertThatExceptionOfType(ValueConversionException.class)
			.isThrownBy(() -> operations.insert(new Signed(null, "a", null, null)))
			.withMessage(
					"Property 'Signed.author' takes a value of type 'java.lang.String', not the 'java.lang.Long' it was given");
	}

	record Signed(@Id @GeneratedId @Nullable Long id, String text, @CreatedBy @Nullable String author,
			@LastModifiedBy @Nullable String editor) {
	}

	record Kept(@Id @GeneratedId @Nullable Long id, @SoftDelete @Nullable Instant deleted,
			@LastModifiedDate @Nullable Instant changed, @LastModifiedBy @Nullable String editor) {
	}

	record Local(@Id @GeneratedId @Nullable Long id, @CreatedDate LocalDateTime created,
			@LastModifiedDate LocalDate changed) {
	}

	record Numbered(@Id @GeneratedId @Nullable Long id, @CreatedDate long created, @LastModifiedDate Instant changed) {
	}

}
