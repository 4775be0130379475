package io.masterrecord.autoconfigure;

import java.util.List;
import java.util.stream.Collectors;

import io.masterrecord.MasterRecordException;

/**
 * Thrown when properties are set below {@code masterrecord} that nobody reads, since a
 * mode that is misspelt would be a mode that is not in force.
 */
final class UnknownPropertiesException extends MasterRecordException {

	private static final long serialVersionUID = 1L;

	private final transient List<UnknownProperty> properties;

	UnknownPropertiesException(List<UnknownProperty> properties) {
		super("Unknown properties: " + properties.stream().map(Object::toString).collect(Collectors.joining(", ")));
		this.properties = List.copyOf(properties);
	}

	List<UnknownProperty> properties() {
		return this.properties;
	}

}
