package io.masterrecord.context;

import java.util.List;
import java.util.Optional;

import io.masterrecord.MasterRecordException;
import io.masterrecord.migration.MigrationChain;
import io.masterrecord.model.ModelProblem;

/**
 * Keeps an application from starting, or warns, where its entities say something that no
 * migration does. The database is never asked, and seeds are not looked at: their
 * factories are not called by an application that only serves requests.
 *
 * @since 0.1.0
 */
public final class ModelGate {

	private final ContextDefinition definition;

	private final MigrationChain chain;

	private final ModelChangesPolicy policy;

	/**
	 * Create a gate.
	 * @param definition what the application says about its context
	 * @param chain the migrations
	 * @param policy what happens where they differ
	 */
	public ModelGate(ContextDefinition definition, MigrationChain chain, ModelChangesPolicy policy) {
		this.definition = definition;
		this.chain = chain;
		this.policy = policy;
	}

	/**
	 * Compare the entities with the migrations.
	 * @return what was found
	 * @throws UnmigratedModelException if they differ, and that is refused
	 * @throws UnstableModelException if they differ because the model is another one each
	 * time it is built, and that is refused
	 */
	public Outcome check() {
		List<String> findings = this.definition.model().warnings().stream().map(ModelProblem::toString).toList();
		if (this.policy == ModelChangesPolicy.IGNORE) {
			return new Outcome("model not compared", Optional.empty(), findings);
		}
		ModelChanges changes = ModelChanges.between(this.definition.model(), this.chain);
		if (changes.isEmpty()) {
			return new Outcome("model in sync", Optional.empty(), findings);
		}
		MasterRecordException problem = problem(changes);
		if (this.policy == ModelChangesPolicy.FAIL) {
			throw problem;
		}
		return new Outcome("model not in sync", Optional.of(String.valueOf(problem.getMessage())), findings);
	}

	private MasterRecordException problem(ModelChanges changes) {
		try {
			this.definition.requireStableModel();
			return new UnmigratedModelException(changes);
		}
		catch (UnstableModelException ex) {
			return ex;
		}
	}

	/**
	 * What was found.
	 *
	 * @param summary how the model stands, such as {@code model in sync}
	 * @param warning what a person should do something about
	 * @param findings what a person should know about the entities, though it is no
	 * mistake
	 */
	public record Outcome(String summary, Optional<String> warning, List<String> findings) {

		public Outcome {
			findings = List.copyOf(findings);
		}

	}

}
