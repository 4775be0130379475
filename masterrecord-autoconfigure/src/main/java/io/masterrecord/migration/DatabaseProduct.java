package io.masterrecord.migration;

/**
 * The database that migrations are run on.
 *
 * @param dialect the id of the dialect
 * @param name what the product calls itself
 * @param version the numbers of its version
 * @since 0.1.0
 */
public record DatabaseProduct(String dialect, String name, String version) {

	@Override
	public String toString() {
		return this.dialect + " " + this.version;
	}

}
