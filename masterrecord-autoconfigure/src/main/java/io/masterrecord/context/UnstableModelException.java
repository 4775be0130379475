package io.masterrecord.context;

import java.util.List;
import java.util.stream.Collectors;

import io.masterrecord.MasterRecordException;

/**
 * A model that is another one each time it is built, because it takes the time or a
 * random number.
 *
 * @since 0.1.0
 */
public final class UnstableModelException extends MasterRecordException {

	private static final long serialVersionUID = 1L;

	private final transient List<ModelVariation> variations;

	UnstableModelException(List<ModelVariation> variations) {
		super("The model is not the same when it is built twice, so that no migration can ever say what it says:\n- "
				+ variations.stream().map(ModelVariation::toString).collect(Collectors.joining("\n- ")));
		this.variations = List.copyOf(variations);
	}

	/**
	 * Return what differs.
	 * @return the places, in order of the model
	 */
	public List<ModelVariation> variations() {
		return this.variations;
	}

}
