package io.masterrecord.query;

import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import io.masterrecord.dialect.Dialect;
import io.masterrecord.dialect.Dialects;
import io.masterrecord.dialect.SqlCommand;
import io.masterrecord.dialect.TypedValue;
import io.masterrecord.jdbc.SqlBatch;
import io.masterrecord.jdbc.SqlStatement;
import io.masterrecord.jdbc.StatementGate;
import io.masterrecord.jdbc.StatementKind;
import io.masterrecord.model.EntityModel;
import io.masterrecord.model.Model;
import io.masterrecord.model.PropertyModel;
import io.masterrecord.operation.CreateTable;
import io.masterrecord.schema.Schema;
import io.masterrecord.testing.SqlRecorder;
import io.masterrecord.testing.TestDatabase;

import org.springframework.jdbc.support.JdbcUtils;

/**
 * The tables and rows of some entities in a test database, and queries of them that are
 * recorded.
 */
final class Database {

	private final Model model;

	private final SqlRecorder recorder;

	private final StatementGate gate;

	private QueryContext context;

	private Database(TestDatabase database, Class<?>... entities) {
		this.model = Model.of(entities);
		this.recorder = new SqlRecorder(database.dataSource());
		this.gate = StatementGate.of(this.recorder.dataSource(), dialect(database));
		this.context = QueryContext.of(this.gate, QuerySettings.DEFAULTS);
	}

	/**
	 * Create the tables of entities.
	 */
	static Database create(TestDatabase database, Class<?>... entities) {
		Database created = of(database, entities);
		Schema schema = Schema.empty();
		for (EntityModel<?> entity : created.model.entities()) {
			for (SqlCommand command : created.dialect().render(schema, new CreateTable(entity.toTable()))) {
				created.gate.update(SqlStatement.of(StatementKind.DDL, command, Set.of(entity.table())));
			}
		}
		return created;
	}

	/**
	 * Use tables that are there.
	 */
	static Database of(TestDatabase database, Class<?>... entities) {
		return new Database(database, entities);
	}

	static Dialect dialect(TestDatabase database) {
		Connection connection = null;
		try {
			connection = database.dataSource().getConnection();
			return Dialects.of(connection);
		}
		catch (java.sql.SQLException ex) {
			throw new IllegalStateException(ex);
		}
		finally {
			JdbcUtils.closeConnection(connection);
		}
	}

	Database settings(QuerySettings settings) {
		this.context = QueryContext.of(this.gate, settings);
		return this;
	}

	@SafeVarargs
	@SuppressWarnings("varargs")
	final <T> Database insert(T... instances) {
		return insert(List.of(instances));
	}

	@SuppressWarnings("unchecked")
	<T> Database insert(List<T> instances) {
		EntityModel<T> entity = entity((Class<T>) instances.get(0).getClass());
		List<PropertyModel> properties = entity.properties();
		String columns = properties.stream()
			.map((property) -> dialect().quote(property.column()))
			.collect(Collectors.joining(", "));
		String sql = "insert into " + dialect().quote(entity.table()) + " (" + columns + ") values (?"
				+ ", ?".repeat(properties.size() - 1) + ")";
		List<List<TypedValue>> rows = new ArrayList<>();
		for (T instance : instances) {
			rows.add(properties.stream()
				.map((property) -> new TypedValue(property.type(), property.toColumn(property.get(instance))))
				.toList());
		}
		this.gate.batch(new SqlBatch(sql, rows, Set.of(entity.table()), StatementKind.INSERT));
		this.recorder.clear();
		return this;
	}

	<T> Query<T> query(Class<T> type) {
		return Query.of(entity(type), this.context);
	}

	<T> EntityModel<T> entity(Class<T> type) {
		return this.model.entity(type);
	}

	Dialect dialect() {
		return this.gate.dialect();
	}

	StatementGate gate() {
		return this.gate;
	}

	SqlRecorder recorder() {
		return this.recorder;
	}

}
