package io.masterrecord.write;

/**
 * What becomes of an instance that is written.
 */
enum WriteKind {

	/** It becomes a row. */
	INSERT,

	/** It changes a row that exists. */
	UPDATE

}
