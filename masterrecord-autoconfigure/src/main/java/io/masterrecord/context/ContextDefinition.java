package io.masterrecord.context;

import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

import io.masterrecord.model.EarlyEntities;
import io.masterrecord.model.Model;
import io.masterrecord.query.GlobalFilters;
import io.masterrecord.seed.SeedConfig;
import io.masterrecord.seed.SeedDefinition;
import io.masterrecord.seed.SeedPlan;
import io.masterrecord.write.EntityValidator;
import org.jspecify.annotations.Nullable;

/**
 * All that an application says about one context: its entities, their indexes and their
 * seeds. The order of entities and configurers makes no difference, except for the order
 * of seeds that do not refer to each other.
 *
 * @since 0.1.0
 */
public final class ContextDefinition {

	private final String name;

	private final Model model;

	private final GlobalFilters filters;

	private final SeedConfig seedConfig;

	private final List<SeedDefinition<?>> seedDefinitions;

	private final Supplier<? extends @Nullable EntityValidator> validator;

	private final Supplier<Declarations> again;

	private final ModelDeclarations declared;

	private @Nullable volatile SeedPlan seeds;

	private ContextDefinition(String name, Declarations declarations, ModelDeclarations declared, Model model,
			Supplier<? extends @Nullable EntityValidator> validator, Supplier<Declarations> again) {
		this.name = name;
		this.validator = validator;
		this.again = again;
		this.declared = declared;
		this.model = model;
		this.filters = declarations.filters();
		this.seedConfig = declarations.seedConfig().build();
		this.seedDefinitions = declarations.seeds();
	}

	/**
	 * Ask the configurers of the default context.
	 * @param scanned the entities found in the packages of the application
	 * @param configurers the configurers; those of other contexts are left out
	 * @param seedOptions states the options of seeds that win over those stated in code
	 * @return the definition
	 * @throws io.masterrecord.model.ModelException if there are mistakes in the entities
	 */
	public static ContextDefinition of(Collection<Class<?>> scanned,
			Collection<? extends MasterRecordConfigurer> configurers, Consumer<SeedConfig.Builder> seedOptions) {
		return of(MasterRecordConfigurer.DEFAULT_CONTEXT, scanned, configurers, seedOptions);
	}

	/**
	 * Ask the configurers of a context.
	 * @param name the name of the context
	 * @param scanned the entities found in the packages of the context
	 * @param configurers the configurers; those of other contexts are left out
	 * @param seedOptions states the options of seeds that win over those stated in code
	 * @return the definition
	 * @throws io.masterrecord.model.ModelException if there are mistakes in the entities
	 */
	public static ContextDefinition of(String name, Collection<Class<?>> scanned,
			Collection<? extends MasterRecordConfigurer> configurers, Consumer<SeedConfig.Builder> seedOptions) {
		return of(name, scanned, configurers, seedOptions, () -> null);
	}

	/**
	 * Ask the configurers of a context whose seeds are validated.
	 * @param name the name of the context
	 * @param scanned the entities found in the packages of the context
	 * @param configurers the configurers; those of other contexts are left out
	 * @param seedOptions states the options of seeds that win over those stated in code
	 * @param validator returns what says what is wrong with seeds, or {@code null}; asked
	 * for with the first seed
	 * @return the definition
	 * @throws io.masterrecord.model.ModelException if there are mistakes in the entities
	 */
	public static ContextDefinition of(String name, Collection<Class<?>> scanned,
			Collection<? extends MasterRecordConfigurer> configurers, Consumer<SeedConfig.Builder> seedOptions,
			Supplier<? extends @Nullable EntityValidator> validator) {
		return of(name, scanned, configurers, seedOptions, validator, EarlyEntities.none());
	}

