package io.masterrecord.autoconfigure.stores;

import java.util.Set;

import org.springframework.data.annotation.Id;

/**
 * Belongs to another store, as its repository tells: there is no annotation on it, and
 * ours could not hold it.
 */
public class Order {

	@Id
	private long id;

	private Set<Object> lines = Set.of();

	public long getId() {
		return this.id;
	}

	public Set<Object> getLines() {
		return this.lines;
	}

	public void setLines(Set<Object> lines) {
		this.lines = lines;
	}

}
