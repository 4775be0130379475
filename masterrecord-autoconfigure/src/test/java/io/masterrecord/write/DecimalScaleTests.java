package io.masterrecord.write;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

import io.masterrecord.annotation.Column;
import io.masterrecord.annotation.Embedded;
import io.masterrecord.query.Query;
import io.masterrecord.testing.EngineTest;
import io.masterrecord.testing.TestDatabase;
import org.jspecify.annotations.Nullable;

import org.springframework.data.annotation.Id;
import org.springframework.data.domain.ScrollPosition;
import org.springframework.data.domain.Window;

import static io.masterrecord.query.Change.set;
import static io.masterrecord.query.SortKey.asc;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Changes without reading keep decimals to the digits of their column, on every engine.
 */
class DecimalScaleTests {

	@EngineTest
	void sumsAndDifferencesAreFoundAgain(TestDatabase database) {
		Query<Account> accounts = accounts(database);
		assertThat(accounts.all().update(set(Account::balance).plus(new BigDecimal("0.20")))).isEqualTo(3);
		assertThat(balances(accounts)).containsExactly("0.30", "0.40", "-1.00");
		assertThat(accounts.where(Account::balance).eq(new BigDecimal("0.3")).count()).isOne();
		accounts.all().update(set(Account::balance).minus(new BigDecimal("0.10")));
		assertThat(balances(accounts)).containsExactly("0.20", "0.30", "-1.10");
		assertThat(accounts.where(Account::balance).in(new BigDecimal("0.30"), new BigDecimal("-1.1")).count())
			.isEqualTo(2);
		List<Long> read = new ArrayList<>();
		Window<Account> window = accounts.sortBy(asc(Account::balance)).window(ScrollPosition.keyset(), 1);
		while (window.hasNext()) {
			read.add(window.getContent().get(0).id());
			window = accounts.sortBy(asc(Account::balance)).window(window.positionAt(0), 1);
		}
		assertThat(read).containsExactly(3L, 1L);
	}

	@EngineTest
	void digitsBehindTheScaleAreRoundedHalfUp(TestDatabase database) {
		Query<Account> accounts = accounts(database);
		accounts.all().update(set(Account::balance).to(new BigDecimal("1.005")));
		assertThat(balances(accounts)).containsOnly("1.01");
		accounts.all().update(set(Account::balance).minus(new BigDecimal("2.015")));
		assertThat(balances(accounts)).as("away from zero").containsOnly("-1.01");
		accounts.all().update(set(Account::balance).plus(new BigDecimal("98765432101.01")));
		assertThat(accounts.where(Account::balance).eq(new BigDecimal("98765432100")).count()).isEqualTo(3);
		accounts.all().update(set(Account::limit).plus(new BigDecimal("0.2")));
		assertThat(accounts.where(Account::limit).isNull().count()).isEqualTo(3);
		accounts.all().update(set(Account::number).plus(new BigDecimal("9007199254740992")));
		assertThat(accounts.sortBy(asc(Account::id)).pluck(Account::number)).containsExactly(
				new BigDecimal("9007199254740993"), new BigDecimal("9007199254740994"),
				new BigDecimal("9007199254740995"));
	}

	@EngineTest
	void wholeValuesAreKeptToTheScaleOfTheirColumns(TestDatabase database) {
		Query<Account> accounts = accounts(database);
		accounts.all().update(set(Account::credit).to(new Money(new BigDecimal("3.14159"), "EUR")));
		assertThat(accounts.pluck((Account account) -> account.id())).hasSize(3);
		assertThat(accounts.list()).extracting(Account::credit)
			.containsOnly(new Money(new BigDecimal("3.1416"), "EUR"));
		assertThat(accounts.where(Account::credit).eq(new Money(new BigDecimal("3.1416"), "EUR")).count()).isEqualTo(3);
	}

	private static List<String> balances(Query<Account> accounts) {
		return accounts.sortBy(asc(Account::id)).pluck(Account::balance).stream().map(BigDecimal::toString).toList();
	}

	private static Query<Account> accounts(TestDatabase database) {
		EntityOperations operations = WriteFixture.of(database, Account.class).operations();
		operations.insertAll(Account.class, List.of(account(1, "0.10"), account(2, "0.2"), account(3, "-1.2")));
		return operations.query(Account.class);
	}

	private static Account account(long id, String balance) {
		return new Account(id, new BigDecimal(balance), null, BigDecimal.valueOf(id), new Money(BigDecimal.ONE, "USD"));
	}

	record Account(@Id long id, @Column(size = 15, scale = 2) BigDecimal balance,
			@Nullable @Column(size = 10, scale = 2) BigDecimal limit, @Column(size = 18, scale = 0) BigDecimal number,
			@Embedded Money credit) {
	}

	record Money(@Column(size = 12, scale = 4) BigDecimal amount, String currency) {
	}

}
