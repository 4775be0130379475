package io.masterrecord.autoconfigure.stores;

import org.springframework.data.annotation.Id;
import org.springframework.data.web.ProjectedPayload;

/**
 * Annotated with something of another package of Spring Data, as the documents of other
 * stores are.
 */
@ProjectedPayload
public class Foreign {

	@Id
	private long id;

	public long getId() {
		return this.id;
	}

}
