package io.masterrecord.seed;

import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

import io.masterrecord.model.EntityModel;
import io.masterrecord.model.Model;
import io.masterrecord.model.ModelException;
import io.masterrecord.model.PropertyModel;
import io.masterrecord.model.ValueConversionException;
import io.masterrecord.property.ResolvedProperty;
import org.jspecify.annotations.Nullable;

/**
 * Reads the rows of a set into values of columns. In an instance, {@code null} is "not
 * given" for a generated id and for a column with a default, and so is version 0; any
 * other {@code null} is NULL.
 */
final class RowReader<T> {

	private final EntityModel<T> entity;

	private final ReferenceReader references;

	private final PairReader pairs;

	private final Map<PropertyModel, Object> fixed = new LinkedHashMap<>();

	private final String set;

	private final SeedProblems problems;

	private Consumer<GivenRow> sink = (row) -> {
	};

	private int number;

	/**
	 * Create a reader.
	 * @param fixed what properties of all rows refer to
	 */
	RowReader(Model model, EntityModel<T> entity, String set, Map<ResolvedProperty, Object> fixed,
			SeedProblems problems) {
		this.entity = entity;
		this.references = new ReferenceReader(model, entity, problems);
		this.pairs = new PairReader(entity, problems);
		this.set = set;
		this.problems = problems;
		fixed.forEach((reference, value) -> {
			try {
				this.fixed.put(entity.property(reference), value);
			}
			catch (ModelException ex) {
				problems.add(set, reference.name(), ex);
			}
		});
	}

	/**
	 * Return what turns the related rows of the instances that were read into pairs.
	 */
	PairReader pairs() {
		return this.pairs;
	}

	List<GivenRow> read(List<RowSource<T>> sources) {
		List<GivenRow> rows = new ArrayList<>();
		this.pairs.keep();
		stream(sources, rows::add);
		return rows;
	}

	/**
	 * Read rows without keeping them.
	 */
	void stream(List<RowSource<T>> sources, Consumer<GivenRow> receiver) {
		this.sink = receiver;
		this.number = 0;
		for (RowSource<T> source : sources) {
			if (source instanceof RowSource.Instances<T> instances) {
				instances.rows().forEach((instance) -> addInstance(instance, "is null", "Leave it out."));
			}
			else if (source instanceof RowSource.Partial<T> partial) {
				addPartial(partial.row().values());
			}
			else if (source instanceof RowSource.Factory<T> factory) {
				make(factory);
			}
			else if (source instanceof RowSource.File<T> file) {
				new RowResource(file.location()).read(this::addTexts);
			}
		}
	}

	private void make(RowSource.Factory<T> factory) {
		if (factory.count() < 1) {
			this.problems.add(this.set, null, "a factory is to make %d rows".formatted(factory.count()),
					"Let it make at least 1.");
		}
		for (int i = 0; i < factory.count(); i++) {
			T instance;
			try {
				instance = factory.make().apply(i);
			}
			catch (RuntimeException ex) {
				this.problems.add(nextPlace(), null, "its factory fails for index %d with '%s'".formatted(i, ex),
						"Correct the factory.");
				return;
			}
			addInstance(instance, "its factory returns null for index %d".formatted(i), "Return an instance.");
		}
	}

	private void addInstance(@Nullable T instance, String absent, String remedy) {
		String place = nextPlace();
		Map<PropertyModel, @Nullable Object> values = new LinkedHashMap<>();
		if (instance == null) {
			this.problems.add(place, null, absent, remedy);
		}
		else {
			for (PropertyModel property : this.entity.properties()) {
				Object raw = property.get(instance);
				Object value = (raw instanceof Optional<?> optional) ? optional.orElse(null) : raw;
				if (!this.fixed.containsKey(property) && !property.isComputed() && isGiven(property, value)) {
					put(values, place, property, value);
				}
			}
			this.problems.check(place, instance, values);
		}
		GivenRow row = add(place, values);
		if (instance != null) {
			this.pairs.look(row, instance);
		}
	}