	/**
	 * Ask the configurers of a context some of whose entities are read already.
	 * @param name the name of the context
	 * @param scanned the entities found in the packages of the context
	 * @param configurers the configurers; those of other contexts are left out
	 * @param seedOptions states the options of seeds that win over those stated in code
	 * @param validator returns what says what is wrong with seeds, or {@code null}; asked
	 * for with the first seed
	 * @param early the entities that are read already
	 * @return the definition
	 * @throws io.masterrecord.model.ModelException if there are mistakes in the entities
	 */
	public static ContextDefinition of(String name, Collection<Class<?>> scanned,
			Collection<? extends MasterRecordConfigurer> configurers, Consumer<SeedConfig.Builder> seedOptions,
			Supplier<? extends @Nullable EntityValidator> validator, EarlyEntities early) {
		Supplier<Declarations> declaring = () -> {
			Declarations declarations = new Declarations();
			ContextBuilder builder = new ContextBuilder(declarations);
			configurers.stream()
				.filter((configurer) -> configurer.context().equals(name))
				.forEach((configurer) -> configurer.configure(builder));
			seedOptions.accept(declarations.seedConfig().override());
			return declarations;
		};
		Declarations declarations = declaring.get();
		ModelDeclarations declared = ModelDeclarations.of(scanned, declarations);
		return new ContextDefinition(name, declarations, declared, declared.model(early), validator, declaring);
	}

	/**
	 * Return the name of the context.
	 * @return the name
	 */
	public String name() {
		return this.name;
	}

	/**
	 * Return the entities, with warnings and the names they had before.
	 * @return the model
	 */
	public Model model() {
		return this.model;
	}

	/**
	 * Return the filters that belong to entities.
	 * @return the filters
	 */
	public GlobalFilters filters() {
		return this.filters;
	}

	/**
	 * Return how seeds are treated.
	 * @return the configuration, in which properties have won over code
	 */
	public SeedConfig seedConfig() {
		return this.seedConfig;
	}

	/**
	 * Return the seeds, checked and in order. Factories are called when this is called
	 * first, so an application that only serves requests never calls them.
	 * @return the seeds of all environments
	 * @throws io.masterrecord.seed.SeedException if there are mistakes in the seeds
	 */
	public SeedPlan seeds() {
		SeedPlan known = this.seeds;
		if (known == null) {
			known = SeedPlan.of(this.model, this.seedDefinitions, this.seedConfig, new SeedValidation(this::rules));
			this.seeds = known;
		}
		return known;
	}

	private @Nullable EntityValidator rules() {
		EntityValidator rules = this.validator.get();
		return (rules != null) ? rules.within(this.model) : null;
	}

	/**
	 * Return the seeds that migrations are generated from: those of all environments,
	 * unless the configuration leaves others out when a migration is generated.
	 * @param activeProfiles the active profiles, which are the environments where nothing
	 * else is said
	 * @return the seeds
	 * @throws io.masterrecord.seed.SeedException if there are mistakes in the seeds
	 */
	public SeedPlan seedsToMigrate(Collection<String> activeProfiles) {
		return (this.seedConfig.environmentFilter() == SeedConfig.EnvironmentFilter.RUNTIME) ? seeds()
				: seeds().in(this.seedConfig.activeEnvironments(List.copyOf(activeProfiles)));
	}

	/**
	 * Make sure that the entities are the same when they are declared again. Configurers
	 * are asked once more.
	 * @throws UnstableModelException if they are not, saying what differs
	 */
	public void requireStableModel() {
		Repetition repetition = new Repetition(this.model);
		compare(repetition, again());
		throwIfAny(repetition);
	}

	/**
	 * Make sure that the entities and the seeds that migrations are generated from are
	 * the same when they are declared again. Configurers and factories are asked once
	 * more.
	 * @param activeProfiles the active profiles
	 * @throws UnstableModelException if they are not, saying what differs
	 */
	public void requireStable(Collection<String> activeProfiles) {
		Repetition repetition = new Repetition(this.model);
		ContextDefinition other = again();
		compare(repetition, other);
		repetition.compare(seedsToMigrate(activeProfiles), other.seedsToMigrate(activeProfiles));
		throwIfAny(repetition);
	}

	/**
	 * Ask the configurers once more. Entities are read again only where that could make a
	 * difference.
	 */
	private ContextDefinition again() {
		Declarations declarations = this.again.get();
		ModelDeclarations others = ModelDeclarations.of(this.declared.scanned(), declarations);
		boolean same = this.declared.saysTheSame(others) && this.model.isOfDeclarationsOnly();
		return new ContextDefinition(this.name, declarations, others,
				same ? this.model : others.model(EarlyEntities.none()), this.validator, this.again);
	}

	private void compare(Repetition repetition, ContextDefinition other) {
		if (other.model != this.model) {
			repetition.compare(this.model.toSchema(), other.model.toSchema());
		}
	}

	private static void throwIfAny(Repetition repetition) {
		List<ModelVariation> variations = repetition.variations();
		if (!variations.isEmpty()) {
			throw new UnstableModelException(variations);
		}
	}

}
