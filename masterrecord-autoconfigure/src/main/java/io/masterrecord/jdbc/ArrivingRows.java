package io.masterrecord.jdbc;

import java.sql.Connection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The rows that arrive on connections on which, meanwhile, their driver runs nothing
 * else.
 */
final class ArrivingRows {

	private final Map<Connection, OpenRows<?>> rows = Collections.synchronizedMap(new IdentityHashMap<>(0));

	/**
	 * Note rows that are about to be asked for.
	 */
	void add(OpenRows<?> arriving) {
		makeRoom(arriving.connection());
		this.rows.put(arriving.connection(), arriving);
	}

	void remove(OpenRows<?> arrived) {
		this.rows.remove(arrived.connection(), arrived);
	}

	/**
	 * Leave a connection to another statement, whatever arrives on it.
	 */
	void makeRoom(Connection connection) {
		if (this.rows.isEmpty()) {
			return;
		}
		@Nullable OpenRows<?> arriving = this.rows.remove(connection);
		if (arriving != null) {
			arriving.makeRoom();
		}
	}

}
