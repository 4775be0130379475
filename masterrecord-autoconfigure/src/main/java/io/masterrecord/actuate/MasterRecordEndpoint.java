package io.masterrecord.actuate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.masterrecord.context.MasterRecordContext;
import io.masterrecord.dialect.Dialects;
import io.masterrecord.migration.MigrationChain;
import io.masterrecord.migration.MigrationDefinition;
import io.masterrecord.migration.MigrationStatus;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.OperationResponseBody;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;
import org.springframework.dao.DataAccessException;

/**
 * Shows contexts, their migrations, and how their tables differ from them. It has no
 * operation that changes anything.
 *
 * @since 0.1.0
 */
@WebEndpoint(id = "masterrecord", defaultAccess = Access.READ_ONLY)
public final class MasterRecordEndpoint {

	private static final Log log = LogFactory.getLog(MasterRecordEndpoint.class);

	private static final String DRIFT = "drift";

	private final Map<String, ContextState> states = new LinkedHashMap<>();

	private final Set<String> environments;

	/**
	 * Create an endpoint.
	 * @param states the states of the contexts
	 * @param environments the environments that are active for seeds
	 */
	public MasterRecordEndpoint(List<ContextState> states, Set<String> environments) {
		states.forEach((state) -> this.states.put(state.name(), state));
		this.environments = environments;
	}

	@ReadOperation
	ContextsDescriptor contexts() {
		Map<String, ContextDescriptor> contexts = new LinkedHashMap<>();
		this.states.forEach((name, state) -> contexts.put(name, describe(state)));
		return new ContextsDescriptor(contexts);
	}

	@ReadOperation
	@Nullable ContextDescriptor context(@Selector String context) {
		ContextState state = this.states.get(context);
		return (state != null) ? describe(state) : null;
	}

	/**
	 * Describe one migration of a context, or under {@value #DRIFT} its tables.
	 */
	@ReadOperation
	@Nullable OperationResponseBody migration(@Selector String context, @Selector String migration) {
		ContextState state = this.states.get(context);
		if (state == null) {
			return null;
		}
		MigrationChain chain = state.context().migrations().chain();
		return (migration.equals(DRIFT) && chain.find(DRIFT).isEmpty()) ? drift(state.context())
				: plan(state, chain, migration);
	}

	private static DriftDescriptor drift(MasterRecordContext context) {
		try {
			return DriftDescriptor.of(context.migrations().drift());
		}
		catch (DataAccessException ex) {
			log.debug("The tables cannot be compared with the migrations", ex);
			return DriftDescriptor.unreachable();
		}
	}

	private static @Nullable MigrationPlanDescriptor plan(ContextState state, MigrationChain chain, String migration) {
		MigrationStatus status = state.now().status();
		if (status == null) {
			return null;
		}
		Optional<MigrationDefinition> definition = chain.find(migration);
		Optional<MigrationStatus.Item> item = status.migrations()
			.stream()
			.filter((candidate) -> candidate.id().equals(migration))
			.findFirst();
		if (definition.isEmpty() || item.isEmpty()) {
			return null;
		}
		return MigrationPlanDescriptor.of(chain, definition.get(), item.get(),
				Dialects.of(status.database().dialect()));
	}

	private ContextDescriptor describe(ContextState state) {
		return ContextDescriptor.of(state.context(), this.environments, state.now().status());
	}

	/**
	 * All contexts.
	 *
	 * @param contexts the contexts by name
	 */
	public record ContextsDescriptor(Map<String, ContextDescriptor> contexts) implements OperationResponseBody {
	}

}
