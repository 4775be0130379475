package io.masterrecord.model.unmarked;

import org.springframework.data.annotation.Id;

public class UnmarkedBase {

	@Id
	private Long id;

	private String inherited;

	public Long getId() {
		return this.id;
	}

	public String getInherited() {
		return this.inherited;
	}

}
