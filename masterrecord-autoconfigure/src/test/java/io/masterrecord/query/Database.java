package io.masterrecord.query;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import javax.sql.DataSource;

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

/**
 * The tables and rows of some entities in a test database, and queries of them that are
 * recorded.
 */
final class Database {

	private static final CursorKey CURSOR_KEY = CursorKey.of("a secret of the tests, and of at least 32 bytes");

	private final Model model;

	private final SqlRecorder recorder;

	private final StatementGate gate;

	private QueryContext context;

	private Database(DataSource dataSource, Class<?>... entities) {
		this.model = Model.of(entities);
		this.recorder = new SqlRecorder(dataSource);
		this.gate = StatementGate.of(this.recorder.dataSource(), dialect(dataSource));
		this.context = QueryContext.of(this.model, this.gate, QuerySettings.DEFAULTS, GlobalFilters.NONE, CURSOR_KEY);
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
		return of(database.dataSource(), entities);
	}

	static Database of(DataSource dataSource, Class<?>... entities) {
		return new Database(dataSource, entities);
	}

	private static Dialect dialect(DataSource dataSource) {
		try (Connection connection = dataSource.getConnection()) {
			return Dialects.of(connection);
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	Database settings(QuerySettings settings) {
		this.context = QueryContext.of(this.model, this.gate, settings, GlobalFilters.NONE, CURSOR_KEY);
		return this;
	}

	Database filters(GlobalFilters filters) {
		this.context = QueryContext.of(this.model, this.gate, this.context.settings(), filters, CURSOR_KEY);
		return this;
	}

	Database cursorKey(CursorKey key) {
		this.context = QueryContext.of(this.model, this.gate, this.context.settings(), this.context.filters(), key);
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
