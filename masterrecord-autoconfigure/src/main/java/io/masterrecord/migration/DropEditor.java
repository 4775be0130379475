package io.masterrecord.migration;

import java.util.List;

import io.masterrecord.operation.DropCheck;
import io.masterrecord.operation.DropForeignKey;
import io.masterrecord.operation.DropIndex;
import io.masterrecord.operation.DropSearchIndex;
import io.masterrecord.operation.DropUnique;
import io.masterrecord.operation.SchemaOperation;
import org.jspecify.annotations.Nullable;

/**
 * Says which table an index or constraint is dropped from.
 *
 * @since 0.1.0
 */
public final class DropEditor extends Step {

	enum Kind {

		INDEX("dropIndex"), SEARCH_INDEX("dropSearchIndex"), UNIQUE("dropUnique"), FOREIGN_KEY("dropForeignKey"),
		CHECK("dropCheck");

		private final String word;

		Kind(String word) {
			this.word = word;
		}

	}

	private final Kind kind;

	private final String name;

	private @Nullable String table;

	DropEditor(Kind kind, String name) {
		this.kind = kind;
		this.name = name;
	}

	/**
	 * Name the table.
	 * @param tableName the table
	 */
	public void on(String tableName) {
		once(this.table, "on");
		this.table = tableName;
	}

	@Override
	List<SchemaOperation> operations() {
		String tableName = finished(this.table, ".on(table)");
		return List.of(switch (this.kind) {
			case INDEX -> new DropIndex(tableName, this.name);
			case SEARCH_INDEX -> new DropSearchIndex(tableName, this.name);
			case UNIQUE -> new DropUnique(tableName, this.name);
			case FOREIGN_KEY -> new DropForeignKey(tableName, this.name);
			case CHECK -> new DropCheck(tableName, this.name);
		});
	}

	@Override
	String chain() {
		return "%s(\"%s\")".formatted(this.kind.word, this.name);
	}

}
