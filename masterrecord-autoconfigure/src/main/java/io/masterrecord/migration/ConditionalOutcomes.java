package io.masterrecord.migration;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.masterrecord.schema.Environments;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What became of the conditional steps of a migration, as it is kept in the history.
 */
record ConditionalOutcomes(List<ConditionalOutcome> outcomes) {

	static final ConditionalOutcomes NONE = new ConditionalOutcomes(List.of());

	private static final JsonMapper JSON = JsonMapper.shared();

	ConditionalOutcomes {
		outcomes = List.copyOf(outcomes);
	}

	static ConditionalOutcomes parse(@Nullable String json) {
		if (json == null) {
			return NONE;
		}
		List<ConditionalOutcome> outcomes = new ArrayList<>();
		for (JsonNode node : JSON.readTree(json)) {
			outcomes.add(new ConditionalOutcome(node.required("step").asInt(), node.required("subject").asString(),
					new Environments(texts(node.required("when"))), texts(node.required("active")),
					node.required("applied").asBoolean()));
		}
		return new ConditionalOutcomes(outcomes);
	}

	/**
	 * Return the text to keep, or {@code null} if there is nothing to say.
	 */
	@Nullable String json() {
		if (this.outcomes.isEmpty()) {
			return null;
		}
		ArrayNode array = JSON.createArrayNode();
		for (ConditionalOutcome outcome : this.outcomes) {
			ObjectNode node = array.addObject();
			node.put("step", outcome.step());
			node.put("subject", outcome.subject());
			outcome.environments().names().forEach(node.putArray("when")::add);
			outcome.active().forEach(node.putArray("active")::add);
			node.put("applied", outcome.applied());
		}
		return JSON.writeValueAsString(array);
	}

	ConditionalOutcomes with(ConditionalOutcome outcome) {
		List<ConditionalOutcome> extended = new ArrayList<>(this.outcomes);
		extended.removeIf((earlier) -> earlier.step() == outcome.step());
		extended.add(outcome);
		return new ConditionalOutcomes(extended);
	}

	/**
	 * Tell what became of a subject under a condition.
	 */
	Optional<Boolean> applied(String subject, Environments environments) {
		return this.outcomes.stream()
			.filter((outcome) -> outcome.subject().equals(subject) && outcome.environments().equals(environments))
			.map(ConditionalOutcome::applied)
			.findFirst();
	}

	private static List<String> texts(JsonNode array) {
		List<String> texts = new ArrayList<>();
		array.forEach((node) -> texts.add(node.asString()));
		return texts;
	}

}
