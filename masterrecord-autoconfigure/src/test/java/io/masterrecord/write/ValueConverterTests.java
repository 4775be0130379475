package io.masterrecord.write;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

import io.masterrecord.annotation.Convert;
import io.masterrecord.annotation.GeneratedId;
import io.masterrecord.annotation.Table;
import io.masterrecord.annotation.ValueConverter;
import io.masterrecord.model.EntityDefinition;
import io.masterrecord.model.Model;
import io.masterrecord.model.ModelException;
import io.masterrecord.model.ValueConversionException;
import io.masterrecord.schema.ColumnType;
import io.masterrecord.query.Alias;
import io.masterrecord.query.InvalidQueryException;
import io.masterrecord.query.Query;
import io.masterrecord.testing.Engine;
import io.masterrecord.testing.EngineTest;
import io.masterrecord.testing.TestDatabase;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.data.annotation.Id;

import static io.masterrecord.query.Change.set;
import static io.masterrecord.query.Expressions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link ValueConverter} on the way into a database and back.
 */
class ValueConverterTests {

	private static final Money PRICE = new Money(new BigDecimal("12.50"), "EUR");

	@EngineTest
	void valuesAreConvertedOnceOnEachWay(TestDatabase database) {
		EntityOperations operations = fixture(database).operations();
		Offer offer = operations.insert(new Offer(null, PRICE, null, "secret", Optional.of(PRICE)));
		assertThat(operations.query(Offer.class).one()).isEqualTo(offer);
		assertThat(offer.code()).isEqualTo("secret");
		assertThat(operations.query(Offer.class).where(Offer::price).eq(PRICE).exists()).isTrue();
		assertThat(operations.query(Offer.class).where(Offer::code).in(List.of("other", "secret")).exists()).isTrue();
		assertThat(operations.query(Offer.class).where(Offer::code).eq("terces").exists()).isFalse();
		assertThat(operations.query(Offer.class).where(Offer::reduced).isNull().exists()).isTrue();
		assertThat(operations.query(Offer.class).pluck(Offer::code)).containsExactly("secret");
		assertThat(operations.query(Offer.class).pluck(Offer::price)).containsExactly(PRICE);
		Money less = new Money(new BigDecimal("9.99"), "EUR");
		operations.patch(Offer.class, offer.requiredId()).set(Offer::reduced).to(less).execute();
		assertThat(operations.query(Offer.class).one().reduced()).isEqualTo(less);
		assertThat(operations.updateAll(Offer.class,
				List.of(new Offer(offer.id(), less, null, "changed", Optional.empty()))))
			.isEqualTo(operations.query(Offer.class).list());
	}

	@EngineTest
	void valuesOfAnotherFormAreNotCopiedOrCompared(TestDatabase database) {
		EntityOperations operations = fixture(database).operations();
		operations.insert(new Offer(null, PRICE, null, "secret", Optional.empty(), "secret"));
		Query<Offer> offers = operations.query(Offer.class);
		Alias<Offer> other = Alias.of(Offer.class);
		for (ThrowingCallable mixed : List.<ThrowingCallable>of(
				() -> offers.all().update(set(Offer::code).toProperty(Offer::label)),
				() -> offers.all().update(set(Offer::label).toProperty(Offer::code)),
				() -> offers.where(Offer::code).eq(col(Offer::label)).list(),
				() -> offers.where(Offer::label).in(offers.select(Offer::code)).list(),
				() -> offers.select(Offer::label).union(offers.select(Offer::code)).list(),
				() -> offers.join(other, other.col(Offer::label).eq(col(Offer::code))).list())) {
			assertThatExceptionOfType(InvalidQueryException.class).isThrownBy(mixed).withMessageContaining("form");
		}
		assertThat(offers.all().update(set(Offer::reduced).toProperty(Offer::price))).isOne();
		assertThat(offers.where(Offer::reduced).eq(col(Offer::price)).one().reduced()).isEqualTo(PRICE);
		assertThat(offers.where(Offer::code).in(offers.select(Offer::code)).count()).isOne();
	}

	@EngineTest
	void columnHoldsTheConvertedValue(TestDatabase database) {
		WriteFixture fixture = fixture(database);
		fixture.operations().insert(new Offer(null, PRICE, null, "secret", Optional.empty()));
		String quote = database.engine().isMySqlFamily() ? "`" : "\"";
		assertThat(database.jdbc()
			.sql("select %1$scode%1$s, %1$sprice%1$s from %1$soffer%1$s".formatted(quote))
			.query((rows, number) -> rows.getString(1) + " " + rows.getString(2))
			.single()).isEqualTo("terces EUR 12.50");
	}

