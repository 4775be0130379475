package io.masterrecord.migration;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import io.masterrecord.jdbc.StatementGate;
import io.masterrecord.schema.ForeignKey;
import io.masterrecord.schema.Row;
import io.masterrecord.schema.Schema;
import io.masterrecord.schema.Table;
import org.jspecify.annotations.Nullable;

/**
 * Keeps rows that other rows refer to from being deleted, whatever their foreign keys
 * would do about it: nothing is deleted or emptied by cascade.
 */
final class RowGuard {

	private final StatementGate gate;

	private final Table table;

	private final List<Referring> referring = new ArrayList<>();

	RowGuard(StatementGate gate, Schema schema, Table table) {
		this.gate = gate;
		this.table = table;
		for (Table other : schema.tables().values()) {
			for (ForeignKey key : other.foreignKeys()) {
				if (key.targetTable().equals(table.name())) {
					this.referring.add(new Referring(other, key));
				}
			}
		}
	}

	/**
	 * Say why a row has to stay.
	 * @param row the whole row
	 * @return the reason as a clause, or {@code null} if it may be deleted
	 */
	@Nullable String obstacle(Row row) {
		for (Referring other : this.referring) {
			List<@Nullable Object> values = new ArrayList<>();
			other.key().targetColumns().forEach((column) -> values.add(row.values().get(column)));
			boolean itself = other.table().name().equals(this.table.name());
			RowTable rows = new RowTable(this.gate, other.table());
			Row except = itself ? row.only(rows.identity(List.copyOf(row.values().keySet()))) : null;
			if (rows.refersTo(other.key().columns(), values, except)) {
				return reason(other);
			}
		}
		return null;
	}

	/**
	 * Say why rows have to stay, as {@link #obstacle(Row)} does for one.
	 * @param rows whole rows
	 * @return the reasons of those that have to
	 */
	Map<Row, String> obstacles(Collection<Row> rows) {
		Map<Row, String> reasons = new HashMap<>();
		for (Referring other : this.referring) {
			if (other.key().columns().size() > 1) {
				continue;
			}
			String target = other.key().targetColumns().get(0);
			Set<String> referred = new RowTable(this.gate, other.table()).values(other.key().columns().get(0),
					rows.stream().map((row) -> row.values().get(target)).filter(Objects::nonNull).toList());
			rows.stream()
				.filter((row) -> referred.contains(RowTable.keyHash(row, List.of(target))))
				.forEach((row) -> reasons.putIfAbsent(row, reason(other)));
		}
		if (this.referring.stream().anyMatch((other) -> other.key().columns().size() > 1)) {
			rows.stream().filter((row) -> !reasons.containsKey(row)).forEach((row) -> {
				String reason = obstacle(row);
				if (reason != null) {
					reasons.put(row, reason);
				}
			});
		}
		return reasons;
	}

	/**
	 * Tell whether rows of the table may refer to others of it.
	 */
	boolean mayReferToItself() {
		return this.referring.stream().anyMatch((other) -> other.table().name().equals(this.table.name()));
	}

	private static String reason(Referring other) {
		return "rows of '%s' refer to it".formatted(other.table().name());
	}

	private record Referring(Table table, ForeignKey key) {
	}

}
