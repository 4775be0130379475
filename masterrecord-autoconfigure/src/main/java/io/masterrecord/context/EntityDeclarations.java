package io.masterrecord.context;

import java.util.ArrayList;
import java.util.List;

import io.masterrecord.model.EntityDefinition;
import io.masterrecord.model.IndexDefinition;
import io.masterrecord.seed.SeedDraft;

/**
 * What was declared about one entity.
 *
 * @param <T> the entity
 */
final class EntityDeclarations<T> {

	private final Class<T> type;

	private final List<SeedDraft<?>> allSeeds;

	private final List<IndexDraft> indexes = new ArrayList<>();

	EntityDeclarations(Class<T> type, List<SeedDraft<?>> allSeeds) {
		this.type = type;
		this.allSeeds = allSeeds;
	}

	Class<T> type() {
		return this.type;
	}

	void add(IndexDraft index) {
		this.indexes.add(index);
	}

	SeedDraft<T> newSeedSet() {
		SeedDraft<T> draft = new SeedDraft<>(this.type);
		this.allSeeds.add(draft);
		return draft;
	}

	EntityDefinition define() {
		return new EntityDefinition(this.type, indexes(false), indexes(true));
	}

	private List<IndexDefinition> indexes(boolean composite) {
		return this.indexes.stream()
			.filter((index) -> index.isComposite() == composite)
			.map(IndexDraft::define)
			.toList();
	}

}