	private GivenRow add(String place, Map<PropertyModel, @Nullable Object> values) {
		this.fixed.forEach((property, value) -> put(values, place, property, value));
		this.number++;
		GivenRow row = new GivenRow(place, values);
		this.sink.accept(row);
		return row;
	}

	private void addTexts(Map<String, @Nullable String> texts) {
		String place = nextPlace();
		Map<PropertyModel, @Nullable Object> values = new LinkedHashMap<>();
		texts.forEach((field, text) -> {
			PropertyModel property = this.entity.find(field).or(() -> this.entity.propertyOfColumn(field)).orElse(null);
			if (property == null) {
				this.problems.add(place, field, "is no property or column of '%s'".formatted(this.entity.name()),
						"Correct the name of the field, or remove it from the file.");
			}
			else if (text != null) {
				try {
					Object value = TextValues.read(property.type(), text);
					putColumn(values, place, property, value);
					this.problems.check(place, this.entity, property, property.fromColumn(value));
				}
				catch (IllegalArgumentException | DateTimeException | ValueConversionException ex) {
					this.problems.add(place, property.name(),
							"is '%s' in the file, which is no value of type %s".formatted(text, property.type()),
							"Correct the value; dates and times are written as in ISO 8601.");
				}
			}
			else if (!this.fixed.containsKey(property) && isGiven(property, null)) {
				putColumn(values, place, property, null);
			}
		});
		checkRequired(place, values);
		add(place, values);
	}

	private void addPartial(Map<ResolvedProperty, @Nullable Object> given) {
		String place = nextPlace();
		Map<PropertyModel, @Nullable Object> values = new LinkedHashMap<>();
		given.forEach((reference, value) -> {
			try {
				PropertyModel property = this.entity.property(reference);
				put(values, place, property, value);
				if (!(value instanceof SeedReference)) {
					this.problems.check(place, this.entity, property, value);
				}
			}
			catch (ModelException ex) {
				this.problems.add(place, reference.name(), ex);
			}
		});
		checkRequired(place, values);
		add(place, values);
	}

	private void checkRequired(String place, Map<PropertyModel, @Nullable Object> values) {
		for (PropertyModel property : this.entity.properties()) {
			if (!values.containsKey(property) && !this.fixed.containsKey(property) && isRequired(property)) {
				this.problems.add(place, property.name(),
						"is not given, but column '%s' is NOT NULL and has no default".formatted(property.column()),
						"Give it a value.");
			}
		}
	}

	private static boolean isGiven(PropertyModel property, @Nullable Object value) {
		boolean generated = isGenerated(property);
		if (value == null) {
			return !generated && !property.hasDefault();
		}
		boolean zero = value instanceof Number number && number.longValue() == 0;
		if (property.isVersion()) {
			return !zero;
		}
		return !(generated && zero && property.javaType().isPrimitive());
	}

	private static boolean isRequired(PropertyModel property) {
		return !property.nullable() && !property.hasDefault() && !isGenerated(property);
	}

	private static boolean isGenerated(PropertyModel property) {
		return property.generation().isGenerated();
	}

	private void put(Map<PropertyModel, @Nullable Object> values, String place, PropertyModel property,
			@Nullable Object value) {
		if (value instanceof SeedReference reference) {
			values.put(property, this.references.read(place, property, reference));
			return;
		}
		putColumn(values, place, property, property.toColumn(value));
	}

	private void putColumn(Map<PropertyModel, @Nullable Object> values, String place, PropertyModel property,
			@Nullable Object value) {
		values.put(property, value);
		if (value == null && !property.nullable()) {
			this.problems.add(place, property.name(),
					"is null, but column '%s' is NOT NULL".formatted(property.column()), "Give it a value.");
		}
		if (value instanceof String text && property.type().size() > 0
				&& text.codePointCount(0, text.length()) > property.type().size()) {
			this.problems.add(place, property.name(),
					"has %d characters, but column '%s' holds %d".formatted(text.codePointCount(0, text.length()),
							property.column(), property.type().size()),
					"Shorten the value, or widen the column with '@Size' or '@Column'.");
		}
	}

	private String nextPlace() {
		return this.set + ", row " + (this.number + 1);
	}

}
