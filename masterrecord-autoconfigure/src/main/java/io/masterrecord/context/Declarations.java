package io.masterrecord.context;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.masterrecord.annotation.ValueConverter;
import io.masterrecord.model.EntityDefinition;
import io.masterrecord.query.GlobalFilters;
import io.masterrecord.schema.Routine;
import io.masterrecord.seed.SeedConfig;
import io.masterrecord.seed.SeedDefinition;
import io.masterrecord.seed.SeedDraft;

/**
 * Everything that the configurers of a context declared. It is looked at only after the
 * last of them.
 */
final class Declarations {

	private final Map<Class<?>, EntityDeclarations<?>> entities = new LinkedHashMap<>();

	private final List<SeedDraft<?>> seeds = new ArrayList<>();

	private final List<ValueConverter<?, ?>> converters = new ArrayList<>();

	private final List<RoutineBuilder> routines = new ArrayList<>();

	private final SeedConfig.Builder seedConfig = new SeedConfig.Builder();

	@SuppressWarnings("unchecked")
	<T> EntityDeclarations<T> entity(Class<T> type) {
		return (EntityDeclarations<T>) this.entities.computeIfAbsent(type,
				(any) -> new EntityDeclarations<>(type, this.seeds));
	}

	List<ValueConverter<?, ?>> converters() {
		return this.converters;
	}

	RoutineBuilder routine(RoutineBuilder builder) {
		this.routines.add(builder);
		return builder;
	}

	List<Routine> routines() {
		return this.routines.stream().map(RoutineBuilder::define).toList();
	}

	SeedConfig.Builder seedConfig() {
		return this.seedConfig;
	}

	List<EntityDefinition> entities() {
		List<EntityDefinition> definitions = new ArrayList<>();
		this.entities.values().forEach((entity) -> definitions.add(entity.define()));
		return definitions;
	}

	GlobalFilters filters() {
		return GlobalFilters
			.of(this.entities.values().stream().flatMap((entity) -> entity.filters().stream()).toList());
	}

	List<SeedDefinition<?>> seeds() {
		List<SeedDefinition<?>> definitions = new ArrayList<>();
		this.seeds.forEach((draft) -> definitions.add(draft.define()));
		return definitions;
	}

}
