package io.masterrecord.repository;

import java.util.List;

import io.masterrecord.jdbc.StatementGate;
import io.masterrecord.jdbc.StatementKind;
import io.masterrecord.write.EntityOperations;
import org.jspecify.annotations.Nullable;

import org.springframework.data.repository.query.QueryMethod;
import org.springframework.data.repository.query.RepositoryQuery;
import org.springframework.util.NumberUtils;

/**
 * The change whose text a method states.
 *
 * @param method the method
 * @param operations the way to the database
 * @param text the text
 * @param kind what it does
 * @param parameters the values
 * @param result the type of the number of rows, or {@code null} for no result
 */
record TextUpdate(QueryMethod method, EntityOperations operations, SqlTemplate text, StatementKind kind,
		SqlArguments parameters, @Nullable Class<? extends Number> result) implements RepositoryQuery {

	@Override
	public QueryMethod getQueryMethod() {
		return this.method;
	}

	@Override
	public @Nullable Object execute(@Nullable Object[] arguments) {
		StatementGate gate = this.operations.gate();
		int rows = gate
			.update(this.parameters.statement(gate.dialect(), this.kind, "", this.text, "", List.of(), arguments));
		return (this.result != null) ? NumberUtils.convertNumberToTargetClass(rows, this.result) : null;
	}

}
