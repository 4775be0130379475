package io.masterrecord.autoconfigure;

import java.util.List;

import io.masterrecord.MasterRecordException;

/**
 * Thrown when an application has several data sources, and says of none that it is the
 * one to use.
 */
final class AmbiguousDataSourceException extends MasterRecordException {

	private static final long serialVersionUID = 1L;

	private final transient List<String> dataSources;

	AmbiguousDataSourceException(List<String> dataSources) {
		super("There are the data sources " + String.join(", ", dataSources) + ", and MasterRecord uses one of them");
		this.dataSources = List.copyOf(dataSources);
	}

	List<String> dataSources() {
		return this.dataSources;
	}

}
