package io.masterrecord.autoconfigure;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.boot.context.properties.bind.BindResult;
import org.springframework.boot.context.properties.bind.Binder;

/**
 * Tells which of two properties for the same is to be followed: what an application has
 * told Spring Data holds for its clients, until it tells us otherwise.
 *
 * @param binder reads properties
 */
record PageableProperties(Binder binder) {

	private static final Log log = LogFactory.getLog(PageableProperties.class);

	/**
	 * Tell whether our property is the one.
	 * @param ours the name of ours, below {@code masterrecord.pagination}
	 * @param theirs the name of that of Spring Data, below
	 * {@code spring.data.web.pageable}
	 */
	boolean isOurs(String ours, String theirs) {
		String ourName = "masterrecord.pagination." + ours;
		String theirName = "spring.data.web.pageable." + theirs;
		BindResult<String> our = this.binder.bind(ourName, String.class);
		BindResult<String> their = this.binder.bind(theirName, String.class);
		if (our.isBound() && their.isBound() && !our.get().equalsIgnoreCase(their.get())) {
			log.warn("'%s' is '%s' and '%s' is '%s': the first of them is followed, so remove the other"
				.formatted(ourName, our.get(), theirName, their.get()));
		}
		return our.isBound() || !their.isBound();
	}

}
