package io.masterrecord.context;

/**
 * Something that the model says differently each time it is built, so that no migration
 * can ever say the same.
 *
 * @param place what it is, such as {@code row 2 of the seeds of 'User', property 'token'}
 * @param first what it was at first
 * @param second what it was when the model was built again
 * @since 0.1.0
 */
public record ModelVariation(String place, String first, String second) {

	@Override
	public String toString() {
		return "%s: first %s, then %s".formatted(this.place, this.first, this.second);
	}

}
