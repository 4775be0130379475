package io.masterrecord.context;

import java.util.ArrayList;
import java.util.List;

import io.masterrecord.model.EntityDefinition;
import io.masterrecord.model.IndexDefinition;
import io.masterrecord.query.GlobalFilter;
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

	private final List<GlobalFilter<T>> filters = new ArrayList<>();

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

	void add(GlobalFilter<T> filter) {
		this.filters.add(filter);
	}

	List<GlobalFilter<T>> filters() {
		return this.filters;
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
