package io.masterrecord.autoconfigure;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

import io.masterrecord.model.CloseMatch;

import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.boot.origin.Origin;
import org.springframework.core.env.Environment;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;

/**
 * Refuses properties below {@code masterrecord} that nobody reads, before any bean is
 * created. Environment variables and system properties are passed over, since they are
 * shared with other programs.
 */
class PropertyNameCheck implements BeanFactoryPostProcessor {

	private static final ConfigurationPropertyName PREFIX = ConfigurationPropertyName.of("masterrecord");

	private final Environment environment;

	PropertyNameCheck(Environment environment) {
		this.environment = environment;
	}

	@Override
	public void postProcessBeanFactory(ConfigurableListableBeanFactory beanFactory) {
		List<UnknownProperty> unknown = unknownProperties(this.environment);
		if (!unknown.isEmpty()) {
			throw new UnknownPropertiesException(unknown);
		}
	}

	private static List<UnknownProperty> unknownProperties(Environment environment) {
		TreeSet<String> names = knownNames();
		Set<ConfigurationPropertyName> known = names.stream()
			.map(ConfigurationPropertyName::of)
			.collect(Collectors.toSet());
		Map<String, UnknownProperty> unknown = new TreeMap<>();
		for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
			if (source instanceof IterableConfigurationPropertySource iterable && !isShared(source)) {
				iterable.stream().filter(PREFIX::isAncestorOf).forEach((name) -> {
					if (!known.contains(withoutIndex(name))) {
						String text = name.toString();
						unknown.putIfAbsent(text, new UnknownProperty(text, CloseMatch.of(text, names).orElse(null),
								Origin.from(source.getConfigurationProperty(name))));
					}
				});
			}
		}
		return List.copyOf(unknown.values());
	}

	/**
	 * Return the name of the list that a property is an element of, or its own name.
	 */
	private static ConfigurationPropertyName withoutIndex(ConfigurationPropertyName name) {
		return name.isLastElementIndexed() ? name.getParent() : name;
	}

	private static boolean isShared(ConfigurationPropertySource source) {
		return source.getUnderlyingSource() instanceof PropertySource<?> propertySource
				&& (propertySource.getName().equals(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME)
						|| propertySource.getName().equals(StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME));
	}

	/**
	 * Return the names of all properties there are.
	 */
	static TreeSet<String> knownNames() {
		List<String> names = new ArrayList<>();
		collect("masterrecord", MasterRecordProperties.class, names);
		collect("masterrecord.seed", MasterRecordSeedProperties.class, names);
		return new TreeSet<>(names);
	}

	private static void collect(String prefix, Class<?> properties, List<String> names) {
		for (RecordComponent component : properties.getRecordComponents()) {
			String name = prefix + "." + DataObjectPropertyName.toDashedForm(component.getName());
			if (component.getType().isRecord()) {
				collect(name, component.getType(), names);
			}
			else {
				names.add(name);
			}
		}
	}

}
