package io.masterrecord.lint;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

import io.masterrecord.dialect.Impact;
import io.masterrecord.operation.AddColumn;
import io.masterrecord.operation.AddForeignKey;
import io.masterrecord.operation.AddPrimaryKey;
import io.masterrecord.operation.AddUnique;
import io.masterrecord.operation.AlterColumn;
import io.masterrecord.operation.CreateIndex;
import io.masterrecord.operation.CreateTable;
import io.masterrecord.operation.Description;
import io.masterrecord.operation.Destruction;
import io.masterrecord.operation.DropColumn;
import io.masterrecord.operation.DropPrimaryKey;
import io.masterrecord.operation.DropTable;
import io.masterrecord.operation.RenameColumn;
import io.masterrecord.operation.RenameTable;
import io.masterrecord.operation.RunSql;
import io.masterrecord.operation.SchemaFold;
import io.masterrecord.operation.SchemaOperation;
import io.masterrecord.schema.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the operations of a migration, one after the other.
 */
final class OperationLint {

	private static final Pattern CHANGES_SCHEMA = Pattern.compile("(create|alter|drop|rename|truncate)\\s.*",
			Pattern.DOTALL);

	private final List<Server> servers;

	private final List<Finding> findings = new ArrayList<>();

	private final Set<String> created = new HashSet<>();

	private Schema schema;

	OperationLint(Schema before, List<Server> servers) {
		this.schema = before;
		this.servers = servers;
	}

	List<Finding> of(List<SchemaOperation> operations) {
		for (SchemaOperation operation : operations) {
			check(operation);
			this.schema = SchemaFold.apply(this.schema, operation);
		}
		return this.findings;
	}

	private void check(SchemaOperation operation) {
		if (operation instanceof CreateTable create) {
			this.created.add(create.table().name());
			return;
		}
		String table = tableOf(operation);
		if (table != null && this.created.contains(table)) {
			return;
		}
		String subject = Description.of(operation);
		if (Destruction.isDestructive(this.schema, operation)) {
			find(Rule.DATA_LOSS, subject, "Data is lost that nobody can bring back but from a backup",
					"Keep it until nobody needs it, then say why it may go: schema.accept(\"data-loss\", \"…\")");
		}
		if (breaksRunningRelease(operation)) {
			find(Rule.ROLLING_UPDATE, subject,
					"A release that is still running while this one starts uses the old name",
					"Stop using it in one release, and change it in the next; or stop the old release first");
		}
		if (operation instanceof RunSql sql && sql.declares().isEmpty()
				&& CHANGES_SCHEMA.matcher(sql.sql().strip().toLowerCase(Locale.ROOT)).matches()) {
			find(Rule.UNDECLARED_CHANGE, subject, "It seems to change the schema, and later migrations will not know",
					"Say what it does: .declares((schema) -> …), or accept that it is none of the entities' concern");
		}
		if (table != null) {
			this.servers.forEach((server) -> server.dialect()
				.impact(this.schema, operation, server.version())
				.forEach((impact) -> this.findings.add(new Finding(rule(impact.kind()), subject, server.dialect().id(),
						impact.reason(), impact.remedy()))));
		}
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

	private static boolean breaksRunningRelease(SchemaOperation operation) {
		return operation instanceof RenameTable || operation instanceof RenameColumn || operation instanceof DropTable
				|| operation instanceof DropColumn;
	}

	/**
	 * Return the table that an operation is about, if it is about one that exists.
	 */
	private static @Nullable String tableOf(SchemaOperation operation) {
		if (operation instanceof AddColumn add) {
			return add.table();
		}
		if (operation instanceof DropColumn drop) {
			return drop.table();
		}
		if (operation instanceof AlterColumn alter) {
			return alter.table();
		}
		if (operation instanceof CreateIndex create) {
			return create.table();
		}
		if (operation instanceof AddUnique add) {
			return add.table();
		}
		if (operation instanceof AddForeignKey add) {
			return add.table();
		}
		if (operation instanceof AddPrimaryKey add) {
			return add.table();
		}
		if (operation instanceof DropPrimaryKey drop) {
			return drop.table();
		}
		if (operation instanceof DropTable drop) {
			return drop.table();
		}
		if (operation instanceof RenameTable rename) {
			return rename.table();
		}
		return (operation instanceof RenameColumn rename) ? rename.table() : null;
	}

}
