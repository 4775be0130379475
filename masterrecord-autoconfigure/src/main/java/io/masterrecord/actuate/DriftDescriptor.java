package io.masterrecord.actuate;

import java.util.List;

import io.masterrecord.migration.Drift;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * How the tables of a context differ from what its migrations made of them, as the
 * endpoint describes it. The catalog of the database is read for each request.
 *
 * @param state {@code NONE}, {@code DRIFTED}, or {@code UNREACHABLE} if the database does
 * not answer
 * @param differences a sentence for each difference
 * @param remarks what could not be compared
 * @since 0.1.0
 */
public record DriftDescriptor(String state, List<String> differences,
		List<String> remarks) implements OperationResponseBody {

	static DriftDescriptor of(Drift drift) {
		return new DriftDescriptor(drift.isEmpty() ? "NONE" : "DRIFTED", drift.differences(), drift.remarks());
	}

	static DriftDescriptor unreachable() {
		return new DriftDescriptor(ContextDescriptor.UNREACHABLE, List.of(), List.of());
	}

}
