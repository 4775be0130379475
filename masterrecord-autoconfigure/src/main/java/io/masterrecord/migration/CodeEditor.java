package io.masterrecord.migration;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import io.masterrecord.operation.CodeStep;
import io.masterrecord.operation.RunCode;
import io.masterrecord.operation.SchemaOperation;

/**
 * Says what Java code does to the schema.
 *
 * @since 0.1.0
 */
public final class CodeEditor extends Step {

	private final String key;

	private final int version;

	private final CodeStep step;

	private final List<SchemaOperation> declares = new ArrayList<>();

	CodeEditor(String key, int version, CodeStep step) {
		if (key.isBlank() || version < 1) {
			throw new IllegalArgumentException(
					"code(\"%s\", %d) needs a key, and a version from 1".formatted(key, version));
		}
		this.key = key;
		this.version = version;
		this.step = step;
	}

	/**
	 * State what the code does to tables, columns and the like. What is stated is not
	 * run; it lets later migrations build on it.
	 * @param effects says the effects
	 * @return this
	 */
	public CodeEditor declares(Consumer<SchemaEditor> effects) {
		this.declares.addAll(SchemaEditor.record(effects));
		return this;
	}

	@Override
	List<SchemaOperation> operations() {
		return List.of(new RunCode(this.key, this.version, this.step, this.declares));
	}

	@Override
	String chain() {
		return "code(\"…\")";
	}

}
