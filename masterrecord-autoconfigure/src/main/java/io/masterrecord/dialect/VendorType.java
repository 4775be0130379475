package io.masterrecord.dialect;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.masterrecord.schema.ColumnType;
import io.masterrecord.schema.TypeName;

/**
 * A type as a catalog writes it, such as {@code timestamp(6) with time zone}.
 *
 * @param name the name in lower case, without sizes
 * @param sizes the numbers between the parentheses
 */
record VendorType(String name, List<Integer> sizes) {

	private static final Pattern SIZES = Pattern.compile("\\(\\s*(\\d{1,9}(?:\\s*,\\s*\\d{1,9})?)\\s*\\)");

	static VendorType of(String text) {
		Matcher matcher = SIZES.matcher(text);
		List<Integer> sizes = matcher.find()
				? Stream.of(matcher.group(1).split(",")).map((size) -> Integer.valueOf(size.strip())).toList()
				: List.of();
		String name = SIZES.matcher(text).replaceAll(" ").toLowerCase(Locale.ROOT).strip().replaceAll("\\s+", " ");
		return new VendorType(name, sizes);
	}

	/**
	 * Return the neutral type.
	 * @param names the neutral types by name; one with sizes, as in {@code tinyint[1]},
	 * goes before the name alone
	 * @return the type, or nothing if there is none for the name or these sizes
	 */
	Optional<ColumnType> toColumnType(Map<String, TypeName> names) {
		TypeName type = names.getOrDefault(this.name + this.sizes, names.get(this.name));
		if (type == null) {
			return array(names);
		}
		return switch (type) {
			case VARCHAR -> Optional.of(this.sizes.isEmpty() || this.sizes.get(0) == 0 ? ColumnType.of(TypeName.TEXT)
					: ColumnType.varchar(this.sizes.get(0)));
			case DECIMAL -> this.sizes.isEmpty() ? Optional.empty() : Optional
				.of(ColumnType.decimal(this.sizes.get(0), (this.sizes.size() > 1) ? this.sizes.get(1) : 0));
			case BINARY -> Optional.of(new ColumnType(type, this.sizes.isEmpty() ? 0 : this.sizes.get(0), 0));
			default -> Optional.of(ColumnType.of(type));
		};
	}

	private Optional<ColumnType> array(Map<String, TypeName> names) {
		String element = this.name.replaceFirst("(\\[]| array)$", "");
		TypeName type = element.equals(this.name) ? null : names.get(element);
		if (type == null) {
			return Optional.empty();
		}
		return Optional.of(ColumnType.arrayOf((type == TypeName.VARCHAR) ? TypeName.TEXT : type));
	}

}
