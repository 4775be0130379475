package io.masterrecord.autoconfigure.stores;

import org.springframework.data.annotation.Id;

/**
 * What entities have in common is no entity.
 */
public abstract class Base {

	@Id
	private long id;

	public long getId() {
		return this.id;
	}

}
