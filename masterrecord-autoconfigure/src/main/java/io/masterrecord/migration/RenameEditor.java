package io.masterrecord.migration;

import java.util.List;
import java.util.function.Function;

import io.masterrecord.operation.SchemaOperation;
import org.jspecify.annotations.Nullable;

/**
 * Says the new name of what is renamed.
 *
 * @since 0.1.0
 */
public final class RenameEditor extends Step {

	private final String beginning;

	private final Function<String, SchemaOperation> rename;

	private @Nullable String newName;

	RenameEditor(String beginning, Function<String, SchemaOperation> rename) {
		this.beginning = beginning;
		this.rename = rename;
	}

	/**
	 * Name it anew.
	 * @param name the name from now on
	 */
	public void to(String name) {
		once(this.newName, "to");
		this.newName = name;
	}

	@Override
	List<SchemaOperation> operations() {
		return List.of(this.rename.apply(finished(this.newName, ".to(newName)")));
	}

	@Override
	String chain() {
		return this.beginning;
	}

}
