package io.masterrecord.lint;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

import io.masterrecord.dialect.Impact;
import io.masterrecord.operation.AddColumn;
import io.masterrecord.operation.AlterColumn;
import io.masterrecord.operation.Description;
import io.masterrecord.operation.Destruction;
import io.masterrecord.operation.DropColumn;
import io.masterrecord.operation.DropTable;
import io.masterrecord.operation.ExistingTables;
import io.masterrecord.operation.RenameColumn;
import io.masterrecord.operation.RenameTable;
import io.masterrecord.operation.RunSql;
import io.masterrecord.operation.SchemaFold;
import io.masterrecord.operation.SchemaOperation;
import io.masterrecord.schema.Schema;
import io.masterrecord.schema.SqlText;

/**
 * Looks at the operations of a migration, one after the other.
 */
final class OperationLint {

	private static final Pattern CHANGES_SCHEMA = Pattern.compile("(create|alter|drop|rename|truncate)\\s.*",
			Pattern.DOTALL);

	private final List<Server> servers;

	private final boolean online;

	private final List<Finding> findings = new ArrayList<>();

	private final ExistingTables existing;

	private Schema schema;

	OperationLint(Schema before, List<Server> servers, boolean online) {
		this.schema = before;
		this.servers = servers;
		this.online = online;
		this.existing = new ExistingTables(before);
	}

	List<Finding> of(List<SchemaOperation> operations) {
		for (SchemaOperation operation : operations) {
			Schema after = SchemaFold.apply(this.schema, operation);
			if (!isAboutNewTables(after)) {
				check(operation);
			}
			this.existing.follow(operation);
			this.schema = after;
		}
		return this.findings;
	}

	/**
	 * Tell whether an operation changes tables, all of which the migration has created
	 * itself.
	 */
	private boolean isAboutNewTables(Schema after) {
		Set<String> changed = new HashSet<>(this.schema.tables().keySet());
		changed.addAll(after.tables().keySet());
		changed.removeIf((name) -> this.schema.table(name).equals(after.table(name)));
		return !changed.isEmpty() && changed.stream().noneMatch(this.existing::contains);
	}

	private void check(SchemaOperation operation) {
		String subject = Description.of(operation);
		if (Destruction.isDestructive(this.existing, this.schema, operation)) {
			find(Rule.DATA_LOSS, subject, "Data is lost that nobody can bring back but from a backup",
					"Keep it until nobody needs it, then say why it may go: schema.accept(\"data-loss\", \"…\")");
		}
		if (operation instanceof AlterColumn alter && alter.fillsNulls(this.schema)) {
			find(Rule.FILLED_NULLS, subject,
					"Rows get the default where it is NULL, and nobody can tell them from the others afterwards",
					"Look at these rows before, and fill them in a step of their own if they want something else");
		}
		if (breaksRunningRelease(operation)) {
			find(Rule.ROLLING_UPDATE, subject,
					"A release that is still running while this one starts uses the old name",
					"Stop using it in one release, and change it in the next; or stop the old release first");
		}
		if (refusesRowsOfRunningRelease(operation)) {
			find(Rule.ROLLING_UPDATE, subject,
					"A release that is still running while this one starts writes rows without a value for it, which are "
							+ "refused from now on",
					"Let it have a default, or accept NULL, until that release is gone; or stop the old release first");
		}
		if (operation instanceof RunSql sql && sql.declares().isEmpty()
				&& CHANGES_SCHEMA.matcher(SqlText.withoutComments(sql.sql()).toLowerCase(Locale.ROOT)).matches()) {
			find(Rule.UNDECLARED_CHANGE, subject, "It seems to change the schema, and later migrations will not know",
					"Say what it does: .declares((schema) -> …), or accept that it is none of the entities' concern");
		}
		this.servers.forEach((server) -> server.dialect()
			.impact(this.schema, operation, server.version(), this.online)
			.forEach((impact) -> this.findings.add(new Finding(rule(impact.kind()), subject, server.dialect().id(),
					impact.reason(), impact.remedy()))));
	}

	private void find(Rule rule, String subject, String reason, String remedy) {
		this.findings.add(new Finding(rule, subject, null, reason, remedy));
	}

	private static Rule rule(Impact.Kind kind) {
		return switch (kind) {
			case REWRITES_TABLE -> Rule.TABLE_REWRITE;
			case REWRITES_ONLINE -> Rule.ONLINE_REWRITE;
			case BLOCKS_READS -> Rule.BLOCKED_READS;
			case BLOCKS_WRITES -> Rule.BLOCKED_WRITES;
		};
	}

	/**
	 * Tell whether rows have to have a value from now on that they could do without
	 * before.
	 */
	private boolean refusesRowsOfRunningRelease(SchemaOperation operation) {
		if (operation instanceof AddColumn add) {
			return add.column().isRequired();
		}
		return operation instanceof AlterColumn alter && alter.column().isRequired()
				&& this.schema.table(alter.table())
					.flatMap((table) -> table.column(alter.column().name()))
					.filter((before) -> !before.isRequired())
					.isPresent();
	}

	private static boolean breaksRunningRelease(SchemaOperation operation) {
		return operation instanceof RenameTable || operation instanceof RenameColumn || operation instanceof DropTable
				|| operation instanceof DropColumn;
	}

}