	@EngineTest(only = Engine.H2)
	void converterThatReturnsNothingOrFailsIsNamed(TestDatabase database) {
		EntityOperations operations = WriteFixture.of(database, Odd.class).operations();
		assertThatExceptionOfType(ValueConversionException.class)
			.isThrownBy(() -> operations.insert(new Odd(null, "null")))
			.withMessage(
					"Property 'Odd.text' cannot be stored: the converter '%s' returned null instead of a 'java.lang.String'"
						.formatted(OddConverter.class.getCanonicalName()));
		assertThatExceptionOfType(ValueConversionException.class)
			.isThrownBy(() -> operations.insert(new Odd(null, "fail")))
			.withMessageContaining("failed with 'java.lang.IllegalStateException: no'");
		operations.insert(new Odd(null, "unreadable"));
		assertThatExceptionOfType(ValueConversionException.class).isThrownBy(() -> operations.query(Odd.class).list())
			.withMessageContaining("Property 'Odd.text'")
			.withMessageContaining("returned null");
	}

	@Test
	void columnHasTheTypeThatValuesAreConvertedTo() {
		Model model = model();
		assertThat(model.entity(Offer.class).property("price").type()).isEqualTo(ColumnType.varchar(255));
		assertThat(model.entity(Offer.class).property("price").javaType()).isEqualTo(Money.class);
	}

	@Test
	void mistakesAreNamedTogether() {
		ValueConverter<Money, String> lambda = lambda();
		assertThatExceptionOfType(ModelException.class)
			.isThrownBy(() -> Model.of(List.of(EntityDefinition.of(Wrong.class)),
					List.of(lambda, new MoneyConverter(), new MoneyConverter())))
			.withMessageContaining("does not say which types it converts")
			.withMessageContaining("and so does another converter")
			.withMessageContaining(
					"is of type 'int', which '%s' does not convert".formatted(OddConverter.class.getCanonicalName()));
	}

	private static <J, C> ValueConverter<J, C> lambda() {
		return new ValueConverter<>() {

			@Override
			@SuppressWarnings("unchecked")
			public C toColumn(J value) {
				return (C) value;
			}

			@Override
			@SuppressWarnings("unchecked")
			public J fromColumn(C value) {
				return (J) value;
			}

		};
	}

	private static Model model() {
		return Model.of(List.of(EntityDefinition.of(Offer.class)), List.of(new MoneyConverter()));
	}

	private static WriteFixture fixture(TestDatabase database) {
		return WriteFixture.of(database, model(), Offer.class);
	}

	record Money(BigDecimal amount, String currency) {
	}

	@Table
	record Offer(@Id @GeneratedId @Nullable Long id, Money price, @Nullable Money reduced,
			@Convert(Reversed.class) String code, Optional<Money> former, String label) {

		Offer(@Nullable Long id, Money price, @Nullable Money reduced, String code, Optional<Money> former) {
			this(id, price, reduced, code, former, "label");
		}

		long requiredId() {
			return (this.id != null) ? this.id : 0;
		}

	}

	record Odd(@Id @GeneratedId @Nullable Long id, @Convert(OddConverter.class) String text) {
	}

	record Wrong(@Id @GeneratedId @Nullable Long id, @Convert(OddConverter.class) int number) {
	}

	static final class MoneyConverter implements ValueConverter<Money, String> {

		@Override
		public String toColumn(Money value) {
			return value.currency() + " " + value.amount();
		}

		@Override
		public Money fromColumn(String value) {
			String[] parts = value.split(" ");
			return new Money(new BigDecimal(parts[1]), parts[0]);
		}

	}

	static final class Reversed implements ValueConverter<String, String> {

		@Override
		public String toColumn(String value) {
			return new StringBuilder(value).reverse().toString();
		}

		@Override
		public String fromColumn(String value) {
			return new StringBuilder(value).reverse().toString();
		}

	}

	static final class OddConverter implements ValueConverter<String, String> {

		@Override
		@SuppressWarnings("NullAway")
		public String toColumn(String value) {
			if (value.equals("fail")) {
				throw new IllegalStateException("no");
			}
			return value.equals("null") ? null : value;
		}

		@Override
		@SuppressWarnings("NullAway")
		public String fromColumn(String value) {
			return value.equals("unreadable") ? null : value;
		}

	}

}
