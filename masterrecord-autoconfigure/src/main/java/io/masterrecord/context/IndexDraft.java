package io.masterrecord.context;

import java.util.ArrayList;
import java.util.List;

import io.masterrecord.model.IndexDefinition;
import io.masterrecord.schema.Environments;

/**
 * An index while it is being declared.
 */
final class IndexDraft {

	private final List<String> properties;

	private final boolean composite;

	private String name = "";

	private final List<String> descending = new ArrayList<>();

	private String filter = "";

	private boolean unique;

	private Environments environments = Environments.everywhere();

	IndexDraft(List<String> properties, boolean composite) {
		this.properties = List.copyOf(properties);
		this.composite = composite;
	}

	boolean isComposite() {
		return this.composite;
	}

	void name(String stated) {
		this.name = stated;
	}

	void descending(String property) {
		this.descending.add(property);
	}

	void where(String condition) {
		this.filter = condition;
	}

	void unique() {
		this.unique = true;
	}

	void when(Environments where) {
		this.environments = where;
	}

	IndexDefinition define() {
		return new IndexDefinition(this.properties, this.descending, this.filter, this.name, this.unique,
				this.environments);
	}

}
