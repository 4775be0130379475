package io.masterrecord.lint;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

import io.masterrecord.operation.RenameColumn;
import io.masterrecord.operation.RenameTable;
import io.masterrecord.operation.SchemaOperation;
import io.masterrecord.schema.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Looks for what a person should know before migrations run.
 *
 * @since 0.1.0
 */
public final class Lint {

	private Lint() {
	}

	/**
	 * Look at the operations of a migration.
	 * @param before the schema before it
	 * @param operations the operations of its {@code up}
	 * @param accepted what the migration accepts: reasons by the name of the rule
	 * @param servers the databases it is meant for; none to leave locks out
	 * @param online whether tables that exist are to stay in use where they can
	 * @return the findings in order of the operations; those that are accepted say so
	 */
	public static List<Finding> of(Schema before, List<SchemaOperation> operations, Map<String, String> accepted,
			List<Server> servers, boolean online) {
		List<Finding> findings = new ArrayList<>();
		for (Finding finding : new OperationLint(before, servers, online).of(operations)) {
			String reason = accepted.get(finding.rule().id());
			findings.add((reason != null) ? finding.accepted(reason) : finding);
		}
		accepted.keySet()
			.stream()
			.filter((rule) -> Rule.find(rule).isEmpty())
			.map(Lint::unknown)
			.forEach(findings::add);
		return List.copyOf(findings);
	}

	/**
	 * Look at the classes that a migration depends on.
	 * @param classes the names of the classes that are neither of the JDK nor of the
	 * migrations
	 * @param accepted what the migration accepts: reasons by the name of the rule
	 * @return a finding for each class
	 */
	public static List<Finding> ofClasses(Collection<String> classes, Map<String, String> accepted) {
		String reason = accepted.get(Rule.FOREIGN_CLASS.id());
		return classes.stream().map((name) -> {
			Finding finding = new Finding(Rule.FOREIGN_CLASS, "class " + name, null,
					"The class may be changed or removed before the migration has run on the last database",
					"Use the JDK and io.masterrecord.migration alone: write names and values down as they are now");
			return (reason != null) ? finding.accepted(reason) : finding;
		}).toList();
	}

	/**
	 * Look at a former name that an entity tells.
	 * @param table the present name of the table
	 * @param column the present name of the column, or {@code null} if the table was
	 * renamed
	 * @param formerName the former name of the column or table
	 * @param renames the operations of migrations, by the migration in words
	 * @return a finding for each migration that has followed the name
	 */
	public static List<Finding> ofHint(String table, @Nullable String column, String formerName,
			Map<String, List<SchemaOperation>> renames) {
		SchemaOperation rename = (column != null) ? new RenameColumn(table, formerName, column)
				: new RenameTable(formerName, table);
		String subject = "'%s' as the former name of %s".formatted(formerName,
				(column != null) ? table + "." + column : table);
		return renames.entrySet()
			.stream()
			.filter((migration) -> migration.getValue().contains(rename))
			.map((migration) -> new Finding(Rule.STALE_HINT, subject, null,
					"Migration %s has followed it, and no other will".formatted(migration.getKey()),
					"Leave the @RenamedFrom out"))
			.toList();
	}

	private static Finding unknown(String rule) {
		return new Finding(Rule.UNKNOWN_RULE, "accept %s".formatted(rule), null,
				"There is no rule '%s'".formatted(rule), "Name one that 'masterrecord lint --rules' prints");
	}

	/**
	 * Look at the keys and indexes of a schema.
	 * @param schema the schema
	 * @return the findings in order of the tables
	 */
	public static List<Finding> of(Schema schema) {
		return List.copyOf(new SchemaLint().of(schema));
	}

}
