package io.masterrecord.migration;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import io.masterrecord.operation.Description;
import io.masterrecord.operation.OperationJson;
import io.masterrecord.operation.SchemaOperation;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.StringNode;

/**
 * The operations of a migration as they are kept in the history: JSON arrays of objects
 * with what an operation {@code is}, for people, and what it {@code does}.
 *
 * @param up the operations it was applied with
 * @param down the operations of the way back
 */
record StoredOperations(String up, String down) {

	static final StoredOperations NONE = new StoredOperations("[]", "[]");

	private static final JsonMapper JSON = JsonMapper.shared();

	static StoredOperations of(MigrationDefinition definition) {
		return new StoredOperations(write(definition.up()), write(definition.down()));
	}

	List<StoredOperation> upList() {
		return read(this.up);
	}

	List<StoredOperation> downList() {
		return read(this.down);
	}

	private static List<StoredOperation> read(String json) {
		List<StoredOperation> operations = new ArrayList<>();
		for (JsonNode node : JSON.readTree(json)) {
			operations.add(new StoredOperation(node.required("is").asString(), node.required("does").toString()));
		}
		return operations;
	}

	private static String write(List<SchemaOperation> operations) {
		return operations.stream().map(StoredOperations::write).collect(Collectors.joining(",", "[", "]"));
	}

	private static String write(SchemaOperation operation) {
		String array = OperationJson.write(List.of(operation));
		return "{\"is\":" + StringNode.valueOf(Description.of(operation)) + ",\"does\":"
				+ array.substring(1, array.length() - 1) + "}";
	}

}
