package io.masterrecord.generate;

/**
 * An entity, as a record in Java.
 *
 * @param packageName the package
 * @param className the simple name
 * @param source the text of its file
 * @since 0.1.0
 */
public record GeneratedEntity(String packageName, String className, String source) {
}
