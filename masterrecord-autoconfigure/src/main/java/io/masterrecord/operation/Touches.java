package io.masterrecord.operation;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What operations have to do with, found out once for each of them.
 */
final class Touches {

	private static final TouchingVisitor TOUCHING = new TouchingVisitor();

	private final Map<SchemaOperation, List<Touch>> known = new IdentityHashMap<>();

	List<Touch> of(SchemaOperation operation) {
		return this.known.computeIfAbsent(operation, (each) -> each.accept(TOUCHING));
	}

	/**
	 * Return the tables that an operation has to do with.
	 */
	static Set<String> tables(SchemaOperation operation) {
		return names(operation.accept(TOUCHING), Touch.Kind.TABLE);
	}

	static Set<String> names(List<Touch> touches, Touch.Kind kind) {
		return touches.stream()
			.filter((touch) -> touch.kind() == kind)
			.map(Touch::name)
			.collect(Collectors.collectingAndThen(Collectors.toSet(), Collections::unmodifiableSet));
	}

}
