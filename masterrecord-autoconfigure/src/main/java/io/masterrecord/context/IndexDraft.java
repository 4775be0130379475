package io.masterrecord.context;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

import io.masterrecord.model.IndexDefinition;
import io.masterrecord.model.IndexDefinition.Part;
import io.masterrecord.schema.Environments;

import org.springframework.util.Assert;

/**
 * An index while it is being declared.
 */
final class IndexDraft {

	private final List<Part> parts;

	private final boolean composite;

	private String name = "";

	private String filter = "";

	private final List<String> included = new ArrayList<>();

	private boolean unique;

	private Environments environments = Environments.everywhere();

	IndexDraft(List<Part> parts, boolean composite) {
		this.parts = new ArrayList<>(parts);
		this.composite = composite;
	}

	boolean isComposite() {
		return this.composite;
	}

	void name(String stated) {
		this.name = stated;
	}

	/**
	 * Say more about a property.
	 */
	void change(String property, UnaryOperator<Part> change) {
		boolean known = this.parts.stream().anyMatch((part) -> part.text().equals(property));
		Assert.isTrue(known, () -> "The index does not hold '%s'".formatted(property));
		this.parts.replaceAll((part) -> part.text().equals(property) ? change.apply(part) : part);
	}

	void add(Part part) {
		this.parts.add(part);
	}

	void where(String condition) {
		this.filter = condition;
	}

	void include(String property) {
		this.included.add(property);
	}

	void unique() {
		this.unique = true;
	}

	void when(Environments where) {
		this.environments = where;
	}

	IndexDefinition define() {
		return new IndexDefinition(this.parts, this.filter, this.name, this.unique, this.environments, false,
				this.included);
	}

}
