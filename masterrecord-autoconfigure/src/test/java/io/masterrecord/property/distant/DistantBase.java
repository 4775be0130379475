package io.masterrecord.property.distant;

/**
 * Hides where an accessor comes from: compilers cannot address it from another package.
 *
 * @param <I> the identifier
 */
abstract class DistantBase<I> {

	private I id;

	public I getId() {
		return this.id;
	}

	public int getRevision() {
		return 1;
	}

	protected void setId(I id) {
		this.id = id;
	}

}
