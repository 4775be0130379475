package io.masterrecord.operation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.masterrecord.schema.Environments;
import io.masterrecord.schema.Row;
import io.masterrecord.schema.Schema;
import io.masterrecord.schema.SchemaDifference;
import io.masterrecord.schema.SeedKey;
import org.jspecify.annotations.Nullable;

/**
 * Makes fewer operations of many that lead to the same, also where there are rows: what
 * is added to a table is created with it, what comes and goes is left out, and rows that
 * are written again are written with their last values.
 * <p>
 * Each operation is moved towards the beginning until it meets one with which it is one
 * operation, as long as the order makes no difference for those between them. SQL and
 * code stay where they are, and nothing that they could see is moved past them.
 *
 * @since 0.1.0
 */
public final class Simplification {

	private final OperationMerger merger;

	private final OperationOrder order;

	private Simplification(Schema before, List<? extends SchemaOperation> operations, boolean renamingRows) {
		this.merger = new OperationMerger(RowIdentities.of(before, operations));
		this.order = new OperationOrder(SqlSight.of(before, operations), renamingRows);
	}

	/**
	 * Make fewer operations of many.
	 * @param before the schema before the first of them
	 * @param operations the operations, in order
	 * @return fewer operations, or the same, which lead to the same
	 * @throws SchemaFoldException if an operation does not fit
	 */
	public static List<SchemaOperation> of(Schema before, List<? extends SchemaOperation> operations) {
		Schema after = SchemaFold.apply(before, operations);
		for (boolean renamingRows : List.of(true, false)) {
			List<SchemaOperation> fewer = new Simplification(before, operations, renamingRows).simplify(operations);
			if (leadsTo(before, fewer, after)) {
				// What is left out was in the way of others.
				return fewer.equals(operations) ? fewer : of(before, fewer);
			}
		}
		return List.copyOf(operations);
	}

	private List<SchemaOperation> simplify(List<? extends SchemaOperation> operations) {
		List<SchemaOperation> present = List.copyOf(operations);
		while (true) {
			List<SchemaOperation> fewer = new ArrayList<>();
			boolean changed = false;
			for (SchemaOperation operation : present) {
				changed |= add(fewer, operation);
			}
			if (!changed) {
				return fewer;
			}
			present = List.copyOf(fewer);
		}
	}

	/**
	 * Add an operation to others, of which it may become a part, or make some needless.
	 * @return whether it did
	 */
	private boolean add(List<SchemaOperation> operations, SchemaOperation added) {
		List<SchemaOperation> passed = new ArrayList<>();
		boolean passedRows = false;
		boolean changedOthers = false;
		for (int i = operations.size() - 1; i >= 0; i--) {
			SchemaOperation earlier = operations.get(i);
			OperationMerger.Merged merged = this.merger.merge(earlier, added, passedRows);
			if (merged != null) {
				operations.subList(i, operations.size()).clear();
				operations.addAll(merged.operations());
				operations.addAll(passed);
				SchemaOperation rest = merged.rest();
				if (rest != null) {
					add(operations, rest);
				}
				return true;
			}
			List<SchemaOperation> changed = this.order.exchange(earlier, added);
			if (changed == null) {
				break;
			}
			if (changed.isEmpty()) {
				operations.remove(i);
				changedOthers = true;
				continue;
			}
			passed.addAll(0, changed);
			String rows = RowTables.of(earlier);
			passedRows |= rows != null && rows.equals(OperationMerger.tableOf(added));
		}
		operations.add(added);
		return changedOthers;
	}

	/**
	 * Make sure that operations lead to a schema, with the same declared rows.
	 */
	private static boolean leadsTo(Schema before, List<SchemaOperation> operations, Schema after) {
		Schema found;
		try {
			found = SchemaFold.apply(before, operations);
		}
		catch (SchemaFoldException ex) {
			return false;
		}
		if (!SchemaDifference.between(found, after).isEmpty()) {
			return false;
		}
		Map<SeedKey, Written> written = written(operations);
		return after.seeds()
			.entrySet()
			.stream()
			.allMatch((seed) -> isSame(seed.getValue(), found.seeds().get(seed.getKey()), written.get(seed.getKey())));
	}

	/** A row that is renamed with its table is remembered in another way. */
	private static boolean isSame(String remembered, @Nullable String found, @Nullable Written row) {
		if (remembered.equals(found)) {
			return true;
		}
		return found != null && row != null && SeedFingerprint.isSync(remembered) == SeedFingerprint.isSync(found)
				&& SeedFingerprint.matches(found, row.row(), row.environments())
				&& SeedFingerprint.matches(remembered, row.row(), row.environments());
	}

	private static Map<SeedKey, Written> written(List<SchemaOperation> operations) {
		Map<SeedKey, Written> written = new HashMap<>();
		for (SchemaOperation operation : operations) {
			if (operation instanceof InsertRows insert) {
				insert.rows()
					.forEach((row) -> written.put(SeedFingerprint.key(insert.table(), insert.key(), row),
							new Written(row, insert.environments())));
			}
			if (operation instanceof UpsertRows upsert) {
				upsert.rows()
					.forEach((row) -> written.put(SeedFingerprint.key(upsert.table(), upsert.key(), row),
							new Written(row, upsert.environments())));
			}
		}
		return written;
	}

	/**
	 * A row as it was written last.
	 */
	private record Written(Row row, Environments environments) {
	}

}
