package io.masterrecord.generate;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.Locale;

import io.masterrecord.MasterRecordException;
import io.masterrecord.migration.MigrationChain;

/**
 * The ids of generated migrations, which are the time in UTC.
 */
final class MigrationIds {

	private static final DateTimeFormatter ID = DateTimeFormatter.ofPattern("yyyyMMddHHmmss", Locale.ROOT);

	private MigrationIds() {
	}

	/**
	 * Return an id that comes after all others.
	 */
	static String next(MigrationChain chain, Clock clock) {
		String id = ID.format(LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC));
		// Ids grow along the chain, also where a colleague's clock is ahead.
		String head = chain.heads().stream().max(Comparator.naturalOrder()).orElse("");
		return (isTime(head) && head.compareTo(id) >= 0) ? after(head) : id;
	}

	/**
	 * Return an id that comes next after another one, or after all if that is no time.
	 */
	static String behind(String last, MigrationChain chain, Clock clock) {
		String id = isTime(last) ? after(last) : next(chain, clock);
		while (isTaken(id, chain)) {
			id = after(id);
		}
		return id;
	}

	private static boolean isTaken(String id, MigrationChain chain) {
		return chain.all().stream().anyMatch((migration) -> migration.id().equals(id));
	}

	private static boolean isTime(String id) {
		return id.matches("\\d{14}");
	}

	private static String after(String id) {
		try {
			return ID.format(LocalDateTime.parse(id, ID).plusSeconds(1));
		}
		catch (DateTimeException ex) {
			throw new MasterRecordException(
					("No id comes after that of migration '%s', which is no time: give that migration an id of the form "
							+ "yyyyMMddHHmmss, or of fewer digits, before it is applied anywhere")
						.formatted(id),
					ex);
		}
	}

}
