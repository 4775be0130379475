package io.masterrecord.context;

/**
 * Declares indexes and seeds of entities in code. Every bean of this type is asked once,
 * at start-up; their order does not matter. An application without one gets a context of
 * the entities in its packages.
 *
 * @since 0.1.0
 */
public interface MasterRecordConfigurer {

	/** The name of the context where there is no other. */
	String DEFAULT_CONTEXT = "default";

	/**
	 * Declare what belongs to the entities.
	 * @param context takes the declarations
	 */
	void configure(ContextBuilder context);

	/**
	 * Return the context that is configured.
	 * @return its name
	 */
	default String context() {
		return DEFAULT_CONTEXT;
	}

}
