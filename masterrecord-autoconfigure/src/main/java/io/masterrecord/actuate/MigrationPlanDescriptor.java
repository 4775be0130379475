package io.masterrecord.actuate;

import java.util.ArrayList;
import java.util.List;

import io.masterrecord.dialect.Dialect;
import io.masterrecord.dialect.SqlCommand;
import io.masterrecord.migration.MigrationChain;
import io.masterrecord.migration.MigrationDefinition;
import io.masterrecord.migration.MigrationStatus;
import io.masterrecord.operation.Backfill;
import io.masterrecord.operation.Description;
import io.masterrecord.operation.RunCode;
import io.masterrecord.operation.RunSql;
import io.masterrecord.operation.SchemaFold;
import io.masterrecord.operation.SchemaOperation;
import io.masterrecord.schema.Schema;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * The steps of one migration with their SQL, as the endpoint describes them. Values are
 * placeholders, and SQL that a person wrote is left out, since it may hold values.
 *
 * @param migration the migration
 * @param dialect the dialect of the SQL
 * @param steps the steps, in order
 * @since 0.1.0
 */
public record MigrationPlanDescriptor(MigrationDescriptor migration, String dialect,
		List<Step> steps) implements OperationResponseBody {

	private static final String HIDDEN = "******";

	static MigrationPlanDescriptor of(MigrationChain chain, MigrationDefinition definition, MigrationStatus.Item item,
			Dialect dialect) {
		List<Step> steps = new ArrayList<>();
		Schema schema = chain.schemaAt(definition.parent());
		for (SchemaOperation operation : definition.up()) {
			steps.add(step(steps.size() + 1, schema, operation, dialect));
			schema = SchemaFold.apply(schema, operation);
		}
		return new MigrationPlanDescriptor(MigrationDescriptor.of(item), dialect.id(), steps);
	}

	private static Step step(int number, Schema before, SchemaOperation operation, Dialect dialect) {
		if (operation instanceof RunSql) {
			return new Step(number, "run SQL", List.of(HIDDEN));
		}
		if (operation instanceof Backfill backfill) {
			return new Step(number, "fill " + backfill.table(), List.of(HIDDEN));
		}
		List<String> sql = (operation instanceof RunCode) ? List.of()
				: dialect.render(before, operation).stream().map(SqlCommand::sql).toList();
		return new Step(number, Description.of(operation), sql);
	}

	/**
	 * A step of a migration.
	 *
	 * @param number which step, from 1
	 * @param description what it does
	 * @param sql its statements, with placeholders for values
	 */
	public record Step(int number, String description, List<String> sql) {
	}

}
