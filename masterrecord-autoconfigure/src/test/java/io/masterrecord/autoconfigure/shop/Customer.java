package io.masterrecord.autoconfigure.shop;

import io.masterrecord.annotation.GeneratedId;

import org.springframework.data.annotation.Id;

/**
 * An entity that is a class, recognised by the id among its fields.
 */
public class Customer {

	@Id
	@GeneratedId
	private Long id;

	private String name;

	public Long getId() {
		return this.id;
	}

	public String getName() {
		return this.name;
	}

	public void setName(String name) {
		this.name = name;
	}

}
