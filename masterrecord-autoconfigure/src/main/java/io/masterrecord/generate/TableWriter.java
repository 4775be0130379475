package io.masterrecord.generate;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

import io.masterrecord.schema.Check;
import io.masterrecord.schema.Column;
import io.masterrecord.schema.Deferral;
import io.masterrecord.schema.ForeignKey;
import io.masterrecord.schema.PrimaryKey;
import io.masterrecord.schema.ReferentialAction;
import io.masterrecord.schema.Table;
import io.masterrecord.schema.UniqueConstraint;
import org.jspecify.annotations.Nullable;

/**
 * Writes the definition of a table. A key of one column stands with its column where it
 * has the name that it gets there; the others have a line of their own.
 */
final class TableWriter {

	private static final String TABLE = "table";

	private final Table table;

	private final JavaLiteral literals;

	private final List<UniqueConstraint> inlineUniques;

	private final List<ForeignKey> inlineForeignKeys;

	TableWriter(Table table, JavaLiteral literals) {
		this.table = table;
		this.literals = literals;
		this.inlineUniques = inline(table.uniques(), this::isDefault, UniqueConstraint::columns);
		this.inlineForeignKeys = inline(table.foreignKeys(), this::isDefault, ForeignKey::columns);
	}

	List<String> lines(int depth) {
		List<String> lines = new ArrayList<>();
		for (Column column : this.table.columns()) {
			lines.addAll(column(column).lines(depth));
		}
		PrimaryKey key = this.table.primaryKey();
		if (key != null && !isInline(key)) {
			lines.addAll(new CallChain(TABLE).call("primaryKey", StatementWriter.names(key.name(), key.columns()))
				.lines(depth));
		}
		for (UniqueConstraint unique : this.table.uniques()) {
			if (!this.inlineUniques.contains(unique)) {
				lines.addAll(new CallChain(TABLE).call("unique", StatementWriter.names(unique.name(), unique.columns()))
					.lines(depth));
			}
		}
		for (ForeignKey foreignKey : this.table.foreignKeys()) {
			if (!this.inlineForeignKeys.contains(foreignKey)) {
				CallChain chain = new CallChain(TABLE).call("foreignKey",
						StatementWriter.names(foreignKey.name(), foreignKey.columns()));
				lines.addAll(StatementWriter.references(chain, foreignKey).lines(depth));
			}
		}
		this.table.checks().forEach((check) -> lines.addAll(check(check).lines(depth)));
		String comment = this.table.comment();
		if (comment != null) {
			lines.addAll(new CallChain(TABLE).call("comment", StatementWriter.text(comment)).lines(depth));
		}
		return lines;
	}

	private static CallChain check(Check check) {
		List<String> arguments = new ArrayList<>();
		arguments.add(StatementWriter.text(check.name()));
		if (check.rule() instanceof Check.OneOf values) {
			arguments.addAll(StatementWriter.oneOf(values));
			return new CallChain(TABLE).call("oneOf", arguments);
		}
		arguments.add(StatementWriter.text(((Check.Sql) check.rule()).sql()));
		return new CallChain(TABLE).call("check", arguments);
	}

	private CallChain column(Column column) {
		CallChain chain = StatementWriter.column(new CallChain(TABLE), column, this.literals);
		PrimaryKey key = this.table.primaryKey();
		if (key != null && isInline(key) && key.columns().contains(column.name())) {
			chain.call("primaryKey");
		}
		if (this.inlineUniques.stream().anyMatch((unique) -> unique.columns().contains(column.name()))) {
			chain.call("unique");
		}
		this.inlineForeignKeys.stream()
			.filter((foreignKey) -> foreignKey.columns().contains(column.name()))
			.forEach((foreignKey) -> chain.call("references",
					StatementWriter.names(foreignKey.targetTable(), foreignKey.targetColumns())));
		return chain;
	}

	private boolean isInline(@Nullable PrimaryKey key) {
		return key != null && key.columns().size() == 1 && key.name().equals("pk_" + this.table.name());
	}

	private boolean isDefault(UniqueConstraint unique) {
		return unique.columns().size() == 1
				&& unique.name().equals("uq_%s_%s".formatted(this.table.name(), unique.columns().get(0)));
	}

	private boolean isDefault(ForeignKey key) {
		return key.columns().size() == 1 && key.targetColumns().size() == 1 && key.deferral() == Deferral.NOT_DEFERRABLE
				&& key.onDelete() == ReferentialAction.RESTRICT && key.onUpdate() == ReferentialAction.RESTRICT
				&& key.name().equals("fk_%s_%s".formatted(this.table.name(), key.columns().get(0)));
	}

	/**
	 * What stands with a column is recorded before what has a line of its own, in the
	 * order of the columns: only constraints that are declared in that order can stand
	 * there.
	 */
	private <C> List<C> inline(List<C> declared, Function<C, Boolean> isDefault, Function<C, List<String>> columns) {
		List<C> candidates = declared.stream().filter(isDefault::apply).toList();
		List<C> byColumn = this.table.columns()
			.stream()
			.flatMap((column) -> candidates.stream()
				.filter((candidate) -> columns.apply(candidate).contains(column.name())))
			.toList();
		List<C> others = declared.stream().filter((constraint) -> !candidates.contains(constraint)).toList();
		List<C> recorded = Stream.concat(byColumn.stream(), others.stream()).toList();
		return recorded.equals(declared) ? candidates : List.of();
	}

}
